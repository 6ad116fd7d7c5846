import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Edit } from './entry-edits.ts';
import { scalarText, type Writing } from './new-items.ts';
import { columnOf, endOf, endOfPair, lineAfter, rangeOf, type YamlSource, pairAt } from './yaml-source.ts';

/** What is appended to a list, in the two ways in which a list may be written. */
export interface NewText {
  /** Whole lines with the dash in column `indent`, without the last line break; `undefined` when it can't be done. */
  block(indent: number): string | undefined;
  /** Items joined by commas; `undefined` when it can't be done. */
  flow(): string | undefined;
}

interface Target {
  readonly source: YamlSource;
  readonly writing: Writing;
  /** The end of the text is missing its line break, and the last line will not be cut out. */
  readonly isLastLineOpen: boolean;
}

/**
 * The edit that appends to the list at `path` below a mapping, making it and what leads to it where they are missing.
 * Everything appended to one list is inserted at one offset, so that two such edits are seen to clash.
 */
export function appendToList(target: Target, map: YAMLMap, step: { readonly path: readonly string[]; readonly item: NewText }): Edit | undefined {
  const [name, ...rest] = step.path;
  if (name === undefined) return undefined;
  const pair = pairAt(map, name);
  if (pair === undefined) return map.flow === true ? newFlowEntry(map, step, target.writing) : newBlockEntry(target, map, step);
  const { value } = pair;
  if (isMap(value) && rest.length > 0) return appendToList(target, value, { path: rest, item: step.item });
  if (isSeq(value) && rest.length === 0) return value.flow === true ? appendFlow(value, step.item) : appendBlock(target, value, step.item);
  return isEmptyValue(pair) && map.flow !== true ? fillEmpty(target, pair, { path: rest, item: step.item }) : undefined;
}

function isEmptyValue({ value }: Pair): boolean {
  if (value === null) return true;
  const range = rangeOf(value);
  return isScalar(value) && value.value === null && range !== undefined && range.start === range.end;
}

function appendFlow(list: { readonly items: readonly unknown[] } & object, item: NewText): Edit | undefined {
  const range = rangeOf(list);
  const text = item.flow();
  if (range === undefined || text === undefined) return undefined;
  const end = endOf(list.items.at(-1)) ?? range.start + 1;
  return { startOffset: end, endOffset: end, text: list.items.length === 0 ? text : `, ${text}` };
}

function appendBlock(target: Target, list: { readonly items: readonly unknown[] } & object, item: NewText): Edit | undefined {
  const range = rangeOf(list);
  const end = endOf(list.items.at(-1));
  if (range === undefined || end === undefined) return undefined;
  return insertLines(target, lineAfter(target.source, end), item.block(columnOf(target.source, range.start)));
}

function fillEmpty(target: Target, pair: Pair, step: { readonly path: readonly string[]; readonly item: NewText }): Edit | undefined {
  const key = rangeOf(pair.key);
  if (key === undefined) return undefined;
  const indent = columnOf(target.source, key.start) + 2;
  return insertLines(target, lineAfter(target.source, key.end), nested(step, indent, target.writing));
}

function newBlockEntry(target: Target, map: YAMLMap, step: { readonly path: readonly string[]; readonly item: NewText }): Edit | undefined {
  const first = rangeOf(map.items[0]?.key);
  const last = map.items.at(-1);
  const end = last === undefined ? undefined : endOfPair(last);
  if (first === undefined || end === undefined) return undefined;
  return insertLines(target, lineAfter(target.source, end), nested(step, columnOf(target.source, first.start), target.writing));
}

/** `team:`, `members:` and then the item, each a step further in. */
function nested(step: { readonly path: readonly string[]; readonly item: NewText }, indent: number, { eol, isJson }: Writing): string | undefined {
  const item = step.item.block(indent + 2 * step.path.length);
  if (item === undefined) return undefined;
  return [...step.path.map((name, depth) => `${' '.repeat(indent + 2 * depth)}${scalarText(name, { isJson })}:`), item].join(eol);
}

function newFlowEntry(map: YAMLMap, step: { readonly path: readonly string[]; readonly item: NewText }, writing: Writing): Edit | undefined {
  const last = map.items.at(-1);
  const end = last === undefined ? undefined : endOfPair(last);
  const item = step.item.flow();
  if (end === undefined || item === undefined) return undefined;
  const text = [...step.path].reverse().reduce((inner, name, depth) => `${scalarText(name, writing)}: ${depth === 0 ? inner : `{${inner}}`}`, `[${item}]`);
  return { startOffset: end, endOffset: end, text: `, ${text}` };
}

function insertLines(target: Target, offset: number, lines: string | undefined): Edit | undefined {
  if (lines === undefined) return undefined;
  const { eol } = target.writing;
  const isOpen = offset === target.source.text.length && target.isLastLineOpen;
  return { startOffset: offset, endOffset: offset, text: isOpen ? `${eol}${lines}` : `${lines}${eol}` };
}
