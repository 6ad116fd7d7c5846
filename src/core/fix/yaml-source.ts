import { CST, isMap, isScalar, isSeq, Lexer, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { splitPointer } from '../model/pointer.ts';
import type { Range, SourceDocument } from '../model/source-document.ts';

/** A document's text with its YAML nodes, for edits that leave everything else as it is. Nodes know their offsets. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** How its lines end. */
  readonly eol: string;
  readonly root: YAMLMap;
}

/** Reads a text with its comments; `undefined` for a text that is no mapping or not YAML. */
export function openYaml({ file, text }: Pick<SourceDocument, 'file' | 'text'>): YamlSource | undefined {
  const document = parseDocument(text, { uniqueKeys: false, strict: false, logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  return { file, text, eol: text.includes('\r\n') ? '\r\n' : '\n', root: document.contents };
}

/** The node at a JSON Pointer, through mappings and lists; not through aliases. */
export function nodeAt(source: YamlSource, pointer: string): unknown {
  let node: unknown = source.root;
  for (const token of splitPointer(pointer)) {
    if (isMap(node)) node = pairAt(node, token)?.value;
    else node = isSeq(node) && /^\d+$/u.test(token) ? node.items[Number(token)] : undefined;
  }
  return node;
}

/** The entry of a mapping by its key. */
export function pairAt(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

/** Where a node stands, without what follows it on its line. */
export function rangeOf(node: unknown): Range | undefined {
  const range = typeof node === 'object' && node !== null ? (node as Partial<Node>).range : undefined;
  return range === undefined || range === null ? undefined : { start: range[0], end: range[1] };
}

/** The end of a node's last value: unlike a block's own range it holds no blank lines and no comments after it. */
export function endOf(node: unknown): number | undefined {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (last !== undefined) return isMap(node) ? endOfPair(last as Pair) : endOf(last);
  }
  return rangeOf(node)?.end;
}

/** The end of an entry: of its value, or of a key that has none. */
export function endOfPair(pair: Pair): number | undefined {
  return endOf(pair.value) ?? rangeOf(pair.key)?.end;
}

/** The offset where the line of an offset starts; a byte order mark is not part of the line. */
export function lineStart({ text }: YamlSource, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** The offset after the line that an offset ends in: the start of the next one, or the end of the text. */
export function lineAfter({ text }: YamlSource, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The column of an offset, from 0. */
export function columnOf(source: YamlSource, offset: number): number {
  return offset - lineStart(source, offset);
}

/** The comments within a range, from `#` on, as they stand. */
export function commentsIn({ text }: YamlSource, range: Range): string[] {
  const comments: string[] = [];
  let offset = 0;
  let isScalarNext = false;
  for (const token of new Lexer().lex(text)) {
    const isMark = token === CST.SCALAR || token === CST.DOCUMENT || token === CST.FLOW_END;
    if (!isMark) {
      if (!isScalarNext && offset >= range.start && offset < range.end && token.startsWith('#')) comments.push(token);
      offset += token.length;
    }
    isScalarNext = token === CST.SCALAR;
  }
  return comments;
}
