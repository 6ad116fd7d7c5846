import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { schemaRules } from '../../src/core/schema/rules.ts';
import { loadSchema, schemaNames } from '../../src/io/validators.ts';
import { judgeText, readFixture, summarize } from './judge-fixture.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const ids = schemaRules.map(({ id }) => id);
const cases = readdirSync(fixtures)
  .sort()
  .flatMap((rule) => readdirSync(join(fixtures, rule)).filter((file) => file.endsWith('.yaml')).sort().map((file) => ({ rule, file, name: `${rule}/${file}` })));

describe('schema rules', () => {
  test('each have a folder of fixtures, and no folder is of another rule', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...ids].sort());
  });

  test.each(cases)('$name yields exactly the findings written beside it', async ({ rule, file }) => {
    const expected: unknown = JSON.parse(readFileSync(join(fixtures, rule, `${file}.expected.json`), 'utf8'));
    const found = (await judgeText(file, readFixture(join(fixtures, rule), file))).map(summarize);
    expect(found).toEqual(expected);
    expect(found.map((finding) => finding['rule'])).toContain(rule);
  });

  test('cover every keyword of every schema that documents are held to', async () => {
    const judged = schemaNames.filter((name) => name !== 'output');
    const keywords = new Set((await Promise.all(judged.map(async (name) => keywordsOf(await loadSchema(name))))).flat());
    const silent = ['$schema', '$id', '$ref', '$defs', '$comment', 'title', 'description', 'examples', 'default', 'deprecated', 'properties', 'items', 'allOf', 'anyOf', 'not', 'if', 'then'];
    const spoken = [...keywords].filter((keyword) => !silent.includes(keyword)).map((keyword) => `schema-${keyword.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`);
    expect(spoken.filter((id) => !ids.includes(id))).toEqual([]);
    const own = ['schema-api-version', 'schema-dp-property-twice', 'schema-dp-property-unknown'];
    expect(ids.filter((id) => !spoken.includes(id)).sort()).toEqual(own);
  });
});

/** Every keyword in a schema; `not` and `anyOf` stand in conditions only, which themselves say nothing. */
function keywordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywordsOf);
  if (!isRecord(schema)) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (['enum', 'const', 'required', 'type', 'examples', 'default', 'if'].includes(keyword)) return [keyword];
    if (['properties', '$defs'].includes(keyword) && isRecord(value)) return [keyword, ...Object.values(value).flatMap(keywordsOf)];
    return [keyword, ...keywordsOf(value)];
  });
}
