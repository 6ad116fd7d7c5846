import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadValidator } from '../../../src/io/validators.ts';
import { allowNull, createShop, ordersContract, raiseOrders, type Shop } from '../shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = createShop();
  allowNull(shop);
});

describe('--consumers-out', () => {
  test('names everyone who is hit, once, with the findings that hit him', async () => {
    raiseOrders(shop, '1.5.0');
    expect((await shop.dp('diff', 'orders', '--against', 'git:main', '--consumers-out', 'out/hit.json')).code).toBe(1);
    const document = JSON.parse(shop.read('out/hit.json')) as { consumers: readonly { name: string; kind: string; isDirect: boolean; findings: readonly Record<string, unknown>[] }[] };
    expect((await loadValidator('consumers')).check(document)).toEqual([]);
    expect(document.consumers.map(({ kind, name, isDirect }) => [kind, name, isDirect])).toEqual([['exposure', 'Revenue', true], ['product', 'invoices', true]]);
    expect(document.consumers[0]?.findings.map(({ rule, level, product, against, columns }) => [rule, level, product, against, columns])).toEqual([
      ['field-became-nullable', 'breaking', 'sales/orders', 'git:main', ['orders.total_amount']],
      ['output-port-contract-version-changed', 'info', 'sales/orders', 'git:main', ['orders.total_amount']],
    ]);
  });

  test('is an empty list where nobody is hit', async () => {
    shop.edit(ordersContract, 'required: false', 'required: true');
    await shop.dp('diff', 'invoices', '--against', 'git:main', '--consumers-out', 'hit.json');
    expect(JSON.parse(shop.read('hit.json'))).toEqual({ schema: 1, consumers: [] });
  });

  test('that cannot be written ends with 2', async () => {
    shop.write('file', '');
    const { code, stderr } = await shop.dp('diff', 'orders', '--against', 'git:main', '--consumers-out', 'file/hit.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('a part of the path is a file')]);
  });
});

describe('--migration-notes', () => {
  test('drafts what readers have to be told: what, since when, whom, what to do, until when', async () => {
    shop.edit(ordersContract, '      - {name: legacy_code, logicalType: string}\n', '');
    shop.edit(ordersContract, 'schema:', 'slaProperties:\n  - {property: endOfLife, value: "2027-03-31"}\nschema:');
    await shop.dp('diff', 'orders', '--against', 'git:main', '--migration-notes', 'note.md');
    await expect(shop.read('note.md')).toMatchFileSnapshot(join(import.meta.dirname, 'golden', 'note.md'));
  });

  test('of a change that asks nothing of anybody says so', async () => {
    shop.edit(ordersContract, 'required: false', 'required: true');
    shop.edit(ordersContract, '      - {name: legacy_code', '      - {name: channel, logicalType: string}\n      - {name: legacy_code');
    await shop.dp('diff', 'orders', '--against', 'git:main', '--migration-notes', 'note.md');
    const note = shop.read('note.md');
    expect(note).toContain('No reader has to do anything.');
    expect(note).toContain('`schema.orders.channel` Column channel (string) is new.');
  });

  test('shows the input port to name where the old port stays beside the new one', async () => {
    shop.write('orders/contracts/orders-v2.odcs.yaml', shop.read(ordersContract).replace('version: 1.4.0', 'version: 2.0.0'));
    shop.edit(ordersContract, 'required: false', 'required: true');
    shop.edit('orders/contracts/orders-v2.odcs.yaml', 'legacy_code, logicalType: string', 'legacy_code, logicalType: integer');
    shop.edit('orders/dataproduct.yaml', 'outputPorts:\n', 'outputPorts:\n  - {name: orders, version: 2.0.0, contractId: sales-orders, description: One row each., type: tables}\n');
    await shop.dp('diff', 'orders', '--against', 'git:main', '--migration-notes', 'note.md');
    const note = shop.read('note.md');
    expect(note).toContain('- `orders 1.4.0` is served as before: no last day is named; agree on one, not before 2026-12-22.');
    expect(parse(/```yaml\n([\s\S]*?)```/u.exec(note)?.[1] ?? '')).toEqual({ inputPorts: [{ name: 'orders', version: '2.0.0', contractId: 'sales-orders' }] });
  });

  test('takes names from documents as text, never as markup', async () => {
    shop.edit(ordersContract, 'name: legacy_code, logicalType: string', 'name: "<img src=x>|@team `x`", logicalType: string, required: true');
    await shop.dp('diff', 'orders', '--against', 'git:main', '--mode', 'full', '--migration-notes', 'note.md');
    expect(shop.read('note.md')).not.toMatch(/<img|@team/u);
  });
});

describe('the way out that dp diff prints', () => {
  test('ends the break when it is typed as it stands', async () => {
    raiseOrders(shop, '1.5.0');
    const { findings } = await shop.json('diff', 'orders', '--against', 'git:main');
    const [way] = findings.find(({ rule }) => rule === 'field-became-nullable')?.migration ?? [];
    expect(way?.steps.map(({ action, file, pointer }) => [action, file, pointer])).toEqual([
      ['move', 'orders/contracts/orders.odcs.yaml', undefined],
      ['restore', 'orders/contracts/orders.odcs.yaml', undefined],
      ['set', 'orders/contracts/orders-v2.odcs.yaml', '/version'],
      ['replace', 'orders/dataproduct.yaml', '/outputPorts/0'],
    ]);
    const { stdout } = await shop.dp('diff', 'orders', '--against', 'git:main');
    const commands = stdout.split('\n').map((line) => line.trim()).filter((line) => /^(?:mv|git show) /u.test(line));
    execFileSync('sh', ['-ec', commands.join('\n')], { cwd: shop.folder, env: shop.sandbox.env });
    shop.edit('orders/contracts/orders-v2.odcs.yaml', 'version: 1.5.0', way?.steps[2]?.['yaml'] ?? '');
    const line = readFileSync(join(shop.folder, 'orders/dataproduct.yaml'), 'utf8').split('\n').find((text) => text.startsWith('  - {name: orders')) ?? '';
    shop.edit('orders/dataproduct.yaml', line, (way?.steps[3]?.['yaml'] ?? '').split('\n').map((text) => `  ${text}`).join('\n'));
    const after = await shop.json('diff', 'orders', '--against', 'git:main');
    expect([after.code, after.diff.verdict, after.findings.map(({ level, rule }) => `${level} ${rule}`)]).toEqual([0, 'compatible', ['info output-port-version-added']]);
    expect((await shop.dp('validate', 'orders')).code).toBe(0);
  });
});
