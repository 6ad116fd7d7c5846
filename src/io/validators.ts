import { keyIndexes, schemas, validators } from '#generated/validators/index.js';
import type { KeyIndex, SchemaValidator } from '../core/schema/schema-error.ts';

/** The names of all schemas dp has (`odps-v1.1.0`, `canvas`, `workspace`, …), sorted. */
export const schemaNames: readonly string[] = Object.keys(validators);

/** Loads the compiled validator of a schema. An unknown name is a bug of ours: callers take names from `schemaNames`. */
export async function loadValidator(name: string): Promise<SchemaValidator> {
  const load = validators[name];
  if (load === undefined) throw new Error(`no validator called ${name}`);
  const { default: validate } = await load();
  return { name, check: (data) => (validate(data) ? [] : (validate.errors ?? [])) };
}

/** Loads a schema as data: needed only to explain what a validator has found. */
export async function loadSchema(name: string): Promise<Readonly<Record<string, unknown>>> {
  const load = schemas[name];
  if (load === undefined) throw new Error(`no schema called ${name}`);
  return (await load()).default;
}

/** Loads what is known of the keys of all versions of a standard. */
export async function loadKeyIndex(family: 'odps' | 'odcs'): Promise<KeyIndex> {
  return (await keyIndexes[family]()).default;
}
