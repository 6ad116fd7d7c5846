import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceRules } from '../../src/core/references/index.ts';
import { asExpected, type ExpectedFinding, fixtureRoot, foldersIn, judgeFolder } from '../support/reference-fixtures.ts';

const root = realpathSync(fixtureRoot);
const ruleFolder = `${import.meta.dirname}/../../src/core/references/rules`;

const cases = foldersIn(root).flatMap((rule) => foldersIn(`${root}/${rule}`).map((name) => ({ rule, name, folder: `${root}/${rule}/${name}` })));

function expectedOf(folder: string): ExpectedFinding[] {
  return JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as ExpectedFinding[];
}

describe('reference rules', () => {
  it.each(cases)('$rule/$name has exactly its expected findings under all rules', async ({ folder }) => {
    expect((await judgeFolder(folder)).map((finding) => asExpected(finding, folder))).toEqual(expectedOf(folder));
  });

  it('have a file, a line in the index and a folder of fixtures each, all of one name', () => {
    const ids = referenceRules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(readdirSync(ruleFolder).sort()).toEqual(ids.map((id) => `${id}.ts`));
    expect(foldersIn(root)).toEqual(ids);
  });

  it.each(referenceRules.map(({ id }) => id))('%s objects to something in its fixtures, and to nothing in the good ones', (id) => {
    const own = cases.filter(({ rule }) => rule === id);
    expect(own.every(({ folder }) => existsSync(`${folder}/expected.json`))).toBe(true);
    expect(expectedOf(`${root}/${id}/good`)).toEqual([]);
    expect(own.flatMap(({ folder }) => expectedOf(folder)).some(({ rule }) => rule === id)).toBe(true);
  });

  it('tell in words why they matter and what to do, with a bad and a good excerpt', () => {
    for (const { id, title, why, remedy, bad, good } of referenceRules) {
      expect([id, title.endsWith('.'), why.endsWith('.'), remedy.endsWith('.'), bad === good]).toEqual([id, false, true, true, false]);
    }
  });
});
