import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runDp, type RunOptions, type RunResult } from '../support/run-dp.ts';
import { contractText, createRegistry, createSandbox, manifestText, writeProduct, type ProductText, type Sandbox } from './support.ts';

const orders: ProductText = { name: 'orders', version: '1.0.0' };

interface Place {
  readonly sandbox: Sandbox;
  readonly registry: string;
  readonly work: string;
  readonly dp: (argv: readonly string[], options?: Partial<RunOptions>) => Promise<RunResult>;
  readonly commit: () => void;
}

/** A git work tree `work` with a dp.yaml that names the registry beside it. */
async function place(...products: readonly ProductText[]): Promise<Place> {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const work = join(sandbox.path, 'work');
  sandbox.git(sandbox.path, 'init', '-q', '-b', 'main', work);
  writeFileSync(join(work, 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\nregistry: ../registry.git\n');
  for (const product of products) writeProduct(join(work, product.name), product);
  const commit = (): void => {
    sandbox.git(work, 'add', '-A');
    sandbox.git(work, 'commit', '-q', '--allow-empty', '-m', 'products');
  };
  if (products.length > 0) commit();
  return { sandbox, registry, work, commit, dp: async (argv, options = {}) => await runDp(argv, { cwd: work, ...options, env: { ...sandbox.env, DP_REGISTRY: '', ...options.env } }) };
}

interface PublishDocument {
  readonly ok: boolean;
  readonly command: string;
  readonly findings: readonly { readonly rule: string; readonly file: string; readonly line: number; readonly consumers?: readonly { readonly name: string }[] }[];
  readonly publish: readonly Readonly<Record<string, unknown>>[];
}

async function publishJson({ dp }: Place, ...argv: readonly string[]): Promise<{ code: number; document: PublishDocument }> {
  const { code, stdout } = await dp(['publish', '--format', 'json', ...argv]);
  return { code, document: JSON.parse(stdout) as PublishDocument };
}

function published({ sandbox, registry }: Place): string[] {
  return sandbox.git(registry, 'ls-tree', '-r', '--name-only', 'main').split('\n').filter((path) => path.startsWith('products/'));
}

function filesOf({ sandbox, registry }: Place, path: string): Record<string, { readonly text: string }> {
  return (JSON.parse(sandbox.git(registry, 'cat-file', 'blob', `main:${path}`)) as { files: Record<string, { text: string }> }).files;
}

const ordersPath = 'products/sales/orders/1.0.0.json';

describe('dp publish', () => {
  test('publishes a committed product, and says exactly what as JSON', async () => {
    const here = await place(orders);
    const { code, document } = await publishJson(here, '--yes');
    const commit = here.sandbox.git(here.registry, 'rev-parse', 'main');
    expect([code, document.ok, document.command]).toEqual([0, true, 'publish']);
    expect(document.publish).toEqual([{ product: 'sales/orders', version: '1.0.0', status: 'published', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) as string, commit, bump: null }]);
    expect(published(here)).toEqual([ordersPath]);
    expect(here.sandbox.git(here.registry, 'log', '-1', '--format=%(trailers:key=Dp-Source-Commit,valueonly)', 'main').trim()).toBe(here.sandbox.git(here.work, 'rev-parse', 'HEAD'));
  });

  test('finds the same again unchanged, needs no --yes for that, and says so in one line', async () => {
    const here = await place(orders);
    await here.dp(['publish', '--yes']);
    const { code, stdout, stderr } = await here.dp(['publish']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^= sales\/orders 1\.0\.0 {2}unchanged {2}sha256:[0-9a-f]{12}\n\n0 published, 1 unchanged in \.\.\/registry\.git\.\n$/u);
  });

  test('stops before writing with --dry-run', async () => {
    const here = await place(orders);
    const { code, stdout } = await here.dp(['publish', '--dry-run']);
    expect([code, published(here)]).toEqual([0, []]);
    expect(stdout).toMatch(/^\+ sales\/orders 1\.0\.0 {2}planned {4}sha256:[0-9a-f]{12}\n\n1 to publish in \.\.\/registry\.git\. Nothing was written\.\n$/u);
    expect((await publishJson(here, '--dry-run')).document.publish).toEqual([expect.objectContaining({ status: 'planned', commit: null })]);
  });

  test('asks at a terminal, and takes no for an answer', async () => {
    const here = await place(orders);
    const no = await here.dp(['publish'], { isTTY: true, stdin: '\n' });
    expect([no.code, no.stderr, published(here)]).toEqual([1, '  + sales/orders 1.0.0  first version\nPublish 1 version to ../registry.git, for good? [y/N] \n', []]);
    expect(no.stdout).toContain('Nothing was published.');
    const yes = await here.dp(['publish'], { isTTY: true, stdin: 'y\n' });
    expect([yes.code, published(here)]).toEqual([0, [ordersPath]]);
  });

  test('does not go ahead where nobody can be asked: exit 2 and what to type', async () => {
    const here = await place(orders);
    for (const options of [{}, { isTTY: true, stdin: 'y\n', env: { CI: 'true' } }]) {
      const { code, stdout, stderr } = await here.dp(['publish'], options);
      expect([code, stdout, published(here)]).toEqual([2, '', []]);
      expect(stderr).toBe('  + sales/orders 1.0.0  first version\nerror dp publish asks before it writes to ../registry.git, and there is nobody to answer.\n  try dp publish --yes, or dp publish --dry-run for the plan alone\n');
    }
  });

  test('publishes several products in one commit', async () => {
    const here = await place(orders, { name: 'billing', domain: 'finance', version: '0.1.0' });
    const { code, stdout } = await here.dp(['publish', '--yes']);
    expect([code, published(here)]).toEqual([0, ['products/finance/billing/0.1.0.json', ordersPath]]);
    expect(here.sandbox.git(here.registry, 'rev-list', '--count', 'main')).toBe('2');
    expect(stdout).toMatch(/\n\n2 published in \.\.\/registry\.git, commit [0-9a-f]{12}\.\n$/u);
  });

  test('publishes only what a path names', async () => {
    const here = await place(orders, { name: 'billing', domain: 'finance', version: '0.1.0' });
    await here.dp(['publish', '--yes', 'orders/contracts/orders.odcs.yaml']);
    expect(published(here)).toEqual([ordersPath]);
  });

  test('takes the workspace’s domain for a manifest that names none', async () => {
    const here = await place();
    writeFileSync(join(here.work, 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\ndomain: sales\nregistry: ../registry.git\n');
    writeProduct(join(here.work, 'orders'), orders);
    writeFileSync(join(here.work, 'orders', 'dataproduct.yaml'), manifestText(orders).replace('domain: sales\n', ''));
    here.commit();
    await here.dp(['publish', '--yes']);
    expect(published(here)).toEqual([ordersPath]);
  });
});

describe('what is refused', () => {
  test('an invalid product refuses the run, the valid ones stay planned', async () => {
    const here = await place(orders, { name: 'billing', domain: 'finance', version: '0.1.0' });
    writeFileSync(join(here.work, 'billing', 'dataproduct.yaml'), manifestText({ name: 'billing', domain: 'finance', version: '0.1.0' }).replace('status: active\n', 'status: 17\n'));
    here.commit();
    const { code, document } = await publishJson(here, '--yes');
    expect([code, document.ok, published(here)]).toEqual([1, false, []]);
    expect(document.publish.map(({ product, status, digest }) => [product, status, digest])).toEqual([['finance/billing', 'refused', null], ['sales/orders', 'planned', null]]);
    expect(document.findings.filter(({ file }) => file === 'billing/dataproduct.yaml').length).toBeGreaterThan(0);
  });

  test('a name outside the grammar is found before anything is asked', async () => {
    const here = await place({ ...orders, name: 'Orders' });
    const { code, document } = await publishJson(here, '--yes');
    expect([code, document.publish.map(({ status }) => status), document.findings.map(({ rule }) => rule).filter((rule) => !rule.startsWith('dp/'))]).toEqual([1, ['refused'], ['reference-name-grammar']]);
  });

  test('a break under a minor version names the rule, whom it hits, and the version it needs', async () => {
    const here = await place(orders, { name: 'billing', domain: 'finance', version: '0.1.0' });
    const billing = join(here.work, 'billing', 'dataproduct.yaml');
    writeFileSync(billing, `${readFileSync(billing, 'utf8')}inputPorts:\n  - {name: orders, version: 1.0.0, contractId: sales-orders}\n`);
    here.commit();
    expect((await here.dp(['publish', '--yes'])).code).toBe(0);
    writeProduct(join(here.work, 'orders'), { ...orders, version: '1.1.0', columns: ['order_id'] });
    here.commit();
    const { code, document } = await publishJson(here, '--yes', 'orders');
    expect(code).toBe(1);
    expect(document.publish).toEqual([expect.objectContaining({ product: 'sales/orders', version: '1.1.0', status: 'refused', bump: 'major', commit: null })]);
    const removed = document.findings.find(({ rule }) => rule === 'field-removed');
    expect([removed?.file, removed?.consumers?.map(({ name }) => name)]).toEqual(['orders/contracts/orders.odcs.yaml', ['billing']]);
    expect(document.findings.filter(({ rule }) => rule.endsWith('-version-bump-too-small')).map(({ file, line }) => `${file}:${String(line)}`)).toEqual(['orders/contracts/orders.odcs.yaml:4', 'orders/dataproduct.yaml:5']);
    expect((await here.dp(['publish', '--yes', 'orders'])).stdout).toMatch(/needs? 2\.0\.0 \(major\)[\s\S]*✖ sales\/orders 1\.1\.0 {2}refused\n\n1 product refused: nothing was published\.\n$/u);
    writeProduct(join(here.work, 'orders'), { ...orders, version: '2.0.0', columns: ['order_id'] });
    here.commit();
    expect((await publishJson(here, '--yes', 'orders')).document.publish).toEqual([expect.objectContaining({ version: '2.0.0', status: 'published', bump: 'major' })]);
  });

  test('other content under a published version names both digests and the next free version', async () => {
    const here = await place(orders);
    await here.dp(['publish', '--yes']);
    writeProduct(join(here.work, 'orders'), { ...orders, columns: ['order_id', 'total_amount', 'note'] });
    here.commit();
    const { code, stdout } = await here.dp(['publish', '--yes']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/sales\/orders 1\.0\.0 is published with other content: sha256:[0-9a-f]{64} there, sha256:[0-9a-f]{64}\s+here\./u);
    expect(stdout).toContain('The next free version is 1.1.0: set it in the manifest, then dp publish.');
  });

  test.each([
    ['without a registry', { yaml: 'apiVersion: dp/v1\nkind: Workspace\n', argv: [], message: 'error dp does not know which registry you mean.' }],
    ['with a registry that is not there', { yaml: undefined, argv: ['--registry', '../nowhere.git'], message: 'error There is no git repository at ../nowhere.git, or you may not see it.' }],
    ['where nothing is a product', { yaml: undefined, argv: ['docs'], message: 'error There is no file or folder docs.' }],
  ])('%s it is exit 2, with nothing on stdout', async (_name, { yaml, argv, message }) => {
    const here = await place(orders);
    if (yaml !== undefined) writeFileSync(join(here.work, 'dp.yaml'), yaml);
    const { code, stdout, stderr } = await here.dp(['publish', '--yes', '--format', 'json', ...argv]);
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', message]);
  });
});

describe('the published bytes', () => {
  test('are those of HEAD: uncommitted, untracked and ignored product files are refused by name, others do not matter', async () => {
    const here = await place(orders);
    writeFileSync(join(here.work, 'notes.txt'), 'not published');
    writeFileSync(join(here.work, 'orders', 'scratch.sql'), 'not published either');
    expect((await here.dp(['publish', '--dry-run'])).code).toBe(0);
    writeFileSync(join(here.work, 'orders', 'README.md'), '# Orders\n');
    writeFileSync(join(here.work, '.git', 'info', 'exclude'), 'ignored.odcs.yaml\n');
    writeFileSync(join(here.work, 'orders', 'contracts', 'orders.odcs.yaml'), `${contractText(orders)}# more\n`);
    const { code, stderr } = await here.dp(['publish', '--yes']);
    expect([code, stderr]).toEqual([2, 'error What is published must be committed; these are not, or not as they are:\n  orders/README.md\n  orders/contracts/orders.odcs.yaml\n  try git add and git commit them, or publish them as they are with --allow-dirty\n']);
    here.commit();
    writeFileSync(join(here.work, 'orders', 'contracts', 'ignored.odcs.yaml'), contractText({ ...orders, contractId: 'other' }));
    expect((await here.dp(['publish', '--yes'])).stderr).toContain('\n  orders/contracts/ignored.odcs.yaml\n');
    rmSync(join(here.work, 'orders', 'contracts', 'ignored.odcs.yaml'));
    rmSync(join(here.work, 'orders', 'README.md'));
    expect((await here.dp(['publish', '--yes'])).stderr).toContain('\n  orders/README.md\n');
    expect(published(here)).toEqual([]);
  });

  test('are the work tree’s with --allow-dirty, and then name no commit', async () => {
    const here = await place(orders);
    writeFileSync(join(here.work, 'orders', 'README.md'), '# Dirty\n');
    expect((await here.dp(['publish', '--yes', '--allow-dirty'])).code).toBe(0);
    expect(filesOf(here, ordersPath)['README.md']?.text).toBe('# Dirty\n');
    expect(here.sandbox.git(here.registry, 'log', '-1', '--format=%B', 'main')).not.toContain('Dp-Source');
  });

  test('are LF where git checks out CRLF', async () => {
    const here = await place(orders);
    here.sandbox.git(here.work, 'config', 'core.autocrlf', 'true');
    rmSync(join(here.work, 'orders'), { recursive: true });
    here.sandbox.git(here.work, 'checkout', '-q', '--', 'orders');
    expect(readFileSync(join(here.work, 'orders', 'dataproduct.yaml'), 'utf8')).toContain('\r\n');
    expect((await here.dp(['publish', '--yes'])).code).toBe(0);
    expect(filesOf(here, ordersPath)['dataproduct.yaml']?.text).toBe(manifestText(orders));
  });

  test('are the files outside git, and before the first commit only with --allow-dirty', async () => {
    const here = await place(orders);
    rmSync(join(here.work, '.git'), { recursive: true });
    expect((await here.dp(['publish', '--yes', '--dry-run'])).code).toBe(0);
    here.sandbox.git(here.work, 'init', '-q');
    expect((await here.dp(['publish', '--yes', '--dry-run'])).code).toBe(2);
    expect((await here.dp(['publish', '--yes', '--allow-dirty'])).code).toBe(0);
    expect(published(here)).toEqual([ordersPath]);
  });

  test('hold the README, what the manifest refers to and what it lists, but no model, no link and nothing of a nested product', async () => {
    const here = await place(orders);
    const folder = join(here.work, 'orders');
    const properties = [
      'customProperties:',
      '  - {property: publish, vendor: dp, value: [docs/**, "*.sql"]}',
      '  - {property: examples, vendor: dp, value: [{port: orders, title: All, file: examples/all.sql}]}',
      '  - {property: mlModel, vendor: dp, value: {task: ranking, port: orders, artifacts: [{path: model/rank.onnx, format: onnx}]}}',
    ];
    writeFileSync(join(folder, 'dataproduct.yaml'), `${manifestText(orders)}authoritativeDefinitions:\n  - {type: openapi, url: ./api/openapi.json}\n${properties.join('\n')}\n`);
    for (const path of ['README.md', 'docs/deep/a.md', 'setup.sql', 'examples/all.sql', 'examples/other.txt', 'model/rank.onnx', 'api/openapi.json', '.hidden.sql']) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), 'SELECT 1;\n');
    }
    symlinkSync('/etc/passwd', join(folder, 'docs', 'passwd'));
    writeProduct(join(folder, 'docs', 'nested'), { name: 'nested', version: '1.0.0' });
    here.commit();
    const { code, stdout } = await here.dp(['publish', '--yes', 'orders/dataproduct.yaml']);
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, expect.stringMatching(/^1 published/u)]);
    expect(Object.keys(filesOf(here, ordersPath))).toEqual(['README.md', 'api/openapi.json', 'contracts/orders.odcs.yaml', 'dataproduct.yaml', 'docs/deep/a.md', 'examples/all.sql', 'setup.sql']);
  });

  test('a listed file that does not exist, and one that is too large, refuse the product', async () => {
    const here = await place(orders);
    const folder = join(here.work, 'orders');
    writeFileSync(join(folder, 'dataproduct.yaml'), `${manifestText(orders)}customProperties:\n  - {property: publish, vendor: dp, value: [data.csv, guide.md]}\n`);
    writeFileSync(join(folder, 'data.csv'), 'x'.repeat(1024 * 1024 + 1));
    here.commit();
    const { code, document } = await publishJson(here, '--yes');
    expect([code, document.publish.map(({ status }) => status)]).toEqual([1, ['refused']]);
    expect(document.findings.filter(({ rule }) => rule === 'registry-file').map(({ file, line, ...finding }) => [file, line, (finding as unknown as { message: string }).message])).toEqual([
      ['orders/dataproduct.yaml', 5, "data.csv can't be published: it has more than 1048576 bytes."],
      ['orders/dataproduct.yaml', 19, '`publish` names guide.md, and no file of the product matches.'],
    ]);
  });
});

