import { expect, test } from 'vitest';
import { runPackTests } from '../../src/core/policy/pack-tests.ts';
import { catalogue, readCatalogue } from './builtin.ts';
import { compiled, described, effective, node, today } from './support.ts';

test('the catalogue is a pack without problems', () => {
  const reading = readCatalogue();
  expect(reading.ok ? [] : described(reading.problems)).toEqual([]);
});

test('every example of the catalogue comes out as it says', () => {
  const report = runPackTests(catalogue, compiled(effective([node(catalogue)], { catalogue })), { today });
  expect(report.results.filter(({ isPassed }) => !isPassed).map(({ rule, test: name, difference }) => `${rule}, ${name}: ${String(difference)}`)).toEqual([]);
  expect(report.lacking).toEqual([]);
});
