import type { Column } from '../../model/contract.ts';
import { automatonOf } from '../patterns/automaton.ts';
import { findText } from '../patterns/find-text.ts';
import type { DataType } from '../types/data-type.ts';
import { formatValues } from './text-formats.ts';

const longestText = 300;

/** Texts a column may well hold, the plainest first: an initial with a number, then what formats and patterns ask for. */
export function plainTexts(column: Column): string[] {
  const initial = /[a-z]/iu.exec(column.name)?.[0].toLowerCase() ?? 'x';
  const { minLength, pattern, format } = column.options;
  const padded = typeof minLength === 'number' ? [textOfLength(minLength), textOfLength(minLength + 1)] : [];
  const formatted = typeof format === 'string' ? [formatValues.get(format) ?? []].flat() : [];
  return [`${initial}-1`, `${initial}-2`, initial, 'a', 'b', ...formatted, ...padded, ...(typeof pattern === 'string' ? textsByPattern(column, []) : [])];
}

/** A text of so many characters, no two alike nearby. */
export function textOfLength(length: number): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  return length > longestText ? '' : alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, Math.max(0, length));
}

/** Texts that a column's pattern allows and other patterns do not; of its lengths. */
export function textsByPattern({ options }: Column, forbidden: readonly unknown[], lengths: { readonly least?: number; readonly most?: number } = {}): string[] {
  const automaton = typeof options['pattern'] === 'string' ? automatonOf(options['pattern']) : undefined;
  const outside = forbidden.flatMap((pattern) => (typeof pattern === 'string' ? [automatonOf(pattern)] : []));
  if (outside.includes(undefined) || (typeof options['pattern'] === 'string' && automaton === undefined)) return [];
  const found = findText({
    within: automaton === undefined ? [] : [automaton],
    outside: outside.flatMap((one) => one ?? []),
    minLength: Math.max(lengths.least ?? 0, numberOr(options['minLength'], 0)),
    maxLength: lengths.most ?? (typeof options['maxLength'] === 'number' ? Math.min(options['maxLength'], longestText) : undefined),
  });
  return found.kind === 'found' ? [found.text] : [];
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Texts that tell two columns apart by length, pattern or format. */
export function telltaleTexts(column: Column, other: Column, types: readonly DataType[]): string[] {
  const limits = types.flatMap((type) => (type.family === 'text' && type.length !== undefined ? [type.length] : []));
  const most = [...limits, other.options['maxLength']].filter((length) => typeof length === 'number').map((length) => length + 1);
  const least = [other.options['minLength']].filter((length) => typeof length === 'number').map((length) => length - 1);
  const lengths = [...most, ...least].filter((length) => length >= 0 && length <= longestText);
  return [
    ...lengths.map(textOfLength),
    ...(typeof column.options['pattern'] === 'string' ? lengths.flatMap((length) => textsByPattern(column, [], { least: length, most: length })) : []),
    ...textsByPattern(column, [other.options['pattern']]),
    ...formatValues.values(),
    ...plainTexts(column),
    '?',
  ];
}
