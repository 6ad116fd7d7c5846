import { isRecord } from '../manifest/node-reader.ts';

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'empty',
};

/** Types as people say them: `a list or a mapping`. */
export function typesInWords(types: unknown): string {
  return listed((Array.isArray(types) ? types : [types]).map((type) => typeWords[String(type)] ?? String(type)), 'or');
}

/** What a value is, as people say it. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a mapping';
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? `the number ${String(value)}` : 'text';
}

const longest = 60;

/** A value inside a sentence: in backticks, on one line, cut where it is long. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const flat = text.replaceAll(/\s+/gu, ' ').replaceAll('`', "'");
  return `\`${flat.length > longest ? `${flat.slice(0, longest)}…` : flat}\``;
}

/** `a, b and c`. */
export function listed(words: readonly string[], joint: 'and' | 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** `this Kafka server`, `these string options`. */
export function thisObject(title: string): string {
  return `${/(?:options|examples|exposures)$/u.test(title) ? 'these' : 'this'} ${title}`;
}

/** ` Did you mean `a` or `b`?`, to be put after a sentence; empty where nothing is near. */
export function suggestion(names: readonly string[]): string {
  return names.length === 0 ? '' : ` Did you mean ${listed(names.map(quoted), 'or')}?`;
}

/** The text with a capital letter first. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
