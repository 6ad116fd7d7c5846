import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { maxExpandedNodes } from '../model/limits.ts';
import { escapeToken } from '../model/pointer.ts';
import type { Range } from '../model/source-document.ts';
import { resolvePlainScalar, resolveTagged, yaml11Reading } from './scalars.ts';

/** Something about the text that YAML itself, or dp's limits on it, objects to. */
export interface YamlIssue {
  readonly rule: 'yaml-syntax' | 'yaml-duplicate-key' | 'yaml-alias-bomb' | 'yaml-tag' | 'yaml-merge-key' | 'yaml-ambiguous-scalar';
  readonly message: string;
  readonly range: Range;
  readonly pointer: string;
  readonly discriminator: string;
  readonly firstRange?: Range;
}

interface Built {
  readonly value: unknown;
  /** How many values this one holds once aliases are written out. */
  readonly size: number;
}

interface Mapping {
  readonly value: Record<string, unknown>;
  readonly keyRanges: Map<string, Range>;
}

/** Thrown inside `buildData` to stop at an issue after which the data means nothing; never leaves this file. */
class FatalIssue extends Error {
  readonly issue: YamlIssue;

  constructor(issue: YamlIssue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** What building one document goes along with; private to this file and gone when it returns. */
interface Cursor {
  readonly text: string;
  readonly events: readonly Event[];
  readonly issues: YamlIssue[];
  readonly anchors: Map<string, Built | undefined>;
  index: number;
  nodeCount: number;
}

interface Place {
  readonly range: Range;
  readonly pointer: string;
}

/**
 * Builds plain data from the events of one YAML document (the last of two equal keys wins) and lists what is wrong with it.
 * Aliases share the anchor's value. `data` is `undefined` when the text can't be given a meaning.
 */
export function buildData(text: string, events: readonly Event[]): { data: unknown; issues: YamlIssue[] } {
  const cursor: Cursor = { text, events, issues: [], anchors: new Map(), index: 1, nodeCount: 0 };
  try {
    return { data: buildChild(cursor, '').value, issues: cursor.issues };
  } catch (error) {
    if (!(error instanceof FatalIssue)) throw error;
    return { data: undefined, issues: [...cursor.issues, error.issue] };
  }
}

function buildChild(cursor: Cursor, pointer: string): Built {
  const event = cursor.events[cursor.index];
  const built = buildNode(cursor, pointer);
  reportAmbiguous(cursor, { event, value: built.value, pointer });
  return built;
}

function buildNode(cursor: Cursor, pointer: string): Built {
  const event = cursor.events[cursor.index++];
  switch (event?.type) {
    case EVENT_ID.ALIAS:
      return buildAlias(cursor, event, pointer);
    case EVENT_ID.SCALAR:
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return buildAnchored(cursor, event, pointer);
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
    case undefined:
      return { value: null, size: 1 };
  }
}

function buildAnchored(cursor: Cursor, event: ScalarEvent | SequenceEvent | MappingEvent, pointer: string): Built {
  const name = event.anchorStart < 0 ? undefined : cursor.text.slice(event.anchorStart, event.anchorEnd);
  // While it is being built an anchor is known but has no value: an alias to it from inside is a cycle.
  if (name !== undefined) cursor.anchors.set(name, undefined);
  const built = buildContent(cursor, event, pointer);
  if (name !== undefined) cursor.anchors.set(name, built);
  return built;
}

function buildContent(cursor: Cursor, event: ScalarEvent | SequenceEvent | MappingEvent, pointer: string): Built {
  if (event.type === EVENT_ID.SCALAR) return { value: buildScalar(cursor, event, pointer), size: 1 };
  count(cursor, 1, { range: { start: event.start, end: event.start + 1 }, pointer });
  const isMapping = event.type === EVENT_ID.MAPPING;
  if (event.tagStart >= 0) {
    const tag = cursor.text.slice(event.tagStart, event.tagEnd);
    const core = isMapping ? 'map' : 'seq';
    if (tag !== '!' && tag !== `!!${core}` && tag !== `!<tag:yaml.org,2002:${core}>`) cursor.issues.push(tagIssue(tag, event, pointer));
  }
  const built = isMapping ? buildMapping(cursor, pointer) : buildSequence(cursor, pointer);
  cursor.index += 1;
  return built;
}

function hasNext(cursor: Cursor): boolean {
  return cursor.index < cursor.events.length && cursor.events[cursor.index]?.type !== EVENT_ID.POP;
}

function count(cursor: Cursor, size: number, place: Place): void {
  cursor.nodeCount += size;
  if (cursor.nodeCount <= maxExpandedNodes) return;
  const message = `Written out, the aliases of this document make more than ${String(maxExpandedNodes)} values.`;
  throw new FatalIssue({ rule: 'yaml-alias-bomb', message, ...place, discriminator: '' });
}

function tagIssue(tag: string, event: { tagStart: number; tagEnd: number }, pointer: string): YamlIssue {
  const message = `The tag ${tag} does not fit here: manifests and contracts use plain YAML 1.2 values.`;
  return { rule: 'yaml-tag', message, range: { start: event.tagStart, end: event.tagEnd }, pointer, discriminator: tag };
}

function buildAlias(cursor: Cursor, event: AliasEvent, pointer: string): Built {
  const name = cursor.text.slice(event.anchorStart, event.anchorEnd);
  const range = { start: event.anchorStart - 1, end: event.anchorEnd };
  const built = cursor.anchors.get(name);
  if (built === undefined) {
    const isCycle = cursor.anchors.has(name);
    const message = isCycle ? `The alias *${name} stands inside the value it names: it would never end.` : `The alias *${name} names no anchor above it.`;
    throw new FatalIssue({ rule: 'yaml-syntax', message, range, pointer, discriminator: `alias ${name}` });
  }
  count(cursor, built.size, { range, pointer });
  return built;
}

function buildScalar(cursor: Cursor, event: ScalarEvent, pointer: string): unknown {
  count(cursor, 1, { range: { start: event.valueStart, end: event.valueEnd }, pointer });
  const content = getScalarValue(cursor.text, event);
  if (event.tagStart >= 0) {
    const tag = cursor.text.slice(event.tagStart, event.tagEnd);
    const tagged = resolveTagged(tag, content);
    if (tagged !== undefined) return tagged.value;
    cursor.issues.push(tagIssue(tag, event, pointer));
    return content;
  }
  return event.style === SCALAR_STYLE.PLAIN ? resolvePlainScalar(content) : content;
}

function reportAmbiguous(cursor: Cursor, node: { event: Event | undefined; value: unknown; pointer: string }): void {
  const { event, value, pointer } = node;
  if (event?.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN || event.tagStart >= 0 || event.valueStart < 0) return;
  const content = cursor.text.slice(event.valueStart, event.valueEnd);
  const reading = yaml11Reading(content);
  if (reading === undefined) return;
  const ours = typeof value === 'string' ? 'a string' : `the number ${String(value)}`;
  const message = `${content} is ${ours} in YAML 1.2, but YAML 1.1 tools read it as ${reading}.`;
  cursor.issues.push({ rule: 'yaml-ambiguous-scalar', message, range: { start: event.valueStart, end: event.valueEnd }, pointer, discriminator: content });
}

function buildSequence(cursor: Cursor, pointer: string): Built {
  const list: unknown[] = [];
  let size = 1;
  while (hasNext(cursor)) {
    const item = buildChild(cursor, `${pointer}/${String(list.length)}`);
    list.push(item.value);
    size += item.size;
  }
  return { value: list, size };
}

function buildMapping(cursor: Cursor, pointer: string): Built {
  const mapping: Mapping = { value: {}, keyRanges: new Map() };
  let size = 1;
  while (hasNext(cursor)) {
    const { key, range } = readKey(cursor, pointer);
    const place = { range, pointer: `${pointer}/${escapeToken(key)}` };
    const isMerge = cursor.text.slice(range.start, range.end) === '<<' && cursor.events[cursor.index]?.type !== EVENT_ID.SCALAR;
    const item = buildChild(cursor, place.pointer);
    size += item.size + 1;
    if (isMerge) mergeInto(cursor, mapping, { value: item.value, place });
    else assignTo(cursor, mapping, { key, value: item.value, place });
  }
  return { value: mapping.value, size };
}

function readKey(cursor: Cursor, pointer: string): { key: string; range: Range } {
  const event = cursor.events[cursor.index];
  if (event?.type !== EVENT_ID.SCALAR && event?.type !== EVENT_ID.ALIAS) {
    const start = event !== undefined && 'start' in event ? event.start : 0;
    throw new FatalIssue({ rule: 'yaml-syntax', message: 'A key must be a plain word or a string, not a list or a mapping.', range: { start, end: start + 1 }, pointer, discriminator: 'key' });
  }
  const { value } = buildNode(cursor, pointer);
  if (event.type === EVENT_ID.ALIAS) return { key: String(value), range: { start: event.anchorStart - 1, end: event.anchorEnd } };
  // A key is a string in the data model of JSON: `1:` and `"1":` are the same one.
  const key = event.valueStart < 0 ? 'null' : getScalarValue(cursor.text, event);
  return { key, range: scalarRange(cursor.text, event) };
}

function assignTo(cursor: Cursor, mapping: Mapping, entry: { key: string; value: unknown; place: Place }): void {
  const { key, value, place } = entry;
  const firstRange = mapping.keyRanges.get(key);
  if (firstRange !== undefined) {
    cursor.issues.push({ rule: 'yaml-duplicate-key', message: `The key ${key} stands here twice; only one of them can be meant.`, ...place, firstRange, discriminator: key });
  }
  mapping.keyRanges.set(key, place.range);
  setOwn(mapping.value, key, value);
}

// YAML 1.1's rule: what stands in the mapping itself wins over what is merged in, earlier sources over later ones.
function mergeInto(cursor: Cursor, mapping: Mapping, merged: { value: unknown; place: Place }): void {
  const sources: readonly unknown[] = Array.isArray(merged.value) ? merged.value : [merged.value];
  for (const source of sources) {
    if (typeof source !== 'object' || source === null) continue;
    for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(mapping.value, key)) setOwn(mapping.value, key, value);
  }
  cursor.issues.push({ rule: 'yaml-merge-key', message: 'The merge key << is not part of YAML 1.2; tools that follow the standard keep it as a key of its own.', ...merged.place, discriminator: '' });
}

/** The range of a scalar with its quotes; of a block scalar, its text without indentation and trailing breaks. */
export function scalarRange(text: string, event: ScalarEvent): Range {
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  if (isBlock) {
    const content = text.slice(event.valueStart, event.valueEnd);
    const start = event.valueStart + content.length - content.trimStart().length;
    return { start, end: Math.max(start, event.valueStart + content.trimEnd().length) };
  }
  const quote = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
  return { start: event.valueStart - quote, end: event.valueEnd + quote };
}

// A plain assignment to `__proto__` would set the prototype.
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
