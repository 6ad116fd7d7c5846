import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DpError } from '../../src/core/model/errors.ts';
import { parseGitUrl } from '../../src/io/git-url.ts';
import { initRegistry } from '../../src/io/registry/init-registry.ts';
import type { RegistryRemote } from '../../src/io/registry/remote.ts';
import { openToAll, runPublisher } from './publisher.ts';
import { candidate, createRegistry, createSandbox, identity, outcomes, publish, remoteOf, type Sandbox } from './support.ts';

const orders = { name: 'orders', version: '1.0.0' };

function tree(sandbox: Sandbox, registry: string, branch = 'main'): string[] {
  return sandbox.git(registry, 'ls-tree', '-r', branch).split('\n').map((line) => line.replace(/^(\d+) blob \w+\t/u, '$1 '));
}

async function failure(work: Promise<unknown>): Promise<DpError> {
  return await work.then(
    () => { throw new Error('it did not fail'); },
    (error: unknown) => {
      if (error instanceof DpError) return error;
      throw error;
    },
  );
}

describe('publishing to a bare repository', () => {
  test('adds one file a version, in one commit that says where it comes from', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const source = { repository: 'https://git.acme.example/orders.git', commit: '1'.repeat(40) };
    const result = await publish(remoteOf(sandbox, registry), [candidate(orders), candidate({ name: 'customers', version: '2.1.0' })], { source });
    expect(outcomes(result)).toEqual(['sales/customers@2.1.0 published', 'sales/orders@1.0.0 published']);
    expect(tree(sandbox, registry)).toEqual(['100644 dp-registry.json', '100644 products/sales/customers/2.1.0.json', '100644 products/sales/orders/1.0.0.json']);
    expect(sandbox.git(registry, 'cat-file', 'blob', 'main:products/sales/orders/1.0.0.json')).toBe(candidate(orders).json.trimEnd());
    expect(sandbox.git(registry, 'log', '-1', '--format=%H %an <%ae> %cn <%ce> %ad', '--date=iso', 'main')).toBe(`${result.commit ?? ''} Ada <ada@acme.example> Ada <ada@acme.example> ${identity.date.toISOString().slice(0, 10)} 09:00:00 +0000`);
    expect(sandbox.git(registry, 'log', '-1', '--format=%B', 'main')).toMatch(
      /^Publish 2 data products\n\n- sales\/customers 2\.1\.0\n- sales\/orders 1\.0\.0\n\nDp-Source-Repo: https:\/\/git\.acme\.example\/orders\.git\nDp-Source-Commit: 1{40}\nDp-Run: run-\d+-\d+$/u,
    );
    expect(sandbox.git(registry, 'log', '-1', '--format=%(trailers:key=Dp-Source-Commit,valueonly)', 'main').trim()).toBe('1'.repeat(40));
    expect(sandbox.git(registry, 'fsck', '--strict', '--full')).toBe('');
  });

  test('twice is publishing once: the second finds everything unchanged and writes nothing', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const remote = remoteOf(sandbox, registry);
    await publish(remote, [candidate(orders)]);
    const tip = sandbox.git(registry, 'rev-parse', 'main');
    const again = await publish(remote, [candidate(orders)]);
    expect([outcomes(again), again.commit, again.tries]).toEqual([['sales/orders@1.0.0 unchanged'], undefined, 0]);
    expect(sandbox.git(registry, 'rev-parse', 'main')).toBe(tip);
  });

  test('publishes what is new beside what is unchanged', async () => {
    const sandbox = createSandbox();
    const remote = remoteOf(sandbox, await createRegistry(sandbox));
    await publish(remote, [candidate(orders)]);
    expect(outcomes(await publish(remote, [candidate(orders), candidate({ name: 'returns', version: '0.1.0' })]))).toEqual(['sales/orders@1.0.0 unchanged', 'sales/returns@0.1.0 published']);
  });

  test('refuses other bytes under a published version, and then publishes nothing of the run', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const remote = remoteOf(sandbox, registry);
    await publish(remote, [candidate(orders)]);
    const tip = sandbox.git(registry, 'rev-parse', 'main');
    const result = await publish(remote, [candidate({ ...orders, columns: ['order_id'] }), candidate({ name: 'returns', version: '0.1.0' })]);
    expect(outcomes(result)).toEqual(['sales/orders@1.0.0 refused', 'sales/returns@0.1.0 planned']);
    expect(result.plan.products[0]?.drafts.map(({ rule }) => rule)).toEqual(['registry-version-immutable']);
    expect(sandbox.git(registry, 'rev-parse', 'main')).toBe(tip);
  });

  test('refuses a contract id that another product published', async () => {
    const sandbox = createSandbox();
    const remote = remoteOf(sandbox, await createRegistry(sandbox));
    await publish(remote, [candidate(orders)]);
    const result = await publish(remote, [candidate({ name: 'order-copies', version: '1.0.0', contractId: 'sales-orders' })]);
    expect(result.plan.products[0]?.drafts.map(({ rule, message }) => `${rule} ${message}`)).toEqual(['registry-contract-owned The contract id "sales-orders" belongs to sales/orders.']);
  });

  test('compares with the greatest version below that is not yanked', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const remote = remoteOf(sandbox, registry);
    await publish(remote, [candidate(orders)]);
    await publish(remote, [candidate({ ...orders, version: '1.1.0' })]);
    addFile(sandbox, registry, 'status/sales/orders/1.1.0.yank.01JD3A.json', JSON.stringify({ schema: 1, action: 'yank', version: '1.1.0', at: '2026-11-01T00:00:00Z', actor: 'orders-team', data: {} }));
    const compared: string[] = [];
    const gate = (base: { readonly origin: string }): { isOk: true; demanded: 'minor'; drafts: [] } => {
      compared.push(base.origin);
      return { isOk: true, demanded: 'minor', drafts: [] };
    };
    const result = await publish(remote, [candidate({ ...orders, version: '1.2.0' })], { gate });
    expect(outcomes(result)).toEqual(['sales/orders@1.2.0 published']);
    expect(compared).toEqual(['registry:sales/orders@1.0.0']);
    expect(result.plan.products[0]?.base).toBe('1.0.0');
  });
});

