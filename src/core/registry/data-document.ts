import type { SourceDocument } from '../model/source-document.ts';

/** Data as a document without text; every place in it is the start. */
export function documentOfData(file: string, data: unknown): SourceDocument {
  return { file, text: '', data, locate: () => ({ start: 0, end: 0 }), positionAt: () => ({ line: 1, column: 1 }) };
}
