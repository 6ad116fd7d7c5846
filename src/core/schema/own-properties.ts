import { dpProperties, dpVendor, readDpProperty } from '../manifest/dp-property.ts';
import { keyedPathAt } from '../manifest/keyed-path-at.ts';
import { isRecord } from '../manifest/node-reader.ts';
import { relatedTo, type FindingDraft } from '../model/draft.ts';
import type { Subject } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { joinPointer } from '../model/pointer.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { listed, quoted, suggestion } from './words.ts';

/** One of dp's own properties in a document; its value is held to the schema of the same name. */
interface OwnProperty {
  readonly name: string;
  /** Where the value stands. */
  readonly pointer: string;
}

export interface OwnProperties {
  /** Those whose value can be judged, in document order. */
  readonly properties: readonly OwnProperty[];
  /** Unknown names, and names that stand twice in one list. */
  readonly drafts: readonly FindingDraft[];
}

interface Entry {
  readonly pointer: string;
  readonly list: string;
  readonly name: string;
  /** The name as it stands there, `dp.` included. */
  readonly written: string;
  readonly hasValue: boolean;
}

/** Finds dp's own customProperties at any depth, in both spellings (INTERFACE, "One home"). */
export function ownProperties(document: SourceDocument, subject: Subject): OwnProperties {
  const entries = entriesIn(document.data, '');
  const known = entries.filter(({ name }) => Object.hasOwn(dpProperties, name));
  const drafts = [...entries.filter((entry) => !known.includes(entry)).map((entry) => unknownName(entry, document, subject)), ...repeated(known, document, subject)];
  const properties = known.flatMap(({ name, pointer, hasValue }) => (hasValue ? [{ name, pointer: `${pointer}/value` }] : []));
  return { properties, drafts };
}

function entriesIn(node: unknown, pointer: string): Entry[] {
  if (Array.isArray(node)) return node.flatMap((item: unknown, index) => entriesIn(item, `${pointer}/${String(index)}`));
  if (!isRecord(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const at = joinPointer(pointer, key);
    // What a custom property holds is its own affair.
    return key === 'customProperties' && Array.isArray(value) ? value.flatMap((item: unknown, index) => entryOf(item, at, index)) : entriesIn(value, at);
  });
}

function entryOf(item: unknown, list: string, index: number): Entry[] {
  if (!isRecord(item) || typeof item['property'] !== 'string') return [];
  const written = item['property'];
  const vendor = typeof item['vendor'] === 'string' ? item['vendor'] : undefined;
  const own = readDpProperty(written, vendor);
  if (own.vendor !== dpVendor) return [];
  return [{ pointer: `${list}/${String(index)}`, list, name: own.property, written, hasValue: Object.hasOwn(item, 'value') }];
}

function unknownName(entry: Entry, document: SourceDocument, subject: Subject): FindingDraft {
  const names = Object.keys(dpProperties).sort();
  const pointer = `${entry.pointer}/property`;
  return {
    rule: 'schema-dp-property-unknown',
    severity: 'error',
    message: `dp has no property ${quoted(entry.written)}.${suggestion(nearest(entry.name.replace(/^dp\./u, ''), names))}`,
    help: `dp's own properties: ${listed(names, 'and')}. Facts of your own go under another vendor.`,
    at: { document, pointer, range: document.locate(pointer, 'value') },
    subject: { ...subject, path: keyedPathAt(document.data, entry.pointer) },
    discriminator: entry.name,
  };
}

function repeated(entries: readonly Entry[], document: SourceDocument, subject: Subject): FindingDraft[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const key = `${entry.list}\n${entry.name}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, entry);
      return [];
    }
    const pointer = `${entry.pointer}/property`;
    const spellings = earlier.written === entry.written ? 'twice' : `twice, as ${quoted(earlier.written)} and as ${quoted(entry.written)}`;
    return [
      {
        rule: 'schema-dp-property-twice',
        severity: 'error' as const,
        message: `dp's property ${quoted(entry.name)} stands here ${spellings}.`,
        help: 'Keep one of the two.',
        at: { document, pointer, range: document.locate(pointer, 'value') },
        subject: { ...subject, path: keyedPathAt(document.data, entry.list) },
        discriminator: entry.name,
        related: [relatedTo({ document, pointer: `${earlier.pointer}/property`, part: 'value' }, 'The first one.')],
      },
    ];
  });
}
