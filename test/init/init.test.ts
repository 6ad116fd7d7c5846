import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDp } from '../support/run-dp.ts';
import { git, initOf, ordersArgs, readTree, tempFolder } from './support.ts';

const productFiles = [
  '.github/CODEOWNERS',
  '.github/workflows/dp.yml',
  '.gitignore',
  '.pre-commit-config.yaml',
  'README.md',
  'contracts/orders.odcs.yaml',
  'dataproduct.yaml',
  'examples/by-day.sql',
  'pipeline/01_source.sql',
  'pipeline/02_product.sql',
];
const dpFiles = ['.dp/schemas/odcs-v3.2.0.json', '.dp/schemas/odps-v1.1.0.json', '.dp/schemas/workspace.json', '.dp/template.json'];

test('a product is made from three answers, with everything it needs and nothing outside its folder', async () => {
  const cwd = tempFolder({ isGit: true });
  const { code, stdout, stderr } = await runDp(['init', '.', '--yes', ...ordersArgs, '--set', 'registry=../registry.git'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const tree = readTree(cwd);
  expect(Object.keys(tree)).toEqual([...dpFiles, ...productFiles, 'dp.yaml'].sort());
  expect(tree['dp.yaml']).toBe('# yaml-language-server: $schema=./.dp/schemas/workspace.json\n# Settings of this workspace: everything below this folder\napiVersion: dp/v1\nkind: Workspace\ndomain: sales\n# Where versions are published\nregistry: "../registry.git"\n');
  expect(stdout).toContain('dp init . --yes --name orders --domain sales --set owner=orders-team@acme.example --set registry=../registry.git\n');
});

test('nothing is committed, and the commit is left to the user', async () => {
  const cwd = tempFolder({ isGit: true });
  await runDp(['init', '--yes', ...ordersArgs], { cwd });
  expect(git(cwd, 'status', '--porcelain').split('\n').filter((line) => line !== '' && !line.startsWith('?? '))).toEqual([]);
  expect(git(cwd, 'rev-list', '--all', '--count').trim()).toBe('0');
});

test('the answers are kept with the template, its version and the hash of its files', async () => {
  const cwd = tempFolder();
  await runDp(['init', '--yes', ...ordersArgs], { cwd });
  expect(JSON.parse(readFileSync(join(cwd, '.dp/template.json'), 'utf8'))).toEqual({
    schema: 1,
    id: 'sql-duckdb',
    version: '1.0.0',
    hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) as string,
    answers: {
      name: 'orders',
      domain: 'sales',
      owner: 'orders-team@acme.example',
      purpose: 'Orders of the sales domain, as the one agreed source for everybody who works with them.',
      value: 'Other teams work with orders without asking the sales team.',
      persona: 'Data analyst in another domain',
      useCases: ['Report on orders by day'],
      painPoints: ['Nobody could say which list of orders is the right one'],
      integration: 'SQL',
      priority: 'must',
      sourceSystem: 'Sales system of record',
      acquisition: 'batch',
      format: 'parquet',
      freshness: '24h',
      retention: '2y',
      classification: 'internal',
      support: 'orders-team@acme.example',
      registry: '',
    },
  });
});

test('the same answers give the same bytes, on another day and in another folder too', async () => {
  const [first, second] = [tempFolder(), tempFolder({ isGit: true })];
  await runDp(['init', '--yes', ...ordersArgs], { cwd: first });
  await runDp(['init', '--yes', ...ordersArgs], { cwd: second, now: new Date('2029-11-22T09:00:00Z') });
  expect(readTree(second)).toEqual(readTree(first));
});

test('a second run with the same answers changes nothing and says so', async () => {
  const cwd = tempFolder();
  await runDp(['init', '--yes', ...ordersArgs], { cwd });
  const before = readTree(cwd);
  const { code, stdout } = await runDp(['init', '--yes', ...ordersArgs], { cwd });
  expect(code).toBe(0);
  expect(stdout.split('\n')[0]).toBe('✔ sales/orders from sql-duckdb 1.0.0 in . is there already; nothing was written');
  expect(readTree(cwd)).toEqual(before);
});

test('missing answers end with 2, are listed at once as flags, and nothing is written', async () => {
  const cwd = tempFolder();
  const { code, stdout, stderr } = await runDp(['init', '--yes', '--domain', 'sales'], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe(
    [
      'error 2 answers are missing; nothing was written.',
      '  --name <name>        What the product is called, such as orders; the last part of its key.',
      '  --set owner=<owner>  Who answers for it, as an e-mail address or the name of a team.',
      '  try dp init orders --name orders --domain sales --set owner=orders-team@acme.example',
      '',
    ].join('\n'),
  );
  expect(readTree(cwd)).toEqual({});
});

test('missing answers are one JSON document too', async () => {
  const cwd = tempFolder();
  const { code, stdout } = await runDp(['init', '--yes', '--domain', 'sales', '--format', 'json'], { cwd });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: '1', command: 'init', ok: false, findings: [], init: { missing: ['name', 'owner'], problems: [] } });
  expect(readTree(cwd)).toEqual({});
});

