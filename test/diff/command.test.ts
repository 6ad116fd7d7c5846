import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createRegistry, createSandbox, type Sandbox } from '../registry/support.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';

let sandbox: Sandbox;
let shop: string;

interface FindingJson {
  readonly rule: string;
  readonly level: string;
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly related: readonly { readonly file: string; readonly line: number; readonly side: string }[];
  readonly consumers: readonly { readonly name: string; readonly via: readonly string[]; readonly columns: readonly string[] | null }[];
}

interface DiffJson {
  readonly ok: boolean;
  readonly findings: readonly FindingJson[];
  readonly diff: { readonly against: string | null; readonly mode: string; readonly verdict: string; readonly bump: Record<string, unknown>; readonly products?: readonly { readonly product: string; readonly against: string | null; readonly verdict: string }[] };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(shop, path)), { recursive: true });
  writeFileSync(join(shop, path), text);
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(shop, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(shop, path), text.replaceAll(from, to));
}

function commit(): void {
  sandbox.git(shop, 'add', '-A');
  sandbox.git(shop, 'commit', '-qm', 'change');
}

function manifest(name: string, more = ''): string {
  return `apiVersion: v1.1.0
kind: DataProduct
id: urn:dp:sales:${name}
name: ${name}
version: 1.4.0
status: active
domain: sales
description: {purpose: Data of the web shop for whoever counts it.}
team: {name: sales-data, members: [{username: maria@acme.example, role: owner}]}
${more}outputPorts:
  - {name: ${name}, version: 1.4.0, contractId: sales-${name}, description: One row each., type: tables}
`;
}

function contract(name: string, columns: string): string {
  return `apiVersion: v3.2.0
kind: DataContract
id: sales-${name}
version: 1.4.0
status: active
schema:
  - name: ${name}
    properties:
${columns}`;
}

const orderColumns = '      - {name: order_id, logicalType: string, required: true, primaryKey: true}\n      - {name: total_amount, logicalType: number, required: true}\n';
const readsOrders = 'inputPorts:\n  - {name: orders, version: 1.4.0, contractId: sales-orders}\n';

beforeEach(() => {
  sandbox = createSandbox();
  shop = join(sandbox.path, 'shop');
  mkdirSync(shop);
  sandbox.git(shop, 'init', '-q', '-b', 'main');
  write('dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\n');
  write('orders/dataproduct.yaml', manifest('orders'));
  write('orders/contracts/orders.odcs.yaml', contract('orders', orderColumns));
  write('invoices/dataproduct.yaml', manifest('invoices', readsOrders));
  write('invoices/invoices.odcs.yaml', contract('invoices', '      - {name: amount, logicalType: number, transformSourceObjects: [orders.total_amount]}\n'));
  write('kpi/dataproduct.yaml', manifest('kpi', 'inputPorts:\n  - {name: invoices, version: 1.4.0, contractId: sales-invoices}\n'));
  write('kpi/kpi.odcs.yaml', contract('kpi', '      - {name: figure, logicalType: number}\n'));
  commit();
});

async function dp(...argv: readonly string[]): Promise<RunResult> {
  return await runDp(argv, { cwd: shop, env: sandbox.env });
}

async function diff(...argv: readonly string[]): Promise<DiffJson & { readonly code: number }> {
  const { code, stdout } = await dp('diff', ...argv, '--format', 'json');
  const document = JSON.parse(stdout) as DiffJson;
  expect(document.ok).toBe(code === 0);
  return { ...document, code };
}

function told({ findings }: DiffJson): string[] {
  return findings.map((finding) => `${finding.level} ${finding.rule} ${finding.path}`);
}

const nullable = (): void => {
  edit('orders/contracts/orders.odcs.yaml', 'logicalType: number, required: true', 'logicalType: number, required: false');
};

function raise(product: string, version: string): void {
  edit(`${product}/dataproduct.yaml`, '1.4.0', version);
}

