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

/**
 * Builds plain data from the events of one YAML document (the last of two equal keys wins) and lists what is wrong with it.
 * Aliases share the anchor's value. `data` is `undefined` when the text can't be given a meaning.
 */
export function buildData(text: string, events: readonly Event[]): { data: unknown; issues: YamlIssue[] } {
  const issues: YamlIssue[] = [];
  const anchors = new Map<string, Built | undefined>();
  let index = 1;
  let total = 0;

  function count(size: number, range: Range, pointer: string): void {
    total += size;
    if (total > maxExpandedNodes) {
      throw new FatalIssue({
        rule: 'yaml-alias-bomb',
        message: `Written out, the aliases of this document make more than ${String(maxExpandedNodes)} values.`,
        range,
        pointer,
        discriminator: '',
      });
    }
  }

  function node(pointer: string): Built {
    const event = events[index++];
    if (event === undefined) return { value: null, size: 1 };
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return anchored(event, () => ({ value: scalar(event, pointer), size: 1 }), pointer);
      case EVENT_ID.ALIAS:
        return alias(event, pointer);
      case EVENT_ID.SEQUENCE:
        return anchored(event, () => sequence(pointer), pointer);
      case EVENT_ID.MAPPING:
        return anchored(event, () => mapping(pointer), pointer);
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
        return { value: null, size: 1 };
    }
  }

  function anchored(event: ScalarEvent | SequenceEvent | MappingEvent, build: () => Built, pointer: string): Built {
    const name = event.anchorStart < 0 ? undefined : text.slice(event.anchorStart, event.anchorEnd);
    if (event.type !== EVENT_ID.SCALAR && event.tagStart >= 0) checkCollectionTag(event, pointer);
    // While it is being built an anchor is known but has no value: an alias to it from inside is a cycle.
    if (name !== undefined) anchors.set(name, undefined);
    const built = build();
    if (name !== undefined) anchors.set(name, built);
    return built;
  }

  function checkCollectionTag(event: SequenceEvent | MappingEvent, pointer: string): void {
    const tag = text.slice(event.tagStart, event.tagEnd);
    const expected = event.type === EVENT_ID.MAPPING ? 'map' : 'seq';
    if (tag !== '!' && tag !== `!!${expected}` && tag !== `!<tag:yaml.org,2002:${expected}>`) issues.push(tagIssue(tag, event, pointer));
  }

  function tagIssue(tag: string, event: { tagStart: number; tagEnd: number }, pointer: string): YamlIssue {
    const message = `The tag ${tag} does not fit here: manifests and contracts use plain YAML 1.2 values.`;
    return { rule: 'yaml-tag', message, range: { start: event.tagStart, end: event.tagEnd }, pointer, discriminator: tag };
  }

  function alias(event: AliasEvent, pointer: string): Built {
    const name = text.slice(event.anchorStart, event.anchorEnd);
    const range = { start: event.anchorStart - 1, end: event.anchorEnd };
    const built = anchors.get(name);
    if (built === undefined) {
      const message = anchors.has(name) ? `The alias *${name} stands inside the value it names: it would never end.` : `The alias *${name} names no anchor above it.`;
      throw new FatalIssue({ rule: 'yaml-syntax', message, range, pointer, discriminator: `alias ${name}` });
    }
    count(built.size, range, pointer);
    return built;
  }

  function scalar(event: ScalarEvent, pointer: string): unknown {
    count(1, { start: event.valueStart, end: event.valueEnd }, pointer);
    const content = getScalarValue(text, event);
    if (event.tagStart >= 0) {
      const tag = text.slice(event.tagStart, event.tagEnd);
      const tagged = resolveTagged(tag, content);
      if (tagged !== undefined) return tagged.value;
      issues.push(tagIssue(tag, event, pointer));
      return content;
    }
    if (event.style !== SCALAR_STYLE.PLAIN) return content;
    return resolvePlainScalar(content);
  }

  function reportAmbiguous(event: Event | undefined, value: unknown, pointer: string): void {
    if (event?.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN || event.tagStart >= 0 || event.valueStart < 0) return;
    const content = text.slice(event.valueStart, event.valueEnd);
    const reading = yaml11Reading(content);
    if (reading === undefined) return;
    const ours = typeof value === 'string' ? 'a string' : `the number ${String(value)}`;
    const message = `${content} is ${ours} in YAML 1.2, but YAML 1.1 tools read it as ${reading}.`;
    issues.push({ rule: 'yaml-ambiguous-scalar', message, range: { start: event.valueStart, end: event.valueEnd }, pointer, discriminator: content });
  }

  function child(pointer: string): Built {
    const event = events[index];
    const built = node(pointer);
    reportAmbiguous(event, built.value, pointer);
    return built;
  }

  function sequence(pointer: string): Built {
    const list: unknown[] = [];
    let size = 1;
    while (index < events.length && events[index]?.type !== EVENT_ID.POP) {
      const item = child(`${pointer}/${String(list.length)}`);
      list.push(item.value);
      size += item.size;
    }
    index += 1;
    return { value: list, size };
  }

  function mapping(pointer: string): Built {
    const built: Mapping = { value: {}, keyRanges: new Map() };
    let size = 1;
    while (index < events.length && events[index]?.type !== EVENT_ID.POP) {
      const { key, range } = keyOf(events[index], pointer);
      const below = `${pointer}/${escapeToken(key)}`;
      const valueEvent = events[index];
      const item = child(below);
      size += item.size + 1;
      if (key === '<<' && valueEvent?.type !== EVENT_ID.SCALAR && text.slice(range.start, range.end) === '<<') merge(built, item.value, { range, pointer: below });
      else assign(built, key, item.value, { range, pointer: below });
    }
    index += 1;
    return { value: built.value, size };
  }

  function keyOf(event: Event | undefined, pointer: string): { key: string; range: Range } {
    if (event?.type !== EVENT_ID.SCALAR && event?.type !== EVENT_ID.ALIAS) {
      const start = event !== undefined && 'start' in event ? event.start : 0;
      throw new FatalIssue({ rule: 'yaml-syntax', message: 'A key must be a plain word or a string, not a list or a mapping.', range: { start, end: start + 1 }, pointer, discriminator: 'key' });
    }
    const range = event.type === EVENT_ID.SCALAR ? scalarRange(text, event) : { start: event.anchorStart - 1, end: event.anchorEnd };
    const { value } = node(pointer);
    return { key: event.type === EVENT_ID.SCALAR && event.valueStart >= 0 ? getScalarValue(text, event) : String(value), range };
  }

  function assign(into: Mapping, key: string, value: unknown, place: { range: Range; pointer: string }): void {
    const firstRange = into.keyRanges.get(key);
    if (firstRange !== undefined) {
      issues.push({ rule: 'yaml-duplicate-key', message: `The key ${key} stands here twice; only one of them can be meant.`, ...place, firstRange, discriminator: key });
    }
    into.keyRanges.set(key, place.range);
    setOwn(into.value, key, value);
  }

  function merge(into: Mapping, value: unknown, place: { range: Range; pointer: string }): void {
    const sources: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const source of sources) {
      if (typeof source !== 'object' || source === null) continue;
      for (const [key, merged] of Object.entries(source)) if (!Object.hasOwn(into.value, key)) setOwn(into.value, key, merged);
    }
    issues.push({ rule: 'yaml-merge-key', message: 'The merge key << is not part of YAML 1.2; tools that follow the standard keep it as a key of its own.', ...place, discriminator: '' });
  }

  try {
    return { data: child('').value, issues };
  } catch (error) {
    if (!(error instanceof FatalIssue)) throw error;
    return { data: undefined, issues: [...issues, error.issue] };
  }
}

/** The range of a scalar with its quotes. */
export function scalarRange(text: string, event: ScalarEvent): Range {
  const quote = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  const end = isBlock ? event.valueStart + text.slice(event.valueStart, event.valueEnd).trimEnd().length : event.valueEnd;
  return { start: event.valueStart - quote, end: end + quote };
}

// A plain assignment to `__proto__` would set the prototype.
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
