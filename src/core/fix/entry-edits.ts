import { isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Range } from '../model/source-document.ts';
import { columnOf, commentsIn, endOfPair, lineAfter, lineStart, rangeOf, type YamlSource } from './yaml-source.ts';

/** An edit of the one text that is being mended. */
export interface Edit {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** An entry of a mapping as text. */
export interface Entry {
  readonly key: Range;
  readonly column: number;
  /** From the end of the key to the end of its last line, without the line break: `: value # why`. */
  readonly rest: string;
  /** From the end of the key to the end of the value. */
  readonly restOfValue: string;
  /** Comment lines right above the key, as they stand without their indentation. */
  readonly comments: readonly string[];
  /** What is cut out when the entry moves. */
  readonly cut: Range;
}

/** An entry of a block mapping; `undefined` where its lines hold something else as well. */
export function blockEntry(source: YamlSource, map: YAMLMap, pair: Pair): Entry | undefined {
  const key = rangeOf(pair.key);
  const end = endOfPair(pair);
  if (key === undefined || end === undefined) return undefined;
  const { text } = source;
  const start = lineStart(source, key.start);
  const after = lineAfter(source, end);
  const lineEnd = end === after && text[end - 1] === '\n' ? end : after;
  const rest = text.slice(key.end, lineEnd).replace(/\r?\n$/u, '');
  const common = { key, column: columnOf(source, key.start), rest, restOfValue: text.slice(key.end, end).trimEnd() };
  if (text.slice(start, key.start).trim() === '') {
    const above = commentsAbove(source, start, common.column);
    return { ...common, comments: above.comments, cut: { start: above.start, end: after } };
  }
  // The first entry of a list's item shares its line with the dash: the next entry moves up to it.
  const next = rangeOf(map.items[map.items.indexOf(pair) + 1]?.key);
  if (next === undefined || text.slice(end, next.start).includes('#')) return undefined;
  return { ...common, rest: common.restOfValue, comments: [], cut: { start: key.start, end: next.start } };
}

// Comments that open the file belong to the file: a licence, a modeline for editors.
function commentsAbove(source: YamlSource, start: number, column: number): { comments: string[]; start: number } {
  const comments: string[] = [];
  let from = start;
  while (from > 0) {
    const above = lineStart(source, from - 1);
    const line = source.text.slice(above, from).trimEnd();
    if (above >= from || !line.startsWith(`${' '.repeat(column)}#`)) break;
    comments.unshift(line.slice(column));
    from = above;
  }
  const isHeader = from === lineStart(source, 0);
  return isHeader ? { comments: [], start } : { comments, start: from };
}

/** Cuts an entry's lines out, and one of two blank lines that would be left next to each other. */
export function cutBlock({ text }: YamlSource, { cut }: Entry): Edit {
  const before = /(?:^|\n)(\r?\n)$/u.exec(text.slice(0, cut.start))?.[1] ?? '';
  const isBlankAfter = cut.end === text.length || /^\r?\n/u.test(text.slice(cut.end, cut.end + 2));
  return { startOffset: cut.start - (isBlankAfter ? before.length : 0), endOffset: cut.end, text: '' };
}

/** An entry of a flow mapping, `{a: 1, b: 2}`; `undefined` for the only one, or where a comment stands in the way. */
export function flowEntry(source: YamlSource, map: YAMLMap, pair: Pair): { value: string; edit: Edit } | undefined {
  const { text } = source;
  const index = map.items.indexOf(pair);
  const key = rangeOf(pair.key);
  const end = endOfPair(pair);
  const next = rangeOf(map.items[index + 1]?.key);
  const previous = map.items[index - 1];
  const previousEnd = previous === undefined ? undefined : endOfPair(previous);
  if (key === undefined || end === undefined || pair.value === null) return undefined;
  const cut = next !== undefined ? { start: key.start, end: next.start } : previousEnd !== undefined ? { start: previousEnd, end } : undefined;
  if (cut === undefined || commentsIn(source, cut).length > 0) return undefined;
  const value = text.slice(key.end, end).replace(/^\s*:\s*/u, '');
  return value === '' ? undefined : { value, edit: { startOffset: cut.start, endOffset: cut.end, text: '' } };
}

/** Whether names are written in quotes, as JSON has them. */
export function isQuoted(pair: Pair | undefined): boolean {
  return isScalar(pair?.key) && pair.key.type === 'QUOTE_DOUBLE';
}
