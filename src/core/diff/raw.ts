import { isRecord } from '../manifest/node-reader.ts';
import { splitPointer } from '../model/pointer.ts';
import type { SourceDocument } from '../model/source-document.ts';

export type RawRecord = Readonly<Record<string, unknown>>;

interface Visited {
  readonly pointer: string;
  readonly value: unknown;
}

// Columns are looked up one after another: the list that holds them is found once.
const lastParents = new WeakMap<object, Visited>();

/** The mapping at a pointer of a document as it was written; empty where there is none. */
export function recordAt(document: Pick<SourceDocument, 'data'>, pointer: string): RawRecord {
  const slash = pointer.lastIndexOf('/');
  if (slash < 0) return isRecord(document.data) ? document.data : {};
  const parent = pointer.slice(0, slash);
  const known = lastParents.get(document);
  const visited = known?.pointer === parent ? known : { pointer: parent, value: splitPointer(parent).reduce(stepInto, document.data) };
  if (visited !== known) lastParents.set(document, visited);
  const value = splitPointer(pointer.slice(slash)).reduce(stepInto, visited.value);
  return isRecord(value) ? value : {};
}

function stepInto(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return value[Number(token)];
  return isRecord(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
