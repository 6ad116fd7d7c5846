/** What a compiled validator says: Ajv's error, whose schemaPath leads from the schema's root to the keyword. */
export interface SchemaError {
  /** JSON Pointer into the document. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** One schema, ready to judge. */
export interface SchemaValidator {
  readonly name: string;
  /** What is wrong with the data; empty where nothing is. */
  check(data: unknown): readonly SchemaError[];
}

/** Which keys an object has in which versions of a standard (.ci/build/key-index.mjs). */
export interface KeyIndex {
  /** Oldest first. */
  readonly versions: readonly string[];
  /** By definition name; `#` is the document. */
  readonly objects: Readonly<Record<string, KeyedObject>>;
}

interface KeyedObject {
  readonly title: string;
  /** Where it stands, as a person writes it: `schema[].properties[]`; empty for the document. */
  readonly path: string;
  /** Oldest version first. */
  readonly keys: Readonly<Record<string, readonly KeyState[]>>;
}

/** What a key is from one version on, until the next state; `absent` where that version has dropped it. */
export interface KeyState {
  readonly from: string;
  readonly absent?: true;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
}
