import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { contract, manifest } from '../validate/documents.ts';
import { git, packText, settings, validate, waiverText, write } from './support.ts';

const place = (product: string, file: string): string => `acme/DESC-1 ${product}/${file}:7:5`;
const orders = place('orders', 'orders.odcs.yaml');
const shipments = place('shipments', 'shipments.odcs.yaml');
const reading = 'inputPorts:\n  - name: orders\n    version: 1.0.0\n    contractId: sales-orders\n';

/** A repository with orders, shipments that read them, and stock that reads nothing, on a branch that changed nothing yet. */
function branch(): string {
  const cwd = folderWith({
    '.gitignore': '.cache\n',
    'dp.yaml': settings(['./packs/acme.yaml']),
    'packs/acme.yaml': packText(),
    'orders/dataproduct.yaml': manifest(),
    'orders/orders.odcs.yaml': contract(),
    'orders/README.md': 'Orders',
    'shipments/dataproduct.yaml': manifest({ name: 'shipments', domain: 'logistics', extra: reading }),
    'shipments/shipments.odcs.yaml': contract({ id: 'logistics-shipments', table: 'shipments' }),
    'stock/dataproduct.yaml': manifest({ name: 'stock', domain: 'logistics' }),
    'stock/stock.odcs.yaml': contract({ id: 'logistics-stock', table: 'stock' }),
  });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'start');
  git(cwd, 'checkout', '-q', '-b', 'topic');
  return cwd;
}

const all = [orders, shipments, place('stock', 'stock.odcs.yaml')];

describe('dp validate --changed', () => {
  it('judges nothing and exits with 0 where a branch touches no product', async () => {
    const cwd = branch();
    const { code, findings, stderr } = await validate(cwd, '--changed');
    expect({ code, findings }).toEqual({ code: 0, findings: [] });
    expect(stderr).toMatch(/^Nothing of a data product differs from where this branch began \([0-9a-f]{12}\)\.\n$/u);
    write(cwd, { 'notes.md': 'x' });
    expect((await validate(cwd, '--changed=main')).code).toBe(0);
  });

  it('judges the product of a changed file, committed or not, and the readers of a changed contract', async () => {
    const cwd = branch();
    write(cwd, { 'orders/README.md': 'More about orders' });
    expect((await validate(cwd, '--changed')).findings).toEqual([orders]);
    git(cwd, 'commit', '-qam', 'readme');
    expect((await validate(cwd, '--changed')).findings).toEqual([orders]);
    expect((await validate(cwd, '--changed', 'shipments')).findings).toEqual([]);
    write(cwd, { 'orders/orders.odcs.yaml': contract({ extra: '# more\n' }) });
    expect((await validate(cwd, '--changed=main')).findings).toEqual([orders, shipments]);
  });

  it('judges the whole workspace when a dp.yaml, a waiver, a pack or a product that is gone changed', async () => {
    for (const file of ['dp.yaml', 'packs/acme.yaml']) {
      const cwd = branch();
      write(cwd, { [file]: `${file === 'dp.yaml' ? settings(['./packs/acme.yaml']) : packText()}# more\n` });
      expect((await validate(cwd, '--changed')).findings).toEqual(all);
    }
    const cwd = branch();
    rmSync(join(cwd, 'stock'), { recursive: true });
    expect((await validate(cwd, '--changed')).findings).toEqual([orders, shipments]);
  });

  it('does not let a waiver count that comes in with the change it excuses', async () => {
    const cwd = branch();
    write(cwd, { 'waivers/w.yaml': waiverText() });
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'excuse myself');
    expect((await validate(cwd)).findings).toContain(`${orders} (waived by W-2026-001)`);
    expect((await validate(cwd, '--changed')).findings).toEqual(all);
    git(cwd, 'checkout', '-q', 'main');
    git(cwd, 'merge', '-q', '--ff-only', 'topic');
    git(cwd, 'checkout', '-q', 'topic');
    write(cwd, { 'orders/README.md': 'More' });
    expect(await validate(cwd, '--changed')).toMatchObject({ code: 0, findings: [`${orders} (waived by W-2026-001)`] });
    write(cwd, { 'waivers/w.yaml': waiverText({ expires: '"2027-04-30"' }) });
    expect((await validate(cwd, '--changed')).findings).toEqual(all);
  });

  it('says what it needs outside git', async () => {
    expect(await validate(folderWith({ 'orders/dataproduct.yaml': manifest() }), '--changed')).toMatchObject({ code: 2, findings: [] });
  });
});
