// Builds everything that comes from schemas/: resolved JSON Schemas, editor copies and compiled validators.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileValidators } from './compile-validators.mjs';
import { editorSchema, readDpPlaces } from './editor-schema.mjs';
import { resolveAllSchemas } from './resolve-schema.mjs';

/** Writes `<outDir>/schemas/`, `<outDir>/schemas/editor/` and `<outDir>/generated/validators/`. */
export async function buildSchemas({ root, outDir }) {
  const schemas = resolveAllSchemas(root);
  const dpPlaces = await readDpPlaces(root);
  const folder = join(outDir, 'schemas');
  mkdirSync(join(folder, 'editor'), { recursive: true });
  for (const [name, schema] of schemas) {
    writeFileSync(join(folder, `${name}.json`), pretty(schema));
    writeFileSync(join(folder, 'editor', `${name}.json`), pretty(editorSchema(name, { schemas, dpPlaces })));
  }
  await compileValidators({ root, outDir, schemas });
  return { names: [...schemas.keys()] };
}

function pretty(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const { names } = await buildSchemas({ root, outDir: join(root, 'dist') });
  console.log(`built ${names.length} schemas`);
}
