import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runDp, type RunResult } from '../support/run-dp.ts';
import { candidate, createRegistry, createSandbox, manifestText, productFiles, publish, remoteOf, type Sandbox } from './support.ts';

let sandbox: Sandbox;
let registry: string;

async function dp(...argv: readonly string[]): Promise<RunResult> {
  return await runDp(argv, { cwd: sandbox.path, env: { ...sandbox.env, DP_REGISTRY: 'registry.git' } });
}

async function json(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await dp(...argv, '--format', 'json');
  const document = JSON.parse(stdout) as Record<string, unknown>;
  expect([code, document['ok'], document['schemaVersion']]).toEqual([0, true, '1']);
  return document;
}

function event(action: string, version: string, data: object): string {
  return JSON.stringify({ schema: 1, action, version, port: null, at: '2026-11-01T00:00:00Z', actor: 'orders-team', data });
}

function commitFiles(files: Readonly<Record<string, string>>): void {
  const clone = join(sandbox.path, 'clone');
  sandbox.git(sandbox.path, 'clone', '-q', registry, clone);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(clone, path, '..'), { recursive: true });
    writeFileSync(join(clone, path), content);
  }
  sandbox.git(clone, 'add', '-A');
  sandbox.git(clone, 'commit', '-qm', 'events');
  sandbox.git(clone, 'push', '-q', 'origin', 'HEAD');
  rmSync(clone, { recursive: true });
}

beforeAll(async () => {
  sandbox = createSandbox();
  registry = await createRegistry(sandbox);
  const remote = remoteOf(sandbox, registry);
  const readme = { path: 'README.md', bytes: Buffer.from('# Orders\r\n') };
  await publish(remote, [candidate({ name: 'orders', version: '1.0.0' })]);
  await publish(remote, [candidate({ name: 'orders', version: '1.1.0', columns: ['order_id', 'total_amount', 'customer_email'] }, [...productFiles({ name: 'orders', version: '1.1.0', columns: ['order_id', 'total_amount', 'customer_email'] }), readme])]);
  await publish(remote, [candidate({ name: 'orders', version: '1.2.0' })]);
  const billing = `${manifestText({ name: 'billing', domain: 'finance', version: '0.3.0', purpose: 'Invoices, one row each. Made from orders.' })}inputPorts:\n  - {name: orders, version: 1.1.0, contractId: sales-orders}\ntags: [invoices, gdpr]\ntype: aggregate\n`;
  const files = productFiles({ name: 'billing', domain: 'finance', version: '0.3.0', columns: ['invoice_id', 'amount_eur'] }).map((file) => (file.path === 'dataproduct.yaml' ? { ...file, bytes: Buffer.from(billing) } : file));
  await publish(remote, [candidate({ name: 'billing', domain: 'finance', version: '0.3.0' }, files)]);
  commitFiles({
    'status/sales/orders/1.0.0.deprecate.01A.json': event('deprecate', '1.0.0', { reason: 'no e-mail column', until: '2027-03-31', replacement: 'sales/orders@1.1.0' }),
    'status/sales/orders/1.2.0.yank.01B.json': event('yank', '1.2.0', { reason: 'lost a column \u001b[31m' }),
  });
});

describe('dp versions', () => {
  test('lists versions, the greatest first, with what was said of them', async () => {
    const { code, stdout, stderr } = await dp('versions', 'orders');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll(/sha256:[0-9a-f]{12}/gu, 'DIGEST')).toBe(
      'sales/orders\n  1.2.0    yanked      DIGEST\n    yanked: lost a column \\u001b[31m\n  1.1.0    latest      DIGEST\n  1.0.0    deprecated  DIGEST\n    deprecated: no e-mail column, until 2027-03-31; use sales/orders@1.1.0\n',
    );
  });

  test('says the same as JSON', async () => {
    const { versions } = await json('versions', 'sales/orders');
    expect((versions as Record<string, unknown>[]).map(({ version, isLatest, isYanked, isDeprecated, notes }) => ({ version, isLatest, isYanked, isDeprecated, notes }))).toEqual([
      { version: '1.2.0', isLatest: false, isYanked: true, isDeprecated: false, notes: ['yanked: lost a column \u001b[31m'] },
      { version: '1.1.0', isLatest: true, isYanked: false, isDeprecated: false, notes: [] },
      { version: '1.0.0', isLatest: false, isYanked: false, isDeprecated: true, notes: ['deprecated: no e-mail column, until 2027-03-31; use sales/orders@1.1.0'] },
    ]);
  });
});