test.each([
  ['an unknown key', ['--set', 'ownr=x'], '--set: there is no question "ownr". Did you mean owner?'],
  ['a value outside a choice', ['--set', 'format=xml'], 'format must be one of parquet, csv, json.'],
  ['a name nothing is left of', ['--name', '注文'], 'name "注文" has no letter a to z and no digit.'],
  ['no key', ['--set', 'parquet'], '--set takes key=value, not "parquet".'],
  ['an unknown template', ['--template', 'sql-duckbd'], 'There is no template "sql-duckbd". Did you mean sql-duckdb?'],
  ['an answers file that is not there', ['--answers', 'answers.yaml'], 'Cannot read'],
])('%s ends with 2 and writes nothing', async (_, args, message) => {
  const cwd = tempFolder();
  const base = args.includes('--name') ? ordersArgs.slice(2) : ordersArgs;
  const { code, stdout, stderr } = await runDp(['init', '--yes', ...base, ...args], { cwd });
  expect({ code, stdout, tree: readTree(cwd) }).toEqual({ code: 2, stdout: '', tree: {} });
  expect(stderr).toContain(message);
});

test.each([{ CI: 'true' }, { PRE_COMMIT: '1' }])('nothing is asked at a terminal with %j set', async (env) => {
  const cwd = tempFolder();
  const { code, stderr } = await runDp(['init'], { cwd, env, isTTY: true, stdin: 'orders\nsales\nx\n' });
  expect(code).toBe(2);
  expect(stderr).toContain('3 answers are missing');
});

test('the templates are listed, with what they need', async () => {
  const cwd = tempFolder();
  const text = await runDp(['init', '--list'], { cwd });
  expect(text).toEqual({ code: 0, stdout: 'sql-duckdb  SQL on DuckDB\n', stderr: '' });
  const json = await runDp(['init', '--list', '--format', 'json'], { cwd });
  expect(initOf(json.stdout)).toEqual({ templates: [{ name: 'sql-duckdb', title: 'SQL on DuckDB', needs: [] }] });
});

test('a JSON answer names product, files, command and next steps', async () => {
  const cwd = tempFolder({ isGit: true });
  const { stdout } = await runDp(['init', 'products/orders', '--yes', ...ordersArgs, '--format', 'json'], { cwd });
  const { next, ...init } = initOf(stdout);
  expect(init).toEqual({
    product: 'sales/orders',
    template: { name: 'sql-duckdb', version: '1.0.0' },
    files: [...dpFiles, ...productFiles, 'dp.yaml'].sort(),
    command: 'dp init products/orders --yes --name orders --domain sales --set owner=orders-team@acme.example',
    notes: ['These act at the top of a repository only; move them there, or into what is there: .github/CODEOWNERS, .github/workflows/dp.yml, .pre-commit-config.yaml'],
  });
  expect(next).toContain('cd products/orders');
  expect(Object.keys(readTree(cwd)).every((path) => path.startsWith('products/orders/'))).toBe(true);
});

test('files that are there are never overwritten: all are listed, nothing is written', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'README.md'), 'mine\n');
  mkdirSync(join(cwd, 'pipeline'));
  writeFileSync(join(cwd, 'pipeline/01_source.sql'), 'select 1;\n');
  const before = readTree(cwd);
  const { code, stderr } = await runDp(['init', '--yes', ...ordersArgs], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('error Nothing was written: these files are there already.\n  README.md\n  pipeline/01_source.sql\n');
  expect(readTree(cwd)).toEqual(before);
});

test('--force overwrites them, and only them', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'README.md'), 'mine\n');
  writeFileSync(join(cwd, 'notes.md'), 'mine too\n');
  const { code } = await runDp(['init', '--yes', '--force', ...ordersArgs], { cwd });
  const tree = readTree(cwd);
  expect({ code, notes: tree['notes.md'], readme: tree['README.md']?.split('\n')[0] }).toEqual({ code: 0, notes: 'mine too\n', readme: '# Orders' });
});

