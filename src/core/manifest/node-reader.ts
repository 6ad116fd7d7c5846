import { joinPointer } from '../model/pointer.ts';

/** Reads one mapping tolerantly: what is absent or of the wrong type reads as absent (the schema step has said so). */
export interface NodeReader {
  readonly at: string;
  readonly raw: Readonly<Record<string, unknown>>;
  string(key: string): string | undefined;
  boolean(key: string, fallback: boolean): boolean;
  number(key: string): number | undefined;
  strings(key: string): string[];
  record(key: string): Readonly<Record<string, unknown>>;
  child(key: string): NodeReader | undefined;
  children(key: string): NodeReader[];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A reader for a value expected to be a mapping; `undefined` when it is not one. */
export function readNode(value: unknown, at: string): NodeReader | undefined {
  return isRecord(value) ? readerOf(value, at) : undefined;
}

/** Readers for the mappings in a list; other items are passed over, the pointers keep the list's own indexes. */
export function readNodes(value: unknown, at: string): NodeReader[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isRecord(item) ? [readerOf(item, joinPointer(at, index))] : []));
}

function readerOf(raw: Readonly<Record<string, unknown>>, at: string): NodeReader {
  const own = (key: string): unknown => (Object.hasOwn(raw, key) ? raw[key] : undefined);
  return {
    at,
    raw,
    string: (key) => asText(own(key)),
    boolean: (key, fallback) => {
      const value = own(key);
      return typeof value === 'boolean' ? value : fallback;
    },
    number: (key) => {
      const value = own(key);
      return typeof value === 'number' ? value : undefined;
    },
    strings: (key) => {
      const value = own(key);
      return Array.isArray(value) ? value.flatMap((item: unknown) => asText(item) ?? []) : [];
    },
    record: (key) => {
      const value = own(key);
      return isRecord(value) ? value : {};
    },
    child: (key) => readNode(own(key), joinPointer(at, key)),
    children: (key) => readNodes(own(key), joinPointer(at, key)),
  };
}

// `version: 1.0` is a number to YAML; the schema objects, but a name or version is still best shown as what it looks like.
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}
