import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DpError } from '../../src/core/model/errors.ts';
import { versionPath } from '../../src/core/registry/layout.ts';
import { openRegistry, type RegistryReader } from '../../src/io/registry/open-registry.ts';
import { candidate, createRegistry, createSandbox, publish, remoteOf, type ProductText, type Sandbox } from './support.ts';

const orders: ProductText = { name: 'orders', version: '1.0.0' };

async function failure(work: Promise<unknown> | (() => unknown)): Promise<DpError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof DpError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

interface Place {
  readonly sandbox: Sandbox;
  readonly registry: string;
  readonly open: () => Promise<RegistryReader>;
}

async function registryWith(...products: readonly ProductText[]): Promise<Place> {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const remote = remoteOf(sandbox, registry);
  for (const product of products) await publish(remote, [candidate(product)]);
  return { sandbox, registry, open: async () => await openRegistry(remote.world, remote.url) };
}

/** Changes the registry's tree with plain git plumbing, as an attacker with push rights could; `undefined` deletes. */
function tamper({ sandbox, registry }: Place, changes: Readonly<Record<string, string | undefined>>, modes: Readonly<Record<string, string>> = {}): string {
  const env = { ...sandbox.env, GIT_INDEX_FILE: join(sandbox.path, 'tamper-index'), GIT_AUTHOR_NAME: 'Eve', GIT_AUTHOR_EMAIL: 'eve@acme.example', GIT_COMMITTER_NAME: 'Eve', GIT_COMMITTER_EMAIL: 'eve@acme.example' };
  const git = (args: readonly string[], input = ''): string => execFileSync('git', ['--git-dir', registry, '-c', 'core.protectNTFS=false', '-c', 'core.protectHFS=false', ...args], { env, input, encoding: 'utf8' }).trim();
  git(['read-tree', 'main']);
  for (const [path, content] of Object.entries(changes)) {
    const mode = modes[path] ?? '100644';
    const oid = content === undefined ? '0'.repeat(40) : mode === '160000' ? '1'.repeat(40) : git(['hash-object', '-w', '--stdin'], content);
    git(['update-index', '-z', '--index-info'], `${content === undefined ? '0' : mode} ${oid}\t${path}\0`);
  }
  const commit = git(['commit-tree', git(['write-tree', '--missing-ok']), '-p', 'main', '-m', 'tampered']);
  git(['update-ref', 'refs/heads/main', commit]);
  rmSync(env.GIT_INDEX_FILE, { force: true });
  return commit;
}

function cacheOf({ sandbox }: Place): string {
  const folder = join(sandbox.path, 'cache', 'dp', 'registry');
  return join(folder, readdirSync(folder)[0] ?? '');
}

const warningsOf = (reader: RegistryReader): string[] => reader.warnings.map(({ rule, message }) => `${rule} ${message}`);
const versionsIn = (reader: RegistryReader): string[] => reader.listProducts().flatMap(({ key, entries }) => entries.map(({ version }) => `${key}@${version}`));

