import { isRecord } from '../manifest/node-reader.ts';

/** A value for people: a text as it is, a list with commas, anything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => !isRecord(item) && !Array.isArray(item))) return value.map(String).join(', ');
  return value === undefined ? '' : JSON.stringify(value);
}
