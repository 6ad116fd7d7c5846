import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { DpError } from '../../src/core/model/errors.ts';
import { gitEnvironment } from '../../src/io/git-env.ts';
import { listTree, mergeBase, readBlobs, resolveCommit } from '../../src/io/git-read.ts';
import { parseGitUrl } from '../../src/io/git-url.ts';
import { gitBytes, runGit } from '../../src/io/git.ts';
import { redact } from '../../src/io/redact.ts';
import { lookAtRemote } from '../../src/io/registry/remote.ts';
import { findTopLevel, readWorkTree } from '../../src/io/work-tree.ts';
import { createRegistry, createSandbox, remoteOf } from './support.ts';

async function errorOf(work: Promise<unknown>): Promise<DpError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DpError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('the git runner', () => {
  test('hands on an allow-list of the environment, and nothing that a hook or a repository sets', () => {
    const env = gitEnvironment({
      PATH: '/bin',
      HOME: '/home/ada',
      HTTPS_PROXY: 'http://proxy',
      no_proxy: 'local',
      GIT_ASKPASS: '/usr/bin/askpass',
      GIT_SSH_COMMAND: 'ssh -i key',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_DIR: '/elsewhere',
      GIT_INDEX_FILE: '/elsewhere/index',
      GIT_WORK_TREE: '/elsewhere',
      GIT_OBJECT_DIRECTORY: '/elsewhere/objects',
      GIT_CONFIG_PARAMETERS: "'core.hooksPath=/evil'",
      GIT_EXTERNAL_DIFF: 'evil',
      GIT_TRACE: '1',
      LANG: 'de_DE.UTF-8',
      LC_ALL: 'de_DE.UTF-8',
      SECRET_TOKEN: 'x',
    });
    expect(env).toEqual({
      PATH: '/bin',
      HOME: '/home/ada',
      HTTPS_PROXY: 'http://proxy',
      no_proxy: 'local',
      GIT_ASKPASS: '/usr/bin/askpass',
      GIT_SSH_COMMAND: 'ssh -i key',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ALLOW_PROTOCOL: 'https:ssh:file',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_NO_REPLACE_OBJECTS: '1',
    });
  });

  test('allows plain http only where it was asked for', () => {
    expect(gitEnvironment({}, { allowHttp: true })['GIT_ALLOW_PROTOCOL']).toBe('https:ssh:file:http');
  });

  test('says what to install where there is no git', async () => {
    const { path } = createSandbox();
    const world = { cwd: path, env: { PATH: path }, signal: new AbortController().signal };
    const error = await errorOf(runGit(['version'], { world }));
    expect([error.code, error.message, error.hint]).toEqual(['git-missing', 'dp needs git, and there is none on the PATH.', 'install git 2.30 or newer (https://git-scm.com/downloads), then try again']);
    expect((await errorOf(findTopLevel(world, path))).code).toBe('git-missing');
  });

  test('gives a failed call as a result, and its reason as an error that holds nothing else', async () => {
    const sandbox = createSandbox();
    const result = await runGit(['rev-parse', '--verify', 'nothing'], { world: sandbox.world() });
    expect(result.exitCode).toBe(128);
    const error = await errorOf(gitBytes(['fetch', '--', 'https://ada:s3cret@localhost:1/r.git'], { world: sandbox.world(), cwd: sandbox.path }));
    expect(error.message).toMatch(/^git fetch failed: fatal: /u);
    expect(`${inspect(error, { depth: 10, showHidden: true })}${JSON.stringify(error)}`).not.toContain('s3cret');
  });

  test('ends a call at its time limit and says so', async () => {
    const sandbox = createSandbox();
    writeFileSync(join(sandbox.path, 'slow'), '#!/bin/sh\nexec sleep 30\n');
    chmodSync(join(sandbox.path, 'slow'), 0o755);
    const result = await runGit(['ls-remote', '--', 'git@localhost:x'], { world: sandbox.world({ GIT_SSH_COMMAND: join(sandbox.path, 'slow') }), timeoutMs: 300 });
    expect([result.isTimedOut, result.exitCode]).toEqual([true, undefined]);
  });

  test('stops with "interrupted" when the signal is given', async () => {
    const sandbox = createSandbox();
    const controller = new AbortController();
    controller.abort();
    expect((await errorOf(runGit(['version'], { world: { ...sandbox.world(), signal: controller.signal } }))).code).toBe('interrupted');
  });

  test.each([
    ['fatal: unable to access https://ada:tok@git.acme.example/r', 'fatal: unable to access https://***@git.acme.example/r'],
    ['https://ghp_abcdefghijklmnop@github.com/x', 'https://***@github.com/x'],
    ['Authorization: Basic YWRhOnRvaw==', 'Authorization: Basic ***'],
    ['GET /x?private_token=abc&y=1', 'GET /x?private_token=***&y=1'],
    ['token glpat-abcdefghijkl is wrong', 'token *** is wrong'],
    ['ssh://git@git.acme.example/r', 'ssh://git@git.acme.example/r'],
    ['git@git.acme.example:r', 'git@git.acme.example:r'],
  ])('redacts %j', (said, shown) => {
    expect(redact(said)).toBe(shown);
  });
});

