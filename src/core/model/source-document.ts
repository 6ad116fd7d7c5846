/** A half-open range of UTF-16 offsets into a document's text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Lines and columns are 1-based; columns count UTF-16 code units, as editors and SARIF's default do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What of a mapping entry is meant: its key, its value, or both. For list items all three are the item. */
export type EntryPart = 'key' | 'value' | 'entry';

/**
 * One parsed YAML or JSON document with the place of every value.
 * `file` is an absolute path with forward slashes, or a label such as `registry:sales/orders@1.0.0/dataproduct.yaml`;
 * core never opens it. `data` is plain data (last duplicate key wins) and is never changed.
 */
export interface SourceDocument {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  /**
   * Where the value at a JSON Pointer (RFC 6901) stands; for a pointer to nothing, the nearest ancestor that exists.
   */
  locate(pointer: string, part?: EntryPart): Range;
  positionAt(offset: number): Position;
}