test('a product that moved is compared with what it was under its old key, and keeps its contract id', async () => {
  const sandbox = createSandbox();
  const registry = await createRegistry(sandbox);
  const remote = remoteOf(sandbox, registry);
  await publish(remote, [candidate(orders)]);
  addFile(sandbox, registry, 'status/sales/orders/1.0.0.move.01JD3A.json', JSON.stringify({ schema: 1, action: 'move', version: '1.0.0', at: '2026-11-01T00:00:00Z', actor: 'orders-team', data: { to: 'commerce/orders' } }));
  const moved = candidate({ ...orders, domain: 'commerce', version: '1.1.0', contractId: 'sales-orders' });
  const refusing = await publish(remote, [moved], { gate: (base) => ({ isOk: base.origin !== 'registry:sales/orders@1.0.0', demanded: 'major', drafts: [] }) });
  expect([outcomes(refusing), refusing.plan.products[0]?.base]).toEqual([['commerce/orders@1.1.0 refused'], '1.0.0']);
  expect(outcomes(await publish(remote, [moved]))).toEqual(['commerce/orders@1.1.0 published']);
  expect(outcomes(await publish(remote, [candidate({ ...orders, version: '1.2.0' })]))).toEqual(['sales/orders@1.2.0 refused']);
});

/** Commits a file to a registry with plain git, as somebody else would. */
function addFile(sandbox: Sandbox, registry: string, path: string, content: string): void {
  const clone = join(sandbox.path, `clone-${String(Math.floor(performance.now() * 1000))}`);
  sandbox.git(sandbox.path, 'clone', '-q', registry, clone);
  mkdirSync(join(clone, path, '..'), { recursive: true });
  writeFileSync(join(clone, path), content);
  sandbox.git(clone, 'add', '-A');
  sandbox.git(clone, 'commit', '-qm', 'somebody else');
  sandbox.git(clone, 'push', '-q', 'origin', 'HEAD');
  rmSync(clone, { recursive: true });
}

