import { isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import { type Edit, isQuoted } from './entry-edits.ts';
import { scalarText, type Writing } from './new-items.ts';
import type { Repair } from './repair.ts';
import { columnOf, endOfPair, lineAfter, nodeAt, pairAt, rangeOf, type YamlSource } from './yaml-source.ts';

type Setting = Extract<Repair, { readonly kind: 'set-keys' }>;

/** The edits that give a mapping's keys their values: scalars are replaced, missing keys are added below the name. */
export function setKeys(source: YamlSource, { mapping, entries }: Setting): Edit[] | undefined {
  const map = mapping === '' ? source.root : nodeAt(source, mapping);
  if (!isMap(map)) return undefined;
  const writing = { isJson: isQuoted(map.items[0]), eol: source.eol };
  const known = entries.flatMap(([key, value]) => {
    const pair = pairAt(map, key);
    return pair === undefined ? [] : [replace(pair, value, writing)];
  });
  const missing = entries.filter(([key]) => pairAt(map, key) === undefined);
  const added = missing.length === 0 ? [] : [add({ source, map, writing }, missing)];
  const edits = [...known, ...added];
  return edits.some((edit) => edit === undefined) ? undefined : edits.flatMap((edit) => edit ?? []);
}

function replace(pair: Pair, value: string | number | boolean, writing: Writing): Edit | undefined {
  const range = rangeOf(pair.value);
  if (range === undefined || !isScalar(pair.value) || range.start === range.end || pair.value.type?.startsWith('BLOCK') === true) return undefined;
  return { startOffset: range.start, endOffset: range.end, text: scalarText(value, writing) };
}

interface Target {
  readonly source: YamlSource;
  readonly map: YAMLMap;
  readonly writing: Writing;
}

function add({ source, map, writing }: Target, entries: Setting['entries']): Edit | undefined {
  const [first] = map.items;
  const key = rangeOf(first?.key);
  const after = pairAfterWhich(source, map);
  const end = after === undefined ? undefined : endOfPair(after);
  if (key === undefined || end === undefined) return undefined;
  const texts = entries.map(([name, value]) => `${scalarText(name, writing)}: ${scalarText(value, writing)}`);
  if (map.flow === true) return { startOffset: end, endOffset: end, text: texts.map((text) => `, ${text}`).join('') };
  const offset = lineAfter(source, end);
  const lines = texts.map((text) => `${' '.repeat(columnOf(source, key.start))}${text}`).join(writing.eol);
  const isOpen = offset === source.text.length && !source.text.endsWith('\n');
  return { startOffset: offset, endOffset: offset, text: isOpen ? `${writing.eol}${lines}` : `${lines}${writing.eol}` };
}

// Right below the name is where a person would write it; else at the end.
function pairAfterWhich(source: YamlSource, map: YAMLMap): Pair | undefined {
  const name = pairAt(map, 'name');
  const [start, end] = [rangeOf(name?.key)?.start, name === undefined ? undefined : endOfPair(name)];
  const isOneLine = start !== undefined && end !== undefined && !source.text.slice(start, end).includes('\n');
  return isOneLine ? name : map.items.at(-1);
}
