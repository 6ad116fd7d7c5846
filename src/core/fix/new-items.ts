import { resolvePlainScalar, yaml11Reading } from '../manifest/scalars.ts';
import type { NewItem } from './repair.ts';

/** How new text is written: like YAML, or with every name in quotes where the document is JSON. */
export interface Writing {
  readonly isJson: boolean;
  readonly eol: string;
}

/** A scalar that every YAML reader takes for what it is, in a block and in a flow. */
export function scalarText(value: string | number | boolean, { isJson }: Pick<Writing, 'isJson'>): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = !isJson && /^[A-Za-z](?:[\w@.+/ -]*[\w/])?$/u.test(value) && resolvePlainScalar(value) === value && yaml11Reading(value) === undefined;
  return isPlain ? value : JSON.stringify(value);
}

/** `{username: maria, role: owner}` */
export function flowItem(item: NewItem, writing: Writing): string {
  return `{${item.map(([key, value]) => `${scalarText(key, writing)}: ${scalarText(value, writing)}`).join(', ')}}`;
}

/** The lines of an item in a block list whose dash stands in column `indent`; the last line has no line break. */
export function blockItem(item: NewItem, indent: number, writing: Writing): string {
  return item.map(([key, value], index) => `${' '.repeat(indent)}${index === 0 ? '- ' : '  '}${scalarText(key, writing)}: ${scalarText(value, writing)}`).join(writing.eol);
}

/** Moves every line but the first by some columns; lines with nothing on them stay so. */
export function shiftLines(text: string, columns: number): string {
  return text.replace(/\n(?=[^\r\n])/gu, `\n${' '.repeat(columns)}`);
}