describe('a machine without a cache', () => {
  async function coldRemote(filter: boolean): Promise<{ sandbox: Sandbox; registry: string; cold: RegistryRemote }> {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    sandbox.git(registry, 'config', 'uploadpack.allowFilter', String(filter));
    await publish(remoteOf(sandbox, registry), [candidate(orders)]);
    await publish(remoteOf(sandbox, registry), [candidate({ name: 'returns', version: '1.0.0' })]);
    return { sandbox, registry, cold: remoteOf(sandbox, `file://${registry}`, { XDG_CACHE_HOME: join(sandbox.path, 'other-cache') }) };
  }

  test.each([true, false])('publishes without keeping a mirror (server with filters: %s)', async (filter) => {
    const { sandbox, registry, cold } = await coldRemote(filter);
    expect(outcomes(await publish(cold, [candidate({ ...orders, version: '1.0.1' })]))).toEqual(['sales/orders@1.0.1 published']);
    expect(tree(sandbox, registry)).toContain('100644 products/sales/orders/1.0.1.json');
    const caches = join(sandbox.path, 'other-cache', 'dp', 'registry');
    expect(readdirSync(caches).map((name) => readdirSync(join(caches, name)))).toEqual([['seen.json']]);
    expect(sandbox.git(registry, 'fsck', '--strict', '--full')).toBe('');
  });

  test('goes by what it saw last all the same: a rolled-back registry is refused until that is accepted', async () => {
    const { sandbox, registry, cold } = await coldRemote(true);
    await publish(cold, [candidate({ ...orders, version: '1.0.1' })]);
    const seen = sandbox.git(registry, 'rev-parse', 'main');
    sandbox.git(registry, 'update-ref', 'refs/heads/main', 'main~1');
    const tip = sandbox.git(registry, 'rev-parse', 'main');
    const error = await failure(publish(cold, [candidate({ ...orders, version: '1.0.2' })]));
    expect([error.code, error.message]).toEqual(['registry-rewritten', `The history of file://${registry} was rewritten or rolled back: ${tip} does not descend from ${seen}, which dp saw last.`]);
    expect(sandbox.git(registry, 'rev-parse', 'main')).toBe(tip);
    expect(outcomes(await publish(cold, [candidate({ ...orders, version: '1.0.2' })], { isRewriteAccepted: true }))).toEqual(['sales/orders@1.0.2 published']);
    expect(outcomes(await publish(cold, [candidate({ ...orders, version: '1.0.3' })]))).toEqual(['sales/orders@1.0.3 published']);
  });

  test('publishes where nothing can be kept', async () => {
    const { sandbox, registry } = await coldRemote(true);
    openToAll(sandbox);
    mkdirSync(join(sandbox.path, 'read-only'), { mode: 0o555 });
    const run = await runPublisher(sandbox, { registry, products: [{ ...orders, version: '1.0.1' }], env: { XDG_CACHE_HOME: join(sandbox.path, 'read-only') }, isUnprivileged: true });
    expect(run).toEqual({ outcomes: ['sales/orders@1.0.1 published'] });
    expect(readdirSync(join(sandbox.path, 'read-only'))).toEqual([]);
  });
});

