import { existsSync } from 'node:fs';
import { parse } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { classifyRemoteFailure } from '../../core/registry/remote-failure.ts';
import type { GitUrl } from '../git-url.ts';
import { runGit, type GitOptions, type GitResult, type GitWorld } from '../git.ts';

/** A registry's repository, wherever it is. */
export interface RegistryRemote {
  readonly world: GitWorld;
  readonly url: GitUrl;
}

/** What a registry's repository looks like from outside, at one moment. */
export interface RemoteLook {
  /** The branch that holds the registry: where the remote's HEAD points. */
  readonly branch: string;
  /** `undefined`: the branch has no commit yet. */
  readonly tip: string | undefined;
}

const lookTimeoutMs = 60_000;

/**
 * Asks the remote for its branch and tip; fetches nothing.
 * @throws DpError `not-a-registry`, `registry-declined`, `connection`, `url-refused`
 */
export async function lookAtRemote(remote: RegistryRemote): Promise<RemoteLook> {
  const named = await listRefs(remote, ['HEAD', 'refs/heads/main']);
  const head = named.head ?? (named.refs.has('refs/heads/main') ? 'refs/heads/main' : undefined);
  if (head !== undefined) return { branch: head, tip: named.refs.get(head) ?? named.refs.get('HEAD') };
  const { refs } = await listRefs(remote, ['refs/heads/*']);
  const branches = [...refs.keys()].filter((ref) => ref !== 'refs/heads/events' && !ref.startsWith('refs/heads/dp/'));
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return { branch: only, tip: refs.get(only) };
  if (branches.length > 1) {
    throw new DpError('not-a-registry', `${remote.url.shown} has several branches and its HEAD points to none of them.`, { hint: 'in the repository: git symbolic-ref HEAD refs/heads/<branch of the registry>' });
  }
  return { branch: await unbornBranch(remote), tip: undefined };
}

async function listRefs(remote: RegistryRemote, patterns: readonly string[]): Promise<{ head: string | undefined; refs: Map<string, string> }> {
  const result = await runRemote(remote, ['ls-remote', '--symref', '--', remote.url.address, ...patterns], { timeoutMs: lookTimeoutMs });
  if (result.exitCode !== 0) throw remoteError(remote, result);
  const refs = new Map<string, string>();
  let head: string | undefined;
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const [value = '', name = ''] = line.split('\t');
    if (value.startsWith('ref: ') && name === 'HEAD') head = value.slice('ref: '.length);
    else if (/^[0-9a-f]{40,64}$/u.test(value)) refs.set(name, value);
  }
  return { head: head !== undefined && isSafeBranch(head) ? head : undefined, refs };
}

function isSafeBranch(ref: string): boolean {
  return /^refs\/heads\/[A-Za-z0-9][A-Za-z0-9._/-]*$/u.test(ref) && !ref.includes('..');
}

// Only a repository on this machine can be asked where its HEAD points before the first commit.
async function unbornBranch(remote: RegistryRemote): Promise<string> {
  const path = remote.url.kind === 'file' ? decodeURI(remote.url.address.slice('file://'.length)) : remote.url.address;
  if (!['file', 'path'].includes(remote.url.kind) || !existsSync(path)) return 'refs/heads/main';
  const result = await runGit(['symbolic-ref', '--quiet', 'HEAD'], { world: remote.world, cwd: path });
  const branch = result.stdout.toString('utf8').trim();
  return result.exitCode === 0 && isSafeBranch(branch) ? branch : 'refs/heads/main';
}

/** A git call that talks to the remote, from a folder whose own repository settings can't speak into it. */
export async function runRemote(remote: RegistryRemote, args: readonly string[], options: Omit<GitOptions, 'world' | 'cwd'>): Promise<GitResult> {
  return await runGit(['-c', 'protocol.version=2', ...args], { ...options, world: remote.world, cwd: parse(remote.world.cwd).root || '/', allowHttp: remote.url.kind === 'http' });
}

/** What a failed call to the remote means to the person who made it. */
export function remoteError(remote: RegistryRemote, result: GitResult): DpError {
  const { shown } = remote.url;
  const said = firstWords(result);
  switch (result.isTimedOut ? 'transient' : classifyRemoteFailure(result.stderr)) {
    case 'missing':
      return new DpError('not-a-registry', `There is no git repository at ${shown}, or you may not see it.`, { hint: `dp registry init ${shown}` });
    case 'denied':
      return new DpError('registry-declined', `The registry ${shown} does not accept your credentials: ${said}.`, { hint: 'check your ssh key, git credential helper or GIT_ASKPASS: git ls-remote <registry>' });
    case 'forbidden-transport':
      return new DpError('url-refused', `git would reach ${shown} over a transport that dp does not allow: ${said}.`, { hint: 'look for url.*.insteadOf in: git config --list --show-origin' });
    case 'untrusted-folder':
      return new DpError('registry-declined', `git does not trust ${shown}, because somebody else owns its folder.`, { hint: `git config --global --add safe.directory ${shown}` });
    case 'unreachable':
    case 'transient':
    case 'unknown':
      return new DpError('connection', `The registry ${shown} can't be reached: ${said}.`, { hint: `git ls-remote ${shown}` });
  }
}

function firstWords(result: GitResult): string {
  if (result.isTimedOut) return 'it took too long';
  const lines = result.stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('warning:'));
  return (lines[0] ?? `git ended with exit code ${String(result.exitCode ?? 'none')}`).replace(/^(?:fatal|error): /u, '').replace(/\.$/u, '');
}
