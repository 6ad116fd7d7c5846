import { isMap, isScalar, isSeq, type Pair, stringify, type YAMLMap } from 'yaml';
import { blockEntry, cutBlock, type Edit, type Entry, flowEntry, isQuoted } from './entry-edits.ts';
import { appendToList, type NewText } from './list-edits.ts';
import { blockItem, flowItem, scalarText, shiftLines, type Writing } from './new-items.ts';
import type { NewItem, Repair } from './repair.ts';
import { setKeys } from './set-keys.ts';
import { columnOf, commentsIn, lineAfter, nodeAt, pairAt, rangeOf, type YamlSource } from './yaml-source.ts';

/** The edits that make a repair; `undefined` where the text is written in a way that they can't be sure of. */
export function planEdits(source: YamlSource, repair: Repair): Edit[] | undefined {
  switch (repair.kind) {
    case 'move-to-custom-property': {
      const map = nodeAt(source, repair.mapping);
      const item: NewItem = [['property', repair.property], ...(repair.vendor === undefined ? [] : ([['vendor', repair.vendor]] as const))];
      return isMap(map) ? move(source, map, { key: repair.key, path: ['customProperties'], textOf: (entry) => movedValue(source, entry, item) }) : undefined;
    }
    case 'move-to-list':
      return move(source, source.root, { key: repair.key, path: repair.list, textOf: (entry) => newItems(entry, repair.items) });
    case 'rename-key': {
      const key = rangeOf(pairAt(source.root, repair.key)?.key);
      if (key === undefined) return undefined;
      const isJson = source.text[key.start] === '"';
      return [{ startOffset: key.start, endOffset: key.end, text: scalarText(repair.to, { isJson }) }];
    }
    case 'remove-key':
      return move(source, source.root, { key: repair.key, path: [], textOf: () => undefined });
    case 'spell-property': {
      const map = nodeAt(source, repair.item);
      return isMap(map) ? spell(source, map, repair) : undefined;
    }
    case 'set-keys':
      return setKeys(source, repair);
  }
}

/** What the text of the moved entry is made from. */
interface Moved {
  readonly entry: Entry | undefined;
  /** The value as it stands, for a list written as a flow. */
  readonly value: string | undefined;
  readonly pair: Pair;
  readonly writing: Writing;
  /** Comments within the entry. */
  readonly comments: readonly string[];
}

interface Move {
  readonly key: string;
  /** Where the new items go; none: the entry is only cut out. */
  readonly path: readonly string[];
  readonly textOf: (moved: Moved) => NewText | undefined;
}

function move(source: YamlSource, map: YAMLMap, { key, path, textOf }: Move): Edit[] | undefined {
  const pair = pairAt(map, key);
  if (pair === undefined) return undefined;
  const writing = { isJson: isQuoted(pair) && map.flow === true, eol: source.eol };
  const entry = map.flow === true ? undefined : blockEntry(source, map, pair);
  const flow = map.flow === true ? flowEntry(source, map, pair) : undefined;
  const cut = entry === undefined ? flow?.edit : cutBlock(source, entry);
  if (cut === undefined) return undefined;
  const comments = entry === undefined ? [] : commentsIn(source, { start: entry.key.end, end: entry.cut.end });
  if (path.length === 0) return comments.length > 0 ? undefined : [entry === undefined ? cut : { ...cut, startOffset: Math.max(cut.startOffset, entry.cut.start), text: entry.comments.map((line) => `${' '.repeat(entry.column)}${line}${source.eol}`).join('') }];
  const item = textOf({ entry, value: flow?.value, pair, writing, comments });
  const isLastLineOpen = !source.text.endsWith('\n') && cut.endOffset !== source.text.length;
  const added = item && appendToList({ source, writing, isLastLineOpen }, map, { path, item });
  return added === undefined ? undefined : [cut, added];
}