describe('dp show', () => {
  test('shows the greatest version that is not yanked, its port, its readers and its files', async () => {
    const { code, stdout } = await dp('show', 'orders');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('golden/show-orders.txt');
  });

  test('shows the version asked for, with what was said of it first', async () => {
    const { stdout } = await dp('show', 'sales/orders@1.0.0');
    expect(stdout.split('\n').slice(0, 2)).toEqual(['sales/orders 1.0.0  active', '⚠ deprecated: no e-mail column, until 2027-03-31; use sales/orders@1.1.0']);
  });

  test('gives the manifest as JSON', async () => {
    const { show } = await json('show', 'billing');
    expect(show).toMatchObject({ product: 'finance/billing', version: '0.3.0', latest: '0.3.0', versions: ['0.3.0'], readers: [], problems: [], manifest: { name: 'billing', tags: ['invoices', 'gdpr'] } });
    expect((await json('show', 'orders'))['show']).toMatchObject({ version: '1.1.0', readers: ['finance/billing'] });
  });

  test.each([
    [['show', 'ordrs'], 'error There is no product ordrs in registry.git. Did you mean orders'],
    [['show', 'orders@9.9.9'], 'error sales/orders has no version 9.9.9.'],
    [['versions', 'sales/nothing'], 'error There is no product sales/nothing in registry.git.'],
    [['pull', 'orders@1.0'], 'error sales/orders has no version 1.0.'],
  ])('dp %j is exit 2: %s', async (argv, message) => {
    const { code, stdout, stderr } = await dp(...argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('dp search', () => {
  const found = async (...argv: readonly string[]): Promise<unknown> => ((await json('search', ...argv))['search'] as Record<string, unknown>[]).map(({ product }) => product);

  test.each([
    ['a name', ['orders'], ['sales/orders', 'finance/billing']],
    ['a column', ['customer_email'], ['sales/orders']],
    ['a part of a column', ['email'], ['sales/orders']],
    ['a misspelt word', ['invoces'], ['finance/billing']],
    ['the beginning of a word', ['invo'], ['finance/billing']],
    ['all words before any of them', ['amount', 'email'], ['sales/orders']],
    ['any word where none has all', ['email', 'eur'], ['finance/billing', 'sales/orders']],
    ['a tag', ['--tag', 'gdpr'], ['finance/billing']],
    ['several tags', ['--tag', 'gdpr', '--tag', 'orders'], []],
    ['a domain', ['--domain', 'SALES'], ['sales/orders']],
    ['an owner', ['--owner', 'finance-data'], ['finance/billing']],
    ['a type', ['--type', 'aggregate'], ['finance/billing']],
    ['a word and a facet', ['orders', '--domain', 'finance'], ['finance/billing']],
    ['nothing: everything', [], ['finance/billing', 'sales/orders']],
    ['a word of an old version only', ['nosuchword'], []],
  ])('finds by %s', async (_name, argv, products) => {
    expect(await found(...argv)).toEqual(products);
  });

  test('shows why a product was found', async () => {
    const { stdout } = await dp('search', 'amount', '--domain', 'finance');
    expect(stdout).toBe('finance/billing 0.3.0  active · aggregate · finance-data\n  Invoices, one row each.\n  columns amount_eur\n\n1 product\n');
  });

  test('says what a facet was probably meant to be', async () => {
    const { code, stdout, stderr } = await dp('search', '--domain', 'finanse');
    expect([code, stdout, stderr]).toEqual([0, 'Nothing found.\n', 'No product has the domain finanse. Did you mean finance?\n']);
  });

  test('shows no more than asked for, and says so', async () => {
    expect((await dp('search', '--limit', '1')).stdout).toMatch(/\n\n2 products, 1 not shown \(--limit\)\n$/u);
    const { code, stderr } = await dp('search', '--limit', 'many');
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'error: --limit takes a number, not many.']);
  });
});

describe('dp pull', () => {
  test('writes the files of a version byte for byte, and once only', async () => {
    const { code, stdout } = await dp('pull', 'orders', 'vendor/orders');
    expect([code, stdout]).toEqual([0, 'sales/orders 1.1.0 in vendor/orders: 3 files written\n']);
    expect(readFileSync(join(sandbox.path, 'vendor/orders/README.md'), 'utf8')).toBe('# Orders\r\n');
    expect((await dp('pull', 'orders', 'vendor/orders')).stdout).toBe('sales/orders 1.1.0 in vendor/orders: 0 files written, 3 there already\n');
  });

  test('goes into a folder of the product’s name, and warns of a deprecated version', async () => {
    const { stdout, stderr } = await dp('pull', 'orders@1.0.0');
    expect([stdout, stderr]).toEqual(['sales/orders 1.0.0 in orders: 2 files written\n', '⚠ sales/orders 1.0.0 is deprecated: no e-mail column, until 2027-03-31; use sales/orders@1.1.0\n']);
    expect(readdirSync(join(sandbox.path, 'orders')).sort()).toEqual(['contracts', 'dataproduct.yaml']);
  });

  test('never overwrites silently: it names the files, and does so with --force', async () => {
    await dp('pull', 'billing', 'mine');
    writeFileSync(join(sandbox.path, 'mine', 'dataproduct.yaml'), 'mine');
    const { code, stderr } = await dp('pull', 'billing', 'mine');
    expect([code, stderr]).toEqual([2, 'error 1 file in mine would be overwritten:\n  dataproduct.yaml\n  try name another folder, or overwrite them with --force\n']);
    expect(readFileSync(join(sandbox.path, 'mine', 'dataproduct.yaml'), 'utf8')).toBe('mine');
    expect((await dp('pull', 'billing', 'mine', '--force')).stdout).toBe('finance/billing 0.3.0 in mine: 1 file written, 1 there already\n');
  });

  test('writes through no link', async () => {
    mkdirSync(join(sandbox.path, 'linked'));
    mkdirSync(join(sandbox.path, 'elsewhere'));
    symlinkSync(join(sandbox.path, 'elsewhere'), join(sandbox.path, 'linked', 'contracts'));
    const { code, stderr } = await dp('pull', 'billing', 'linked');
    expect([code, stderr]).toEqual([2, expect.stringContaining('is a link.')]);
    expect(readdirSync(join(sandbox.path, 'elsewhere'))).toEqual([]);
  });
});

describe('which registry', () => {
  test('is the flag’s before DP_REGISTRY’s before dp.yaml’s, each relative to where it is said', async () => {
    const work = join(sandbox.path, 'team', 'product');
    mkdirSync(work, { recursive: true });
    writeFileSync(join(sandbox.path, 'team', 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\nregistry: ../nowhere-yaml.git\n');
    const run = async (argv: readonly string[], env: Record<string, string>): Promise<string> => (await runDp(['versions', 'orders', ...argv], { cwd: work, env: { ...sandbox.env, DP_REGISTRY: '', ...env } })).stderr.split('\n').slice(0, 2).join(' ');
    expect(await run(['--registry', 'nowhere-flag.git'], { DP_REGISTRY: 'nowhere-env.git' })).toBe('error There is no git repository at nowhere-flag.git, or you may not see it.   try dp registry init nowhere-flag.git');
    expect(await run([], { DP_REGISTRY: 'nowhere-env.git' })).toContain('nowhere-env.git');
    expect(await run([], {})).toContain('There is no git repository at ../nowhere-yaml.git');
    rmSync(join(sandbox.path, 'team', 'dp.yaml'));
    expect(await run([], {})).toBe('error dp does not know which registry you mean.   try add --registry PATH|URL, set DP_REGISTRY, or write `registry: …` into dp.yaml');
  });

  test('a relative dp.yaml registry is found from a folder below', async () => {
    const work = join(sandbox.path, 'team', 'deeper');
    mkdirSync(work, { recursive: true });
    writeFileSync(join(sandbox.path, 'team', 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\nregistry: ../registry.git\n');
    const { code, stdout } = await runDp(['versions', 'billing'], { cwd: work, env: { ...sandbox.env, DP_REGISTRY: '' } });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'finance/billing']);
  });

  test.each(['ext::sh -c touch% canary', '--upload-pack=touch canary', 'https://TOKEN@git.acme.example/r', 'http://git.acme.example/r'])('%s is refused', async (address) => {
    const { code, stderr } = await runDp(['search', 'orders', `--registry=${address}`], { cwd: sandbox.path, env: sandbox.env });
    expect([code, stderr.includes('is refused'), stderr.includes('TOKEN')]).toEqual([2, true, false]);
    expect(existsSync(join(sandbox.path, 'canary'))).toBe(false);
  });
});

describe('dp registry init', () => {
  test('creates a bare repository with the settings of a server, and says what to write', async () => {
    const { code, stdout } = await dp('registry', 'init', 'new/registry.git', '--name', 'acme');
    expect([code, stdout]).toEqual([0, '✔ new/registry.git is a registry now, named acme, on branch main. It takes no forced pushes and no deletions.\nName it in dp.yaml:  registry: new/registry.git\n']);
    const path = join(sandbox.path, 'new', 'registry.git');
    expect(['receive.fsckObjects', 'receive.denyNonFastForwards', 'receive.denyDeletes'].map((key) => sandbox.git(path, 'config', key))).toEqual(['true', 'true', 'true']);
    expect(sandbox.git(path, 'cat-file', 'blob', 'main:dp-registry.json')).toBe('{\n  "format": 1,\n  "name": "acme"\n}');
    expect(sandbox.git(path, 'ls-tree', '-r', '--name-only', 'main')).toBe('dp-registry.json');
  });

  test('writes the first commit of an empty repository, and prints what to set there', async () => {
    const path = join(sandbox.path, 'empty.git');
    sandbox.git(sandbox.path, 'init', '-q', '--bare', '-b', 'trunk', path);
    const { code, stdout } = await dp('registry', 'init', 'empty.git');
    expect(code).toBe(0);
    expect(stdout).toContain('✔ empty.git is a registry now, named empty, on branch trunk.');
    expect(stdout).toContain('  git config receive.denyNonFastForwards true\n');
    expect(sandbox.git(path, 'rev-list', '--count', 'trunk')).toBe('1');
  });

  test('leaves a registry as it is, without an argument too', async () => {
    const tip = sandbox.git(registry, 'rev-parse', 'main');
    const { code, stdout } = await dp('registry', 'init');
    expect([code, stdout]).toEqual([0, 'registry.git is the registry acme already; nothing was changed.\n']);
    expect((await json('registry', 'init', '--registry', 'registry.git'))['registry']).toEqual({ address: 'registry.git', outcome: 'existing', name: 'acme', branch: 'main' });
    expect(sandbox.git(registry, 'rev-parse', 'main')).toBe(tip);
  });

  test('refuses a folder that holds something else, and a repository that does', async () => {
    mkdirSync(join(sandbox.path, 'full'));
    writeFileSync(join(sandbox.path, 'full', 'x'), '');
    const folder = await dp('registry', 'init', 'full');
    expect([folder.code, folder.stderr]).toEqual([2, 'error full is a folder with other files in it.\n  try dp registry init <folder that does not exist yet>\n']);
    const other = join(sandbox.path, 'other');
    sandbox.git(sandbox.path, 'init', '-q', '-b', 'main', other);
    sandbox.git(other, 'commit', '-q', '--allow-empty', '-m', 'x');
    const repository = await dp('registry', 'init', 'other');
    expect([repository.code, repository.stderr.split('\n')[0]]).toEqual([2, 'error other holds something else already: it has commits, and no dp-registry.json.']);
    writeFileSync(join(sandbox.path, 'file'), '');
    expect((await dp('registry', 'init', 'file')).stderr.split('\n')[0]).toBe('error file is a file.');
  });

  test('takes no name with control characters', async () => {
    const { code, stderr } = await dp('registry', 'init', 'named.git', '--name', 'a\nb');
    expect([code, stderr.split('\n')[0], existsSync(join(sandbox.path, 'named.git'))]).toEqual([2, 'error The name of a registry has 1 to 100 characters, and no control characters.', false]);
  });

  test('two at once make one registry', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(async () => await dp('registry', 'init', 'raced.git')));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(sandbox.git(join(sandbox.path, 'raced.git'), 'rev-list', '--count', 'main')).toBe('1');
  });
});
