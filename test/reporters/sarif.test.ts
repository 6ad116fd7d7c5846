import { describe, expect, test } from 'vitest';
import { sarif } from '../../src/cli/reporters/sarif.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { ruleCatalogue } from '../../src/core/rules/index.ts';
import { findingWith, manyFindings, reportOf, waiver } from './findings.ts';
import { contextFor, richReport } from './rich-report.ts';

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string }; readonly region: Record<string, number> };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly (Location & { readonly id: number; readonly message: { readonly text: string } })[];
  readonly partialFingerprints: Record<string, string>;
  readonly suppressions?: readonly Record<string, string>[];
  readonly fixes?: readonly { readonly artifactChanges: readonly { readonly artifactLocation: Record<string, string>; readonly replacements: readonly unknown[] }[] }[];
}

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown?: string };
  readonly defaultConfiguration?: { readonly level: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Rule[] } };
  readonly invocations: readonly { readonly toolExecutionNotifications?: readonly { readonly message: { readonly text: string } }[] }[];
  readonly columnKind: string;
  readonly originalUriBaseIds: Record<string, unknown>;
  readonly results: readonly Result[];
}

function runOf(...args: Parameters<typeof sarif>): Run {
  const log = JSON.parse(sarif(...args)) as { readonly version: string; readonly runs: readonly Run[] };
  const [run, ...others] = log.runs;
  if (log.version !== '2.1.0' || run === undefined || others.length > 0) throw new Error('not one run of SARIF 2.1.0');
  return run;
}

function resultOf(finding: Finding): Result {
  const [result] = runOf(reportOf([finding]), contextFor()).results;
  if (result === undefined) throw new Error('no result');
  return result;
}

describe('the SARIF report', () => {
  test('points every result at a rule of its driver, which has all its descriptions', () => {
    const { tool, results } = runOf(richReport, contextFor());
    expect(results).toHaveLength(richReport.findings.length);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    for (const { shortDescription, fullDescription, help } of tool.driver.rules) expect([shortDescription.text, fullDescription.text, help.text]).not.toContain('');
    expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(tool.driver.rules.length);
  });

  test('takes the texts of a rule from the catalogue, or from the pack it came with', () => {
    const pack = { id: 'acme/SEC-001', area: 'policy', severity: 'warning', title: 'Columns are protected', why: 'GDPR asks for it.', remedy: 'Add masking.', since: '0.1.0' } as const;
    const { rules } = runOf(reportOf([findingWith(), findingWith({ rule: 'acme/SEC-001' })], { rules: [pack] }), contextFor()).tool.driver;
    const known = ruleCatalogue.find(({ id }) => id === 'yaml-syntax');
    expect(rules.map(({ shortDescription, fullDescription, defaultConfiguration }) => [shortDescription.text, fullDescription.text, defaultConfiguration?.level])).toEqual([
      ['Columns are protected', 'GDPR asks for it.', 'warning'],
      [known?.title, known?.why, 'error'],
    ]);
    expect(rules[0]?.help).toEqual({ text: 'GDPR asks for it.\n\nWhat to do: Add masking.', markdown: 'GDPR asks for it.\n\n**What to do:** Add masking.' });
  });

  test('gives places as relative URIs below the declared base, with 1-based lines and columns', () => {
    const result = resultOf(findingWith({ file: '/work/mesh/orders & more/größe#1.yaml' }));
    expect(result.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'orders%20%26%20more/gr%C3%B6%C3%9Fe%231.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
    });
    expect(Object.keys(runOf(richReport, contextFor()).originalUriBaseIds)).toEqual(['%SRCROOT%']);
    expect(runOf(richReport, contextFor()).columnKind).toBe('utf16CodeUnits');
  });

  test('gives what lies in a registry as an absolute URI', () => {
    const related = [{ file: 'registry:sales/orders@1.0.0/a b.yaml', line: 2, column: 3, message: 'stood here', side: 'old' as const }];
    expect(resultOf(findingWith({ related })).relatedLocations).toEqual([
      { id: 0, physicalLocation: { artifactLocation: { uri: 'registry:sales/orders@1.0.0/a%20b.yaml' }, region: { startLine: 2, startColumn: 3 } }, message: { text: 'stood here' } },
    ]);
  });

  test('maps severities to levels and carries the fingerprint', () => {
    expect((['error', 'warning', 'info'] as const).map((severity) => resultOf(findingWith({ severity })).level)).toEqual(['error', 'warning', 'note']);
    expect(resultOf(findingWith()).partialFingerprints).toEqual({ 'dpFingerprint/v1': '0123456789abcdef0123' });
  });

  test('says of every result whether it is suppressed as soon as one is waived', () => {
    const results = runOf(reportOf([findingWith({ waiver }), findingWith()]), contextFor()).results;
    expect(results.map(({ suppressions }) => suppressions)).toEqual([
      [{ kind: 'external', status: 'accepted', justification: 'waived by W-1 until 2027-02-28 (orders-team@acme.example): Masking ships with the next release' }],
      [],
    ]);
    expect(resultOf(findingWith()).suppressions).toBeUndefined();
  });

  test('gives a fix as replacements by offset, not counting a byte order mark', () => {
    const marked = '/work/mesh/marked.yaml';
    const fix = { title: 'Write string', edits: [{ file: marked, startOffset: 7, endOffset: 9, text: 'x' }, { file: '/work/mesh/dp.yaml', startOffset: 4, endOffset: 9, text: '' }] };
    const { results } = runOf(reportOf([findingWith({ fix })]), contextFor({ textOf: (file) => (file === marked ? '\ufeffname: orders' : 'name: orders') }));
    expect(results[0]?.fixes?.[0]?.artifactChanges).toEqual([
      { artifactLocation: { uri: 'marked.yaml', uriBaseId: '%SRCROOT%' }, replacements: [{ deletedRegion: { charOffset: 6, charLength: 2 }, insertedContent: { text: 'x' } }] },
      { artifactLocation: { uri: 'dp.yaml', uriBaseId: '%SRCROOT%' }, replacements: [{ deletedRegion: { charOffset: 4, charLength: 5 } }] },
    ]);
  });

  test('holds no placeholder and no link in a message', () => {
    expect(resultOf(findingWith({ message: 'Write {0} or [this](http://evil), not ${HOME}.' })).message.text).toBe('Write {{0}} or [this] (http://evil), not ${{HOME}}.');
    expect(resultOf(findingWith({ message: 'Set ${HOME}.' })).message.text).toBe('Set ${HOME}.');
  });

  test('keeps the worst 25,000 results and says how many are left out', () => {
    const run = runOf(reportOf([...manyFindings(25_000, 'warning'), findingWith()]), contextFor());
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0]?.level).toBe('error');
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toBe('1 further results are left out: a run holds at most 25000. The worst are kept.');
  });
});
