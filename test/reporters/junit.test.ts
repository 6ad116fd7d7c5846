import { describe, expect, test } from 'vitest';
import { junit } from '../../src/cli/reporters/junit.ts';
import { findingWith, reportOf, waiver } from './findings.ts';
import { calmReport, contextFor, richReport } from './rich-report.ts';
import { parseXml, type ParsedElement } from './well-formed.ts';

const file = '/work/mesh/orders/dataproduct.yaml';

function casesOf(...args: Parameters<typeof junit>): [string, string, string[]][] {
  return parseXml(junit(...args)).children.flatMap((suite) =>
    suite.children.map((testCase): [string, string, string[]] => [suite.attributes['name'] ?? '', testCase.attributes['name'] ?? '', testCase.children.map(({ name }) => name)]),
  );
}

describe('the JUnit report', () => {
  test('has a suite for each file and a case for each rule, and shows what passed and what was waived', () => {
    const findings = [findingWith({ rule: 'schema-required' }), findingWith({ rule: 'schema-required' }), findingWith({ rule: 'yaml-tag', severity: 'warning' }), findingWith({ rule: 'dp/OWN-001', waiver })];
    const checked = [{ file, rules: ['schema-required', 'schema-type'] }, { file: '/work/mesh/dp.yaml', rules: ['yaml-syntax'] }];
    expect(casesOf(reportOf(findings, { checked }), contextFor())).toEqual([
      ['orders/dataproduct.yaml', 'schema-required', ['failure']],
      ['orders/dataproduct.yaml', 'yaml-tag', ['system-out']],
      ['orders/dataproduct.yaml', 'dp/OWN-001', ['skipped']],
      ['orders/dataproduct.yaml', 'schema-type', []],
      ['dp.yaml', 'yaml-syntax', []],
    ]);
  });

  test('adds up what its suites hold', () => {
    const root = parseXml(junit(richReport, contextFor()));
    const count = (elements: readonly ParsedElement[], name: string): number => elements.reduce((sum, element) => sum + (element.name === name ? 1 : 0) + count(element.children, name), 0);
    expect(root.attributes).toEqual({ name: 'dp validate', tests: String(count(root.children, 'testcase')), failures: String(count(root.children, 'failure')), errors: '0', skipped: String(count(root.children, 'skipped')) });
  });

  test('fails nothing when the run is fine, nor for an advisory policy', () => {
    const policy = { pack: 'dp', version: '0.1.0', enforcement: 'advisory', stage: 'enforced', effectiveFrom: null } as const;
    expect(casesOf(reportOf([findingWith()], { ok: true }), contextFor())).toEqual([['orders/dataproduct.yaml', 'yaml-syntax', ['system-out']]]);
    expect(casesOf(reportOf([findingWith({ policy })], { ok: false }), contextFor())).toEqual([['orders/dataproduct.yaml', 'yaml-syntax', ['system-out']]]);
  });

  test('asks the command which findings failed the run, but never fails a waived one', () => {
    const findings = [findingWith({ severity: 'warning' }), findingWith({ rule: 'yaml-tag', severity: 'warning', waiver })];
    expect(casesOf(reportOf(findings, { ok: false, fails: () => true }), contextFor()).map(([, rule, children]) => [rule, children])).toEqual([['yaml-syntax', ['failure']], ['yaml-tag', ['skipped']]]);
  });

  test('holds one passing case when there is nothing to tell', () => {
    expect(casesOf(calmReport, contextFor())).toEqual([['dp validate', 'no findings', []]]);
  });

  test('tells every finding of a case, and keeps line breaks, quotes and markup as text', () => {
    const [suite] = parseXml(junit(reportOf([findingWith({ message: 'a "b" <c>\n& d\te\u0000\ud800' }), findingWith({ message: 'again', help: 'Mend\nit.' })]), contextFor())).children;
    const failure = suite?.children[0]?.children[0];
    expect(failure?.attributes).toEqual({ message: 'a "b" <c>\n& d\te (and 1 more)', type: 'error' });
    expect(failure?.text).toBe('orders/dataproduct.yaml:3:5 error a "b" <c>\n  & d\te\norders/dataproduct.yaml:3:5 error again\n  help: Mend\n  it.');
  });
});
