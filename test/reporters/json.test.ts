import { describe, expect, test } from 'vitest';
import { json } from '../../src/cli/reporters/json.ts';
import { findingWith, manyFindings, reportOf, waiver } from './findings.ts';
import { contextFor, richReport } from './rich-report.ts';

interface Printed {
  readonly findings: readonly Record<string, unknown>[];
  readonly summary: Record<string, number>;
}

function print(...args: Parameters<typeof json>): Printed & Record<string, unknown> {
  return JSON.parse(json(...args)) as Printed & Record<string, unknown>;
}

const findingKeys = ['rule', 'severity', 'message', 'file', 'line', 'column', 'endLine', 'endColumn', 'pointer', 'subject', 'help', 'fingerprint', 'related', 'fix', 'policy', 'waiver'];

describe('the JSON report', () => {
  test('has the keys of the interface in their order, and what a command adds after them', () => {
    const document = print(richReport, contextFor());
    expect(Object.keys(document)).toEqual(['schemaVersion', 'tool', 'command', 'ok', 'findings', 'summary', 'diff']);
    expect(Object.keys(document.summary)).toEqual(['products', 'contracts', 'errors', 'warnings', 'infos', 'waived']);
    expect(Object.keys(document.findings[0] ?? {})).toEqual(findingKeys);
    expect(document.findings.map(({ fix }) => Object.keys(fix ?? {}))).toContainEqual(['title', 'edits']);
    expect(document['schemaVersion']).toBe('1');
    expect(document['tool']).toEqual({ name: 'dp', version: '0.1.0' });
  });

  test('flattens the facts of a change into its finding, with null for what is not there', () => {
    const change = { level: 'breaking', path: 'schema[name=orders]', from: true, to: undefined, consumers: [] } as const;
    const [finding] = print(reportOf([findingWith({ change })]), contextFor()).findings;
    expect(Object.keys(finding ?? {})).toEqual([...findingKeys, 'level', 'path', 'from', 'to', 'consumers']);
    expect(finding).toMatchObject({ level: 'breaking', path: 'schema[name=orders]', from: true, to: null, consumers: [] });
  });

  test('counts a waived finding as waived only', () => {
    const findings = [...manyFindings(2, 'error'), ...manyFindings(1, 'warning'), ...manyFindings(3, 'info'), findingWith({ waiver })];
    expect(print(reportOf(findings), contextFor()).summary).toEqual({ products: 1, contracts: 0, errors: 2, warnings: 1, infos: 3, waived: 1 });
  });

  test('names every file relative to the working directory', () => {
    const fix = { title: 'Write it', edits: [{ file: '/work/mesh/dp.yaml', startOffset: 0, endOffset: 1, text: '' }] };
    const related = [{ file: '/work/mesh/orders/a.odcs.yaml', line: 1, column: 1, message: 'here', side: null }];
    const printed = json(reportOf([findingWith({ fix, related })]), contextFor());
    expect(printed).not.toContain('/work/mesh');
    expect(JSON.parse(printed)).toMatchObject({ findings: [{ file: 'orders/dataproduct.yaml', related: [{ file: 'orders/a.odcs.yaml' }], fix: { edits: [{ file: 'dp.yaml' }] } }] });
  });

  test('escapes control characters that JSON would let through', () => {
    const message = 'a\u009b2Jb\u202ec\u2028';
    const printed = json(reportOf([findingWith({ message })]), contextFor());
    expect(printed).toContain('a\\u009b2Jb\\u202ec\\u2028');
    expect(JSON.parse(printed)).toMatchObject({ findings: [{ message }] });
  });
});
