// Compiles every schema to a validator without any import: Ajv takes up to a second for one of them at run time.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2019 from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { keyIndex } from './key-index.mjs';
import { isObject } from './resolve-schema.mjs';

const annotations = new Set(['title', 'description', 'examples', 'default', 'deprecated', '$comment']);
const mapKeywords = new Set(['properties', '$defs']);
const dataKeywords = new Set(['enum', 'const', 'required', 'type']);

/** Writes `<outDir>/generated/validators/`: one module a schema, its schema beside it, and the index that loads them. */
export async function compileValidators({ root, outDir, schemas }) {
  const folder = join(outDir, 'generated', 'validators');
  mkdirSync(folder, { recursive: true });
  const names = [...schemas.keys()];
  for (const name of names) writeFileSync(join(folder, `${name}.schema.js`), dataModule(schemas.get(name)));
  for (const family of ['odps', 'odcs']) writeFileSync(join(folder, `${family}.keys.js`), dataModule(keyIndex(family, schemas)));
  writeFileSync(join(folder, 'index.js'), indexModule(names));
  writeFileSync(join(folder, 'index.d.ts'), indexTypes());
  await bundle({ root, folder, sources: new Map(names.map((name) => [name, sourceOf(schemas.get(name))])) });
}

function sourceOf(schema) {
  const bare = withoutAnnotations(schema);
  const ajv = new Ajv2019({
    allErrors: true,
    // Format is an annotation in draft 2019-09, and the official verdicts treat it as one.
    validateFormats: false,
    // Messages are dp's own (src/core/schema).
    messages: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    code: { source: true, esm: true },
  });
  const validate = ajv.compile(bare);
  nameDefinitions(validate, bare);
  return standaloneCode(ajv, validate);
}

/** Descriptions and the like only make the program larger: who explains an error reads the whole schema. */
function withoutAnnotations(node) {
  if (Array.isArray(node)) return node.map(withoutAnnotations);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (annotations.has(key)) return [];
      if (dataKeywords.has(key)) return [[key, value]];
      if (mapKeywords.has(key)) return [[key, Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, withoutAnnotations(schema)]))]];
      return [[key, withoutAnnotations(value)]];
    }),
  );
}

/**
 * Ajv gives each referenced definition a function of its own, whose errors say `#/required` and not whose. Here each
 * function learns its definition's name, so that every error's schemaPath leads to its keyword from the schema's root.
 */
function nameDefinitions(validate, schema) {
  const names = new Map(Object.entries(schema.$defs ?? {}).map(([name, definition]) => [definition, name]));
  const seen = new Set([validate]);
  const visit = (source) => {
    for (const { value } of source.scopeValues.validate ?? []) {
      const referenced = value.ref?.validate ?? value.ref;
      if (typeof referenced !== 'function' || seen.has(referenced)) continue;
      seen.add(referenced);
      const name = names.get(referenced.schema);
      if (name !== undefined) referenced.source.validateCode = referenced.source.validateCode.replaceAll('schemaPath:"#/', `schemaPath:"#/$defs/${name}/`).replaceAll(/schemaPath:"#\/\$defs\/[^/"]+\/\$defs\//gu, 'schemaPath:"#/$defs/');
      visit(referenced.source);
    }
  };
  visit(validate.source);
}

async function bundle({ root, folder, sources }) {
  const virtual = {
    name: 'validators',
    setup(context) {
      context.onResolve({ filter: /^validator:/ }, ({ path }) => ({ path: path.slice('validator:'.length), namespace: 'validator' }));
      context.onLoad({ filter: /.*/, namespace: 'validator' }, ({ path }) => ({ contents: sources.get(path), loader: 'js', resolveDir: root }));
      // Each runtime function of Ajv carries the text of the require call that would load it.
      context.onLoad({ filter: /ajv[\\/]dist[\\/]runtime[\\/]/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8').replace(/^\w+\.code = .*$/mu, ''), loader: 'js' }));
    },
  };
  const result = await build({
    entryPoints: [...sources.keys()].map((name) => ({ in: `validator:${name}`, out: name })),
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    plugins: [virtual],
    write: false,
    logLevel: 'warning',
  });
  for (const { path, text } of result.outputFiles) {
    if (/\brequire\(/u.test(text)) throw new Error(`${path} still calls require`);
    writeFileSync(path, text);
  }
}

function dataModule(data) {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))});\n`;
}

function indexModule(names) {
  const entries = (suffix) => names.map((name) => `  '${name}': () => import('./${name}${suffix}'),\n`).join('');
  return [
    '// Generated by .ci/build/compile-validators.mjs.\n',
    `export const validators = {\n${entries('.js')}};\n`,
    `export const schemas = {\n${entries('.schema.js')}};\n`,
    "export const keyIndexes = {\n  odps: () => import('./odps.keys.js'),\n  odcs: () => import('./odcs.keys.js'),\n};\n",
  ].join('\n');
}

function indexTypes() {
  return `import type { KeyIndex } from '../../../src/core/schema/schema-error.ts';

export interface RawSchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
export interface RawValidator {
  (data: unknown): boolean;
  errors?: readonly RawSchemaError[] | null;
}
export const validators: Readonly<Record<string, () => Promise<{ readonly default: RawValidator }>>>;
export const schemas: Readonly<Record<string, () => Promise<{ readonly default: Readonly<Record<string, unknown>> }>>>;
export const keyIndexes: Readonly<Record<'odps' | 'odcs', () => Promise<{ readonly default: KeyIndex }>>>;
`;
}
