import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { reasonOf } from '../files.ts';
import { runGit } from '../git.ts';
import { bareRepository, hasCommit, initBare, isAncestor, type BareRepository } from './bare-repository.ts';
import { lookAtRemote, remoteError, runRemote, type RegistryRemote, type RemoteLook } from './remote.ts';
import { sweepAbandoned } from './sweep.ts';
import { lastSeen, registryCache, rememberSeen } from './seen.ts';

/** The registry with its whole history on this machine, as it stood when the remote was asked. */
export interface Mirror {
  readonly repository: BareRepository;
  /** Where files that belong to this registry are cached. */
  readonly folder: string;
  readonly branch: string;
  readonly tip: string;
  /** The tip seen before, where the new one does not descend from it: the history was rewritten or rolled back. */
  readonly rewrittenFrom: string | undefined;
}

const fetchTimeoutMs = 15 * 60_000;
const manyPacks = 24;

/** Whether this machine has a mirror of the registry. */
export function hasMirror(remote: RegistryRemote): boolean {
  return existsSync(join(registryCache(remote), 'mirror.git', 'HEAD'));
}

/**
 * Brings the kept mirror up to date: one `ls-remote`, and a fetch only if something moved. A mirror that is broken is
 * made anew. Several processes may do this at once.
 * @throws DpError `not-a-registry` for an empty repository, and what `lookAtRemote` throws
 */
export async function openMirror(remote: RegistryRemote): Promise<Mirror> {
  const seen = lastSeen(remote);
  const look = await lookAtRemote(remote);
  return await mirrorOf(remote, look, seen);
}

/** As `openMirror`, for a look that was taken already; `seen` was read before it. */
export async function mirrorOf(remote: RegistryRemote, look: RemoteLook, seen: string | undefined): Promise<Mirror> {
  if (look.tip === undefined) throw emptyRegistry(remote);
  const folder = registryCache(remote);
  const repository = await upToDate(remote, { branch: look.branch, tip: look.tip });
  const isContinued = seen === undefined || seen === look.tip || (await isAncestor(repository, seen, look.tip));
  return { repository, folder, branch: look.branch, tip: look.tip, rewrittenFrom: isContinued ? undefined : seen };
}

/** Throws a mirror away that turned out to lack objects, and fetches it again. */
export async function remakeMirror(remote: RegistryRemote, mirror: Mirror): Promise<Mirror> {
  discard(mirror.repository.gitDir);
  return { ...mirror, repository: await makeMirror(remote, mirror) };
}

/** Takes the mirror's tip for good: what does not descend from it is a rewritten history from now on. */
export function acceptTip(remote: RegistryRemote, tip: string): void {
  rememberSeen(remote, tip);
}

/** There is a repository, but no registry in it yet. */
export function emptyRegistry(remote: RegistryRemote): DpError {
  return new DpError('not-a-registry', `The repository ${remote.url.shown} is empty.`, { hint: `dp registry init ${remote.url.shown}` });
}

async function upToDate(remote: RegistryRemote, look: { readonly branch: string; readonly tip: string }): Promise<BareRepository> {
  const gitDir = join(registryCache(remote), 'mirror.git');
  const repository = bareRepository(remote.world, gitDir);
  if (hasMirror(remote)) {
    if (await hasCommit(repository, look.tip)) return repository;
    if (await fetchInto(remote, repository, look)) return repository;
  }
  // Whatever is wrong with what is there, a mirror is only a copy.
  discard(gitDir);
  return await makeMirror(remote, look);
}

async function fetchInto(remote: RegistryRemote, repository: BareRepository, look: { readonly branch: string; readonly tip: string }): Promise<boolean> {
  const args = [`--git-dir=${repository.gitDir}`, '-c', 'fetch.unpackLimit=1', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', remote.url.address, look.branch];
  const result = await runRemote(remote, args, { timeoutMs: fetchTimeoutMs });
  if (!(await hasCommit(repository, look.tip))) {
    if (result.exitCode !== 0 && !isBroken(result.stderr)) throw remoteError(remote, result);
    return false;
  }
  // Only what the next fetch starts from: that another process was quicker does not matter.
  await runGit(['update-ref', 'refs/dp/tip', look.tip], repository);
  await repackIfMany(repository);
  return true;
}

// What a damaged mirror says; anything else is between us and the remote.
function isBroken(stderr: string): boolean {
  return /bad object|loose object|object file|packfile|pack-[0-9a-f]+|index file|not a git repository|corrupt|unable to read|missing (?:blob|tree|commit)|broken/iu.test(stderr);
}

async function repackIfMany(repository: BareRepository): Promise<void> {
  const folder = join(repository.gitDir, 'objects', 'pack');
  const packs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pack')).length : 0;
  if (packs > manyPacks) await runGit(['repack', '-d', '--quiet', '--geometric=2'], repository);
}

async function makeMirror(remote: RegistryRemote, look: { readonly branch: string; readonly tip: string }): Promise<BareRepository> {
  const folder = registryCache(remote);
  const gitDir = join(folder, 'mirror.git');
  const growing = makeFolder(folder);
  try {
    const repository = await initBare(remote.world, join(growing, 'mirror.git'), look.tip);
    const args = [`--git-dir=${repository.gitDir}`, '-c', 'fetch.unpackLimit=1', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', remote.url.address, `+${look.branch}:refs/dp/tip`];
    const result = await runRemote(remote, args, { timeoutMs: fetchTimeoutMs });
    if (result.exitCode !== 0) throw remoteError(remote, result);
    if (!(await hasCommit(repository, look.tip))) {
      throw new DpError('connection', `The registry ${remote.url.shown} was rewritten while dp was reading it.`, { hint: 'try again' });
    }
    moveInto(repository.gitDir, gitDir);
    return bareRepository(remote.world, gitDir);
  } finally {
    rmSync(growing, { recursive: true, force: true });
  }
}

function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    sweepAbandoned(folder, /^new-|\.tmp$/u);
    return mkdtempSync(join(folder, 'new-'));
  } catch (error) {
    throw cacheError(folder, error);
  }
}

function discard(gitDir: string): void {
  if (!existsSync(gitDir)) return;
  try {
    rmSync(gitDir, { recursive: true, force: true });
  } catch (error) {
    throw cacheError(gitDir, error);
  }
}

function cacheError(path: string, error: unknown): DpError {
  return new DpError('write-failed', `dp can't write its cache in ${path}: ${reasonOf(error)}.`, { hint: 'set XDG_CACHE_HOME to a folder that dp may write', cause: error });
}

// Another process may have been quicker; its mirror is as good as ours.
function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, 'HEAD'))) throw error;
  }
}