describe('odd registries', () => {
  test('with another branch as HEAD are written there', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    sandbox.git(registry, 'branch', '-m', 'main', 'trunk');
    expect(sandbox.git(registry, 'symbolic-ref', 'HEAD')).toBe('refs/heads/trunk');
    await publish(remoteOf(sandbox, registry), [candidate(orders)]);
    expect(sandbox.git(registry, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/trunk');
    expect(tree(sandbox, registry, 'trunk')).toContain('100644 products/sales/orders/1.0.0.json');
  });

  test('whose HEAD points to a branch that is not there are written to main', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    sandbox.git(registry, 'symbolic-ref', 'HEAD', 'refs/heads/master');
    expect(outcomes(await publish(remoteOf(sandbox, registry), [candidate(orders)]))).toEqual(['sales/orders@1.0.0 published']);
    expect(sandbox.git(registry, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('with SHA-256 objects work the same', async () => {
    const sandbox = createSandbox();
    const registry = join(sandbox.path, 'registry.git');
    sandbox.git(sandbox.path, 'init', '-q', '--bare', '--object-format=sha256', registry);
    await initRegistry({ world: sandbox.world(), url: parseGitUrl(registry, { baseDir: sandbox.path }), name: 'acme', identity });
    const remote = remoteOf(sandbox, registry);
    expect(outcomes(await publish(remote, [candidate(orders)]))).toEqual(['sales/orders@1.0.0 published']);
    expect(outcomes(await publish(remote, [candidate({ ...orders, version: '1.0.1' })]))).toEqual(['sales/orders@1.0.1 published']);
  });

  test.each<[string, (sandbox: Sandbox, path: string) => void, string, string]>([
    ['that are not there', () => undefined, 'not-a-registry', 'There is no git repository at PATH, or you may not see it.'],
    ['that are empty', (sandbox, path) => void sandbox.git(sandbox.path, 'init', '-q', '--bare', path), 'not-a-registry', 'The repository PATH is empty.'],
    ['that are something else', (sandbox, path) => { seedOther(sandbox, path); }, 'not-a-registry', 'PATH is a git repository, but no registry: it has no dp-registry.json.'],
    ['of a newer dp', (sandbox, path) => { seedNewer(sandbox, path); }, 'newer-format', 'The registry PATH has layout 2, written by a newer dp; this one writes 1.'],
  ])('%s are not written to', async (_name, seed, code, message) => {
    const sandbox = createSandbox();
    const path = join(sandbox.path, 'registry.git');
    seed(sandbox, path);
    const error = await failure(publish(remoteOf(sandbox, path), [candidate(orders)]));
    expect([error.code, error.message.replaceAll(path, 'PATH')]).toEqual([code, message]);
  });
});

function seedOther(sandbox: Sandbox, path: string): void {
  sandbox.git(sandbox.path, 'init', '-q', '--bare', '-b', 'main', path);
  addFile(sandbox, path, 'README.md', 'hello');
}

function seedNewer(sandbox: Sandbox, path: string): void {
  sandbox.git(sandbox.path, 'init', '-q', '--bare', '-b', 'main', path);
  addFile(sandbox, path, 'dp-registry.json', '{"format": 2, "name": "acme"}');
}

describe('a server that does not take it', () => {
  function hook(registry: string, name: string, script: string): void {
    mkdirSync(join(registry, 'hooks'), { recursive: true });
    writeFileSync(join(registry, 'hooks', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(registry, 'hooks', name), 0o755);
  }

  test('declines by a hook: what it said is shown, nothing is retried', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    hook(registry, 'pre-receive', 'echo "only CI may publish; token=glpat-abcdefghijkl" >&2; exit 1');
    const error = await failure(publish(remoteOf(sandbox, registry), [candidate(orders)]));
    expect([error.code, error.message.split('\n')[0]]).toEqual(['registry-declined', `The registry ${registry} did not take it: a hook of the server declined.`]);
    expect(error.message).toContain('only CI may publish; token=***');
    expect(error.message).not.toContain('glpat');
  });

  test('dies half way twice: the third push arrives', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    hook(registry, 'pre-receive', `if [ ! -e "${sandbox.path}/second" ]; then [ -e "${sandbox.path}/first" ] && touch "${sandbox.path}/second"; touch "${sandbox.path}/first"; kill -9 $PPID; sleep 1; fi`);
    const result = await publish(remoteOf(sandbox, registry), [candidate(orders)]);
    expect([outcomes(result), result.tries]).toEqual([['sales/orders@1.0.0 published'], 3]);
    expect(sandbox.git(registry, 'rev-list', '--count', 'main')).toBe('2');
  });

  test('takes it and dies before it can say so: the run finds its own commit and says published, once', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    hook(registry, 'post-receive', `[ -e "${sandbox.path}/first" ] || { touch "${sandbox.path}/first"; kill -9 $PPID; sleep 1; }`);
    const result = await publish(remoteOf(sandbox, registry), [candidate(orders)]);
    expect([outcomes(result), result.commit, result.tries]).toEqual([['sales/orders@1.0.0 published'], sandbox.git(registry, 'rev-parse', 'main'), 1]);
    expect(sandbox.git(registry, 'rev-list', '--count', 'main')).toBe('2');
  });

  test('has a stale lock: it is named, and left where it is', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const lock = join(registry, 'refs', 'heads', 'main.lock');
    writeFileSync(lock, '');
    const old = new Date(Date.now() - 10 * 60_000);
    utimesSync(lock, old, old);
    const error = await failure(publish(remoteOf(sandbox, registry), [candidate(orders)]));
    expect([error.code, error.message]).toEqual(['registry-declined', `The registry ${registry} is blocked by a lock file that is 10 minutes old: ${lock}.`]);
    expect(existsSync(lock)).toBe(true);
  });

  test('has a lock that goes away: the run waits for it', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const lock = join(registry, 'refs', 'heads', 'main.lock');
    writeFileSync(lock, '');
    const said: string[] = [];
    const result = await publish(remoteOf(sandbox, registry), [candidate(orders)], {
      onProgress: (text) => {
        said.push(text);
        rmSync(lock, { force: true });
      },
    });
    expect([outcomes(result), said]).toEqual([['sales/orders@1.0.0 published'], ['somebody else is publishing; trying again (2)']]);
  });

  test('never lets go: the run gives up by its total time', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    writeFileSync(join(registry, 'refs', 'heads', 'main.lock'), '');
    const error = await failure(publish(remoteOf(sandbox, registry), [candidate(orders)], { giveUpAfterMs: 6 }));
    expect([error.code, error.message.replace(/after \d+ tries/u, 'after N tries')]).toEqual(['connection', `dp gave up on ${registry} after N tries: somebody else is publishing.`]);
  });

  test('forbids writing to this user', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    openToAll(sandbox);
    execFileSync('chmod', ['-R', 'a-w', registry]);
    const run = await runPublisher(sandbox, { registry, products: [orders], env: { XDG_CACHE_HOME: join(sandbox.path, 'cache-of-nobody') }, isUnprivileged: true });
    execFileSync('chmod', ['-R', 'u+w', registry]);
    expect(run).toEqual({ code: 'registry-declined', message: expect.stringContaining(`The registry ${registry} did not take it: you may read but not write there.`) as string });
  });
});

