import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';
import { contract, manifest } from '../validate/documents.ts';
import { balanced } from './html.ts';
import { git, orders, packText, settings, waiverText } from './support.ts';

const documented = contract({ id: 'logistics-stock', table: 'stock' }).replace('  - name: stock\n', '  - name: stock\n    description: What lies in the warehouses\n');
const mesh = {
  'dp.yaml': settings(['./acme.yaml']),
  'acme.yaml': packText(),
  ...orders,
  'shipments/dataproduct.yaml': manifest({ name: 'shipments', domain: 'logistics', extra: 'inputPorts:\n  - name: orders\n    version: 1.0.0\n    contractId: sales-orders\n' }),
  'shipments/shipments.odcs.yaml': contract({ id: 'logistics-shipments', table: 'shipments' }),
  'stock/dataproduct.yaml': manifest({ name: 'stock', domain: 'logistics', contractId: 'logistics-stock' }),
  'stock/stock.odcs.yaml': documented,
  'waivers/w.yaml': waiverText({ expires: '"2026-12-15"' }),
};

async function audit(cwd: string, ...argv: string[]): Promise<Record<string, unknown>> {
  const { stdout, code, stderr } = await runDp(['audit', '--format', 'json', ...argv], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const document = JSON.parse(stdout) as Record<string, unknown>;
  expect((await loadValidator('output')).check(document)).toEqual([]);
  return document['audit'] as Record<string, unknown>;
}

describe('dp audit', () => {
  it('keeps one record for each rule and subject, and sums them up by domain, product, rule and waiver', async () => {
    const report = await audit(folderWith(mesh), '--today', '2026-11-22');
    const records = report['records'] as readonly Record<string, unknown>[];
    expect(records.map(({ domain, product, rule, path, outcome, waiver }) => [domain, product, rule, path, outcome, waiver])).toEqual([
      ['logistics', 'logistics/shipments', 'acme/DESC-1', 'schema[name=shipments]', 'fail', null],
      ['logistics', 'logistics/stock', 'acme/DESC-1', 'schema[name=stock]', 'pass', null],
      ['sales', 'sales/orders', 'acme/DESC-1', 'schema[name=orders]', 'waived', 'W-2026-001'],
    ]);
    expect(records[2]).toMatchObject({ pack: 'acme@1.0.0', file: 'orders/contracts/orders.odcs.yaml', commit: null, severity: 'error', enforcement: 'soft-mandatory', stage: 'enforced', date: '2026-11-22' });
    expect(report).toMatchObject({
      date: '2026-11-22',
      total: { pass: 1, fail: 1, waived: 1, error: 0, share: 0.333 },
      domains: [
        { domain: 'logistics', share: 0.5, products: [{ product: 'logistics/shipments', failing: ['acme/DESC-1'] }, { product: 'logistics/stock', failing: [], share: 1 }] },
        { domain: 'sales', waived: 1, products: [{ product: 'sales/orders' }] },
      ],
      mostWaived: [{ rule: 'acme/DESC-1', waived: 1 }],
      waivers: [{ id: 'W-2026-001', expires: '2026-12-15', state: 'expiring', excuses: 1 }],
    });
  });

  it('names the commit in a repository, and changes nothing from run to run', async () => {
    const cwd = folderWith(mesh);
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'mesh');
    const report = await audit(cwd);
    expect(report['records']).toMatchObject([{ commit: git(cwd, 'rev-parse', 'HEAD'), file: 'shipments/shipments.odcs.yaml' }, {}, {}]);
    expect(await audit(cwd)).toEqual(report);
  });

  it('reports as text, Markdown and one self-contained HTML page', async () => {
    const cwd = folderWith({ ...mesh, 'waivers/w.yaml': waiverText({ reason: '"Because <script>alert(1)</script> and [a](javascript:b)"' }) });
    const html = (await runDp(['audit', '--format', 'html'], { cwd })).stdout;
    expect(balanced(html)).toEqual([]);
    expect(html).toContain('<h2 id="domain-logistics">Domain logistics</h2>');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<script|<link|<img|src=/iu);
    const markdown = (await runDp(['audit', '--format', 'markdown'], { cwd })).stdout;
    expect(markdown).toContain('| `logistics/shipments` | 0.0 % | 0 | 1 | 0 | 0 | acme/DESC-1 |');
    expect((await runDp(['audit'], { cwd })).stdout).toMatch(/logistics\/shipments +0\.0 %/u);
  });

  it('says why a rule about changes has nothing to compare', async () => {
    const rule = `  - id: LIF-2
    title: A breaking change comes with its version
    severity: error
    enforcement: soft-mandatory
    for: contract
    check: {name: breaking-change-without-bump}
    tests: []
`;
    const report = await audit(folderWith({ ...orders, 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': packText() + rule }));
    const records = report['records'] as readonly Record<string, unknown>[];
    expect(records.filter((record) => record['rule'] === 'acme/LIF-2').map(({ outcome, reason }) => ({ outcome, reason }))).toEqual([
      { outcome: 'not-applicable', reason: 'there is nothing to compare with here: dp publish holds it against what is published' },
    ]);
  });

  it('counts those who read a reader among the recipients of personal data', async () => {
    const personal = '        customProperties:\n          - {property: personalData, vendor: dp, value: true}\n';
    const reader = (name: string, from: string) => ({
      [`${name}/dataproduct.yaml`]: manifest({ name, domain: 'logistics', extra: `inputPorts:\n  - name: source\n    version: 1.0.0\n    contractId: ${from}\n` }),
      [`${name}/${name}.odcs.yaml`]: contract({ id: `logistics-${name}`, table: name }),
    });
    const cwd = folderWith({ 'dp.yaml': settings(['./acme.yaml']), 'acme.yaml': packText(), ...orders, 'orders/contracts/orders.odcs.yaml': contract({ extra: personal }), ...reader('shipments', 'sales-orders'), ...reader('delays', 'logistics-shipments'), ...reader('stock', 'logistics-stock') });
    const { processing } = (await audit(cwd, '--report', 'ropa')) as { processing: readonly { product: string; recipients: readonly string[] }[] };
    expect(processing.map(({ product, recipients }) => [product, recipients])).toEqual([['sales/orders', ['logistics/delays', 'logistics/shipments']]]);
  });

  it('keeps the record of processing of products with personal data', async () => {
    const personal = `        customProperties:\n          - {property: personalData, vendor: dp, value: {categories: [contact], subjects: [customers]}}\ncustomProperties:\n  - {property: lawfulBasis, vendor: dp, value: contract}\nslaProperties:\n  - {property: retention, value: 7, unit: y}\n`;
    const cwd = folderWith({ ...mesh, 'orders/contracts/orders.odcs.yaml': contract({ extra: personal }) });
    expect(await audit(cwd, '--report', 'ropa', '--today', '2026-11-22')).toEqual({
      date: '2026-11-22',
      processing: [
        {
          product: 'sales/orders',
          owner: null,
          purpose: null,
          lawfulBasis: ['contract'],
          categories: ['contact'],
          subjects: ['customers'],
          special: false,
          columns: ['orders.order_id'],
          recipients: ['logistics/shipments'],
          regions: [],
          retention: ['7 y'],
          retentionMeasured: null,
        },
      ],
    });
    expect((await runDp(['audit', '--report', 'ropa', '--format', 'markdown'], { cwd })).stdout).toContain('- **region:** not declared');
  });

  it('judges every published product of a registry', async () => {
    const root = folderWith(Object.fromEntries(Object.entries(mesh).map(([path, text]) => [`work/${path}`, text])));
    const cwd = join(root, 'work');
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'mesh');
    const env = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };
    expect((await runDp(['registry', 'init', '../registry.git'], { cwd, env })).code).toBe(0);
    const published = await runDp(['publish', 'stock', '--registry', '../registry.git', '--yes', '--allow-dirty'], { cwd, env });
    expect({ code: published.code, stdout: published.stdout.includes('published') }).toEqual({ code: 0, stdout: true });
    const report = await audit(cwd, '--registry=../registry.git');
    expect(report['records']).toMatchObject([{ domain: 'logistics', product: 'logistics/stock', outcome: 'pass', file: 'registry:logistics/stock@1.0.0/stock.odcs.yaml', digest: expect.stringMatching(/^[0-9a-f]{64}$/u) as string }]);
  });
});

describe('dp validate', () => {
  it('writes the audit records of its run with --report', async () => {
    const cwd = folderWith(mesh);
    expect((await runDp(['validate', '--report', 'records.json'], { cwd, withPolicies: true })).code).toBe(1);
    const { records } = JSON.parse(readFileSync(join(cwd, 'records.json'), 'utf8')) as { records: unknown };
    expect(records).toEqual((await audit(cwd))['records']);
  });

  it('shows rules that pass in JUnit', async () => {
    const { stdout } = await runDp(['validate', 'stock', '--format', 'junit'], { cwd: folderWith(mesh), withPolicies: true });
    expect(stdout).toContain('<testcase classname="stock/stock.odcs.yaml" name="acme/DESC-1" file="stock/stock.odcs.yaml"/>');
  });
});