/** `- property: canvas` and so on, with the value's own text moved to where it now stands. */
function movedValue(source: YamlSource, { entry, value, pair, writing, comments }: Moved, item: NewItem): NewText {
  return {
    block(indent) {
      if (entry === undefined) return undefined;
      const pad = ' '.repeat(indent);
      const valueLine = `${pad}  ${scalarText('value', writing)}${shiftLines(entry.rest, indent + 2 - entry.column)}`;
      return [...entry.comments.map((line) => `${pad}${line}`), blockItem(item, indent, writing), valueLine].join(writing.eol);
    },
    flow() {
      if (comments.length > 0 || (entry?.comments.length ?? 0) > 0) return undefined;
      const text = value ?? flowText(source, pair);
      return text === undefined ? undefined : flowItem(item, writing).replace(/\}$/u, `, ${scalarText('value', writing)}: ${text}}`);
    },
  };
}

/** A value for a flow: its own text where it is one, else the same data on one line. */
function flowText(source: YamlSource, { value }: Pair): string | undefined {
  const range = rangeOf(value);
  if (range === undefined || range.start === range.end) return undefined;
  const isBlock = (isMap(value) || isSeq(value)) && value.flow !== true;
  const isBlockScalar = isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED' || value.type === 'PLAIN');
  if (!isBlock && !isBlockScalar) return source.text.slice(range.start, range.end);
  return stringify(value, { collectionStyle: 'flow', defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}

function newItems({ entry, writing, comments }: Moved, items: readonly NewItem[]): NewText {
  return {
    block: (indent) => {
      const lines = [...(entry?.comments ?? []), ...comments].map((line) => `${' '.repeat(indent)}${line}`);
      return [...lines, ...items.map((item) => blockItem(item, indent, writing))].join(writing.eol);
    },
    flow: () => (comments.length + (entry?.comments.length ?? 0) > 0 ? undefined : items.map((item) => flowItem(item, writing)).join(', ')),
  };
}

type Spelling = Extract<Repair, { readonly kind: 'spell-property' }>;

function spell(source: YamlSource, map: YAMLMap, { property, vendor }: Spelling): Edit[] | undefined {
  const [propertyPair, vendorPair] = [pairAt(map, 'property'), pairAt(map, 'vendor')];
  const [key, name] = [rangeOf(propertyPair?.key), rangeOf(propertyPair?.value)];
  if (propertyPair === undefined || key === undefined || name === undefined) return undefined;
  const writing = { isJson: isQuoted(propertyPair), eol: source.eol };
  const replaced = (range: { start: number; end: number }, text: string): Edit[] => (source.text.slice(range.start, range.end) === text ? [] : [{ startOffset: range.start, endOffset: range.end, text }]);
  const renamed = replaced(name, isScalar(propertyPair.value) && propertyPair.value.value === property ? source.text.slice(name.start, name.end) : scalarText(property, writing));
  const old = rangeOf(vendorPair?.value);
  if (vendorPair !== undefined && vendor !== undefined) return old === undefined ? undefined : [...renamed, ...replaced(old, scalarText(vendor, writing))];
  if (vendorPair !== undefined) {
    const cut = map.flow === true ? flowEntry(source, map, vendorPair)?.edit : vendorCut(source, map, vendorPair);
    return cut === undefined ? undefined : [...renamed, cut];
  }
  if (vendor === undefined) return renamed;
  const text = `${scalarText('vendor', writing)}: ${scalarText(vendor, writing)}`;
  if (map.flow === true) return [...renamed, { startOffset: name.end, endOffset: name.end, text: `, ${text}` }];
  const after = lineAfter(source, name.end);
  const line = `${' '.repeat(columnOf(source, key.start))}${text}`;
  const isOpen = after === source.text.length && !source.text.endsWith('\n');
  return [...renamed, { startOffset: after, endOffset: after, text: isOpen ? `${source.eol}${line}` : `${line}${source.eol}` }];
}

function vendorCut(source: YamlSource, map: YAMLMap, pair: Pair): Edit | undefined {
  const entry = blockEntry(source, map, pair);
  if (entry === undefined || commentsIn(source, { start: entry.key.end, end: entry.cut.end }).length > 0 || entry.comments.length > 0) return undefined;
  return { startOffset: entry.cut.start, endOffset: entry.cut.end, text: '' };
}