describe('addresses of registries', () => {
  const baseDir = '/work/orders';
  test.each([
    ['../registry.git', 'path', '/work/registry.git'],
    ['/srv/registry.git', 'path', '/srv/registry.git'],
    ['file:///srv/registry.git', 'file', 'file:///srv/registry.git'],
    ['https://git.acme.example/data/registry.git', 'https', 'https://git.acme.example/data/registry.git'],
    ['https://git.acme.example:8443/r', 'https', 'https://git.acme.example:8443/r'],
    ['ssh://git@git.acme.example:22/r.git', 'ssh', 'ssh://git@git.acme.example:22/r.git'],
    ['git@git.acme.example:data/registry.git', 'ssh', 'git@git.acme.example:data/registry.git'],
  ])('%s is taken', (text, kind, address) => {
    expect(parseGitUrl(text, { baseDir })).toEqual({ kind, address, shown: text });
  });

  test.each([
    ['', 'it is empty'],
    ['--upload-pack=touch canary', 'it starts with a dash, which git would take for an option'],
    ['-oProxyCommand=x', 'it starts with a dash, which git would take for an option'],
    ['ext::sh -c touch% canary', '"::" asks git for a transport that can run commands'],
    ['fd::17', '"::" asks git for a transport that can run commands'],
    ['ssh://-oProxyCommand=touch/x', 'its host is malformed'],
    ['ssh://%2doProxyCommand=touch/x', 'its host is malformed'],
    ['ssh://-oProxyCommand=x@host/x', 'its user is malformed'],
    ['-oProxyCommand=x@host:r', 'it starts with a dash, which git would take for an option'],
    ['git@-oProxyCommand=x:r', 'its host is malformed'],
    ['git@host:-x', 'its path is empty or starts with a dash'],
    ['https://git.acme.example/r\nx', 'it has control characters in it'],
    ['https://user:password@git.acme.example/r', 'it carries a user or a token, which would end up in logs'],
    ['https://TOKEN@git.acme.example/r', 'it carries a user or a token, which would end up in logs'],
    ['https://git.acme.example/r?private_token=TOKEN', 'it has a query or fragment, which may carry a token'],
    ['ssh://git:password@host/r', 'it carries a password'],
    ['git:password@host:r', 'it seems to carry a password'],
    ['http://git.acme.example/r', 'plain http can be read and changed on its way'],
    ['git://git.acme.example/r', 'dp does not speak git'],
    ['ftp://git.acme.example/r', 'dp does not speak ftp'],
    ['file://registry.git', 'a file URL has three slashes: file:///srv/registry.git'],
    ['https://good.example\\@evil.example/r', 'it has a space or a backslash in it'],
  ])('%j is refused: %s', async (text, reason) => {
    const error = await errorOf(Promise.resolve().then(() => parseGitUrl(text, { baseDir })));
    expect(error.code).toBe('url-refused');
    expect(error.message).toContain(`refused: ${reason}.`);
    expect(error.message).not.toMatch(/TOKEN|password@|:password/u);
  });

  test('plain http is taken where it was asked for', () => {
    expect(parseGitUrl('http://git.acme.example/r', { baseDir, allowHttp: true }).kind).toBe('http');
  });
});

describe('hostile settings and refs', () => {
  test('an insteadOf that leads to a command is stopped, and the command does not run', async () => {
    const sandbox = createSandbox();
    const canary = join(sandbox.path, 'canary');
    writeFileSync(join(sandbox.path, 'home', '.gitconfig'), `[url "ext::sh -c 'touch% ${canary}'"]\n\tinsteadOf = https://git.acme.example/\n`);
    const error = await errorOf(lookAtRemote(remoteOf(sandbox, 'https://git.acme.example/registry.git')));
    expect(error.code).toBe('url-refused');
    expect(existsSync(canary)).toBe(false);
  });

  test.each(['--upload-pack=touch', '-x', '', 'a\nb', 'main^{tree}'])('%j is no commit', async (revision) => {
    const sandbox = createSandbox();
    const registry = await createRegistry(sandbox);
    expect((await errorOf(resolveCommit({ world: sandbox.world(), gitDir: registry }, revision))).code).toBe('unknown-name');
  });
});

