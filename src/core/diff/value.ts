import { isRecord } from '../manifest/node-reader.ts';

/** Equality of plain data: the order of keys does not matter, the order of lists does. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right || Object.is(left, right)) return true;
  if (Array.isArray(left)) return Array.isArray(right) && sameList(left, right);
  return isRecord(left) && isRecord(right) && sameRecord(left, right);
}

function sameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => sameValue(item, right[index]));
}

function sameRecord(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  for (const key of keys) if (!Object.hasOwn(right, key) || !sameValue(left[key], right[key])) return false;
  return true;
}

/** JSON with sorted keys; absent and null are told apart. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isRecord(value)) return typeof value === 'number' ? String(value) : JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`;
}

/** Prose without what only layout changes: runs of white space, space at the ends. */
export function foldSpace(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}

/** Prose as it is compared: text folded, lists without order; empty or false is the same as absent. */
export function proseForm(value: unknown): string {
  if (value === undefined || value === null || value === '' || value === false) return '';
  if (typeof value === 'string') return JSON.stringify(foldSpace(value));
  if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.map(proseForm).sort().join(',')}]`;
  if (!isRecord(value)) return canonicalJson(value);
  const entries = Object.keys(value).sort().map((key) => [key, proseForm(value[key])] as const);
  const filled = entries.filter(([, form]) => form !== '');
  return filled.length === 0 ? '' : `{${filled.map(([key, form]) => `${JSON.stringify(key)}:${form}`).join(',')}}`;
}

const longestShown = 60;

/** A value in a message: short, on one line. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'not set';
  const text = typeof value === 'string' ? (/^[^\s"]+(?: [^\s"]+)*$/u.test(value) ? value : JSON.stringify(value)) : JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}
