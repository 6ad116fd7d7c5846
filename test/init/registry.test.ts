import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDp } from '../support/run-dp.ts';
import { git, ordersArgs, readTree, tempFolder } from './support.ts';

/** A repository beside an empty registry, both inside a folder of their own. */
async function withRegistry(): Promise<{ readonly root: string; readonly cwd: string }> {
  const root = tempFolder();
  const cwd = join(root, 'orders');
  mkdirSync(cwd);
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'init', '-q', '--bare', '../registry.git');
  const made = await runDp(['registry', 'init', '../registry.git'], { cwd });
  if (made.code !== 0) throw new Error(made.stderr);
  return { root, cwd };
}

async function publishOrders(cwd: string): Promise<void> {
  await runDp(['init', '.', '--yes', ...ordersArgs, '--set', 'registry=../registry.git'], { cwd });
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'orders');
  const { code, stdout, stderr } = await runDp(['publish', '--yes'], { cwd });
  if (code !== 0) throw new Error(stdout + stderr);
}

test('a stranger publishes a first product without editing a file', async () => {
  const { cwd } = await withRegistry();
  const steps: [string, number][] = [];
  const dp = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout } = await runDp(args, { cwd });
    steps.push([args[0] ?? '', code]);
    return stdout;
  };
  await dp('init', '.', '--yes', '--name', 'orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example', '--set', 'registry=../registry.git');
  await dp('validate');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'orders');
  await dp('publish', '--yes');
  const shown = JSON.parse(await dp('show', 'sales/orders', '--format', 'json')) as { show: { version: string; files: { path: string }[] } };
  expect(steps).toEqual([['init', 0], ['validate', 0], ['publish', 0], ['show', 0]]);
  expect(shown.show.version).toBe('1.0.0');
  expect(shown.show.files.map(({ path }) => path)).toEqual(['README.md', 'contracts/orders.odcs.yaml', 'dataproduct.yaml', 'examples/by-day.sql', 'pipeline/01_source.sql', 'pipeline/02_product.sql']);
});

test('--from adds the ports of a published product as input ports, and the new product is valid', async () => {
  const { root, cwd } = await withRegistry();
  await publishOrders(cwd);
  const report = join(root, 'report');
  mkdirSync(report);
  git(report, 'init', '-q', '-b', 'main');
  const args = ['--yes', '--name', 'order-report', '--domain', 'finance', '--set', 'owner=finance-team@acme.example', '--set', 'registry=../registry.git', '--from', 'sales/orders'];
  const { code, stdout } = await runDp(['init', '.', ...args], { cwd: report });
  expect(code).toBe(0);
  expect(stdout).toContain('dp init . --yes --from sales/orders@1.0.0 --name order-report');
  expect(readFileSync(join(report, 'dataproduct.yaml'), 'utf8')).toContain('          acquisition: batch\n  - name: orders\n    version: 1.0.0\n    contractId: sales-orders\n\n# What consumers read.');
  expect(JSON.parse(readFileSync(join(report, '.dp/template.json'), 'utf8'))).toMatchObject({ from: 'sales/orders@1.0.0' });
  const validated = await runDp(['validate', '--format', 'json'], { cwd: report });
  expect({ code: validated.code, findings: (JSON.parse(validated.stdout) as { findings: unknown[] }).findings }).toEqual({ code: 0, findings: [] });
});

test.each([
  ['a product that is not published', 'sales/oders', 'There is no product sales/oders in'],
  ['a version that is not published', 'sales/orders@2.0.0', 'sales/orders has no version 2.0.0.'],
])('--from %s writes nothing', async (_, from, message) => {
  const { root, cwd } = await withRegistry();
  await publishOrders(cwd);
  const { code, stderr } = await runDp(['init', '../report', '--yes', '--name', 'order-report', '--domain', 'finance', '--set', 'owner=x', '--set', 'registry=../registry.git', '--from', from], { cwd });
  expect({ code, isTold: stderr.includes(message), tree: Object.keys(readTree(root)).filter((path) => path.startsWith('report/')) }).toEqual({ code: 2, isTold: true, tree: [] });
});

test('--from without a registry says where to name one', async () => {
  const cwd = tempFolder();
  const { code, stderr } = await runDp(['init', '--yes', ...ordersArgs, '--from', 'sales/customers'], { cwd });
  expect({ code, stderr: stderr.split('\n')[0], tree: readTree(cwd) }).toEqual({ code: 2, stderr: 'error dp does not know which registry you mean.', tree: {} });
});
