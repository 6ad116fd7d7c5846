import maxSatisfying from 'semver/ranges/max-satisfying.js';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { compareText } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import { parseVersion } from '../../core/model/semver.ts';
import { isYamlName } from '../../core/workspace/identify.ts';
import { cacheFolder } from '../cache-folder.ts';
import { reasonOf } from '../files.ts';
import { type GitResult, runGit } from '../git.ts';
import { listTree, readBlobs, resolveCommit, type TreeEntry } from '../git-read.ts';
import { bareRepository, initBare } from '../registry/bare-repository.ts';
import type { World } from '../world.ts';
import type { LockedPack } from './lock-file.ts';
import type { GitReference } from './pack-reference.ts';
import { type PackTree } from './pack-store.ts';

export interface FetchedPack {
  readonly tag: string;
  readonly commit: string;
  /** Every YAML file of the repository at that commit. */
  readonly files: PackTree;
}

const timeoutMs = 120_000;
const mostFiles = 5000;

/**
 * Asks a repository for the greatest tagged version in the range, or for exactly what is locked, and reads it. A tag that
 * is locked and points elsewhere now is refused. Errors: `connection`, `configuration`, `git-failed`.
 */
export async function fetchPack(world: World, reference: GitReference, options: { readonly locked: readonly LockedPack[]; readonly isLockedOnly: boolean }): Promise<FetchedPack> {
  const tags = await remoteTags(world, reference);
  for (const entry of options.locked) refuseMoved(entry, tags.get(entry.tag), reference);
  const [pinned] = options.locked;
  const tag = options.isLockedOnly && pinned !== undefined ? pinned.tag : chooseTag(tags, reference);
  const commit = tags.get(tag);
  if (commit === undefined) throw noTag(reference, tags);
  return { tag, commit, files: await readCommit(world, { reference, tag, commit }) };
}

function refuseMoved(entry: LockedPack, commit: string | undefined, { url }: GitReference): void {
  if (commit === entry.commit) return;
  const now = commit === undefined ? 'is gone' : `points to ${commit.slice(0, 12)} now`;
  throw new DpError('configuration', `The tag ${entry.tag} of ${url.shown} was ${entry.commit.slice(0, 12)} when it was locked and ${now}: a published version must never change.`, {
    hint: `ask ${url.shown} for a new version; to take the tag as it is, remove ${entry.name} from dp.lock and run dp policy update`,
  });
}

async function remoteTags(world: World, { url }: GitReference): Promise<Map<string, string>> {
  const result = await runGit(['-c', 'protocol.version=2', 'ls-remote', '--tags', '--', url.address], { world, cwd: neutralFolder(world), timeoutMs });
  if (result.exitCode !== 0) throw unreachable(url.shown, result);
  const tags = new Map<string, string>();
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const match = /^([0-9a-f]{40,64})\trefs\/tags\/([A-Za-z0-9][A-Za-z0-9._/+-]*?)(\^\{\})?$/u.exec(line);
    const [, commit, name, peeled] = match ?? [];
    if (commit === undefined || name === undefined || name.includes('..') || (peeled === undefined && tags.has(name))) continue;
    tags.set(name, commit);
  }
  return tags;
}

// A folder whose own repository settings can't speak into the call.
function neutralFolder(world: World): string {
  return parse(world.cwd).root || '/';
}

function unreachable(shown: string, result: GitResult): DpError {
  const line = result.stderr.split('\n').find((text) => text.trim() !== '' && !text.startsWith('warning:'));
  const said = result.isTimedOut ? 'it took too long' : (line ?? 'git said nothing').replace(/^(?:fatal|error): /u, '').replace(/\.$/u, '');
  return new DpError('connection', `The policy packs of ${shown} can't be read: ${said}.`, { hint: `git ls-remote ${shown}` });
}

