import { beforeEach, describe, expect, test } from 'vitest';
import { createShop, ordersContract, raiseOrders, type Shop } from '../shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = createShop();
  await shop.withRegistry();
});

const line = '      - {name: legacy_code, logicalType: string}\n';

async function publish(): Promise<void> {
  shop.commit();
  const { code, stdout, stderr } = await shop.dp('publish', 'orders', '--yes');
  if (code !== 0) throw new Error(stdout + stderr);
}

describe('--transitive', () => {
  test('compares with every published version of the declared major, newest first', async () => {
    await publish();
    shop.edit(ordersContract, line, `${line}      - {name: channel, logicalType: string}\n`);
    for (const file of ['orders/dataproduct.yaml', ordersContract]) shop.edit(file, '1.4.0', '1.5.0');
    await publish();
    shop.edit(ordersContract, '      - {name: channel, logicalType: string}\n', '');
    for (const file of ['orders/dataproduct.yaml', ordersContract]) shop.edit(file, '1.5.0', '1.5.1');
    const result = await shop.json('diff', 'orders', '--transitive');
    expect(result.code).toBe(1);
    expect(result.diff.products?.map(({ product, against, verdict }) => [product, against, verdict])).toEqual([['sales/orders', 'registry:1.5.0', 'breaking'], ['sales/orders', 'registry:1.4.0', 'compatible']]);
    expect(result.findings.filter(({ level }) => level === 'breaking').map(({ rule }) => rule)).toEqual(['field-removed']);
    const { stdout } = await shop.dp('diff', 'orders', '--transitive');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('2 comparisons: 1 breaking, 1 compatible. 1 version too small.');
    expect((await shop.json('diff', ordersContract, '--transitive')).diff.products).toHaveLength(2);
  });

  test('leaves other majors and yanked versions out, and takes the usual base where none is left', async () => {
    await publish();
    raiseOrders(shop, '2.0.0');
    shop.edit(ordersContract, line, '');
    const result = await shop.json('diff', 'orders', '--transitive');
    expect([result.code, result.diff.products?.map(({ against }) => against)]).toEqual([0, ['registry:1.4.0']]);
  });

  test('says nothing stale of an acceptance that one of the versions still needs', async () => {
    await publish();
    shop.edit(ordersContract, line, '');
    raiseOrders(shop, '1.4.1');
    const { findings } = await shop.json('diff', 'orders');
    const removed = findings.find(({ rule }) => rule === 'field-removed')?.fingerprint ?? '';
    expect((await shop.dp('accept', removed, 'orders', '--reason', 'Nobody reads it, said everybody', '--until', '2026-12-31', '--owner', 'ada')).code).toBe(0);
    await publish();
    for (const file of ['orders/dataproduct.yaml', ordersContract]) shop.edit(file, '1.4.1', '1.4.2');
    expect((await shop.json('diff', 'orders')).findings.map(({ rule }) => rule)).toContain('ignore-stale');
    const all = await shop.json('diff', 'orders', '--transitive');
    expect(all.findings.map(({ rule, waiver }) => [rule, waiver !== null])).toEqual(expect.arrayContaining([['field-removed', true]]));
    expect(all.findings.map(({ rule }) => rule)).not.toContain('ignore-stale');
    expect(all.code).toBe(0);
  });

  test.each([
    [['--against', 'git:main'], '--transitive compares with every published version'],
    [['--against', 'registry:1.4.0'], '--transitive compares with every published version'],
  ])('with %j is refused', async (flags, message) => {
    const { code, stderr } = await shop.dp('diff', 'orders', '--transitive', ...flags);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('without a registry is refused', async () => {
    shop.write('dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\n');
    const { code, stderr } = await shop.dp('diff', 'orders', '--transitive');
    expect([code, stderr]).toEqual([2, expect.stringContaining('dp does not know which registry you mean.')]);
  });
});