describe('a registry read through the mirror', () => {
  test('lists products and versions, and reads them back byte for byte', async () => {
    const place = await registryWith(orders, { ...orders, version: '1.10.0' }, { ...orders, version: '1.9.0-rc.1' }, { name: 'billing', domain: 'finance', version: '0.1.0' });
    const reader = await place.open();
    expect([reader.name, reader.tip, reader.warnings]).toEqual(['acme', place.sandbox.git(place.registry, 'rev-parse', 'main'), []]);
    expect(versionsIn(reader)).toEqual(['finance/billing@0.1.0', 'sales/orders@1.10.0', 'sales/orders@1.9.0-rc.1', 'sales/orders@1.0.0']);
    const read = await reader.readVersion('sales/orders', '1.0.0');
    expect([read.file.digest, read.snapshot.product.name, read.snapshot.contracts.length]).toEqual([candidate(orders).digest, 'orders', 1]);
    expect(reader.findProduct('orders').latest?.version).toBe('1.10.0');
  });

  test('sees what was published since, and asks the index only where nothing moved', async () => {
    const place = await registryWith(orders);
    await place.open();
    const index = readdirSync(cacheOf(place)).filter((name) => name.startsWith('index-'));
    expect(index).toEqual([`index-${place.sandbox.git(place.registry, 'rev-parse', 'main')}.jsonl`]);
    await publish(remoteOf(place.sandbox, place.registry), [candidate({ ...orders, version: '1.1.0' })]);
    expect(versionsIn(await place.open())).toEqual(['sales/orders@1.1.0', 'sales/orders@1.0.0']);
    expect(readdirSync(cacheOf(place)).filter((name) => name.startsWith('index-'))).toEqual([`index-${place.sandbox.git(place.registry, 'rev-parse', 'main')}.jsonl`]);
  });

  test('gives the same from a refreshed index as from one made anew', async () => {
    const place = await registryWith(orders);
    await place.open();
    await publish(remoteOf(place.sandbox, place.registry), [candidate({ ...orders, version: '1.1.0' }), candidate({ name: 'zones', version: '1.0.0' })]);
    tamper(place, { 'products/sales/zones/latest.json': '{}', [versionPath('sales/orders', '1.0.0')]: undefined, 'status/sales/orders/1.1.0.yank.01A.json': JSON.stringify({ schema: 1, action: 'yank', version: '1.1.0', at: '2026-01-01T00:00:00Z', actor: 'x', data: {} }) });
    await place.open();
    const [name = ''] = readdirSync(cacheOf(place)).filter((entry) => entry.startsWith('index-'));
    const refreshed = readFileSync(join(cacheOf(place), name), 'utf8');
    rmSync(join(cacheOf(place), name));
    await place.open();
    expect(readFileSync(join(cacheOf(place), name), 'utf8')).toBe(refreshed);
  });

  test('resolves contracts by id and version, the newest product version first', async () => {
    const place = await registryWith(orders, { ...orders, version: '1.1.0' });
    const reader = await place.open();
    const resolved = async (version: string | undefined): Promise<unknown> => {
      const found = await reader.resolveContract('sales-orders', version);
      return found === undefined ? undefined : [found.product, found.version, found.contract.version, found.contract.document.file];
    };
    expect(await resolved(undefined)).toEqual(['sales/orders', '1.1.0', '1.1.0', 'registry:sales/orders@1.1.0/contracts/orders.odcs.yaml']);
    expect(await resolved('1.0.0')).toEqual(['sales/orders', '1.0.0', '1.0.0', 'registry:sales/orders@1.0.0/contracts/orders.odcs.yaml']);
    expect(await resolved('2.0.0')).toBeUndefined();
    expect(reader.contractOffers('sales-orders').map(({ product, version, contractVersion }) => [product, version, contractVersion])).toEqual([['sales/orders', '1.1.0', '1.1.0'], ['sales/orders', '1.0.0', '1.0.0']]);
    expect((await reader.graphSnapshots()).map(({ origin }) => origin)).toEqual(['registry:sales/orders@1.1.0']);
  });

  test('finds a product by key, name or id, names candidates, and says what was meant', async () => {
    const place = await registryWith(orders, { name: 'orders', domain: 'finance', version: '1.0.0' }, { name: 'shipments', domain: 'logistics', version: '1.0.0' });
    const reader = await place.open();
    expect(['sales/orders', 'shipments', 'urn:dp:finance:orders'].map((text) => reader.findProduct(text).key)).toEqual(['sales/orders', 'logistics/shipments', 'finance/orders']);
    const ambiguous = await failure(() => reader.findProduct('orders'));
    expect([ambiguous.code, ambiguous.message, ambiguous.hint]).toEqual(['unknown-name', 'orders may mean finance/orders, sales/orders.', 'name one of them: finance/orders']);
    const unknown = await failure(() => reader.findProduct('shipment'));
    expect([unknown.code, unknown.message.split('Did you mean')[0], unknown.message.includes('logistics/shipments')]).toEqual(['unknown-name', `There is no product shipment in ${place.registry}. `, true]);
    const version = await failure(() => reader.findVersion(reader.findProduct('shipments'), '1.0.1'));
    expect([version.code, version.message]).toEqual(['unknown-name', 'logistics/shipments has no version 1.0.1. Did you mean 1.0.0?']);
  });

  test('follows a move, and takes no yanked version for the latest', async () => {
    const place = await registryWith(orders, { ...orders, version: '1.1.0' }, { name: 'orders', domain: 'commerce', version: '2.0.0' });
    const event = (action: string, version: string, data: object): string => JSON.stringify({ schema: 1, action, version, at: '2026-01-01T00:00:00Z', actor: 'orders-team', data });
    tamper(place, { 'status/sales/orders/1.1.0.yank.01A.json': event('yank', '1.1.0', { reason: 'wrong sums' }) });
    const reader = await place.open();
    expect(reader.findVersion(reader.findProduct('sales/orders'), undefined).version).toBe('1.0.0');
    tamper(place, { 'status/sales/orders/1.1.0.move.01B.json': event('move', '1.1.0', { to: 'commerce/orders' }) });
    expect((await place.open()).findProduct('sales/orders').key).toBe('commerce/orders');
  });

  test('is one for two processes at once', async () => {
    const place = await registryWith(orders);
    const readers = await Promise.all(Array.from({ length: 4 }, async () => await place.open()));
    expect(readers.map(versionsIn)).toEqual(Array.from({ length: 4 }, () => ['sales/orders@1.0.0']));
    expect(readdirSync(cacheOf(place)).filter((name) => name.startsWith('new-'))).toEqual([]);
  });
});