describe('against git', () => {
  test('a break is refused with its rule, its place on both sides, whom it hits and the version it needs', async () => {
    nullable();
    edit('orders/contracts/orders.odcs.yaml', 'version: 1.4.0', 'version: 1.5.0');
    raise('orders', '1.5.0');
    const result = await diff('orders', '--against', 'git:main');
    expect(result.code).toBe(1);
    expect(result.diff).toEqual({ against: 'git:main', mode: 'consumers', verdict: 'breaking', bump: { demanded: 'major', declared: 'minor', ok: false, suggestedVersion: '2.0.0' } });
    expect(told(result)).toEqual([
      'gate contract-version-bump-too-small contracts[id=sales-orders].version',
      'breaking field-became-nullable contracts[id=sales-orders].schema[name=orders].properties[name=total_amount].required',
      'gate product-version-bump-too-small version',
      'info output-port-contract-version-changed outputPorts[name=orders,version=1.5.0].version',
    ]);
    const broken = result.findings[1];
    expect([broken?.file, broken?.line]).toEqual(['orders/contracts/orders.odcs.yaml', 10]);
    expect(broken?.related).toEqual([{ file: 'git:main:orders/contracts/orders.odcs.yaml', line: 10, column: 51, message: 'before', side: 'old' }]);
    expect(broken?.consumers).toEqual([
      { kind: 'product', name: 'invoices', via: [], isDirect: true, columns: ['orders.total_amount'] },
      { kind: 'product', name: 'kpi', via: ['invoices'], isDirect: false, columns: null },
    ]);
  });

  test('the text names rule, place, effect, who is hit, the way out and the verdict last', async () => {
    nullable();
    edit('orders/contracts/orders.odcs.yaml', 'version: 1.4.0', 'version: 1.5.0');
    raise('orders', '1.5.0');
    const { code, stdout } = await dp('diff', 'orders', '--against', 'git:main');
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot(join(import.meta.dirname, 'golden', 'breaking.txt'));
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 breaking, 1 info.   Needs 2.0.0 (major); declared 1.5.0 (minor).  ✖');
  });

  test('the markdown has the marker, the verdict first, and the YAML of the port that a break belongs in', async () => {
    nullable();
    raise('orders', '1.5.0');
    edit('orders/contracts/orders.odcs.yaml', 'version: 1.4.0', 'version: 1.5.0');
    const { stdout } = await dp('diff', 'orders', '--against', 'git:main', '--format', 'markdown');
    await expect(stdout).toMatchFileSnapshot(join(import.meta.dirname, 'golden', 'breaking.md'));
    expect(stdout.split('\n')[0]).toBe('<!-- dp:diff -->');
  });

  test('a break with its major version passes, unless breaks are to fail', async () => {
    nullable();
    edit('orders/contracts/orders.odcs.yaml', 'version: 1.4.0', 'version: 2.0.0');
    raise('orders', '2.0.0');
    expect((await diff('orders', '--against', 'git:main')).code).toBe(0);
    expect((await diff('orders', '--against', 'git:main', '--fail-on', 'breaking')).code).toBe(1);
    expect((await diff('orders', '--against', 'git:main', '--fail-on', 'warning')).code).toBe(1);
    expect((await diff('orders', '--against', 'git:main', '--fail-on', 'never')).code).toBe(0);
  });

  test('without a spec the branch is compared with the point where it left the default branch', async () => {
    sandbox.git(shop, 'checkout', '-q', '-b', 'feature');
    nullable();
    commit();
    sandbox.git(shop, 'checkout', '-q', 'main');
    edit('orders/dataproduct.yaml', 'One row each.', 'One row an order.');
    commit();
    sandbox.git(shop, 'checkout', '-q', 'feature');
    const result = await diff('orders');
    expect(result.diff.against).toMatch(/^git:[0-9a-f]{40}$/u);
    expect(told(result)).toContain('breaking field-became-nullable contracts[id=sales-orders].schema[name=orders].properties[name=total_amount].required');
    expect(told(result).some((line) => line.includes('output-port-description-changed'))).toBe(false);
  });

  test('a folder of products has a verdict each, names what came and went, and the worst on top', async () => {
    nullable();
    rmSync(join(shop, 'kpi'), { recursive: true });
    write('returns/dataproduct.yaml', manifest('returns').replaceAll('sales-returns', 'sales-orders').replace(/outputPorts:[\s\S]*/u, ''));
    const result = await diff('--against', 'git:main');
    expect(result.code).toBe(1);
    expect(result.diff.products?.map((item) => [item.product, item.verdict])).toEqual([['sales/invoices', 'identical'], ['sales/orders', 'breaking'], ['sales/returns', 'compatible'], ['sales/kpi', 'breaking']]);
    expect(result.diff.verdict).toBe('breaking');
    expect(told(result)).toEqual(expect.arrayContaining(['breaking product-removed ', 'info product-added ']));
  });

  test('a product whose folder moved is found by its key', async () => {
    renameSync(join(shop, 'orders'), join(shop, 'web-orders'));
    const result = await diff('web-orders', '--against', 'git:main');
    expect([result.code, result.diff.verdict]).toEqual([0, 'identical']);
  });

  test('another path of the revision can be named', async () => {
    mkdirSync(join(shop, 'copy'));
    write('copy/dataproduct.yaml', manifest('orders').replace('version: 1.4.0\nstatus', 'version: 1.4.1\nstatus'));
    write('copy/orders.odcs.yaml', contract('orders', orderColumns));
    const result = await diff('copy', '--against', 'git:main:orders');
    expect([result.code, result.diff.against, result.diff.verdict]).toEqual([0, 'git:main:orders', 'identical']);
  });

  test('one contract file is compared alone, with the consumers of its product', async () => {
    nullable();
    const result = await diff('orders/contracts/orders.odcs.yaml', '--against', 'git:HEAD');
    expect(told(result)).toEqual(['gate contract-version-not-bumped version', 'breaking field-became-nullable schema[name=orders].properties[name=total_amount].required']);
    expect(result.findings[1]?.consumers.map((hit) => hit.name)).toEqual(['invoices', 'kpi']);
  });

  test('a contract that was not there yet has nothing to be compared with', async () => {
    write('orders/contracts/returns.odcs.yaml', contract('returns', orderColumns));
    const result = await diff('orders/contracts/returns.odcs.yaml', '--against', 'git:main');
    expect([result.code, result.diff.against, told(result)]).toEqual([0, null, []]);
  });

  test('--only-used leaves out what hits nobody, and says how much', async () => {
    edit('kpi/kpi.odcs.yaml', 'logicalType: number', 'logicalType: string');
    nullable();
    const used = await diff('--against', 'git:main', '--only-used');
    expect(told(used).filter((line) => !line.startsWith('gate'))).toEqual(['breaking field-became-nullable contracts[id=sales-orders].schema[name=orders].properties[name=total_amount].required']);
    expect((await dp('diff', 'kpi', '--against', 'git:main', '--only-used')).stdout).toContain('1 finding without a known consumer left out');
  });

  test('the sunset of a column is judged by --today', async () => {
    edit('orders/contracts/orders.odcs.yaml', 'schema:', 'slaProperties:\n  - {property: endOfLife, value: "2026-12-31", element: orders.total_amount}\nschema:');
    edit('orders/contracts/orders.odcs.yaml', 'logicalType: number, required: true', 'logicalType: number, required: true, deprecated: true');
    commit();
    edit('orders/contracts/orders.odcs.yaml', '      - {name: total_amount, logicalType: number, required: true, deprecated: true}\n', '');
    expect(told(await diff('orders', '--against', 'git:main', '--today', '2026-12-31'))).toContain('breaking field-removed-before-sunset contracts[id=sales-orders].schema[name=orders].properties[name=total_amount]');
    expect(told(await diff('orders', '--against', 'git:main', '--today', '2027-01-01'))).toContain('info field-removed-after-sunset contracts[id=sales-orders].schema[name=orders].properties[name=total_amount]');
  });
});

