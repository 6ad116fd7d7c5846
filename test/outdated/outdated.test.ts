import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import type { Sandbox } from '../registry/support.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';
import { commitFiles, readerFiles, registryOf, statusEvent, writeFiles } from './support.ts';

let sandbox: Sandbox;
let workspace: string;

async function dp(...argv: readonly string[]): Promise<RunResult> {
  return await runDp(argv, { cwd: workspace, env: { ...sandbox.env, DP_REGISTRY: '../registry.git' } });
}

interface Entry {
  readonly product: string;
  readonly port: string;
  readonly state: string;
  readonly newest: string | null;
  readonly verdict: string | null;
  readonly columns: readonly string[];
  readonly notices: readonly { readonly kind: string }[];
}

interface Document {
  readonly ok: boolean;
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly file: string; readonly line: number; readonly column: number; readonly subject: { readonly key: string | null } }[];
  readonly outdated: readonly Entry[];
}

async function json(...argv: readonly string[]): Promise<Document> {
  return JSON.parse((await dp('outdated', '--format', 'json', ...argv)).stdout) as Document;
}

beforeAll(async () => {
  const built = await registryOf([
    { name: 'orders', version: '1.0.0', columns: ['order_id', 'total_amount', 'customer_email'] },
    { name: 'orders', version: '1.1.0', columns: ['order_id', 'total_amount', 'customer_email', 'country_code'] },
    { name: 'orders', version: '2.0.0', columns: ['order_id', 'total_amount', 'country_code'] },
    { name: 'orders', version: '2.1.0', columns: ['order_id', 'total_amount', 'country_code'] },
    { name: 'customers', version: '1.0.0', columns: ['customer_id'] },
    { name: 'shipments', domain: 'logistics', version: '1.0.0', columns: ['shipment_id'] },
    { name: 'shipments', domain: 'logistics', version: '1.1.0', columns: ['shipment_id', 'carrier'] },
  ]);
  ({ sandbox } = built);
  commitFiles(built, {
    'status/sales/orders/1.0.0.deprecate.01A.json': statusEvent('deprecate', '1.0.0', { reason: 'no country', until: '2027-03-31', replacement: 'sales/orders@1.1.0' }),
    'status/sales/orders/2.1.0.yank.01B.json': statusEvent('yank', '2.1.0', { reason: 'wrong totals \u001b[31m' }),
    'status/sales/customers/1.0.0.retire.01C.json': statusEvent('retire', '1.0.0', { reason: 'merged into parties' }),
  });
  workspace = join(sandbox.path, 'work');
  writeFiles(workspace, {
    'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndomain: finance\n',
    ...readerFiles({
      name: 'billing',
      reads: [['orders', 'sales-orders', '1.0.0'], ['customers', 'sales-customers', '1.0.0']],
      columns: { invoice_id: ['sales-orders.orders.order_id'], contact: ['sales-orders.orders.customer_email'] },
      exposure: 'Revenue close',
    }),
    ...readerFiles({ name: 'delivery-costs', reads: [['shipments', 'logistics-shipments', '1.0.0'], ['tariffs', 'finance-tariffs', '1.0.0']], columns: { shipment_id: ['logistics-shipments.shipments.shipment_id'] } }),
    ...readerFiles({ name: 'ledger', reads: [['orders', 'sales-orders', '2.1.0']], columns: { order_id: ['sales-orders.orders.order_id'] } }),
    ...readerFiles({ name: 'order-counts', reads: [['orders', 'sales-orders', '1.1.0']], columns: { order_id: ['sales-orders.orders.order_id'] } }),
    ...readerFiles({ name: 'sums', reads: [['orders', 'sales-orders', '2.0.0']], columns: { order_id: ['sales-orders.orders.order_id'] } }),
  });
});

