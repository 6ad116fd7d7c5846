import { describe, expect, test } from 'vitest';
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import type { DiffResult } from '../../src/core/diff/result.ts';
import { diffSettings, type WrittenDiffSettings } from '../../src/core/diff/settings.ts';
import { judgeVersion } from '../../src/core/diff/version-gate.ts';
import type { Bump } from '../../src/core/model/semver.ts';
import { contractOf, testDay } from './support.ts';

function gate(from: string | undefined, to: string | undefined, demanded: Bump): string {
  const { bump, changes } = judgeVersion({ kind: 'contract', from, to, demanded, hasChanges: demanded !== 'none' });
  return [`${bump.demanded}/${bump.declared}`, bump.ok ? 'ok' : 'not ok', bump.suggestedVersion ?? 'null', ...changes.map((change) => change.rule.replace('contract-version-', ''))].join(' ');
}

test.each([
  ['1.4.0', '1.4.0', 'none', 'none/none ok 1.4.0'],
  ['1.4.0', '1.5.0', 'minor', 'minor/minor ok 1.5.0'],
  ['1.4.0', '1.5.0', 'major', 'major/minor not ok 2.0.0 bump-too-small'],
  ['1.4.0', '2.0.0', 'major', 'major/major ok 2.0.0'],
  ['1.4.0', '2.0.0', 'minor', 'minor/major ok 1.5.0 larger-than-needed'],
  ['1.4.0', '1.4.1', 'none', 'none/patch ok 1.4.0 larger-than-needed'],
  ['1.4.0', '1.4.0', 'patch', 'patch/none not ok 1.4.1 not-bumped'],
  ['1.4.0', '1.3.9', 'minor', 'minor/none not ok 1.5.0 decreased'],
  ['1.4.0', '1.3.9', 'none', 'none/none not ok 1.4.0 decreased'],
  ['0.4.0', '0.5.0', 'major', 'minor/minor ok 0.5.0'],
  ['0.4.0', '0.4.1', 'minor', 'patch/patch ok 0.4.1'],
  ['0.4.0', '0.4.1', 'major', 'minor/patch not ok 0.5.0 bump-too-small'],
  ['0.4.0', '1.0.0', 'patch', 'patch/major ok 0.4.1'],
  ['2.0.0-rc.1', '2.0.0-rc.2', 'major', 'major/patch ok 2.0.0'],
  ['2.0.0-rc.1', '2.0.0', 'major', 'major/patch ok 2.0.0'],
  ['1.4.0', 'v1.5', 'minor', 'minor/none not ok 1.5.0 not-semver'],
  ['v1', '1.0.0', 'major', 'major/major ok null'],
  ['v1', 'v1', 'none', 'none/none ok null'],
  [undefined, undefined, 'minor', 'minor/none not ok null not-semver'],
] as const)('from %s to %s, where %s is needed: %s', (from, to, demanded, expected) => {
  expect(gate(from, to, demanded)).toBe(expected);
});

const base = (more: string, status = 'active', version = '1.0.0'): string => `apiVersion: v3.2.0
kind: DataContract
id: orders
version: ${version}
status: ${status}
schema:
  - name: orders
    properties:
      - {name: order_id, physicalType: INT, required: true}
${more}`;

const optional = '      - {name: note, physicalType: TEXT}\n';
const required = '      - {name: note, physicalType: TEXT, required: true}\n';

function judged(old: string, successor: string, settings: WrittenDiffSettings = {}): string {
  const result: DiffResult = diffContracts({ old: contractOf(old), new: contractOf(successor) }, { settings: diffSettings(settings), today: testDay });
  return `${result.verdict} ${result.bump.demanded}: ${result.drafts.filter((draft) => draft.change?.level !== 'gate').map((draft) => `${draft.rule} ${draft.change?.level ?? ''}`).join(', ')}`;
}

describe('a mode', () => {
  test.each([
    ['consumers', 'compatible minor: field-became-required info', 'breaking major: field-became-nullable breaking'],
    ['history', 'breaking major: field-became-required breaking', 'compatible minor: field-became-nullable info'],
    ['full', 'breaking major: field-became-required breaking', 'breaking major: field-became-nullable breaking'],
    ['none', 'compatible minor: field-became-required info', 'compatible minor: field-became-nullable info'],
  ] as const)('%s judges a column that becomes required, and one that may be empty', (mode, stricter, looser) => {
    expect(judged(base(optional), base(required, 'active', '2.0.0'), { mode })).toBe(stricter);
    expect(judged(base(required), base(optional, 'active', '2.0.0'), { mode })).toBe(looser);
  });

  test('none still holds what holds always', () => {
    expect(judged(base(optional), base(optional, 'active', '2.0.0').replace('id: orders', 'id: shipments'), { mode: 'none' })).toBe('breaking major: contract-id-changed breaking');
  });
});

describe('a draft', () => {
  test.each(['proposed', 'draft'])('(%s) may break, for the price of a patch', (status) => {
    expect(judged(base(required, status), base(optional, status, '1.0.1'))).toBe('compatible patch: field-became-nullable info');
  });

  test('is exempt by its old status: who becomes a draft is not', () => {
    expect(judged(base(required), base(optional, 'draft', '2.0.0'))).toBe('breaking major: field-became-nullable breaking, status-reverted breaking');
  });

  test('is not exempt from what holds always', () => {
    expect(judged(base(optional, 'draft'), base(optional, 'draft', '2.0.0').replace('id: orders', 'id: shipments'))).toBe('breaking major: contract-id-changed breaking');
  });

  test('that becomes active has a new promise, which is a minor version', () => {
    expect(judged(base(optional, 'draft'), base(optional, 'active', '1.1.0'))).toBe('compatible minor: status-promoted info');
  });
});

describe('settings', () => {
  test('move the level of a rule, and its bump with it', () => {
    expect(judged(base(optional), base(required, 'active', '2.0.0'), { rules: { 'field-became-required': 'breaking' } })).toBe('breaking major: field-became-required breaking');
    expect(judged(base(required), base(optional, 'active', '1.1.0'), { rules: { 'field-became-nullable': 'info' } })).toBe('compatible minor: field-became-nullable info');
    expect(judged(base(required), base(optional, 'active', '1.1.0'), { rules: { 'field-became-nullable': 'warning' } })).toBe('warning minor: field-became-nullable warning');
  });

  test('leave a rule out, and say how often', () => {
    expect(judged(base(required), base(optional), { rules: { 'field-became-nullable': 'ignore' } })).toBe('compatible none: rule-ignored info');
  });

  test('of a profile hold until the workspace says otherwise', () => {
    const wider = base('      - {name: n, physicalType: BIGINT}\n', 'active', '2.0.0');
    const narrow = base('      - {name: n, physicalType: INT}\n');
    expect(judged(narrow, wider, { profile: 'stream' })).toBe('breaking major: field-type-widened breaking');
    expect(judged(narrow, wider, { profile: 'stream', options: { widening: 'info' } })).toBe('compatible minor: field-type-widened info');
    expect(judged(narrow, wider, { profile: 'warehouse' })).toBe('warning minor: field-type-widened warning');
  });
});