describe('against a path', () => {
  test('two files of any name are compared as contracts, whatever their ids are', async () => {
    write('old/any.yaml', contract('orders', orderColumns));
    write('new/other.yaml', contract('returns', orderColumns));
    const result = await diff('new/other.yaml', '--against', 'old/any.yaml');
    expect(told(result)).toEqual(['breaking contract-id-changed id', 'gate contract-version-not-bumped version', 'breaking schema-removed schema[name=orders]', 'info schema-added schema[name=returns]']);
  });

  test('a folder named registry is ./registry', async () => {
    renameSync(join(shop, 'invoices'), join(shop, 'registry'));
    expect((await diff('registry', '--against', './registry')).diff.verdict).toBe('identical');
  });

  test.each([
    ['orders', 'orders/contracts/orders.odcs.yaml'],
    ['orders/contracts/orders.odcs.yaml', 'orders'],
  ])('%s and %s are different things', async (path, other) => {
    const { code, stderr } = await dp('diff', path, '--against', other);
    expect([code, stderr]).toEqual([2, expect.stringContaining('are different things')]);
  });
});

describe('against the registry', () => {
  let registry: string;

  beforeEach(async () => {
    registry = await createRegistry(sandbox);
    write('dp.yaml', `apiVersion: dp/v1\nkind: Workspace\nregistry: ${registry}\n`);
    commit();
  });

  async function publish(path: string): Promise<void> {
    const { code, stderr, stdout } = await dp('publish', path, '--yes');
    expect([code, stderr + stdout]).toEqual([0, expect.anything()]);
  }

  test('what was never published has nothing to be compared with', async () => {
    const result = await diff('orders');
    expect([result.code, result.diff, result.findings]).toEqual([0, { against: null, mode: 'consumers', verdict: 'identical', bump: { demanded: 'none', declared: 'none', ok: true, suggestedVersion: null } }, []]);
    expect((await dp('diff', 'orders')).stdout).toBe('✔ sales/orders 1.4.0: never published, nothing to compare with\n');
  });

  test('the greatest version up to the declared one counts, and consumers are those of the registry', async () => {
    for (const name of ['orders', 'invoices', 'kpi']) await publish(name);
    rmSync(join(shop, 'kpi'), { recursive: true });
    rmSync(join(shop, 'invoices'), { recursive: true });
    edit('orders/dataproduct.yaml', 'One row each.', 'One row an order.');
    edit('orders/dataproduct.yaml', 'version: 1.4.0\nstatus', 'version: 1.4.1\nstatus');
    commit();
    await publish('orders');
    nullable();
    const result = await diff('orders');
    expect([result.code, result.diff.against]).toEqual([1, 'registry:1.4.1']);
    const broken = result.findings.find((finding) => finding.rule === 'field-became-nullable');
    expect(broken?.consumers.map((hit) => hit.name)).toEqual(['invoices', 'kpi']);
    expect(broken?.related[0]?.file).toBe('registry:sales/orders@1.4.1/contracts/orders.odcs.yaml');
    expect((await diff('orders', '--against', 'registry:1.4.0')).diff.against).toBe('registry:1.4.0');
    expect((await diff('orders/contracts/orders.odcs.yaml')).findings.map((finding) => finding.rule)).toEqual(['contract-version-not-bumped', 'field-became-nullable']);
  });

  test('a registry that cannot be reached is an error where it is the base, and a note where it only knows consumers', async () => {
    rmSync(registry, { recursive: true });
    const base = await dp('diff', 'orders');
    expect(base.code).toBe(2);
    const consumers = await dp('diff', 'orders', '--against', 'git:main');
    expect([consumers.code, consumers.stderr]).toEqual([0, expect.stringContaining('Consumers are those of this workspace only')]);
    const offline = await dp('diff', 'orders', '--against', 'git:main', '--offline');
    expect([offline.code, offline.stderr]).toEqual([0, '']);
  });

  test('a product that was renamed by hand is found by its id, and the rename is told', async () => {
    await publish('orders');
    edit('orders/dataproduct.yaml', 'name: orders\nversion', 'name: purchases\nversion');
    const result = await diff('orders');
    expect(result.diff.against).toBe('registry:1.4.0');
    expect(result.findings.map((finding) => finding.rule)).toContain('product-name-changed');
  });

  test('a version that was never published is named', async () => {
    await publish('orders');
    const { code, stderr } = await dp('diff', 'orders', '--against', 'registry:9.9.9');
    expect([code, stderr]).toEqual([2, expect.stringContaining('9.9.9')]);
  });
});

