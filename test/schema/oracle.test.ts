import { Ajv2019 } from 'ajv/dist/2019.js';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { loadValidator } from '../../src/io/validators.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';
import { judgeText } from './judge-fixture.ts';
import { createMutator, seededRandom, wordsOf } from './mutate.ts';

const folder = join(corpusFolder ?? '', 'schemas');
const mutationsPerVersion = 800;
/** Large documents say nothing that small ones do not, and take most of the time. */
const largestText = 20_000;

const names = corpusFolder === undefined ? [] : readdirSync(folder).map((file) => file.replace('.schema.json', '')).sort();

describe.skipIf(corpusFolder === undefined)('dp and the official schemas (need DP_CORPUS)', () => {
  const documents = readCorpus().flatMap(({ file, bytes }) => {
    const { data } = parseYaml(file, bytes).document;
    return isRecord(data) && bytes.length < largestText ? [{ family: file.startsWith('odps/') ? 'odps' : 'odcs', data }] : [];
  });

  test('know the same versions', () => {
    expect(names).toEqual(['odcs-v3.0.0', 'odcs-v3.0.1', 'odcs-v3.0.2', 'odcs-v3.1.0', 'odcs-v3.2.0', 'odps-v0.9.0', 'odps-v1.0.0', 'odps-v1.1.0']);
  });

  test.each(names.map((name, index) => [name, index] as const))('of %s agree on mutated documents of every version', async (name, index) => {
    const schema = readSchema(join(folder, `${name}.schema.json`));
    const official = new Ajv2019({ strict: false, validateFormats: false, logger: false }).compile(schema);
    const validator = await loadValidator(name);
    const random = seededRandom(index + 1);
    const mutator = createMutator(random, wordsOf(schema));
    const [family = '', version = ''] = name.split(/-(?=v)/u);
    const candidates = documents.filter((document) => document.family === family);
    const verdicts = Array.from({ length: mutationsPerVersion }, () => {
      const original = candidates[Math.floor(random() * candidates.length)]?.data;
      const data = mutator.mutate({ ...original, apiVersion: version });
      return { isValid: official(data), agrees: official(data) === (validator.check(data).length === 0), data };
    });
    expect(verdicts.filter(({ agrees }) => !agrees).map(({ data }) => JSON.stringify(data))).toEqual([]);
    // What is left after the consequences are dropped is never nothing, and what is right yields nothing.
    const spoken = await Promise.all(verdicts.map(async ({ data, isValid }) => ({ data, isValid, found: await judgeText(`mutated.${family}.yaml`, JSON.stringify(data)) })));
    expect(spoken.filter(({ isValid, found }) => isValid !== (found.length === 0)).map(({ data }) => JSON.stringify(data))).toEqual([]);
    expect(spoken.flatMap(({ found }) => found).filter(({ rule, message, help }) => !rule.startsWith('schema-') || /undefined|\[object/u.test(`${message} ${help ?? ''}`))).toEqual([]);
    // Agreement means something only where both verdicts occur.
    expect(verdicts.filter(({ isValid }) => isValid).length).toBeGreaterThan(mutationsPerVersion / 100);
    expect(verdicts.filter(({ isValid }) => !isValid).length).toBeGreaterThan(mutationsPerVersion / 100);
  });
});

function readSchema(file: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isRecord(parsed) ? parsed : {};
}
