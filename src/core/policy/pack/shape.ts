import { isRecord } from '../../manifest/node-reader.ts';
import { nearest } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import { textOf } from '../assertions/assertion.ts';
import { isDay } from '../assertions/dates.ts';
import type { Report } from '../language/scope.ts';

/** Reads one mapping of a pack strictly: what is unknown, missing or of the wrong type is reported, never passed over. */
export interface Shape {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly at: string;
  has(key: string): boolean;
  text(key: string): string | undefined;
  requiredText(key: string): string | undefined;
  date(key: string): string | undefined;
  whole(key: string): number | undefined;
  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined;
  texts(key: string): readonly string[] | undefined;
  child(key: string, noun: string, keys: readonly string[]): Shape | undefined;
  children(key: string, noun: string, keys: readonly string[]): readonly Shape[];
  /** The entries of a mapping with free keys. */
  entries(key: string): readonly { readonly name: string; readonly value: unknown; readonly at: string }[];
}

/** A shape for a value that must be a mapping with these keys and no others; `undefined` after it was reported. */
export function shapeOf(value: unknown, at: string, closed: { readonly noun: string; readonly keys: readonly string[]; readonly report: Report }): Shape | undefined {
  const { noun, keys, report } = closed;
  if (!isRecord(value)) {
    report(at, `${capital(noun)} must be a mapping.`);
    return undefined;
  }
  for (const key of Object.keys(value)) if (!keys.includes(key)) report(joinPointer(at, key), unknownKey(key, noun, keys), 'key');
  return readerOf(value, at, closed);
}

/** The message about a key that is not there. */
export function unknownKey(key: string, noun: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  return `${capital(noun)} has no key ${key}. ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `It has ${keys.join(', ')}.`}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Source {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly noun: string;
  readonly report: Report;
}

function readerOf(raw: Readonly<Record<string, unknown>>, at: string, { noun, report }: { readonly noun: string; readonly report: Report }): Shape {
  const source: Source = { raw, at, noun, report };
  return {
    raw,
    at,
    has: (key) => Object.hasOwn(raw, key),
    text: (key) => readText(source, key),
    requiredText: (key) => {
      if (!Object.hasOwn(raw, key)) report(at, `${capital(noun)} needs ${key}.`);
      return readText(source, key);
    },
    date: (key) => {
      const value = own(source, key);
      if (value === undefined || isDay(value)) return value;
      wrong(source, key, `a day of the calendar as YYYY-MM-DD; ${textOf(value) ?? 'this'} is none`);
      return undefined;
    },
    whole: (key) => {
      const value = own(source, key);
      if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 1)) return value;
      wrong(source, key, 'a whole number of at least 1');
      return undefined;
    },
    oneOf: (key, values) => readOneOf(source, key, values),
    texts: (key) => readTexts(source, key),
    child: (key, childNoun, keys) => (Object.hasOwn(raw, key) ? shapeOf(raw[key], joinPointer(at, key), { noun: childNoun, keys, report }) : undefined),
    children: (key, childNoun, keys) => readList(source, key).flatMap((item, index) => shapeOf(item, joinPointer(at, key, index), { noun: childNoun, keys, report }) ?? []),
    entries: (key) => {
      const value = own(source, key);
      if (value === undefined) return [];
      if (isRecord(value)) return Object.entries(value).map(([name, item]) => ({ name, value: item, at: joinPointer(at, key, name) }));
      wrong(source, key, 'a mapping');
      return [];
    },
  };
}

function own({ raw }: Source, key: string): unknown {
  return Object.hasOwn(raw, key) ? raw[key] : undefined;
}

function wrong({ at, report }: Source, key: string, wanted: string): void {
  report(joinPointer(at, key), `${key} must be ${wanted}.`);
}

function readText(source: Source, key: string): string | undefined {
  const value = own(source, key);
  if (value === undefined || (typeof value === 'string' && value.trim() !== '')) return value;
  wrong(source, key, 'a text');
  return undefined;
}

function readOneOf<T extends string>(source: Source, key: string, values: readonly T[]): T | undefined {
  const value = own(source, key);
  const found = values.find((candidate) => candidate === value);
  if (value === undefined || found !== undefined) return found;
  const near = nearest(textOf(value) ?? '', values);
  source.report(joinPointer(source.at, key), `${key} must be one of ${values.join(', ')}.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`);
  return undefined;
}

function readTexts(source: Source, key: string): readonly string[] | undefined {
  const value = own(source, key);
  if (value === undefined) return undefined;
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item.trim() !== '') : [];
  if (Array.isArray(value) && texts.length > 0 && texts.length === value.length) return texts as string[];
  wrong(source, key, 'a list of at least one text');
  return undefined;
}

function readList(source: Source, key: string): readonly unknown[] {
  const value = own(source, key);
  if (value === undefined || Array.isArray(value)) return (value ?? []) as readonly unknown[];
  wrong(source, key, 'a list');
  return [];
}
