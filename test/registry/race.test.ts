import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openRegistry } from '../../src/io/registry/open-registry.ts';
import { runPublisher, startPublisher } from './publisher.ts';
import { candidate, createRegistry, createSandbox, outcomes, publish, remoteOf, type Sandbox } from './support.ts';

const racers = 8;
const lanes = Array.from({ length: racers }, (_unused, index) => index);

function commits(sandbox: Sandbox, registry: string): number {
  return Number(sandbox.git(registry, 'rev-list', '--count', 'main')) - 1;
}

function fsck(sandbox: Sandbox, registry: string): string {
  return sandbox.git(registry, 'fsck', '--strict', '--full', '--no-dangling');
}

/** Each racer on a machine of its own, or all on one with one cache. */
function remotes(sandbox: Sandbox, registry: string, isShared: boolean): ReturnType<typeof remoteOf>[] {
  return lanes.map((lane) => remoteOf(sandbox, registry, isShared ? {} : { XDG_CACHE_HOME: join(sandbox.path, `cache-${String(lane)}`) }));
}

describe(`${String(racers)} publishers at once`, () => {
  test.each([['machines of their own', false], ['one machine and its cache', true]])('with different products on %s all land, each in one commit', async (_name, isShared) => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const results = await Promise.all(remotes(sandbox, registry, isShared).map(async (remote, lane) => await publish(remote, [candidate({ name: `orders-${String(lane)}`, version: '1.0.0' })])));
    expect(results.map((result) => outcomes(result))).toEqual(lanes.map((lane) => [`sales/orders-${String(lane)}@1.0.0 published`]));
    expect(commits(sandbox, registry)).toBe(racers);
    const remote = remoteOf(sandbox, registry, { XDG_CACHE_HOME: join(sandbox.path, 'reader') });
    const reader = await openRegistry(remote.world, remote.url);
    expect([reader.listProducts().map(({ key }) => key), reader.warnings]).toEqual([lanes.map((lane) => `sales/orders-${String(lane)}`), []]);
    expect(fsck(sandbox, registry)).toBe('');
  });

  test('with the same bytes of one version: exactly one says published, the others unchanged', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const results = await Promise.all(remotes(sandbox, registry, false).map(async (remote) => await publish(remote, [candidate({ name: 'orders', version: '1.0.0' })])));
    expect(results.flatMap((result) => outcomes(result)).sort()).toEqual(['sales/orders@1.0.0 published', ...Array.from({ length: racers - 1 }, () => 'sales/orders@1.0.0 unchanged')]);
    expect(commits(sandbox, registry)).toBe(1);
  });

  test('with other bytes under one version: one wins, the others are refused', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const results = await Promise.all(remotes(sandbox, registry, false).map(async (remote, lane) => await publish(remote, [candidate({ name: 'orders', version: '1.0.0', purpose: `Take ${String(lane)}.` })])));
    expect(results.flatMap((result) => outcomes(result)).sort()).toEqual(['sales/orders@1.0.0 published', ...Array.from({ length: racers - 1 }, () => 'sales/orders@1.0.0 refused')]);
    const winner = results.findIndex((result) => outcomes(result)[0] === 'sales/orders@1.0.0 published');
    expect(sandbox.git(registry, 'cat-file', 'blob', 'main:products/sales/orders/1.0.0.json')).toContain(`Take ${String(winner)}.`);
    expect(commits(sandbox, registry)).toBe(1);
  });

  test('with different versions of one product: what lands is in order, what came too late is refused', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const results = await Promise.all(remotes(sandbox, registry, false).map(async (remote, lane) => await publish(remote, [candidate({ name: 'orders', version: `1.0.${String(lane)}` })])));
    const landed = sandbox.git(registry, 'log', '--reverse', '--format=%s', 'main').split('\n').slice(1).map((title) => title.replace('Publish sales/orders ', ''));
    const published = results.flatMap((result) => outcomes(result)).filter((outcome) => outcome.endsWith(' published')).map((outcome) => /@([\d.]+)/u.exec(outcome)?.[1]);
    expect(landed).toEqual([...landed].sort());
    expect([...published].sort()).toEqual([...landed].sort());
    expect(results.flatMap((result) => outcomes(result)).filter((outcome) => !/ (?:published|refused)$/u.test(outcome))).toEqual([]);
  });
});

test('a publisher that somebody overtakes builds on what came first, and says that it tries again', async () => {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const slow = remoteOf(sandbox, registry);
  const fast = remoteOf(sandbox, registry, { XDG_CACHE_HOME: join(sandbox.path, 'other') });
  let overtaken = false;
  const result = await publish(slow, [candidate({ name: 'orders', version: '1.0.0' })], {
    gate: () => ({ isOk: true, demanded: 'patch', drafts: [] }),
    chance: {
      random: () => 0,
      nowMs: () => 0,
      sleep: async () => { await wait(0); },
      // Asked once a commit is built: the very moment to be overtaken.
      get runId() {
        return 'slow';
      },
    },
    onProgress: () => undefined,
    identity: {
      name: 'Ada',
      email: 'ada@acme.example',
      get date() {
        if (!overtaken) {
          overtaken = true;
          sandbox.git(registry, 'update-ref', 'refs/heads/main', sandbox.git(registry, 'commit-tree', 'main^{tree}', '-p', 'main', '-m', 'somebody else'));
        }
        return new Date('2026-11-22T09:00:00Z');
      },
    },
  });
  expect([outcomes(result), result.tries]).toEqual([['sales/orders@1.0.0 published'], 2]);
  expect(sandbox.git(registry, 'log', '--format=%s', 'main')).toBe('Publish sales/orders 1.0.0\nsomebody else\nStart the registry acme');
  expect(outcomes(await publish(fast, [candidate({ name: 'orders', version: '1.0.0' })]))).toEqual(['sales/orders@1.0.0 unchanged']);
});

test('a publisher that is killed at any moment leaves no part of a version, and a re-run is right', { timeout: 120_000 }, async () => {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const products = ['orders', 'returns', 'zones'].map((name) => ({ name, version: '1.0.0' }));
  for (const delayMs of [60, 130, 180, 220, 260, 300, 340, 380, 440, 520]) {
    const version = `1.0.${String(delayMs)}`;
    const child = await startPublisher(sandbox, { registry, products: products.map((product) => ({ ...product, version })) });
    const closed = new Promise((resolve) => child.on('close', resolve));
    await wait(delayMs);
    child.kill('SIGKILL');
    await closed;
    const versions = sandbox.git(registry, 'ls-tree', '-r', '--name-only', 'main').split('\n').filter((path) => path.endsWith(`/${version}.json`));
    expect([0, 3]).toContain(versions.length);
  }
  // Its children may outlive the killed one by a moment.
  await wait(300);
  const rerun = await runPublisher(sandbox, { registry, products: products.map((product) => ({ ...product, version: '1.0.520' })) });
  expect(JSON.stringify(rerun)).toMatch(/^\{"outcomes":\["sales\/orders@1\.0\.520 (published|unchanged)","sales\/returns@1\.0\.520 \1","sales\/zones@1\.0\.520 \1"\]\}$/u);
  expect(fsck(sandbox, registry)).toBe('');
  const remote = remoteOf(sandbox, registry);
  const reader = await openRegistry(remote.world, remote.url);
  expect(reader.warnings).toEqual([]);
  expect(new Set(reader.listProducts().map(({ entries }) => entries.length)).size).toBe(1);
});
