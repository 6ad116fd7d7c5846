import type { CustomProperty } from '../../model/common.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { dpVendor, readDpProperty } from '../../manifest/dp-property.ts';
import { isRecord } from '../../manifest/node-reader.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { type RawRecord, recordAt } from '../raw.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { canonicalJson, proseForm, sameValue, show } from '../value.ts';

/** How a key that some rule reads must be written for the rule to see it; `any` is compared whatever it is. */
export type Expected = 'text' | 'flag' | 'number' | 'list' | 'record' | 'any';

/** What is compared of an element besides its own rules. */
export interface RestSpec {
  /** Keys that other comparisons read. */
  readonly known: Readonly<Record<string, Expected>>;
  /** Keys that only people read; a change of any of them is one finding of `rule`. */
  readonly prose: readonly string[];
  readonly rule: DiffRuleId;
  /** The element has rules of its own for its id. */
  readonly skipsId?: boolean;
  /** dp's own properties of the element are compared one by one (`compareDpProperties`). */
  readonly skipsDpProperties?: boolean;
  /** Custom properties and tags that another rule has told of. */
  readonly ignores?: { readonly properties: readonly string[]; isTag(name: string): boolean };
}

export interface Documents {
  readonly old: Pick<SourceDocument, 'data'>;
  readonly new: Pick<SourceDocument, 'data'>;
}

/** An element's id, prose, own custom properties, and whatever no rule knows, from the two mappings as written. */
export function compareRest(documents: Documents, spot: Spot, spec: RestSpec): Change[] {
  const raw = { old: recordAt(documents.old, spot.was), new: recordAt(documents.new, spot.at) };
  const prose = Object.fromEntries([...spec.prose, 'id', 'customProperties'].map((key) => [key, 'any' as const]));
  return [...(spec.skipsId === true ? [] : compareIds(raw, spot)), ...compareProse(raw, spot, spec), ...compareUnknown(raw, spot, { ...prose, ...spec.known })];
}

/** One `unknown-change` for every key that no rule reads, or that is written so that its rule cannot read it. */
export function compareUnknown(raw: Pair<RawRecord>, spot: Spot, known: RestSpec['known']): Change[] {
  const keys = [...new Set([...Object.keys(raw.old), ...Object.keys(raw.new)])];
  const isUnseen = (key: string): boolean => {
    const expected = Object.hasOwn(known, key) ? known[key] : undefined;
    return expected === undefined || !(isExpected(raw.old[key], expected) && isExpected(raw.new[key], expected));
  };
  return keys
    .filter((key) => isUnseen(key) && !sameValue(raw.old[key], raw.new[key]))
    .map((key) => change('unknown-change', spot, { field: key, from: raw.old[key], to: raw.new[key] }));
}

function isExpected(value: unknown, expected: Expected): boolean {
  if (value === undefined || value === null) return true;
  switch (expected) {
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    case 'record':
      return isRecord(value);
    case 'any':
      return true;
  }
}

/** The id of an element that has no rules of its own for it. */
export function compareIds(raw: Pair<RawRecord>, spot: Spot): Change[] {
  const [from, to] = [raw.old['id'], raw.new['id']];
  if (sameValue(from, to)) return [];
  const rule = from === undefined ? 'element-id-added' : to === undefined ? 'element-id-removed' : 'element-id-changed';
  return [change(rule, spot, { field: 'id', from, to })];
}

/** One finding for all prose of an element: description, tags, links, custom properties. */
export function compareProse(raw: Pair<RawRecord>, spot: Spot, spec: Pick<RestSpec, 'prose' | 'rule' | 'ignores' | 'skipsDpProperties'>): Change[] {
  const read = (side: RawRecord, key: string): unknown => {
    const value = side[key];
    return key === 'tags' && Array.isArray(value) ? value.filter((tag) => typeof tag !== 'string' || spec.ignores?.isTag(tag) !== true) : value;
  };
  const keys = spec.prose.filter((key) => proseForm(read(raw.old, key)) !== proseForm(read(raw.new, key)));
  const foreign = compareProperties(raw, spec);
  const names = [...keys, ...foreign.names.map((name) => `customProperties.${name}`)];
  if (names.length === 0) return [];
  const pick = (side: RawRecord, properties: RawRecord): RawRecord => ({
    ...Object.fromEntries(keys.map((key) => [key, side[key] ?? null])),
    ...(foreign.names.length > 0 ? { customProperties: properties } : {}),
  });
  const field = keys[0] ?? 'customProperties';
  return [
    change(spec.rule, spot, {
      from: pick(raw.old, foreign.old),
      to: pick(raw.new, foreign.new),
      what: names.length === 1 && keys.length === 1 ? textChange(field, raw) : `${names.join(', ')} changed`,
      ...(Object.hasOwn(raw.new, field) ? { at: `${spot.at}/${field}` } : {}),
      ...(Object.hasOwn(raw.old, field) ? { was: `${spot.was}/${field}` } : {}),
    }),
  ];
}