/** `2.3.0`, `v2.3.0`, or, where a repository holds several packs, `core-v2.3.0` and `core/v2.3.0`. */
function chooseTag(tags: ReadonlyMap<string, string>, reference: GitReference): string {
  const pack = basename(reference.path).replace(/\.ya?ml$/iu, '');
  const own = pack === '' ? [] : versionsOf(tags, new RegExp(`^${pack.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}[-/@]v?(.+)$`, 'u'));
  const versions = own.length > 0 ? own : versionsOf(tags, /^v?(.+)$/u);
  const chosen = maxSatisfying(versions.map(({ version }) => version), reference.range);
  const tag = versions.find(({ version }) => version === chosen)?.tag;
  if (tag === undefined) throw noTag(reference, tags);
  return tag;
}

function versionsOf(tags: ReadonlyMap<string, string>, pattern: RegExp): { tag: string; version: string }[] {
  return [...tags.keys()].flatMap((tag) => {
    const version = pattern.exec(tag)?.[1];
    return version !== undefined && parseVersion(version) !== undefined ? [{ tag, version }] : [];
  });
}

function noTag(reference: GitReference, tags: ReadonlyMap<string, string>): DpError {
  const names = [...tags.keys()].sort(compareText);
  const list = names.length === 0 ? 'It has no tags.' : `Its tags are ${names.slice(-10).join(', ')}.`;
  return new DpError('configuration', `${reference.url.shown} has no version in the range ${reference.range}. ${list}`, { hint: 'tag a version of the pack, such as v1.0.0, or change the range in dp.yaml' });
}

interface Wanted {
  readonly reference: GitReference;
  readonly tag: string;
  readonly commit: string;
}

async function readCommit(world: World, { reference, tag, commit }: Wanted): Promise<PackTree> {
  const folder = makeFolder(world);
  try {
    const gitDir = join(folder, 'pack.git');
    const repository = await initBare(world, gitDir, commit);
    const args = ['-c', 'protocol.version=2', '-c', 'fetch.fsckObjects=true', 'fetch', '--quiet', '--no-tags', '--depth=1', '--no-write-fetch-head', '--', reference.url.address, `+refs/tags/${tag}:refs/dp/pack`];
    const result = await runGit(args, { world, gitDir, cwd: neutralFolder(world), timeoutMs });
    if (result.exitCode !== 0) throw unreachable(reference.url.shown, result);
    const found = await resolveCommit(bareRepository(world, gitDir), 'refs/dp/pack');
    if (found !== commit) throw new DpError('connection', `The tag ${tag} of ${reference.url.shown} changed while dp was reading it.`, { hint: 'try again' });
    const entries = (await listTree(repository, commit)).filter((entry) => entry.type === 'blob' && isYamlName(entry.path));
    return await readEntries(entries, { reference, repository });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readEntries(entries: readonly TreeEntry[], { reference, repository }: { readonly reference: GitReference; readonly repository: ReturnType<typeof bareRepository> }): Promise<PackTree> {
  // A link is no file: whoever names it gets "there is no policy pack".
  const files = entries.filter(({ mode }) => mode !== '120000');
  if (files.length > mostFiles) throw new DpError('configuration', `${reference.url.shown} holds more than ${String(mostFiles)} YAML files: keep policy packs in a repository of their own.`);
  const blobs = await readBlobs(repository, files.map(({ oid }) => oid), { maxBytes: maxFileBytes });
  return new Map(
    files.flatMap(({ path, oid }) => {
      const blob = blobs.get(oid);
      return blob?.ok === true ? [[path, new Uint8Array(blob.bytes)] as const] : [];
    }),
  );
}

function makeFolder(world: World): string {
  const parent = join(cacheFolder(world), 'packs');
  try {
    mkdirSync(parent, { recursive: true });
    return mkdtempSync(join(parent, 'new-'));
  } catch (error) {
    throw new DpError('write-failed', `dp can't write its cache in ${parent}: ${reasonOf(error)}.`, { hint: 'set XDG_CACHE_HOME to a folder that dp may write', cause: error });
  }
}