describe('reading a repository', () => {
  test('lists a revision below a folder and reads its blobs in one go, the large ones aside', async () => {
    const sandbox = createSandbox();
    const { path, git } = sandbox;
    git(path, 'init', '-q', '-b', 'main', 'work');
    const work = join(path, 'work');
    mkdirSync(join(work, 'a[b]', 'c'), { recursive: true });
    writeFileSync(join(work, 'a[b]', 'c', 'Größe \n.txt'), 'small');
    writeFileSync(join(work, 'a[b]', 'big.txt'), 'x'.repeat(2000));
    writeFileSync(join(work, 'ab'), 'other');
    git(work, 'add', '-A');
    git(work, 'commit', '-qm', 'one');
    const repository = { world: sandbox.world(), cwd: work };
    const head = await resolveCommit(repository, 'main');
    const entries = await listTree(repository, head, 'a[b]');
    expect(entries.map((entry) => [entry.mode, entry.type, entry.path])).toEqual([
      ['100644', 'blob', 'a[b]/big.txt'],
      ['100644', 'blob', 'a[b]/c/Größe \n.txt'],
    ]);
    const missing = '1'.repeat(40);
    const blobs = await readBlobs(repository, [...entries.map(({ oid }) => oid), missing], { maxBytes: 100 });
    const shown = entries.map(({ oid }) => blobs.get(oid)).map((blob) => (blob?.ok === true ? blob.bytes.toString('utf8') : blob));
    expect(shown).toEqual([{ ok: false, reason: 'too-large', byteCount: 2000 }, 'small']);
    expect(blobs.get(missing)).toEqual({ ok: false, reason: 'missing', byteCount: 0 });
  });

  test('finds the nearest common ancestor', async () => {
    const sandbox = createSandbox();
    const { path, git } = sandbox;
    git(path, 'init', '-q', '-b', 'main');
    git(path, 'commit', '-q', '--allow-empty', '-m', 'base');
    const base = git(path, 'rev-parse', 'HEAD');
    git(path, 'commit', '-q', '--allow-empty', '-m', 'ours');
    const ours = git(path, 'rev-parse', 'HEAD');
    git(path, 'checkout', '-q', '-b', 'other', base);
    git(path, 'commit', '-q', '--allow-empty', '-m', 'theirs');
    expect(await mergeBase({ world: sandbox.world() }, ours, git(path, 'rev-parse', 'HEAD'))).toBe(base);
  });
});

describe('the work tree', () => {
  test('tells branch, head, what is dirty and where it comes from, without the token in the address', async () => {
    const sandbox = createSandbox();
    const { path, git } = sandbox;
    const work = join(path, 'work');
    git(path, 'init', '-q', '-b', 'trunk', 'work');
    expect(await readWorkTree(sandbox.world(), work)).toMatchObject({ topLevel: work, head: undefined, branch: 'trunk', dirtyPaths: [] });
    writeFileSync(join(work, 'clean.txt'), 'a');
    writeFileSync(join(work, 'changed.txt'), 'a');
    writeFileSync(join(work, 'gone.txt'), 'a');
    git(work, 'add', '-A');
    git(work, 'commit', '-qm', 'one');
    git(work, 'remote', 'add', 'origin', 'https://ada:s3cret@git.acme.example/orders.git');
    writeFileSync(join(work, 'changed.txt'), 'b');
    git(work, 'rm', '-q', 'gone.txt');
    mkdirSync(join(work, 'new'));
    writeFileSync(join(work, 'new', 'ü x.txt'), 'a');
    const facts = await readWorkTree(sandbox.world({ GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index' }), join(work, 'new'));
    expect(facts).toEqual({ topLevel: work, head: git(work, 'rev-parse', 'HEAD'), branch: 'trunk', dirtyPaths: ['changed.txt', 'gone.txt', 'new/ü x.txt'], remoteUrl: 'https://***@git.acme.example/orders.git' });
  });

  test('is nothing outside git', async () => {
    const sandbox = createSandbox();
    expect(await readWorkTree(sandbox.world(), sandbox.path)).toBeUndefined();
  });
});