// A name or an address is told with both values; of prose it is enough that it changed.
function textChange(field: string, raw: Pair<RawRecord>): string {
  const isWord = (value: unknown): boolean => value === undefined || (typeof value === 'string' && !/\s/u.test(value));
  return isWord(raw.old[field]) && isWord(raw.new[field]) ? `${field}: ${show(raw.old[field])} → ${show(raw.new[field])}` : `${field} changed`;
}

interface NamedProperties {
  readonly names: readonly string[];
  readonly old: RawRecord;
  readonly new: RawRecord;
}

function compareProperties(raw: Pair<RawRecord>, spec: Pick<RestSpec, 'ignores' | 'skipsDpProperties'>): NamedProperties {
  const [before, after] = [propertiesOf(raw.old, spec), propertiesOf(raw.new, spec)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name)?.form !== after.get(name)?.form).sort();
  const pick = (side: ReadonlyMap<string, { value: unknown }>): RawRecord => Object.fromEntries(names.map((name) => [name, side.get(name)?.value ?? null]));
  return { names, old: pick(before), new: pick(after) };
}

/** Custom properties by name; several of one name are one entry, whatever their order. */
function propertiesOf(raw: RawRecord, { ignores, skipsDpProperties }: Pick<RestSpec, 'ignores' | 'skipsDpProperties'>): Map<string, { form: string; value: unknown }> {
  const list: readonly unknown[] = Array.isArray(raw['customProperties']) ? raw['customProperties'] : [];
  const found = new Map<string, { form: string; value: unknown }>();
  for (const item of list) {
    const entry: RawRecord = isRecord(item) ? item : { value: item };
    const written = typeof entry['property'] === 'string' ? entry['property'] : '';
    const { property, vendor } = readDpProperty(written, typeof entry['vendor'] === 'string' ? entry['vendor'] : undefined);
    if ((vendor === dpVendor && skipsDpProperties === true) || ignores?.properties.includes(property) === true) continue;
    const forms = [...(found.get(property)?.form.split('\n') ?? []), canonicalJson({ ...entry, property, vendor }).replaceAll('\n', ' ')];
    found.set(property, { form: forms.sort().join('\n'), value: entry['value'] ?? null });
  }
  return found;
}

/** Properties of dp's own that have no rules of their own: one finding each. */
export function compareDpProperties(properties: Pair<readonly CustomProperty[]>, spot: Spot, ownRules: readonly string[]): Change[] {
  const own = (list: readonly CustomProperty[]): CustomProperty[] => list.filter((item) => item.vendor === dpVendor && !ownRules.includes(item.property));
  const matched = matchByKeys<CustomProperty>(own(properties.old), own(properties.new), [(item) => item.property]);
  const report = (name: string, sides: Partial<Pair<CustomProperty>>): Change =>
    change('dp-property-changed', spot, {
      field: keyedPath('', { name: 'customProperties', keys: { property: name } }),
      from: sides.old?.value,
      to: sides.new?.value,
      what: `The property ${name} of dp ${sides.old === undefined ? 'was added' : sides.new === undefined ? 'was removed' : 'changed'}`,
      at: sides.new?.at ?? `${spot.at}/customProperties`,
      was: sides.old?.at,
    });
  return [
    ...matched.pairs.filter((pair) => !sameValue([pair.old.value, pair.old.description], [pair.new.value, pair.new.description])).map((pair) => report(pair.new.property, pair)),
    ...matched.removed.map((item) => report(item.property, { old: item })),
    ...matched.added.map((item) => report(item.property, { new: item })),
  ];
}
