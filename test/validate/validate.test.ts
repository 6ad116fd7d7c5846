import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';
import { contract, manifest } from './documents.ts';

interface JsonReport {
  readonly ok: boolean;
  readonly findings: readonly { rule: string; severity: string; file: string; line: number; column: number; subject: unknown; fingerprint: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

function readReport({ stdout }: RunResult): JsonReport {
  return JSON.parse(stdout) as JsonReport;
}

function places(result: RunResult): string[] {
  return readReport(result).findings.map(({ rule, file, line, column }) => `${rule} ${file}:${String(line)}:${String(column)}`);
}

const orders = { 'orders/dataproduct.yaml': manifest(), 'orders/contracts/orders.odcs.yaml': contract() };

describe('dp validate', () => {
  it('says one quiet line and exits with 0 when all is well', async () => {
    const result = await runDp(['validate'], { cwd: folderWith({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\n', ...orders }) });
    expect(result).toEqual({ code: 0, stdout: '✔ 1 product and 1 contract checked, no findings\n', stderr: '' });
  });

  it('exits with 1 and points at what is wrong', async () => {
    const cwd = folderWith({ ...orders, 'orders/contracts/orders.odcs.yaml': contract().replace('logicalType: string', 'logicalType: strnig') });
    const result = await runDp(['validate', '--format', 'json'], { cwd });
    expect(result.code).toBe(1);
    expect(readReport(result)).toMatchObject({ ok: false, summary: { products: 1, contracts: 1, errors: 1, warnings: 0, infos: 0, waived: 0 } });
    expect(readReport(result).findings[0]).toMatchObject({
      rule: 'schema-enum',
      file: 'orders/contracts/orders.odcs.yaml',
      line: 10,
      column: 22,
      subject: { product: 'orders', key: 'sales/orders', contract: 'sales-orders', path: 'schema[name=orders].properties[name=order_id].logicalType' },
    });
  });

  it('takes files, folders and globs, and judges the product a file belongs to', async () => {
    const files = { 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\n', ...orders, 'shipments/dataproduct.yaml': manifest({ name: 'shipments', domain: 'logistics' }), 'shipments/shipments.odcs.yaml': contract({ id: 'logistics-shipments' }), 'notes.txt': 'x', 'orders/pipeline/orders.sql': 'select 1' };
    const cwd = folderWith(files);
    const counts = async (...paths: string[]) => {
      const { code, stdout, stderr } = await runDp(['validate', ...paths], { cwd });
      return [code, stdout.trim(), stderr.trim()];
    };
    expect(await counts()).toEqual([0, '✔ 2 products and 2 contracts checked, no findings', '']);
    expect(await counts('orders')).toEqual([0, '✔ 1 product and 1 contract checked, no findings', '']);
    expect(await counts('orders/contracts')).toEqual([0, '✔ 1 product and 1 contract checked, no findings', '']);
    expect(await counts('orders/pipeline/orders.sql')).toEqual([0, '✔ 1 product and 1 contract checked, no findings', '']);
    expect(await counts('orders/dataproduct.yaml', 'orders/contracts/orders.odcs.yaml')).toEqual([0, '✔ 1 product and 1 contract checked, no findings', '']);
    expect(await counts('*/contracts/*.yaml')).toEqual([0, '✔ 1 product and 1 contract checked, no findings', '']);
    expect(await counts('notes.txt', 'orders')).toEqual([0, '✔ 1 product and 1 contract checked, no findings', 'Skipped notes.txt: it is no contract and belongs to no data product.']);
    expect((await counts('notes.txt'))[0]).toBe(0);
  });

  it.each([
    ['a path to nothing', ['validate', 'nowhere'], 'There is no file or folder nowhere.'],
    ['a glob that matches nothing', ['validate', '*.nothing'], 'Nothing matches *.nothing.'],
    ['an empty workspace', ['validate'], 'There is no data product and no data contract'],
    ['an unknown flag', ['validate', '--ofline'], "unknown option '--ofline'"],
    ['an unknown format', ['validate', '--format', 'jsno'], 'Did you mean json?'],
    ['an unknown command', ['validat'], "unknown command 'validat'"],
  ])('exits with 2 for %s', async (_, argv, message) => {
    const result = await runDp(argv, { cwd: folderWith({ 'readme.txt': '' }) });
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(message);
  });

  it('judges a contract that no product owns by itself', async () => {
    const cwd = folderWith({ 'orders.odcs.yaml': contract() });
    expect(places(await runDp(['validate', '--format', 'json'], { cwd }))).toEqual([]);
    expect((await runDp(['validate', 'orders.odcs.yaml'], { cwd })).stdout).toBe('✔ 1 contract checked, no findings\n');
  });

  it('finds contracts by their kind in a product folder, and passes over other YAML', async () => {
    const cwd = folderWith({ ...orders, 'orders/more.yaml': `# a comment\nkind: DataContract\n${contract({ id: 'more' }).replace('kind: DataContract\n', '')}`, 'orders/ci.yaml': 'on: push\nkind: Pod\n' });
    expect((await runDp(['validate'], { cwd })).stdout).toBe('✔ 1 product and 2 contracts checked, no findings\n');
  });

  it('gives a product without a domain the one of its nearest dp.yaml', async () => {
    const cwd = folderWith({
      'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndomain: sales\n',
      'a/dataproduct.yaml': manifest({ domain: '' , id: 'a', contractId: 'a' }),
      'a/a.odcs.yaml': contract({ id: 'a' }),
      'nested/dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndomain: logistics\n',
      'nested/b/dataproduct.yaml': manifest({ domain: '', id: 'b', contractId: 'b' }).replace('version: 1.0.0', 'version: 1'),
      'nested/b/b.odcs.yaml': contract({ id: 'b' }),
    });
    const report = readReport(await runDp(['validate', '--format', 'json', '--fail-on', 'error'], { cwd }));
    expect(report.findings.map(({ subject }) => (subject as { key: string }).key)).toContain('logistics/orders');
  });

  it('honours --fail-on and --output', async () => {
    const cwd = folderWith({ ...orders, 'orders/contracts/orders.odcs.yaml': contract({ extra: '      - name: lines\n        logicalType: array\n' }) });
    expect((await runDp(['validate'], { cwd })).code).toBe(0);
    const strict = await runDp(['validate', '--fail-on', 'warning', '--format', 'json', '--output', 'report.json'], { cwd });
    expect(strict).toMatchObject({ code: 1, stdout: '' });
    expect(places({ ...strict, stdout: readFileSync(join(cwd, 'report.json'), 'utf8') })).toEqual(['reference-array-without-items orders/contracts/orders.odcs.yaml:15:9']);
  });

  it('mends what has one right answer with --fix, and a second run finds nothing', async () => {
    const cwd = folderWith({ ...orders, 'orders/dataproduct.yaml': manifest({ extra: '# who answers\nowner: orders-team@acme.example\n' }) });
    const fixed = await runDp(['validate', '--fix'], { cwd });
    expect(fixed).toEqual({ code: 0, stdout: '✔ 1 product and 1 contract checked, no findings\n', stderr: 'Mended 1 place in 1 file.\n' });
    const text = readFileSync(join(cwd, 'orders/dataproduct.yaml'), 'utf8');
    expect(text).toContain('# who answers');
    expect(text).toContain('username: orders-team@acme.example');
    expect((await runDp(['validate', '--fix'], { cwd })).stderr).toBe('');
    expect(readFileSync(join(cwd, 'orders/dataproduct.yaml'), 'utf8')).toBe(text);
  });

  it('follows no links and no hidden folders on its way', async () => {
    const cwd = folderWith({ ...orders, '.hidden/dataproduct.yaml': 'broken: [', 'node_modules/x/dataproduct.yaml': 'broken: [' });
    symlinkSync(cwd, join(cwd, 'loop'));
    expect((await runDp(['validate'], { cwd })).stdout).toBe('✔ 1 product and 1 contract checked, no findings\n');
  });

  it('keeps fingerprints when lines move and names when documents are reordered', async () => {
    const broken = contract().replace('logicalType: string', 'logicalType: strnig');
    const cwd = folderWith({ ...orders, 'orders/contracts/orders.odcs.yaml': broken });
    const before = readReport(await runDp(['validate', '--format', 'json'], { cwd })).findings;
    writeFileSync(join(cwd, 'orders/contracts/orders.odcs.yaml'), `# one\n# two\n${broken}`);
    const after = readReport(await runDp(['validate', '--format', 'json'], { cwd })).findings;
    expect(after[0]?.line).toBe((before[0]?.line ?? 0) + 2);
    expect(after[0]?.fingerprint).toBe(before[0]?.fingerprint);
  });

  it('ends with 130 when it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort();
    const result = await runDp(['validate'], { cwd: folderWith(orders), signal: controller.signal });
    expect(result).toEqual({ code: 130, stdout: '', stderr: 'Interrupted.\n' });
  });

  it('reads a file above the limit as one finding, without reading it', async () => {
    const cwd = folderWith({ ...orders, 'orders/contracts/huge.odcs.yaml': 'x'.repeat(3 * 1024 * 1024) });
    expect(places(await runDp(['validate', '--format', 'json'], { cwd }))).toEqual(['yaml-too-large orders/contracts/huge.odcs.yaml:1:1']);
  });

  it('prints paths from the git top level in formats that hosts read', async () => {
    const cwd = folderWith({ ...orders, 'orders/contracts/orders.odcs.yaml': contract().replace('logicalType: string', 'logicalType: strnig') });
    mkdirSync(join(cwd, '.git'));
    const github = await runDp(['validate', '--format', 'github'], { cwd: join(cwd, 'orders') });
    expect(github.stdout).toContain('::error file=orders/contracts/orders.odcs.yaml,line=10,');
    expect(places(await runDp(['validate', '--format', 'json'], { cwd: join(cwd, 'orders') }))).toEqual(['schema-enum contracts/orders.odcs.yaml:10:22']);
  });
});

describe('dp.yaml', () => {
  const judge = async (text: string) => await runDp(['validate'], { cwd: folderWith({ 'dp.yaml': text, ...orders }) });

  it.each([
    ['an unknown key', 'apiVersion: dp/v1\nkind: Workspace\nregistri: x\n', 'Did you mean `registry`?'],
    ['broken YAML', 'apiVersion: [\n', 'yaml-syntax'],
    ['a newer format', 'apiVersion: dp/v2\nkind: Workspace\n', 'it was written by a newer dp'],
    ['a dp it does not fit', 'apiVersion: dp/v1\nkind: Workspace\nrequires: ">=99"\n', 'requires dp >=99'],
    ['a range that is none', 'apiVersion: dp/v1\nkind: Workspace\nrequires: "newest"\n', 'no range of versions'],
    ['a parent that is not there', 'apiVersion: dp/v1\nkind: Workspace\nextends: ../nothing/dp.yaml\n', 'which is no file'],
    ['itself as its parent', 'apiVersion: dp/v1\nkind: Workspace\nextends: ./dp.yaml\n', 'extends itself'],
  ])('ends the run with 2 for %s', async (_, text, message) => {
    const result = await judge(text);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(message);
  });

  it('inherits from the dp.yaml it extends', async () => {
    const cwd = folderWith({
      'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndomain: sales\n',
      'team/dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\nextends: ../dp.yaml\n',
      'team/orders/dataproduct.yaml': manifest({ domain: '', id: 'a', contractId: 'a' }).replace('version: 1.0.0', 'version: 1'),
      'team/orders/a.odcs.yaml': contract({ id: 'a' }),
    });
    const report = readReport(await runDp(['validate', '--format', 'json'], { cwd: join(cwd, 'team') }));
    expect(report.findings.map(({ subject }) => (subject as { key: string }).key)).toContain('sales/orders');
  });
});
