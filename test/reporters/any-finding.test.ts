import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadReporter } from '../../src/cli/reporters/index.ts';
import { formats, type Format } from '../../src/cli/reporters/report.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { reportOf } from './findings.ts';
import { contextFor } from './rich-report.ts';
import { parseXml } from './well-formed.ts';

// Any UTF-16, lone surrogates included, with what terminals, Markdown and XML care about more often than chance.
const special = fc.constantFrom('\u001b[31m', '\r\n', '\n', '\t', '\u0000', '\u009b', '\u202e', '\u2028', '<', '&', ']]>', '%', '::', '|', '`', '$', '@a', '{0}', '](x)', '📦', '日', '\ud800');
const text = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 12 }), special), { maxLength: 6 }).map((parts) => parts.join(''));
const position = fc.integer({ min: 1, max: 40 });
const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });
const file = fc.oneof(fc.constant('/work/mesh/orders/contracts/orders & more.odcs.yaml'), text);

const finding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: fc.oneof(fc.constant('yaml-syntax'), text),
    severity: fc.constantFrom('error', 'warning', 'info'),
    message: text,
    file,
    line: position,
    column: position,
    endLine: position,
    endColumn: position,
    pointer: text,
    subject: fc.record({ product: orNull(text), key: orNull(text), contract: orNull(text), path: text }),
    help: orNull(text),
    fingerprint: fc.constantFrom('0123456789abcdef0123', 'ffffffffffffffffffff'),
    related: fc.array(fc.record({ file, line: position, column: position, message: text, side: fc.constantFrom('old', 'new', null) }), { maxLength: 2 }),
    fix: orNull(fc.record({ title: text, edits: fc.array(fc.record({ file, startOffset: fc.nat(200), endOffset: fc.nat(200), text }), { maxLength: 2 }) })),
    policy: orNull(fc.record({ pack: text, version: text, enforcement: fc.constantFrom('advisory', 'soft-mandatory', 'hard-mandatory'), stage: fc.constantFrom('grace', 'enforced'), effectiveFrom: orNull(text) })),
    waiver: orNull(fc.record({ id: text, owner: text, reason: text, expires: text })),
    change: fc.record({
      level: fc.constantFrom('breaking', 'warning', 'info', 'gate'),
      path: text,
      from: fc.anything(),
      to: fc.constant(undefined),
      consumers: fc.array(fc.record({ kind: fc.constantFrom('product', 'exposure'), name: text, via: fc.array(text, { maxLength: 2 }), isDirect: fc.boolean(), columns: orNull(fc.array(text, { maxLength: 2 })) }), { maxLength: 2 }),
    }),
  },
  { requiredKeys: ['rule', 'severity', 'message', 'file', 'line', 'column', 'endLine', 'endColumn', 'pointer', 'subject', 'help', 'fingerprint', 'related', 'fix', 'policy', 'waiver'] },
);

/** What a format promises of its own shape, whatever stands in the findings. */
const holds: Readonly<Record<Format, (printed: string, findings: readonly Finding[]) => void>> = {
  text: (printed) => {
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u);
  },
  json: (printed, findings) => {
    expect((JSON.parse(printed) as { findings: unknown[] }).findings).toHaveLength(findings.length);
  },
  sarif: (printed, findings) => {
    expect((JSON.parse(printed) as { runs: { results: unknown[] }[] }).runs[0]?.results).toHaveLength(findings.length);
  },
  junit: (printed) => {
    expect(parseXml(printed).name).toBe('testsuites');
  },
  github: (printed) => {
    expect(printed.split(/\r\n|[\r\n\u0085\u2028]/u).filter((line) => !/^::(?:error|warning|notice) [^:]*::|^dp validate: /u.test(line))).toEqual([]);
  },
  gitlab: (printed, findings) => {
    expect(new Set((JSON.parse(printed) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  },
  markdown: (printed) => {
    expect(printed).not.toMatch(/<(?!!-- (?:dp:validate )?-->|\/?(?:details|summary|br|span|code)>)/u);
  },
};

describe('whatever a finding holds', () => {
  test.each(formats)('the %s report keeps its shape', async (format) => {
    const reporter = await loadReporter(format);
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 7 }), fc.boolean(), fc.integer({ min: 10, max: 120 }), (findings, isVerbose, width) => {
        holds[format](reporter(reportOf(findings), contextFor({ isVerbose, width })), findings);
      }),
      { numRuns: 300 },
    );
  });
});