describe('a cache that is broken', () => {
  test.each<[string, (cache: string) => void]>([
    ['has lost its objects', (cache) => { rmSync(join(cache, 'mirror.git', 'objects'), { recursive: true }); }],
    ['has lost its packs but not its index', (cache) => { rmSync(join(cache, 'mirror.git', 'objects', 'pack'), { recursive: true }); }],
    ['has packs full of zeros', (cache) => { overwritePacks(cache); }],
    ['has no HEAD', (cache) => { rmSync(join(cache, 'mirror.git', 'HEAD')); }],
    ['has an index that was cut off', (cache) => { cutIndex(cache); }],
    ['has an index of an older dp', (cache) => { writeFileSync(indexOf(cache), '{"index": 0}\n'); }],
    ['has a seen.json that is no JSON', (cache) => { writeFileSync(join(cache, 'seen.json'), '{'); }],
  ])('and %s is made anew, and says nothing', async (_name, harm) => {
    const place = await registryWith(orders);
    await place.open();
    harm(cacheOf(place));
    const reader = await place.open();
    expect([versionsIn(reader), reader.warnings]).toEqual([['sales/orders@1.0.0'], []]);
    expect((await reader.readVersion('sales/orders', '1.0.0')).file.digest).toBe(candidate(orders).digest);
    await publish(remoteOf(place.sandbox, place.registry), [candidate({ ...orders, version: '1.1.0' })]);
    expect(versionsIn(await place.open())).toEqual(['sales/orders@1.1.0', 'sales/orders@1.0.0']);
  });

  test('by what killed processes left behind is tidied up, a day later', async () => {
    const place = await registryWith(orders);
    await place.open();
    const cache = cacheOf(place);
    const old = new Date(Date.now() - 25 * 60 * 60_000);
    for (const name of ['new-old', 'new-young']) mkdirSync(join(cache, name));
    utimesSync(join(cache, 'new-old'), old, old);
    rmSync(join(cache, 'mirror.git'), { recursive: true });
    await place.open();
    expect(readdirSync(cache).filter((name) => name.startsWith('new-'))).toEqual(['new-young']);
  });

  test('before a publisher uses it is made anew too', async () => {
    const place = await registryWith(orders);
    await place.open();
    rmSync(join(cacheOf(place), 'mirror.git', 'objects', 'pack'), { recursive: true });
    const result = await publish(remoteOf(place.sandbox, place.registry), [candidate({ ...orders, version: '1.1.0' })]);
    expect(result.commit).toBe(place.sandbox.git(place.registry, 'rev-parse', 'main'));
  });

  test('that can not be written is named, with what to set', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    writeFileSync(join(sandbox.path, 'a-file'), '');
    const remote = remoteOf(sandbox, registry, { XDG_CACHE_HOME: join(sandbox.path, 'a-file') });
    const error = await failure(openRegistry(remote.world, remote.url));
    expect([error.code, error.hint]).toEqual(['write-failed', 'set XDG_CACHE_HOME to a folder that dp may write']);
  });
});

