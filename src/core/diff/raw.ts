import { isRecord } from '../manifest/node-reader.ts';
import { splitPointer } from '../model/pointer.ts';
import type { SourceDocument } from '../model/source-document.ts';

export type RawRecord = Readonly<Record<string, unknown>>;

/** The mapping at a pointer of a document as it was written; empty where there is none. */
export function recordAt(document: Pick<SourceDocument, 'data'>, pointer: string): RawRecord {
  let value: unknown = document.data;
  for (const token of splitPointer(pointer)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else if (isRecord(value) && Object.hasOwn(value, token)) value = value[token];
    else return {};
  }
  return isRecord(value) ? value : {};
}