describe('surroundings', () => {
  test('it runs inside a git hook of the work tree', async () => {
    const here = await place(orders);
    const env = { GIT_DIR: join(here.work, '.git'), GIT_INDEX_FILE: join(here.work, '.git', 'index'), GIT_PREFIX: '', GIT_EXEC_PATH: '/nowhere' };
    expect((await here.dp(['publish', '--yes'], { env })).code).toBe(0);
    expect(published(here)).toEqual([ordersPath]);
  });

  test('no token of the source’s address reaches the registry', async () => {
    const here = await place(orders);
    here.sandbox.git(here.work, 'remote', 'add', 'origin', 'https://ada:s3cret@git.acme.example/orders.git');
    const { stdout, stderr } = await here.dp(['publish', '--yes', '--verbose']);
    const message = here.sandbox.git(here.registry, 'log', '-1', '--format=%B', 'main');
    expect(message).toContain('Dp-Source-Repo: https://***@git.acme.example/orders.git\n');
    expect(`${message}${stdout}${stderr}`).not.toContain('s3cret');
  });

  test('git’s own identity is the author, and dp where there is none', async () => {
    const here = await place(orders);
    await here.dp(['publish', '--yes']);
    const author = (): string => here.sandbox.git(here.registry, 'log', '-1', '--format=%an <%ae>', 'main');
    expect(author()).toBe('dp <dp@localhost>');
    here.sandbox.git(here.work, 'config', 'user.name', 'Grace');
    here.sandbox.git(here.work, 'config', 'user.email', 'grace@acme.example');
    writeProduct(join(here.work, 'orders'), { ...orders, version: '1.0.1' });
    here.commit();
    await here.dp(['publish', '--yes']);
    expect(author()).toBe('Grace <grace@acme.example>');
  });

  test('products of different registries are not published together', async () => {
    const here = await place(orders);
    writeProduct(join(here.work, 'team', 'billing'), { name: 'billing', domain: 'finance', version: '0.1.0' });
    writeFileSync(join(here.work, 'team', 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\nregistry: ../../other.git\n');
    here.commit();
    const { code, stderr } = await here.dp(['publish', '--yes']);
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'error These products go to different registries: ../registry.git, ../../other.git.']);
  });
});
