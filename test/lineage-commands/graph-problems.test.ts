import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commitFiles, readerFiles, statusEvent, writeFiles } from '../outdated/support.ts';
import { candidate, contractText, manifestText, type ProductText, productFiles, publish, remoteOf } from '../registry/support.ts';
import { createScene, type ImpactSection, type LineageSection, places, type Scene, type TraceSection } from './support.ts';

let scene: Scene;

async function publishProduct(product: ProductText, reads: readonly (readonly [contractId: string, version: string])[] = []): Promise<void> {
  const inputs = reads.map(([id, version]) => `  - {name: ${id}, version: ${version}, contractId: ${id}}\n`).join('');
  const manifest = `${manifestText(product)}${reads.length === 0 ? '' : `inputPorts:\n${inputs}`}`;
  const files = productFiles(product).map((file) => (file.path === 'dataproduct.yaml' ? { ...file, bytes: Buffer.from(manifest) } : file));
  await publish(remoteOf(scene.sandbox, scene.registry), [candidate(product, files)]);
}

const dpYaml = { 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndomain: finance\n' };

beforeAll(async () => {
  scene = await createScene();
  const { sandbox, registry } = scene;
  await publishProduct({ name: 'orders', version: '1.0.0' });
  await publishProduct({ name: 'orders', version: '1.1.0' });
  await publishProduct({ name: 'orders', version: '2.0.0' });
  await publishProduct({ name: 'returns', version: '1.0.0' }, [['sales-orders', '1.1.0'], ['finance-ledger', '1.0.0']]);
  await publishProduct({ name: 'carts', version: '1.0.0' });
  await publishProduct({ name: 'carts', version: '2.0.0', contractId: 'sales-baskets' });
  await publishProduct({ name: 'orders', domain: 'archive', version: '1.0.0' });
  await publishProduct({ name: 'ledger', domain: 'finance', version: '3.0.0' });
  commitFiles({ sandbox, registry }, {
    'status/sales/orders/1.1.0.yank.01A.json': statusEvent('yank', '1.1.0', { reason: 'wrong totals \u001b]0;owned' }),
    'status/sales/orders/1.0.0.deprecate.01B.json': statusEvent('deprecate', '1.0.0', { reason: 'old', until: '2026-11-21' }),
    'status/archive/orders/1.0.0.retire.01C.json': statusEvent('retire', '1.0.0', { reason: 'not kept' }),
  });
  mkdirSync(join(sandbox.path, 'elsewhere'));
  writeFiles(join(sandbox.path, 'work'), {
    ...dpYaml,
    // Reads returns, which reads it: a circle across registry and workspace.
    ...readerFiles({ name: 'ledger', reads: [['returns', 'sales-returns', '1.0.0'], ['carts', 'sales-carts', '1.0.0'], ['fx', 'treasury-fx', '3.0.0']], columns: { amount: ['sales-returns.returns.total_amount'] } }),
    ...readerFiles({ name: 'audit', reads: [['ledger', 'finance-ledger', '1.0.0'], ['old', 'sales-orders', '1.0.0']], exposure: 'Board pack' }),
  });
});

describe('the graph across workspace and registry', () => {
  test('takes the workspace for a product that is in both, and everything else from the registry', async () => {
    const { lineage } = await scene.json<LineageSection>('work', 'lineage', 'finance/ledger');
    expect(lineage.nodes.find(({ id }) => id === 'product:finance/ledger')).toMatchObject({ version: '1.0.0' });
    expect(lineage.nodes.map(({ id, origin }) => [id, origin])).toEqual([
      ['contract:sales-carts', null],
      ['contract:treasury-fx', null],
      ['exposure:finance/audit:Board pack', null],
      ['product:finance/audit', 'workspace'],
      ['product:finance/ledger', 'workspace'],
      ['product:sales/orders', 'registry'],
      ['product:sales/returns', 'registry'],
    ]);
  });

  test('reports circles and inputs that nobody offers, at the input port where the file is at hand', async () => {
    const { lineage, findings } = await scene.json<LineageSection>('work', 'lineage');
    expect(lineage.cycles).toEqual([['finance/ledger', 'sales/returns']]);
    expect(lineage.dangling).toEqual([
      { product: 'finance/ledger', port: 'carts', contract: 'sales-carts', version: '1.0.0', lastOffer: 'sales/carts 1.0.0' },
      { product: 'finance/ledger', port: 'fx', contract: 'treasury-fx', version: '3.0.0', lastOffer: null },
    ]);
    expect(places(findings.filter(({ rule }) => rule.startsWith('lineage-')))).toEqual(['ledger/dataproduct.yaml:19:5 warning lineage-cycle', 'ledger/dataproduct.yaml:24:5 warning lineage-input-dangling', 'ledger/dataproduct.yaml:27:5 warning lineage-input-dangling']);
  });

  test('ends a tree at a circle, and says so', async () => {
    const { code, stdout } = await scene.dp('work', 'lineage', 'ledger');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('golden/circle.txt');
  });

  test('is only a hint without a registry, where what is missing may be published', async () => {
    const { findings } = await scene.json<LineageSection>('work', 'lineage', 'audit', '--offline');
    expect(places(findings)).toEqual(['audit/dataproduct.yaml:24:5 info lineage-input-dangling', 'ledger/dataproduct.yaml:21:5 info lineage-input-dangling', 'ledger/dataproduct.yaml:24:5 info lineage-input-dangling', 'ledger/dataproduct.yaml:27:5 info lineage-input-dangling']);
  });

  test('goes no further than --depth', async () => {
    const { lineage } = await scene.json<LineageSection>('work', 'lineage', 'audit', '--depth', '1', '--direction', 'upstream');
    expect(lineage.nodes.map(({ id }) => id)).toEqual(['product:finance/audit', 'product:finance/ledger', 'product:sales/orders']);
  });

  test.each([
    ['orders', 2, /orders may mean archive\/orders, sales\/orders/u],
    ['sales/ordres', 2, /no product sales\/ordres.*Did you mean sales\/orders/u],
    ['urn:dp:sales:nothing', 2, /no product urn:dp:sales:nothing/u],
  ])('refuses %s in each command', async (product, code, message) => {
    for (const command of ['lineage', 'impact', 'trace']) {
      const result = await scene.dp('work', command, product);
      expect([command, result.code, result.stdout]).toEqual([command, code, '']);
      expect(result.stderr).toMatch(message);
    }
  });

  test.each([
    ['sales/orders:ordres', /no output port ordres.*Did you mean orders/u],
    ['sales/orders:orders.total_amout', /no column total_amout.*Did you mean total_amount/u],
    ['orders:orders', /orders may mean archive\/orders, sales\/orders/u],
  ])('refuses to say what %s hits', async (target, message) => {
    const { code, stderr } = await scene.dp('work', 'impact', target);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test.each(['sales/orders:orders.total_amount', 'urn:dp:sales:orders:orders.orders.total_amount'])('knows the column %s, by key and by an id with colons', async (target) => {
    const { impact } = await scene.json<ImpactSection>('work', 'impact', target);
    expect(impact.column).toBe('orders.total_amount');
    expect(impact.hits.map(({ node, via, columns }) => [node.id, via, columns])).toEqual([
      ['product:finance/audit', [], null],
      ['product:sales/returns', [], null],
      ['product:finance/ledger', ['sales/returns'], null],
      ['exposure:finance/audit:Board pack', ['finance/audit'], null],
    ]);
  });

  test('fails with 2 where the registry cannot be read, and not without it', async () => {
    expect((await scene.dp('work', 'lineage', '--registry', '../nowhere.git')).code).toBe(2);
    expect((await scene.dp('work', 'lineage', '--registry', '../nowhere.git', '--offline')).code).toBe(0);
  });
});

describe('dp trace', () => {
  test('walks upstream, nearest first, and says what failed, is stale or changed', async () => {
    const { trace } = await scene.json<TraceSection>('work', 'trace', 'audit', '--days', '0', '--today', '2026-11-23');
    expect(trace.stops.map(({ node, distance, signals }) => [distance, node.id, signals.map(({ level, kind }) => `${level} ${kind}`)])).toEqual([
      [1, 'product:finance/ledger', []],
      [1, 'product:sales/orders', ['failed ended', 'stale behind']],
      [2, 'contract:sales-carts', ['failed dangling']],
      [2, 'contract:treasury-fx', ['failed dangling']],
      [2, 'product:sales/returns', []],
    ]);
    expect(trace.cycles).toEqual([['finance/ledger', 'sales/returns']]);
  });

  test('prints a page for people', async () => {
    const { code, stdout, stderr } = await scene.dp('work', 'trace', 'audit', '--today', '2026-11-23');
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot('golden/trace-problems.txt');
  });

  test('shows the newest changes, and all of them with --verbose', async () => {
    const changes = async (...argv: readonly string[]): Promise<string[]> => (await scene.dp('elsewhere', 'trace', 'sales/returns', '--depth', '1', '--today', '2026-11-23', ...argv)).stdout.split('\n').filter((line) => line.startsWith('      changed'));
    expect((await changes()).length).toBe(1 + 4);
    expect((await changes()).at(-1)).toBe('      changed 2 more changes: --verbose shows them');
    expect((await changes('--verbose')).length).toBe(1 + 5);
  });

  test('names a yanked version that is read, and prints nothing that a terminal would obey', async () => {
    const { code, stdout, stderr } = await scene.dp('elsewhere', 'trace', 'sales/returns', '--today', '2027-06-01', '--depth', '1');
    expect(code).toBe(0);
    expect(`${stdout}${stderr}`).not.toMatch(/[\u001b\u0007]/u);
    expect(stdout).toContain('failed  sales-orders 1.1.0, which sales/returns reads, was yanked: wrong totals \\u001b]0;owned');
  });

  test('calls changed what the registry got within --days, by the day of its commit', async () => {
    const kinds = async (...argv: readonly string[]): Promise<string[]> => (await scene.json<TraceSection>('elsewhere', 'trace', 'sales/returns', '--depth', '1', ...argv)).trace.stops.flatMap(({ node, signals }) => (node.id === 'product:sales/orders' ? signals.filter(({ level }) => level === 'changed').map(({ text }) => text) : []));
    const days = (await kinds('--today', '2026-11-30', '--days', '9000')).filter((text) => text.includes('was published'));
    expect(days).toEqual(['1.0.0 was published on 2026-11-22', '1.1.0 was published on 2026-11-22', '2.0.0 was published on 2026-11-22']);
    expect((await kinds('--today', '2026-11-30', '--days', '7')).filter((text) => text.includes('was published'))).toEqual([]);
  });
});

describe('a product that was moved', () => {
  test('stands under its new key, found by the old one', async () => {
    const moved = await createScene();
    const remote = remoteOf(moved.sandbox, moved.registry);
    await publish(remote, [candidate({ name: 'orders', version: '1.0.0' })]);
    const successor = { name: 'orders', domain: 'commerce', version: '1.1.0', contractId: 'sales-orders' };
    commitFiles(moved, { 'status/sales/orders/1.0.0.move.01A.json': statusEvent('move', '1.0.0', { to: 'commerce/orders' }) });
    await publish(remote, [candidate(successor)]);
    writeFiles(join(moved.sandbox.path, 'work'), { ...dpYaml, ...readerFiles({ name: 'billing', reads: [['orders', 'sales-orders', '1.0.0']], columns: { total: ['sales-orders.orders.total_amount'] } }) });
    expect(contractText(successor)).toContain('sales-orders');
    const { lineage } = await moved.json<LineageSection>('work', 'lineage', 'sales/orders');
    expect(lineage.nodes.map(({ id }) => id)).toEqual(['product:commerce/orders', 'product:finance/billing']);
    expect([lineage.cycles, lineage.dangling]).toEqual([[], []]);
  });
});
