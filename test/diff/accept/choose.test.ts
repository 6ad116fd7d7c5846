import { describe, expect, test } from 'vitest';
import { chooseFinding } from '../../../src/core/diff/accept/choose-finding.ts';
import type { Finding } from '../../../src/core/model/finding.ts';
import { judgeFixture } from '../support.ts';

const [sample] = judgeFixture('field-became-nullable').findings;

function finding(fingerprint: string, more: Partial<Finding> = {}): Finding {
  if (sample === undefined) throw new Error('the fixture has no finding');
  return { ...sample, fingerprint, ...more };
}

const one = finding('1f4c0a9be2d35c771a20');
const twin = finding('1f4cffffe2d35c771a20', { rule: 'field-removed' });
const past = finding('22220a9be2d35c771a20', { rule: 'ignore-expired' });

describe('a prefix of a fingerprint', () => {
  test('means the one finding that begins with it, in either case', () => {
    expect(chooseFinding([one, twin], '1F4C0')).toEqual({ kind: 'one', finding: one });
  });

  test('of several findings means none of them, and names them all', () => {
    expect(chooseFinding([one, twin], '1f4c')).toEqual({ kind: 'several', candidates: [one, twin] });
  });

  test('of a finding that stands in two comparisons means that one', () => {
    expect(chooseFinding([one, one], '1f4c')).toEqual({ kind: 'one', finding: one });
  });

  test('of no finding names those that can be accepted', () => {
    expect(chooseFinding([one, past], 'ffff')).toEqual({ kind: 'none', candidates: [one] });
  });

  test('of a finding about an acceptance means nothing to accept', () => {
    expect(chooseFinding([one, past], '2222')).toEqual({ kind: 'not-acceptable', finding: past });
  });
});