describe('surroundings', () => {
  test('a git hook around the run does not leak into it', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    sandbox.git(sandbox.path, 'init', '-q', 'work');
    const work = join(sandbox.path, 'work');
    const env = { GIT_DIR: join(work, '.git'), GIT_INDEX_FILE: join(work, '.git', 'index'), GIT_WORK_TREE: work, GIT_PREFIX: 'x/', GIT_QUARANTINE_PATH: '/nowhere', GIT_OBJECT_DIRECTORY: '/nowhere' };
    expect(outcomes(await publish(remoteOf(sandbox, registry, env), [candidate(orders)]))).toEqual(['sales/orders@1.0.0 published']);
    expect(sandbox.git(work, 'for-each-ref')).toBe('');
  });

  test('hostile user settings change neither bytes nor what is pushed, and run nothing', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    const canary = join(sandbox.path, 'canary');
    const hooks = join(sandbox.path, 'hooks');
    mkdirSync(hooks);
    for (const name of ['pre-push', 'post-commit', 'reference-transaction', 'post-index-change']) {
      writeFileSync(join(hooks, name), `#!/bin/sh\ntouch ${canary}\n`);
      chmodSync(join(hooks, name), 0o755);
    }
    // A server on this machine is the user's own git: it would run the user's global hooks, so only the client's are set.
    sandbox.git(registry, 'config', 'core.hooksPath', '/dev/null');
    const settings = ['[core]', `hooksPath = ${hooks}`, 'autocrlf = true', 'eol = crlf', `fsmonitor = touch ${canary}`, `attributesFile = ${hooks}/attributes`, `pager = touch ${canary}`, '[commit]', 'gpgsign = true', '[gpg]', `program = ${hooks}/gpg`, '[push]', 'followTags = true', 'gpgSign = true', 'pushOption = x', 'default = nothing', 'recurseSubmodules = on-demand', '[fetch]', 'prune = true', 'recurseSubmodules = true', '[init]', `templateDir = ${hooks}`, 'defaultBranch = weird', '[i18n]', 'commitEncoding = latin1', '[transfer]', 'hideRefs = refs/dp', '[user]', 'useConfigOnly = true', '[pack]', 'packSizeLimit = 1m', '[log]', 'showSignature = true', '[diff]', 'noprefix = true', 'renames = copies', `external = touch ${canary}`];
    writeFileSync(join(sandbox.path, 'home', '.gitconfig'), settings.join('\n'));
    writeFileSync(join(hooks, 'attributes'), '* text=auto filter=evil\n');
    const remote = remoteOf(sandbox, registry, { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' });
    expect(outcomes(await publish(remote, [candidate(orders)]))).toEqual(['sales/orders@1.0.0 published']);
    expect(outcomes(await publish(remote, [candidate({ ...orders, version: '1.0.1' })]))).toEqual(['sales/orders@1.0.1 published']);
    expect(existsSync(canary)).toBe(false);
    rmSync(join(sandbox.path, 'home', '.gitconfig'));
    expect(sandbox.git(registry, 'cat-file', 'blob', 'main:products/sales/orders/1.0.0.json')).toBe(candidate(orders).json.trimEnd());
    expect(sandbox.git(registry, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  test('Ctrl-C while it waits stops it, and leaves nothing behind', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    writeFileSync(join(registry, 'refs', 'heads', 'main.lock'), '');
    const controller = new AbortController();
    const remote = { ...remoteOf(sandbox, registry), world: { ...sandbox.world(), signal: controller.signal } };
    const error = await failure(publish(remote, [candidate(orders)], { onProgress: () => { controller.abort(); } }));
    expect(error.code).toBe('interrupted');
    expect(sandbox.git(registry, 'rev-list', '--count', 'main')).toBe('1');
  });

  test('Ctrl-C during the push does not stop it half way: it lands, and is said to have', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    mkdirSync(join(registry, 'hooks'), { recursive: true });
    writeFileSync(join(registry, 'hooks', 'pre-receive'), `#!/bin/sh\ntouch "${sandbox.path}/pushing"; sleep 0.5\n`);
    chmodSync(join(registry, 'hooks', 'pre-receive'), 0o755);
    const controller = new AbortController();
    const remote = { ...remoteOf(sandbox, registry), world: { ...sandbox.world(), signal: controller.signal } };
    const watch = setInterval(() => { if (existsSync(join(sandbox.path, 'pushing'))) controller.abort(); }, 20);
    const result = await publish(remote, [candidate(orders)]).finally(() => { clearInterval(watch); });
    expect([controller.signal.aborted, outcomes(result), result.commit]).toEqual([true, ['sales/orders@1.0.0 published'], sandbox.git(registry, 'rev-parse', 'main')]);
  });

  test('the mirror and its settings hold no address with a secret', async () => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    await publish(remoteOf(sandbox, registry), [candidate(orders)]);
    const caches = join(sandbox.path, 'cache', 'dp', 'registry');
    const [only = ''] = readdirSync(caches);
    expect(readFileSync(join(caches, only, 'mirror.git', 'config'), 'utf8')).not.toMatch(/url|remote/u);
  });
});
