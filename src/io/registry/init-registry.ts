import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { markerPath, readMarker, writeMarker } from '../../core/registry/layout.ts';
import type { GitUrl } from '../git-url.ts';
import { gitBytes, runGit, type GitIdentity, type GitWorld } from '../git.ts';
import { listPaths } from '../git-read.ts';
import { bareRepository, initBare } from './bare-repository.ts';
import { writeCommit } from './commit.ts';
import { pushCommit } from './push.ts';
import { lookAtRemote, type RegistryRemote, type RemoteLook } from './remote.ts';
import { emptyScratch, fetchCold, readScratchBlobs, withScratchFolder } from './scratch.ts';

export interface InitOptions {
  readonly world: GitWorld;
  readonly url: GitUrl;
  /** Default: the last part of the address. */
  readonly name: string | undefined;
  readonly identity: GitIdentity;
}

export interface InitResult {
  /** `created`: a new bare repository; `written`: the first commit of an empty one; `existing`: nothing was changed. */
  readonly outcome: 'created' | 'written' | 'existing';
  readonly name: string;
  readonly branch: string;
}

/**
 * Makes a registry: a bare repository where the path is free, and the first commit where there is none. A registry that
 * is there already stays as it is.
 * @throws DpError `not-a-registry` for a repository that holds something else
 */
export async function initRegistry(options: InitOptions): Promise<InitResult> {
  const { world, url } = options;
  if (options.name !== undefined && !/^[^\p{Cc}]{1,100}$/u.test(options.name)) {
    throw new DpError('usage', 'The name of a registry has 1 to 100 characters, and no control characters.', { hint: 'dp registry init <path> --name acme' });
  }
  const remote: RegistryRemote = { world, url };
  const isCreated = await createIfFree(world, url);
  // Two may start at once: the second looks again and finds what the first has written.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const look = await lookAtPlace(remote);
    if (look.tip !== undefined) return await existing(remote, look);
    const name = options.name ?? nameOf(url);
    const result = await writeFirst(remote, look.branch, { ...options, name });
    if (result) return { outcome: isCreated ? 'created' : 'written', name, branch: shortBranch(look.branch) };
  }
  throw new DpError('connection', `The registry ${url.shown} could not be written: others keep writing to it.`, { hint: `dp registry init ${url.shown}` });
}

async function lookAtPlace(remote: RegistryRemote): Promise<RemoteLook> {
  const { url } = remote;
  try {
    return await lookAtRemote(remote);
  } catch (error) {
    if (!(error instanceof DpError && error.code === 'not-a-registry' && url.kind === 'path')) throw error;
    throw new DpError('not-a-registry', `${url.shown} is a folder with other files in it.`, { hint: 'dp registry init <folder that does not exist yet>', cause: error });
  }
}

function nameOf(url: GitUrl): string {
  const last = basename(url.address.replace(/[/:]+$/u, '').replaceAll(':', '/')).replace(/\.git$/u, '');
  return last === '' ? 'registry' : last;
}

function shortBranch(branch: string): string {
  return branch.replace(/^refs\/heads\//u, '');
}

async function createIfFree(world: GitWorld, url: GitUrl): Promise<boolean> {
  if (url.kind !== 'path' && url.kind !== 'file') return false;
  const path = url.kind === 'file' ? decodeURI(url.address.slice('file://'.length)) : url.address;
  const isFree = !existsSync(path) || isEmptyFolder(path, url.shown);
  if (!isFree) return false;
  const isNew = !existsSync(path);
  try {
    const repository = await initBare(world, path);
    for (const [key, value] of serverSettings) await gitBytes(['config', key, value], repository);
    return true;
  } catch (error) {
    if (isNew) rmSync(path, { recursive: true, force: true });
    if (!(error instanceof DpError && error.code === 'git-failed')) throw error;
    throw new DpError('write-failed', `The registry can't be created at ${url.shown}: ${error.message}`, { cause: error });
  }
}

// What a host of your own should have too; `allowFilter` lets a publisher fetch a tip without the files in it.
export const serverSettings: readonly (readonly [string, string])[] = [
  ['receive.fsckObjects', 'true'],
  ['receive.denyNonFastForwards', 'true'],
  ['receive.denyDeletes', 'true'],
  ['uploadpack.allowFilter', 'true'],
];

function isEmptyFolder(path: string, shown: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') throw new DpError('not-a-registry', `${shown} is a file.`, { hint: 'dp registry init <folder that does not exist yet>' });
    throw error;
  }
}

async function existing(remote: RegistryRemote, look: RemoteLook): Promise<InitResult> {
  const marker = await withScratchFolder(async (folder) => {
    const scratch = await emptyScratch(remote.world, folder, look.tip);
    await fetchCold(remote, scratch, look);
    const [entry] = await listPaths(scratch.repository, look.tip ?? '', [markerPath]);
    const blob = entry === undefined ? undefined : (await readScratchBlobs(remote, scratch, { oids: [entry.oid], maxBytes: 65_536 })).get(entry.oid);
    return blob?.ok === true ? readMarker(blob.bytes.toString('utf8')) : undefined;
  });
  if (marker === undefined) {
    throw new DpError('not-a-registry', `${remote.url.shown} holds something else already: it has commits, and no ${markerPath}.`, { hint: 'name an empty repository, or a folder that does not exist yet' });
  }
  return { outcome: 'existing', name: marker.name, branch: shortBranch(look.branch) };
}

async function writeFirst(remote: RegistryRemote, branch: string, options: InitOptions & { readonly name: string }): Promise<boolean> {
  return await withScratchFolder(async (folder) => {
    const scratch = await emptyScratch(remote.world, folder, await sampleId(remote));
    const commit = await writeCommit(scratch.repository, {
      parent: undefined,
      additions: [{ path: markerPath, content: writeMarker(options.name) }],
      message: `Start the registry ${options.name}\n`,
      identity: options.identity,
      ref: 'refs/dp/first',
    });
    const { outcome, said } = await pushCommit(remote, scratch.repository, { commit, branch });
    if (outcome.kind === 'declined') throw new DpError('registry-declined', `${remote.url.shown} did not take the first commit: ${outcome.reason}.${said.map((line) => `\n  | ${line}`).join('')}`, { hint: outcome.hint });
    return outcome.kind === 'published';
  });
}

// An empty repository of this machine may use SHA-256; a remote one can't be asked before it has a commit.
async function sampleId(remote: RegistryRemote): Promise<string | undefined> {
  const { url, world } = remote;
  if (url.kind !== 'path' && url.kind !== 'file') return undefined;
  const repository = bareRepository(world, url.kind === 'file' ? decodeURI(url.address.slice('file://'.length)) : url.address);
  const format = (await runGit(['rev-parse', '--show-object-format'], repository)).stdout.toString('utf8').trim();
  return format === 'sha256' ? '0'.repeat(64) : undefined;
}