describe('what cannot be judged', () => {
  test.each([
    [['orders', '--against', 'git:nowhere'], 'git knows no commit "nowhere" here.'],
    [['orders', '--against', 'git:main:nothing'], 'There is no data product at git:main:nothing.'],
    [['orders', '--against', 'nothing'], 'There is no file or folder nothing.'],
    [['orders', '--against', 'registry'], 'dp does not know which registry you mean.'],
    [['orders', '--against', 'git:'], '--against "git:" names nothing.'],
    [['orders', '--today', '2026-02-30'], '--today takes a day as YYYY-MM-DD'],
    [['orders', '--mode', 'consumer'], 'Did you mean consumers?'],
    [['nothing'], 'There is no file or folder nothing.'],
    [['dp.yaml'], 'dp.yaml is no data contract and belongs to no data product.'],
  ])('dp diff %j ends with 2 and says why', async (argv, message) => {
    const { code, stdout, stderr } = await dp('diff', ...argv);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
  });

  test('a manifest that is no YAML', async () => {
    write('orders/dataproduct.yaml', 'name: [');
    const { code, stderr } = await dp('diff', 'orders', '--against', 'git:main');
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be compared')]);
  });

  test('a port whose contract is not there', async () => {
    rmSync(join(shop, 'orders', 'contracts'), { recursive: true });
    const { code, stderr } = await dp('diff', 'orders', '--against', 'git:main');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Output port orders 1.4.0 promises contract sales-orders, which is not among the contracts of work tree.')]);
  });

  test('a folder outside git without a registry', async () => {
    rmSync(join(shop, '.git'), { recursive: true });
    expect(existsSync(join(shop, '.git'))).toBe(false);
    const { code, stderr } = await dp('diff', 'orders');
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is nothing to compare')]);
  });

  test('a repository without a commit', async () => {
    rmSync(join(shop, '.git'), { recursive: true });
    sandbox.git(shop, 'init', '-q', '-b', 'main');
    const { code, stderr } = await dp('diff', 'orders');
    expect([code, stderr]).toEqual([2, expect.stringContaining('has no commit yet')]);
  });
});

test('every format prints a diff', async () => {
  nullable();
  for (const format of ['sarif', 'junit', 'github', 'gitlab']) {
    const { code, stdout } = await dp('diff', 'orders', '--against', 'git:main', '--format', format);
    expect([format, code, stdout.includes('field-became-nullable')]).toEqual([format, 1, true]);
  }
});
