import { expect, test } from 'vitest';
import { assertionNames } from '../../src/core/policy/assertions/index.ts';
import { checks } from '../../src/core/policy/checks/index.ts';
import { languagePage } from '../../src/core/policy/language-page.ts';
import { targets } from '../../src/core/policy/targets/index.ts';

test('the page of the language names every assertion, target, field and check', () => {
  const page = languagePage();
  const named = [...assertionNames, ...targets.flatMap(({ fields }) => Object.keys(fields))].filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name}: true\``));
  expect(named).toEqual([]);
  expect([...targets, ...checks].filter(({ name }) => !page.includes(`\n### ${name}\n`)).map(({ name }) => name)).toEqual([]);
});