function indexOf(cache: string): string {
  return join(cache, readdirSync(cache).find((name) => name.startsWith('index-')) ?? '');
}

function cutIndex(cache: string): void {
  writeFileSync(indexOf(cache), readFileSync(indexOf(cache), 'utf8').slice(0, -20));
}

function overwritePacks(cache: string): void {
  const folder = join(cache, 'mirror.git', 'objects', 'pack');
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name));
    writeFileSync(join(folder, name), Buffer.alloc(512));
  }
}

describe('tampering', () => {
  const path = versionPath('sales/orders', '1.0.0');

  test.each([true, false])('with an old version is noticed and named, also by one who never read it before (warm: %s)', async (warm) => {
    const place = await registryWith(orders, { ...orders, version: '1.1.0' });
    if (warm) await place.open();
    const commit = tamper(place, { [path]: candidate({ ...orders, columns: ['order_id'] }).json });
    const reader = await place.open();
    expect(warningsOf(reader)).toEqual([`registry-tampered ${path} was changed after it was published (commit ${commit}).`]);
    const error = await failure(reader.readVersion('sales/orders', '1.0.0'));
    expect([error.code, error.message]).toEqual(['registry-tampered', `sales/orders 1.0.0 is not what was published: it was changed after it was published (commit ${commit}).`]);
    expect((await reader.readVersion('sales/orders', '1.1.0')).file.version).toBe('1.1.0');
  });

  test.each([true, false])('by deleting a version is noticed and named (warm: %s)', async (warm) => {
    const place = await registryWith(orders, { ...orders, version: '1.1.0' });
    if (warm) await place.open();
    const commit = tamper(place, { [path]: undefined });
    const reader = await place.open();
    expect(warningsOf(reader)).toEqual([`registry-tampered ${path} was deleted after it was published (commit ${commit}).`]);
    const error = await failure(() => reader.findVersion(reader.findProduct('orders'), '1.0.0'));
    expect([error.code, error.message]).toEqual(['registry-tampered', `sales/orders 1.0.0 was deleted after it was published (commit ${commit}).`]);
  });

  test('that was put right again is forgotten', async () => {
    const place = await registryWith(orders);
    await place.open();
    tamper(place, { [path]: '{}' });
    expect((await place.open()).warnings.map(({ rule }) => rule)).toEqual(['registry-tampered', 'registry-entry-skipped']);
    tamper(place, { [path]: candidate(orders).json });
    const reader = await place.open();
    expect([reader.warnings, versionsIn(reader)]).toEqual([[], ['sales/orders@1.0.0']]);
  });

  test('with a manifest that its text does not say is noticed when the version is read', async () => {
    const place = await registryWith({ name: 'returns', version: '1.0.0' });
    tamper(place, { [path]: candidate(orders).json.replace('"status": "active"', '"status": "retired"') });
    const error = await failure((await place.open()).readVersion('sales/orders', '1.0.0'));
    expect([error.code, error.message]).toEqual(['registry-tampered', 'sales/orders 1.0.0 is not what was published: dataproduct.yaml: its parsed manifest is not what its text says.']);
  });

  test('with a text is noticed in every list, and a publisher does not compare with it', async () => {
    const place = await registryWith({ name: 'returns', version: '1.0.0' });
    tamper(place, { [path]: candidate(orders).json.replace('name: total_amount', 'name: total_sum') });
    expect(warningsOf(await place.open())).toEqual([`registry-tampered ${path} is not what was published: contracts/orders.odcs.yaml: its content does not have the sha256 that is stated.`]);
    const error = await failure(publish(remoteOf(place.sandbox, place.registry), [candidate({ ...orders, version: '1.1.0' })]));
    expect([error.code, error.message]).toEqual(['registry-tampered', 'The published sales/orders 1.0.0 is not what was published: its content does not have the sha256 that is stated.']);
  });

  test.each<[string, string]>([
    ['rolled back', 'main~1'],
    ['rewritten', ''],
  ])('with the history (%s) warns a reader, who goes on, and stops a publisher', async (_name, target) => {
    const place = await registryWith(orders, { ...orders, version: '1.1.0' });
    const { sandbox, registry } = place;
    await place.open();
    const seen = sandbox.git(registry, 'rev-parse', 'main');
    const other = target === '' ? sandbox.git(registry, 'commit-tree', 'main^{tree}', '-m', 'one commit') : target;
    sandbox.git(registry, 'update-ref', 'refs/heads/main', other);
    const tip = sandbox.git(registry, 'rev-parse', 'main');
    const error = await failure(publish(remoteOf(sandbox, registry), [candidate({ ...orders, version: '1.2.0' })]));
    expect(error.code).toBe('registry-rewritten');
    expect(error.message).toContain(`${tip} does not descend from ${seen}`);
    expect(warningsOf(await place.open())).toEqual([`registry-rewritten The history of ${registry} was rewritten or rolled back: ${tip} does not descend from ${seen}, which dp saw last.`]);
    expect(warningsOf(await place.open())).toEqual([]);
  });

  test('by emptying the registry is no empty registry', async () => {
    const place = await registryWith(orders);
    place.sandbox.git(place.registry, 'update-ref', '-d', 'refs/heads/main');
    expect((await failure(publish(remoteOf(place.sandbox, place.registry), [candidate({ ...orders, version: '1.1.0' })]))).code).toBe('registry-rewritten');
  });
});

