import type { Fix } from '../model/finding.ts';
import type { EntryPart, SourceDocument } from '../model/source-document.ts';
import type { SchemaView } from './schema-view.ts';

export interface ExplainContext {
  readonly view: SchemaView;
  /** What was judged: a document, or the value of a custom property. */
  readonly data: unknown;
  readonly document: SourceDocument;
  /** Where in the document `data` stands; empty for the whole. */
  readonly base: string;
}

/** One thing that is wrong, in words. Pointers are below the judged data. */
export interface Explained {
  readonly rule: string;
  readonly message: string;
  readonly help: string;
  readonly pointer: string;
  /** What to point at, where that is not the value at `pointer`. */
  readonly anchor?: { readonly pointer: string; readonly part: EntryPart };
  /** The missing or unknown key, or the wrong value. */
  readonly discriminator: string;
  readonly fix?: Fix;
}