describe('dp outdated', () => {
  test('says of every input port whether it is behind, and what the step to the newest version means for what it reads', async () => {
    const { outdated } = await json();
    expect(outdated.map(({ product, port, state, newest, verdict, columns, notices }) => ({ product, port, state, newest, verdict, columns, notices: notices.map(({ kind }) => kind) }))).toEqual([
      { product: 'finance/billing', port: 'orders', state: 'outdated', newest: '2.0.0', verdict: 'breaking', columns: ['orders.customer_email'], notices: ['deprecated'] },
      { product: 'finance/billing', port: 'customers', state: 'outdated', newest: '1.0.0', verdict: null, columns: [], notices: ['retired'] },
      { product: 'finance/delivery-costs', port: 'shipments', state: 'outdated', newest: '1.1.0', verdict: 'compatible', columns: [], notices: [] },
      { product: 'finance/delivery-costs', port: 'tariffs', state: 'unpublished', newest: null, verdict: null, columns: [], notices: [] },
      { product: 'finance/ledger', port: 'orders', state: 'outdated', newest: '2.0.0', verdict: null, columns: [], notices: ['yanked'] },
      { product: 'finance/order-counts', port: 'orders', state: 'outdated', newest: '2.0.0', verdict: 'breaking', columns: [], notices: [] },
      { product: 'finance/sums', port: 'orders', state: 'current', newest: '2.0.0', verdict: null, columns: [], notices: [] },
    ]);
  });

  test('gives each a finding at the version that the input port names', async () => {
    const { findings } = await json();
    expect(findings.map(({ rule, severity, file, line, column }) => `${file}:${String(line)}:${String(column)} ${severity} ${rule}`)).toEqual([
      'billing/dataproduct.yaml:20:5 warning outdated-breaking',
      'billing/dataproduct.yaml:20:5 warning outdated-deprecated',
      'billing/dataproduct.yaml:23:5 warning outdated-retired',
      'delivery-costs/dataproduct.yaml:20:5 info outdated-newer',
      'ledger/dataproduct.yaml:20:5 error outdated-yanked',
      'order-counts/dataproduct.yaml:20:5 warning outdated-breaking',
    ]);
  });

  test('prints a page for people, without what the registry would have a terminal do', async () => {
    const { code, stdout, stderr } = await dp('outdated', '--verbose');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('\u001b');
    await expect(stdout).toMatchFileSnapshot('golden/outdated.txt');
  });

  test('prints a table for the page of a weekly job', async () => {
    await expect((await dp('outdated', '--format', 'markdown')).stdout).toMatchFileSnapshot('golden/outdated.md');
  });

  test.each([
    ['billing', 'never', 0],
    ['billing', 'deprecated', 1],
    ['billing', 'breaking', 1],
    ['order-counts', 'deprecated', 0],
    ['order-counts', 'breaking', 1],
    ['ledger', 'deprecated', 1],
    ['ledger', 'breaking', 1],
    ['delivery-costs', 'deprecated', 0],
    ['delivery-costs', 'breaking', 0],
  ])('for %s with --fail-on %s ends with %i', async (path, level, code) => {
    expect((await dp('outdated', path, '--fail-on', level)).code).toBe(code);
    expect((await json(path, '--fail-on', level)).ok).toBe(code === 0);
  });

  test('counts a deprecated version as ended from the day after its last', async () => {
    const rules = async (today: string): Promise<string[]> => (await json('billing', '--today', today)).findings.map(({ rule }) => rule);
    expect(await rules('2027-03-31')).toEqual(['outdated-breaking', 'outdated-deprecated', 'outdated-retired']);
    expect(await rules('2027-04-01')).toEqual(['outdated-breaking', 'outdated-ended', 'outdated-retired']);
  });

  test('prints JSON as the schema `output` says, twice the same', async () => {
    const [first, second] = [await dp('outdated', '--format', 'json'), await dp('outdated', '--format', 'json')];
    expect((await loadValidator('output')).check(JSON.parse(first.stdout))).toEqual([]);
    expect(second.stdout).toBe(first.stdout);
  });

  test('says which registry it needs where none is named, and ends with 2', async () => {
    const { code, stderr } = await runDp(['outdated'], { cwd: workspace, env: sandbox.env });
    expect(code).toBe(2);
    expect(stderr).toContain('dp does not know which registry you mean.');
  });

  test('refuses a day that is none', async () => {
    expect((await dp('outdated', '--today', '2026-02-30')).code).toBe(2);
  });
});
