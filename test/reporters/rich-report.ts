import { Chalk } from 'chalk';
import type { FindingDraft } from '../../src/core/model/draft.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import type { Report, ReportContext } from '../../src/cli/reporters/report.ts';
import { sha256 } from '../../src/io/hash.ts';

const orders = parseYaml(
  '/work/mesh/orders/contracts/orders & more.odcs.yaml',
  [
    'apiVersion: v3.2.0',
    'kind: DataContract',
    'id: orders-v1',
    'version: 1.4.0',
    'schema:',
    '  - name: orders',
    '    properties:',
    '      - {name: order_id, logicalType: strin}',
    '      - name: "größe 日本 📦"',
    `        description: "${'a long text about the size of a parcel, '.repeat(6)}"`,
    '\tindented: with a tab',
    '      - name: status # \u001b[31mred\u001b[0m <b>&amp;</b> 100%',
    '        required: no',
    ...Array.from({ length: 6 }, (_unused, index) => `      - name: extra_${String(index)}`),
    '',
  ].join('\n'),
).document;

const shipments = parseYaml('/work/mesh/shipments/dataproduct.yaml', ['apiVersion: v1.1.0', 'kind: DataProduct', 'name: shipments', 'outputPorts:', '  - name: parcels', '    version: 1.0.0', ''].join('\n')).document;

function rangeOf(document: typeof orders, text: string): { start: number; end: number } {
  const start = document.text.indexOf(text);
  return { start, end: start + text.length };
}

const ordersSubject = { product: 'orders', key: 'sales/orders', contract: 'orders-v1', path: 'schema[name=orders]' };
const shipmentsSubject = { product: 'shipments', key: 'logistics/shipments', contract: null, path: 'outputPorts[name=parcels]' };

