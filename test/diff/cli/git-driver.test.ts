import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { allowNull, createShop, ordersContract, type Shop } from '../shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = createShop();
  const program = join(import.meta.dirname, '../../../bin/dp.js');
  shop.sandbox.git(shop.folder, 'config', 'diff.dp.command', `'${process.execPath}' '${program}' diff --git-driver`);
  shop.write('.gitattributes', '*.odcs.yaml diff=dp\ndataproduct.yaml diff=dp\n*.txt diff=dp\n');
  shop.write('notes.txt', 'one\n');
  shop.commit();
});

function gitDiff(...args: readonly string[]): string {
  return shop.sandbox.git(shop.folder, 'diff', '--ext-diff', ...args);
}

describe('git diff through dp', () => {
  test('says what a change of a contract means, with places in the work tree', () => {
    allowNull(shop);
    const lines = gitDiff().split('\n');
    expect(lines.slice(0, 5)).toEqual([
      `diff --dp a/${ordersContract} b/${ordersContract}`,
      `sales-orders 1.4.0   against a/${ordersContract}`,
      'mode consumers: protects readers built against 1.4.0',
      '',
      `✖ field-became-nullable   schema.orders.total_amount   ${ordersContract}:10:51`,
    ]);
    expect(lines.at(-1)).toBe('1 breaking.   Needs 2.0.0 (major); declared 1.4.0.  ✖');
    expect(lines.some((line) => line.startsWith('mv '))).toBe(false);
  });

  test('says nothing of comments and order', () => {
    shop.write(ordersContract, `# The orders.\n${shop.read(ordersContract)}`);
    expect(gitDiff()).toBe(`diff --dp a/${ordersContract} b/${ordersContract}\n✔ sales-orders 1.4.0: no change against a/${ordersContract}`);
  });

  test('judges a manifest without its contracts', () => {
    shop.edit('orders/dataproduct.yaml', 'type: tables', 'type: topic');
    shop.edit('orders/dataproduct.yaml', 'name: orders, version: 1.4.0', 'name: orders, version: 2.0.0');
    expect(gitDiff()).toContain('✖ output-port-type-changed');
  });

  test('compares two commits, and a file under its new name', () => {
    shop.sandbox.git(shop.folder, 'mv', ordersContract, 'orders/contracts/web-orders.odcs.yaml');
    shop.edit('orders/contracts/web-orders.odcs.yaml', 'required: true, primaryKey', 'required: false, primaryKey');
    shop.commit();
    const text = gitDiff('-M', 'HEAD~1', 'HEAD');
    expect(text.split('\n')[0]).toBe(`diff --dp a/${ordersContract} b/orders/contracts/web-orders.odcs.yaml`);
    expect(text).toContain('b/orders/contracts/web-orders.odcs.yaml:9:');
  });

  test('shows what came and what went', () => {
    shop.write('kpi/dataproduct.yaml', shop.read('invoices/dataproduct.yaml').replaceAll('invoices', 'kpi'));
    shop.sandbox.git(shop.folder, 'rm', '-q', 'invoices/dataproduct.yaml');
    shop.sandbox.git(shop.folder, 'add', '-A');
    const text = gitDiff('--no-renames', 'HEAD');
    expect(text).toContain('✖ product-removed');
    expect(text).toContain('diff --dp a/kpi/dataproduct.yaml b/kpi/dataproduct.yaml');
  });

  test('leaves other files, and what is no YAML, to git', () => {
    shop.write('notes.txt', 'two\n');
    shop.write(ordersContract, 'kind: [');
    const text = gitDiff();
    expect(text).toContain('-one\n+two');
    expect(text).toContain('+kind: [');
  });

  test('names a file that is not merged yet', async () => {
    const { code, stdout } = await shop.dp('diff', '--git-driver', ordersContract);
    expect([code, stdout]).toEqual([0, `* Unmerged path ${ordersContract}\n`]);
  });

  test.each([[['a', 'b', 'c']], [[]]])('called by hand with %j is refused', async (args) => {
    const { code, stderr } = await shop.dp('diff', '--git-driver', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--git-driver takes the seven arguments that git gives')]);
  });

  test('takes no more than one path otherwise', async () => {
    const { code, stderr } = await shop.dp('diff', 'orders', 'invoices');
    expect([code, stderr]).toEqual([2, expect.stringContaining('dp diff takes one path, not 2.')]);
  });
});
