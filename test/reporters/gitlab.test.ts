import { describe, expect, test } from 'vitest';
import { gitlab } from '../../src/cli/reporters/gitlab.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { findingWith, manyFindings, reportOf, waiver } from './findings.ts';
import { contextFor } from './rich-report.ts';

interface Issue {
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function issues(findings: readonly Finding[]): Issue[] {
  return JSON.parse(gitlab(reportOf(findings), contextFor())) as Issue[];
}

describe('the GitLab report', () => {
  test('gives every issue a fingerprint of its own, even where two findings share theirs', () => {
    const prints = issues([findingWith(), findingWith(), findingWith(), ...manyFindings(3, 'info')]).map(({ fingerprint }) => fingerprint);
    expect(prints.slice(0, 3)).toEqual(['0123456789abcdef0123', '0123456789abcdef0123-2', '0123456789abcdef0123-3']);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('maps what a finding stops to the severities of GitLab', () => {
    const policy = { pack: 'acme', version: '1.0.0', enforcement: 'hard-mandatory', stage: 'enforced', effectiveFrom: null } as const;
    const change = { level: 'breaking', path: '', from: 1, to: 2, consumers: [] } as const;
    const findings = [findingWith({ policy }), findingWith({ change }), findingWith(), findingWith({ severity: 'warning' }), findingWith({ severity: 'info' }), findingWith({ waiver })];
    expect(issues(findings).map(({ severity }) => severity)).toEqual(['blocker', 'critical', 'major', 'minor', 'info', 'info']);
  });

  test('names the file from the top of the work tree and the 1-based line', () => {
    expect(issues([findingWith()])[0]?.location).toEqual({ path: 'orders/dataproduct.yaml', lines: { begin: 3, end: 3 } });
  });

  test('says of a waived finding that it is', () => {
    expect(issues([findingWith({ waiver })])[0]?.description).toBe('Waived by W-1 until 2027-02-28: Something is wrong.');
  });
});
