import { Ajv } from 'ajv';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { loadValidator, schemaNames } from '../../src/io/validators.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';

const folder = join(packageRoot, 'dist', 'schemas');

function readSchema(...path: readonly string[]): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  return isRecord(parsed) ? parsed : {};
}

function editorCheck(name: string): (data: unknown) => boolean {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false, keywords: ['defaultSnippets', 'markdownDescription'] });
  return ajv.compile(readSchema('editor', `${name}.json`));
}

const product = { apiVersion: 'v1.1.0', kind: 'DataProduct', id: 'urn:dp:sales:orders' };

describe('editor copies of the schemas', () => {
  test('exist for every schema, in draft-07 throughout', () => {
    expect(readdirSync(join(folder, 'editor')).sort()).toEqual(schemaNames.map((name) => `${name}.json`).sort());
    const modern = schemaNames.filter((name) => /\$defs|unevaluated|2019-09/u.test(JSON.stringify(readSchema('editor', `${name}.json`))));
    expect(modern).toEqual([]);
  });

  test.each(schemaNames)('%s compiles, with nothing beside a $ref that draft-07 would ignore', (name) => {
    expect(editorCheck(name)).toBeTypeOf('function');
    expect(crowdedReferences(readSchema('editor', `${name}.json`))).toEqual([]);
  });

  test.skipIf(corpusFolder === undefined)('judge the corpus as the program does (needs DP_CORPUS)', async () => {
    const checks = new Map(schemaNames.map((name) => [name, editorCheck(name)]));
    const documents = readCorpus().map(({ file, bytes, apiVersion }) => ({ file, name: `${file.startsWith('odps/') ? 'odps' : 'odcs'}-${apiVersion}`, data: parseYaml(file, bytes).document.data }));
    const judged = await Promise.all(
      documents.filter(({ name }) => checks.has(name)).map(async ({ file, name, data }) => ({ file, editor: checks.get(name)?.(data), program: (await loadValidator(name)).check(data).length === 0 })),
    );
    expect(judged.filter(({ editor, program }) => editor !== program)).toEqual([]);
    expect(judged).toHaveLength(141);
  });

  test("check the values of dp's own properties in both spellings", () => {
    const newer = editorCheck('odps-v1.1.0');
    expect(newer({ ...product, customProperties: [{ property: 'canvas', vendor: 'dp', value: { value: 'One way to count orders.' } }] })).toBe(true);
    expect(newer({ ...product, customProperties: [{ property: 'canvas', vendor: 'dp', value: { goal: 'Count orders.' } }] })).toBe(false);
    expect(newer({ ...product, customProperties: [{ property: 'canvass', vendor: 'dp', value: {} }] })).toBe(false);
    expect(newer({ ...product, customProperties: [{ property: 'canvas', vendor: 'acme', value: 1 }] })).toBe(true);
    const older = editorCheck('odps-v1.0.0');
    const before = { ...product, apiVersion: 'v1.0.0', status: 'active' };
    expect(older({ ...before, customProperties: [{ property: 'dp.canvas', value: { value: 'One way to count orders.' } }] })).toBe(true);
    expect(older({ ...before, customProperties: [{ property: 'dp.canvas', value: 1 }] })).toBe(false);
    expect(older({ ...before, customProperties: [{ property: 'canvas', value: 1 }] })).toBe(true);
  });

  test('offer each property where it belongs, property and vendor together', () => {
    expect(snippetsAt('odps-v1.1.0', ['properties', 'customProperties'])).toEqual(['canvas', 'pipeline', 'mlModel', 'examples', 'exposures', 'publish'].map((property) => ({ property, vendor: 'dp' })));
    expect(snippetsAt('odps-v1.1.0', ['definitions', 'InputPort', 'properties', 'customProperties'])).toEqual([{ property: 'sourceSystem', vendor: 'dp' }]);
    expect(snippetsAt('odcs-v3.1.0', ['definitions', 'SchemaAnyProperty', 'properties', 'customProperties'])).toEqual(['personalData', 'masking', 'lawfulBasis', 'dataResidency'].map((fact) => ({ property: `dp.${fact}` })));
  });
});

function crowdedReferences(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(crowdedReferences);
  if (!isRecord(node)) return [];
  const own = typeof node['$ref'] === 'string' && Object.keys(node).length > 1 ? [node['$ref']] : [];
  return [...own, ...Object.values(node).flatMap(crowdedReferences)];
}

function snippetsAt(name: string, path: readonly string[]): unknown[] {
  const list = path.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), readSchema('editor', `${name}.json`));
  const items = isRecord(list) ? list['items'] : undefined;
  const snippets = isRecord(items) ? items['defaultSnippets'] : undefined;
  return (Array.isArray(snippets) ? snippets : []).map((snippet: unknown) => {
    const body = isRecord(snippet) && isRecord(snippet['body']) ? snippet['body'] : {};
    return { property: body['property'], ...('vendor' in body ? { vendor: body['vendor'] } : {}) };
  });
}
