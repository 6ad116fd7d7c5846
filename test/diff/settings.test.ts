import { expect, test } from 'vitest';
import { readDiffSettings } from '../../src/core/diff/read-settings.ts';
import { DpError } from '../../src/core/model/errors.ts';

function problem(written: Readonly<Record<string, unknown>>): string {
  try {
    readDiffSettings(written);
  } catch (error) {
    if (error instanceof DpError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
}

test('what dp.yaml says of diffs is read, and the command line has the last word on the mode', () => {
  const written = { mode: 'history', profile: 'strict', rules: { 'enum-value-added': 'breaking' }, options: { noticeDays: 60, environments: ['prod', 'staging'] } };
  expect(readDiffSettings(written, 'full')).toEqual({
    mode: 'full',
    profile: 'strict',
    rules: { 'enum-value-added': 'breaking' },
    options: {
      selectStar: true, widening: 'breaking', enum: 'closed', extensibleEnums: [], sla: 'strict', constraints: 'strict', noticeDays: 60, environments: ['prod', 'staging'],
      classificationOrder: ['public', 'internal', 'confidential', 'restricted', 'secret'],
    },
  });
  expect(readDiffSettings(written).mode).toBe('history');
  expect(readDiffSettings({}).mode).toBe('consumers');
});

test('a rule or profile that dp does not have is refused with the nearest name', () => {
  expect(problem({ rules: { 'enum-value-adde': 'info' } })).toMatch(/^configuration: dp.yaml sets the level of "enum-value-adde", which is no rule of dp diff. Did you mean enum-value-added\b/u);
  expect(problem({ profile: 'warehous' })).toBe('configuration: dp.yaml names the diff profile "warehous", which dp does not have. Did you mean warehouse?');
});

test('no setting moves what holds always', () => {
  expect(problem({ rules: { 'contract-version-not-bumped': 'info' } })).toBe('configuration: dp.yaml sets the level of contract-version-not-bumped, which holds always and everywhere.');
});
