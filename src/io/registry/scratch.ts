import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { reasonOf } from '../files.ts';
import { gitText, type GitWorld } from '../git.ts';
import { readBlobs, type BlobRead } from '../git-read.ts';
import { hasCommit, initBare, isAncestor, type BareRepository } from './bare-repository.ts';
import type { Mirror } from './mirror.ts';
import { sweepAbandoned } from './sweep.ts';
import { remoteError, runRemote, type RegistryRemote, type RemoteLook } from './remote.ts';

/** A throw-away bare repository that a publisher builds its commit in. Nothing in it is kept. */
export interface Scratch {
  readonly repository: BareRepository;
  /** Whether blobs have to be fetched before they are read. */
  isPartial: boolean;
}

const fetchTimeoutMs = 5 * 60_000;
// A remote by name, set on the command line only, so that nothing is written into a configuration file.
const partialRemote = 'dp-scratch-remote';

/** Runs `work` with a folder that is gone afterwards. */
export async function withScratchFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = makeFolder();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeFolder(): string {
  try {
    sweepAbandoned(tmpdir(), /^dp-publish-/u);
    return mkdtempSync(join(tmpdir(), 'dp-publish-'));
  } catch (error) {
    throw new DpError('write-failed', `dp can't write into ${tmpdir()}: ${reasonOf(error)}.`, { hint: 'set TMPDIR to a folder that dp may write', cause: error });
  }
}

/** A scratch that reads all its objects from a mirror. */
export async function scratchOnMirror(world: GitWorld, folder: string, mirror: Mirror): Promise<Scratch> {
  const repository = await initBare(world, join(folder, 'scratch.git'), mirror.tip);
  const info = join(repository.gitDir, 'objects', 'info');
  mkdirSync(info, { recursive: true });
  writeFileSync(join(info, 'alternates'), `${JSON.stringify(join(mirror.repository.gitDir, 'objects'))}\n`);
  return { repository, isPartial: false };
}

/** A scratch without any objects, for a registry that is empty or will be fetched cold. */
export async function emptyScratch(world: GitWorld, folder: string, sampleId: string | undefined): Promise<Scratch> {
  return { repository: await initBare(world, join(folder, 'scratch.git'), sampleId), isPartial: false };
}

/**
 * Fetches the tip alone, without history and file contents; a server that can't leave contents out sends them.
 * @throws DpError as `remoteError`
 */
export async function fetchCold(remote: RegistryRemote, scratch: Scratch, look: RemoteLook): Promise<void> {
  const result = await partialFetch(remote, scratch, { args: ['--depth=1', '--filter=blob:none', partialRemote, look.branch] });
  scratch.isPartial = result.exitCode === 0;
  if (result.exitCode === 0) return;
  const whole = await runRemote(remote, [`--git-dir=${scratch.repository.gitDir}`, 'fetch', ...fetchFlags, '--depth=1', '--', remote.url.address, look.branch], { timeoutMs: fetchTimeoutMs });
  if (whole.exitCode !== 0) throw remoteError(remote, whole);
}

/**
 * Fetches what came after `from`, which a cold scratch has; says whether the new tip descends from it.
 * @throws DpError as `remoteError`
 */
export async function fetchNewer(remote: RegistryRemote, scratch: Scratch, move: { readonly look: RemoteLook; readonly from: string }): Promise<boolean> {
  const { look, from } = move;
  const result = scratch.isPartial
    ? await partialFetch(remote, scratch, { args: ['--filter=blob:none', partialRemote, look.branch] })
    : await runRemote(remote, [`--git-dir=${scratch.repository.gitDir}`, 'fetch', ...fetchFlags, '--', remote.url.address, look.branch], { timeoutMs: fetchTimeoutMs });
  if (result.exitCode !== 0) throw remoteError(remote, result);
  return look.tip !== undefined && (await hasCommit(scratch.repository, look.tip)) && (await isAncestor(scratch.repository, from, look.tip));
}

/** Reads blobs of a scratch; those a partial one lacks are fetched first, all in one go. */
export async function readScratchBlobs(remote: RegistryRemote, scratch: Scratch, request: { readonly oids: readonly string[]; readonly maxBytes: number }): Promise<Map<string, BlobRead>> {
  const { oids } = request;
  if (scratch.isPartial && oids.length > 0) {
    const missing = await missingObjects(scratch.repository, oids);
    if (missing.length > 0) {
      const result = await partialFetch(remote, scratch, { args: ['--filter=blob:none', '--stdin', partialRemote], input: `${missing.join('\n')}\n` });
      if (result.exitCode !== 0) throw remoteError(remote, result);
    }
  }
  return await readBlobs(scratch.repository, oids, request);
}

const fetchFlags = ['--quiet', '--no-tags', '--no-write-fetch-head'];

async function partialFetch(remote: RegistryRemote, scratch: Scratch, call: { readonly args: readonly string[]; readonly input?: string }): ReturnType<typeof runRemote> {
  const { args, input } = call;
  const settings = [`remote.${partialRemote}.url=${remote.url.address}`, `remote.${partialRemote}.promisor=true`, `remote.${partialRemote}.partialclonefilter=blob:none`];
  // Without this the server takes it that who has the tip has its blobs too, and sends none.
  if (input !== undefined) settings.push('fetch.negotiationAlgorithm=noop');
  return await runRemote(remote, [`--git-dir=${scratch.repository.gitDir}`, ...settings.flatMap((setting) => ['-c', setting]), 'fetch', ...fetchFlags, ...args], { timeoutMs: fetchTimeoutMs, input });
}

// No promisor is configured here, so git looks and does not fetch.
async function missingObjects(repository: BareRepository, oids: readonly string[]): Promise<string[]> {
  const output = await gitText(['cat-file', '--batch-check'], { ...repository, input: `${[...new Set(oids)].join('\n')}\n` });
  return output.split('\n').flatMap((line) => (line.endsWith(' missing') ? [line.slice(0, -' missing'.length)] : []));
}
