import { splitPointer } from '../model/pointer.ts';
import { titleOf, type SchemaPlace } from './schema-view.ts';
import { capital, quoted, thisObject } from './words.ts';

/** A value as the reader sees it: its key, or its place in a list. */
export function nameOf(pointer: string, place: SchemaPlace): string {
  const tokens = splitPointer(pointer);
  const last = tokens.at(-1);
  if (last === undefined) return capital(thisObject(titleOf(place)));
  if (!/^\d+$/u.test(last)) return quoted(last);
  return `Entry ${String(Number(last) + 1)} of ${quoted(tokens.at(-2) ?? '')}`;
}

/** What the schema says of the value, what to do about it, and an example. */
export function describeValue(place: SchemaPlace, rest: string): string {
  const { description, examples } = place.node;
  const sample = Array.isArray(examples) && typeof examples[0] === 'string' ? ` For example \`${examples[0]}\`.` : '';
  return `${typeof description === 'string' ? `${description} ` : ''}${rest}${sample}`;
}
