import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffRuleIds, findDiffRule, ruleSections } from '../../src/core/diff/rules/index.ts';
import { asExpected, type Expected, fixtureNames, fixturesFolder, judgeFixture } from './support.ts';

const names = fixtureNames();
const ruleOf = (name: string): string => name.split('--')[0] ?? name;

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(fixturesFolder, name, 'expected.json'), 'utf8')) as Expected;
}

describe('every fixture pair', () => {
  test.each(names)('%s gives exactly the findings that it expects', (name) => {
    expect(asExpected(judgeFixture(name))).toEqual(expectedOf(name));
  });

  test.each(names)('%s is silent when a side is compared with itself', (name) => {
    for (const side of ['old', 'new'] as const) {
      const folder = join(fixturesFolder, name);
      if (!existsSync(join(folder, `${side}.odcs.yaml`)) && !existsSync(join(folder, side))) continue;
      const { findings, result } = judgeFixture(name, { old: side, new: side });
      expect({ findings, verdict: result.verdict, unreported: result.unreported, ok: result.bump.ok }).toEqual({ findings: [], verdict: 'identical', unreported: [], ok: true });
    }
  });
});

describe('every rule', () => {
  test.each(diffRuleIds())('%s has a fixture of its name that it reports on', (id) => {
    const { findings, unreported } = expectedOf(id);
    expect([...findings.map((finding) => finding.rule), ...unreported]).toContain(id);
  });

  test.each(diffRuleIds())('%s has a mirror or says why it has none', (id) => {
    const mirror = findDiffRule(id)?.mirror;
    if (typeof mirror === 'string') expect(findDiffRule(mirror)?.id).toBe(mirror);
    else expect(mirror?.none).toMatch(/^[A-Z].*\.$/u);
  });

  test.each(diffRuleIds())('%s explains itself in whole sentences', (id) => {
    const rule = findDiffRule(id);
    expect(rule?.title).toMatch(/^[A-Z].*[^.]$/u);
    expect(rule?.effect).toMatch(/^[A-Z].*\.$/u);
    expect(rule?.remedy).toMatch(/^[A-Z].*\.$/u);
  });

  test('no two rules share an id, and every case of a row has a fixture', () => {
    const ids = ruleSections.flatMap((section) => section.rules.map((rule) => rule.id));
    expect(ids).toEqual([...new Set(ids)]);
    const twins = (id: string): boolean => id.startsWith('product-') && ids.includes(id.slice('product-'.length));
    const missing = ruleSections.flatMap((section) =>
      section.rules.flatMap((rule) => (rule.cases ?? []).filter((given) => !names.includes(`${rule.id}--${given.when}`) && !twins(rule.id)).map((given) => `${rule.id}--${given.when}`)),
    );
    expect(missing).toEqual([]);
  });

  test('no fixture is left over from a rule that is gone', () => {
    expect(names.filter((name) => findDiffRule(ruleOf(name)) === undefined)).toEqual([]);
  });
});
