import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRule, ruleAreas, ruleCatalogue, rulesOf } from '../../src/core/rules/index.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';

const ids = ruleCatalogue.map(({ id }) => id);

describe('the rule catalogue', () => {
  test('has every id once, in kebab case', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u.test(id))).toEqual([]);
  });

  test.each(ruleCatalogue.map((rule) => [rule.id, rule] as const))('%s says in plain words what it asks, why, and what to do', (_id, rule) => {
    expect(rule.title).toMatch(/^[^\s.].*[^\s.]$/u);
    expect(rule.why).toMatch(/^[^\s].*[.?!)]$/u);
    expect(rule.remedy).toMatch(/^[^\s].*[.?!)]$/u);
    expect(`${rule.title} ${rule.why} ${rule.remedy}`).not.toMatch(/TODO|FIXME|undefined|\{[a-zA-Z]+\}/u);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  test('calls the rules of yaml and reference by their area', () => {
    for (const area of ['yaml', 'reference'] as const) expect(rulesOf(area).filter(({ id }) => !id.startsWith(`${area}-`))).toEqual([]);
  });

  test('shows a right example wherever it shows a wrong one, and both are no other than YAML can be', () => {
    expect(ruleCatalogue.filter(({ bad, good }) => bad !== undefined && good === undefined)).toEqual([]);
    const broken = ruleCatalogue.filter(({ good }) => good !== undefined && parseYaml('example.yaml', good).drafts.some(({ severity }) => severity === 'error'));
    expect(broken.map(({ id }) => id)).toEqual([]);
  });

  test('gives every rule of diff a grade, and no other', () => {
    expect(ruleCatalogue.filter(({ area, grade }) => (area === 'diff') !== (grade !== undefined)).map(({ id }) => id)).toEqual([]);
  });

  test('finds a rule by its id and lists each under its area', () => {
    expect(findRule('yaml-tag')?.title).toBe('Values carry no foreign YAML tags');
    expect(findRule('no-such-rule')).toBeUndefined();
    expect(ruleAreas().flatMap(rulesOf).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test('has its page: every rule stands in docs/rules.md, and no other', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
    expect([...page.matchAll(/^### (.+)$/gmu)].map(([, id]) => id).sort()).toEqual([...ids].sort());
  });
});