describe('a hostile tree', () => {
  test('is read only where it keeps to the layout; all else is skipped and named', async () => {
    const place = await registryWith(orders);
    const json = candidate(orders).json;
    const changes: Record<string, string> = {
      'products/sales/orders/2.0.0.json': '../../../etc/passwd',
      'products/sales/orders/2.1.0.json': json,
      'products/sales/orders/2.2.0.json': 'x',
      'products/sales/orders/2.3.0.json': json,
      'products/sales/orders/v3.json': json,
      'products/sales/Orders/1.0.0.json': json,
      'products/sales/con/1.0.0.json': json,
      'products/__proto__/orders/1.0.0.json': json,
      'products/sales/orders/x\ny.json': json,
      'products/sales/orders/9.9.9.json': 'x'.repeat(21 * 1024 * 1024),
      'products/sales/orders/4.0.0.json': '['.repeat(200_000),
      'status/sales/orders/1.0.0.yank.01A.json': '{"schema": 7}',
      'README.md': 'hello',
    };
    tamper(place, changes, { 'products/sales/orders/2.0.0.json': '120000', 'products/sales/orders/2.1.0.json': '100755', 'products/sales/orders/2.2.0.json': '160000' });
    const reader = await place.open();
    expect(versionsIn(reader)).toEqual(['sales/orders@1.0.0']);
    expect(reader.warnings.map(({ message }) => message)).toEqual([
      'products/__proto__/orders/1.0.0.json is not read: its domain or name does not fit the grammar: use a-z, 0-9 and -, starting and ending with a letter or digit.',
      'products/sales/Orders/1.0.0.json is not read: its domain or name does not fit the grammar: use a-z, 0-9 and -, starting and ending with a letter or digit.',
      'products/sales/con/1.0.0.json is not read: its domain or name does not fit the grammar: it is a device name on Windows.',
      'products/sales/orders/2.0.0.json is not read: it is a symbolic link.',
      'products/sales/orders/2.1.0.json is not read: it is no plain file (mode 100755).',
      'products/sales/orders/2.2.0.json is not read: it is a submodule.',
      'products/sales/orders/2.3.0.json is not read: it says it is version "1.0.0".',
      'products/sales/orders/4.0.0.json is not read: it is no JSON object.',
      'products/sales/orders/9.9.9.json is not read: it has 22020096 bytes; 20971520 is the most.',
      'products/sales/orders/v3.json is not read: its name is no version: it is no version as semver.org has it, such as 1.2.0.',
      'products/sales/orders/x\ny.json is not read: its name is no version: it is no version as semver.org has it, such as 1.2.0.',
      'status/sales/orders/1.0.0.yank.01A.json is not read: dp does not know its schema 7.',
    ]);
  });

  test('with entries that no file system should hold is read all the same', async () => {
    const place = await registryWith(orders);
    const { sandbox, registry } = place;
    const git = (args: readonly string[], input: string | Buffer = ''): string => execFileSync('git', ['--git-dir', registry, ...args], { env: { ...sandbox.env, GIT_AUTHOR_NAME: 'Eve', GIT_AUTHOR_EMAIL: 'e@x', GIT_COMMITTER_NAME: 'Eve', GIT_COMMITTER_EMAIL: 'e@x' }, input, encoding: 'utf8' }).trim();
    const blob = git(['hash-object', '-w', '--stdin'], 'evil');
    const raw = (...entries: readonly (readonly [string, string, string])[]): string => git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], Buffer.concat(entries.flatMap(([mode, name, oid]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')])));
    const leaf = raw(['100644', '1.0.0.json', blob], ['100644', '1.0.0.json', blob]);
    const products = git(['rev-parse', 'main:products']);
    const marker = git(['rev-parse', 'main:dp-registry.json']);
    const evil = raw(['40000', '..', leaf], ['40000', '.git', leaf], ['100644', 'dp-registry.json', marker], ['40000', 'products', products], ['40000', 'status', raw(['40000', 'sales', raw(['40000', '..', leaf])])]);
    const commit = git(['commit-tree', evil, '-p', 'main', '-m', 'evil']);
    git(['update-ref', 'refs/heads/main', commit]);
    const reader = await place.open();
    expect(versionsIn(reader)).toEqual(['sales/orders@1.0.0']);
    expect(reader.warnings.map(({ path: skipped }) => skipped)).toEqual(['status/sales/../1.0.0.json']);
    expect(existsSync(join(sandbox.path, '1.0.0.json'))).toBe(false);
  });

  test('with a contract id that two products promise says who they are', async () => {
    const place = await registryWith(orders);
    tamper(place, { [versionPath('sales/copies', '1.0.0')]: candidate({ name: 'copies', version: '1.0.0', contractId: 'sales-orders' }).json });
    expect(warningsOf(await place.open())).toEqual(['reference-contract-contested The contract id sales-orders is promised by sales/copies and sales/orders.']);
  });

  test('that is no registry at all is not read', async () => {
    const sandbox = createSandbox();
    const path = join(sandbox.path, 'work');
    mkdirSync(path);
    sandbox.git(path, 'init', '-q', '-b', 'main');
    sandbox.git(path, 'commit', '-q', '--allow-empty', '-m', 'x');
    const remote = remoteOf(sandbox, path);
    const error = await failure(openRegistry(remote.world, remote.url));
    expect([error.code, error.message]).toEqual(['not-a-registry', `${path} is a git repository, but no registry: it has no dp-registry.json.`]);
  });
});