const drafts: FindingDraft[] = [
  {
    rule: 'yaml-duplicate-key',
    severity: 'error',
    message: 'The key "strin" is no type; <script>alert(1)</script> & 100% of it, at line 1:2, is @nobody\'s, see #12 | [x](http://y) `z` ${HOME}.\nA second line.',
    at: { document: orders, pointer: '/schema/0/properties/0', range: rangeOf(orders, 'strin}') },
    subject: { ...ordersSubject, path: 'schema[name=orders].properties[name=order_id].logicalType' },
    discriminator: 'strin',
    help: 'Did you mean string?\nWrite:\n  logicalType: string',
    related: [
      { file: shipments.file, line: 5, column: 5, message: 'the port that hands it on', side: null },
      { file: 'registry:sales/orders@1.3.0/contracts/orders.odcs.yaml', line: 8, column: 9, message: 'stood here before', side: 'old' },
    ],
    fix: { title: 'Write string', edits: [{ file: orders.file, ...offsets(rangeOf(orders, 'strin')), text: 'string' }, { file: shipments.file, startOffset: 0, endOffset: 10, text: '' }] },
  },
  {
    rule: 'yaml-tag',
    severity: 'warning',
    message: 'Wide characters come before this one: größe 日本 📦.',
    at: { document: orders, pointer: '', range: rangeOf(orders, '📦') },
    subject: ordersSubject,
  },
  {
    rule: 'yaml-merge-key',
    severity: 'warning',
    message: 'This line is far too long.',
    at: { document: orders, pointer: '', range: rangeOf(orders, 'parcel, a long text about the size of a parcel, "') },
    subject: ordersSubject,
  },
  {
    rule: 'yaml-syntax',
    severity: 'error',
    message: 'A tab indents this line, and \u001b]8;;http://evil\u0007 escapes.',
    at: { document: orders, pointer: '', range: rangeOf(orders, 'indented') },
    subject: ordersSubject,
  },
  {
    rule: 'acme-core/SEC-001',
    severity: 'error',
    message: 'Column status is restricted but has neither encryptedName nor a masking policy.',
    at: { document: orders, pointer: '', range: rangeOf(orders, 'name: status') },
    subject: { ...ordersSubject, path: 'schema[name=orders].properties[name=status]' },
    policy: { pack: 'acme-core', version: '2.3.0', enforcement: 'soft-mandatory', stage: 'enforced', effectiveFrom: null },
    waiver: { id: 'W-2026-014', owner: 'orders-team@acme.example', reason: 'Masking view ships with release 12', expires: '2027-02-28' },
  },
  {
    rule: 'acme-core/OWN-001',
    severity: 'error',
    message: 'The product names no owner.',
    at: { document: shipments, pointer: '/name' },
    subject: { ...shipmentsSubject, path: 'team' },
    policy: { pack: 'acme-core', version: '2.3.0', enforcement: 'hard-mandatory', stage: 'enforced', effectiveFrom: null },
    help: 'Add team.name.',
  },
  {
    rule: 'field-became-nullable',
    severity: 'error',
    message: 'required: true → false. Readers that assume a value will get NULL.',
    at: { document: orders, pointer: '', range: rangeOf(orders, 'required: no') },
    subject: { ...ordersSubject, path: 'schema[name=orders].properties[name=status].required' },
    discriminator: 'true→false',
    change: {
      level: 'breaking',
      path: 'schema[name=orders].properties[name=status].required',
      from: true,
      to: undefined,
      consumers: [
        { kind: 'product', name: 'finance/billing-invoices', via: [], isDirect: true, columns: ['status'] },
        { kind: 'exposure', name: 'finance-kpi', via: ['finance/billing-invoices'], isDirect: false, columns: null },
      ],
    },
  },
  {
    rule: 'yaml-ambiguous-scalar',
    severity: 'info',
    message: 'no is false in YAML 1.1.',
    at: { document: orders, pointer: '', range: rangeOf(orders, 'no\n') },
    subject: ordersSubject,
  },
  ...Array.from(
    { length: 6 },
    (_unused, index): FindingDraft => ({
      rule: 'dp/UND-002',
      severity: 'warning',
      message: `Column extra_${String(index)} has no description.`,
      at: { document: orders, pointer: `/schema/0/properties/${String(index)}`, range: rangeOf(orders, `extra_${String(index)}`) },
      subject: { ...ordersSubject, path: `schema[name=orders].properties[name=extra_${String(index)}]` },
      policy: { pack: 'dp', version: '0.1.0', enforcement: 'advisory', stage: 'enforced', effectiveFrom: null },
      help: 'Say in a sentence what the column holds.',
    }),
  ),
];

function offsets({ start, end }: { start: number; end: number }): { startOffset: number; endOffset: number } {
  return { startOffset: start, endOffset: end };
}

const documents = [orders, shipments];

const richFindings: readonly Finding[] = settleFindings(drafts, sha256);

/** One report with everything a format has to cope with. */
export const richReport: Report = {
  command: 'validate',
  ok: false,
  findings: richFindings,
  summary: { products: 2, contracts: 1 },
  sections: { diff: { against: 'git:main', verdict: 'breaking' } },
  checked: [
    { file: shipments.file, rules: ['yaml-syntax', 'acme-core/OWN-001'] },
    { file: '/work/mesh/dp.yaml', rules: ['yaml-syntax'] },
  ],
};

export const calmReport: Report = { command: 'validate', ok: true, findings: [], summary: { products: 2, contracts: 3 } };

/** The context of a run in /work/mesh. */
export function contextFor(changes: Partial<ReportContext> = {}): ReportContext {
  return {
    version: '0.1.0',
    colour: new Chalk({ level: 0 }),
    width: 100,
    isVerbose: false,
    isQuiet: false,
    relativePath: (file) => (file.startsWith('/work/mesh/') ? file.slice('/work/mesh/'.length) : file),
    textOf: (file) => documents.find((document) => document.file === file)?.text,
    ...changes,
  };
}
