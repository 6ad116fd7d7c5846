import type { Finding, Severity } from '../../src/core/model/finding.ts';
import type { Report } from '../../src/cli/reporters/report.ts';

/** A plain finding about the orders contract, with what a test changes. */
export function findingWith(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'yaml-syntax',
    severity: 'error',
    message: 'Something is wrong.',
    file: '/work/mesh/orders/dataproduct.yaml',
    line: 3,
    column: 5,
    endLine: 3,
    endColumn: 9,
    pointer: '/name',
    subject: { product: 'orders', key: 'sales/orders', contract: null, path: 'name' },
    help: null,
    fingerprint: '0123456789abcdef0123',
    related: [],
    fix: null,
    policy: null,
    waiver: null,
    ...changes,
  };
}

/** So many findings of one severity, told apart by line, fingerprint and message. */
export function manyFindings(count: number, severity: Severity): Finding[] {
  return Array.from({ length: count }, (_unused, index) =>
    findingWith({ severity, line: index + 1, endLine: index + 1, rule: `rule-${severity}-${String(index)}`, fingerprint: `${severity}${String(index)}`, message: `${severity} number ${String(index + 1)}.` }),
  );
}

export function reportOf(findings: readonly Finding[], changes: Partial<Report> = {}): Report {
  return { command: 'validate', ok: findings.every(({ severity }) => severity !== 'error'), findings, summary: { products: 1, contracts: 0 }, ...changes };
}

export const waiver = { id: 'W-1', owner: 'orders-team@acme.example', reason: 'Masking ships with the next release', expires: '2027-02-28' };