test('the dp.yaml of a workspace above is kept and gives the domain', async () => {
  const cwd = tempFolder({ isGit: true });
  const settings = 'apiVersion: dp/v1\nkind: Workspace\ndomain: logistics\n';
  writeFileSync(join(cwd, 'dp.yaml'), settings);
  const { code, stdout } = await runDp(['init', 'orders', '--yes', '--name', 'orders', '--set', 'owner=orders-team', '--set', 'registry=../registry.git', '--force'], { cwd });
  const tree = readTree(cwd);
  expect({ code, settings: tree['dp.yaml'], own: tree['orders/dp.yaml'] }).toEqual({ code: 0, settings, own: undefined });
  expect(tree['orders/dataproduct.yaml']).toContain('\ndomain: logistics\n');
  expect(stdout).toContain('! dp.yaml was left as it is; add to it: registry: ../registry.git\n');
});

test('a dp.yaml above the git work tree is somebody else\'s', async () => {
  const above = tempFolder();
  writeFileSync(join(above, 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\ndomain: logistics\n');
  const cwd = join(above, 'repository');
  mkdirSync(cwd);
  git(cwd, 'init', '-q');
  const { code } = await runDp(['init', '--yes', ...ordersArgs], { cwd });
  expect({ code, settings: readTree(cwd)['dp.yaml']?.includes('domain: sales') }).toEqual({ code: 0, settings: true });
});

test('a link in the way is refused, so that nothing is written behind it', async () => {
  const outside = tempFolder();
  for (const place of ['contracts', 'README.md', '.dp']) {
    const cwd = tempFolder();
    symlinkSync(place === 'README.md' ? join(outside, 'other.md') : outside, join(cwd, place));
    const { code, stderr } = await runDp(['init', '--yes', '--force', ...ordersArgs], { cwd });
    expect({ code, isNamed: stderr.includes(`${join(cwd, place)} is a link.`) }).toEqual({ code: 2, isNamed: true });
    expect(readTree(cwd)).toEqual({});
  }
  expect(readTree(outside)).toEqual({});
});

test('a folder that is a file, or a file that is a folder, is told before anything is written', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'orders'), '');
  expect((await runDp(['init', 'orders', '--yes', ...ordersArgs], { cwd })).stderr).toContain(`${join(cwd, 'orders')} is a file, not a folder.`);
  mkdirSync(join(cwd, 'README.md'));
  expect((await runDp(['init', '--yes', ...ordersArgs], { cwd })).stderr).toContain('Cannot write README.md: there is a folder of that name.');
  expect(readTree(cwd)).toEqual({ orders: '' });
});

test('a name is never changed without a word', async () => {
  const cwd = tempFolder();
  const { code, stderr, stdout } = await runDp(['init', 'out', '--yes', '--name', 'Größte Orders!', '--domain', 'Sales & More', '--set', 'owner=x'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'name: Größte Orders! is spelled grosste-orders\ndomain: Sales & More is spelled sales-more\n' });
  expect(stdout.split('\n')[0]).toContain('sales-more/grosste-orders');
});

test.each([
  ['answers.yaml', 'name: orders\ndomain: sales\nowner: orders-team\nuseCases: [Count orders, Plan shipments]\nfreshness: 2d\n'],
  ['answers.json', '{"name": "orders", "domain": "sales", "owner": "orders-team", "useCases": ["Count orders", "Plan shipments"], "freshness": "2d"}'],
])('answers come from %s, and flags win over them', async (file, text) => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, file), text);
  const { code } = await runDp(['init', 'out', '--answers', file, '--set', 'freshness=3d'], { cwd });
  const { answers } = JSON.parse(readFileSync(join(cwd, 'out/.dp/template.json'), 'utf8')) as { answers: Record<string, unknown> };
  expect({ code, useCases: answers['useCases'], freshness: answers['freshness'] }).toEqual({ code: 0, useCases: ['Count orders', 'Plan shipments'], freshness: '3d' });
});

test('the record of one product answers for the next', async () => {
  const cwd = tempFolder();
  await runDp(['init', 'first', '--yes', ...ordersArgs, '--set', 'classification=restricted'], { cwd });
  const { code } = await runDp(['init', 'second', '--yes', '--answers', 'first/.dp/template.json'], { cwd });
  const tree = readTree(cwd);
  expect({ code, same: tree['second/dataproduct.yaml'] === tree['first/dataproduct.yaml'] }).toEqual({ code: 0, same: true });
});

test('an answers file with a key that no question has is refused by name', async () => {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'answers.yaml'), 'name: orders\ndomain: sales\nowner: x\nuseCase: Count orders\n');
  const { code, stderr } = await runDp(['init', 'out', '--yes', '--answers', 'answers.yaml'], { cwd });
  expect({ code, stderr: stderr.split('\n')[0] }).toEqual({ code: 2, stderr: 'error answers.yaml: there is no question "useCase". Did you mean useCases?' });
});
