import { compareText } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import type { World } from '../world.ts';
import { fetchPack } from './fetch-pack.ts';
import { type GitPacks, type PackBase, packLoader } from './load-packs.ts';
import { keyOf, type LockedPack, type LockFile, lockKeyOf, writeLock } from './lock-file.ts';
import { fileLabel, gitBase } from './locked-packs.ts';
import type { GitReference } from './pack-reference.ts';
import { memorySource, type PackSource } from './pack-source.ts';
import { storeTree, treeHash } from './pack-store.ts';

/** What became of one pack of dp.lock. */
export interface PackUpdate {
  readonly name: string;
  readonly reference: string;
  readonly from: string | null;
  readonly to: string;
  readonly commit: string;
}

export interface UpdateRequest {
  /** What dp.yaml extends. */
  readonly references: readonly string[];
  readonly base: PackBase;
  readonly lock: LockFile;
  /** Fetch exactly what is locked; dp.lock stays as it is. */
  readonly isLockedOnly: boolean;
}

interface Fetched {
  readonly reference: GitReference;
  readonly tag: string;
  readonly commit: string;
  readonly base: PackBase;
  /** What of the repository was read for the pack. */
  readonly used: Map<string, Uint8Array>;
}

/**
 * Resolves every pack from git, those that they extend too, fetches them into the user's cache and writes dp.lock.
 * Errors: `connection`, `configuration` for a moved tag, no fitting version or a malformed pack.
 */
export async function updatePacks(world: World, request: UpdateRequest): Promise<{ readonly updates: readonly PackUpdate[]; readonly isChanged: boolean }> {
  const fetched = new Map<string, Promise<Fetched>>();
  const gitPacks: GitPacks = async (reference) => {
    const key = lockKeyOf(reference);
    const known = fetched.get(key) ?? fetchRecorded(world, reference, request);
    fetched.set(key, known);
    const { base } = await known;
    return { base, path: reference.path };
  };
  for (const text of request.references) await packLoader(gitPacks).load(text, request.base);
  const entries: LockedPack[] = [];
  for (const key of fetched.keys()) {
    const item = await fetched.get(key);
    if (item !== undefined) entries.push(await lockEntry(item, gitPacks));
  }
  if (request.isLockedOnly) checkHashes(entries, request.lock);
  for (const { used } of await Promise.all(fetched.values())) storeTree(world, used);
  const isChanged = request.isLockedOnly ? false : writeLock(request.lock, entries);
  return { updates: entries.map((entry) => updateOf(entry, request.lock)).sort((a, b) => compareText(a.reference, b.reference)), isChanged };
}

async function fetchRecorded(world: World, reference: GitReference, { lock, isLockedOnly }: UpdateRequest): Promise<Fetched> {
  const key = lockKeyOf(reference);
  const exact = lock.packs.filter((pack) => keyOf(pack) === key);
  if (isLockedOnly && exact.length === 0) throw new DpError('configuration', `The policy pack ${reference.text} is not in ${lock.file}.`, { hint: 'dp policy update' });
  const others = lock.packs.filter((pack) => pack.url === reference.url.shown && keyOf(pack) !== key);
  const { tag, commit, files } = await fetchPack(world, reference, { locked: isLockedOnly ? exact : [...exact, ...others], isLockedOnly });
  const used = new Map<string, Uint8Array>();
  const source = recording(memorySource(files, fileLabel(reference, tag)), used);
  return { reference, tag, commit, base: gitBase(reference, tag, source), used };
}

/** A source that remembers what was read from it: that, and no more, is what a pack consists of. */
function recording(source: PackSource, used: Map<string, Uint8Array>): PackSource {
  return {
    ...source,
    read: (path) => {
      const bytes = source.read(path);
      used.set(path, bytes);
      return bytes;
    },
  };
}

// Loaded anew by itself, so that everything it needs is read from its own repository once.
async function lockEntry({ reference, tag, commit, base, used }: Fetched, gitPacks: GitPacks): Promise<LockedPack> {
  const { pack } = await packLoader(gitPacks).load(reference.text, base);
  const path = reference.path === '' ? {} : { path: reference.path };
  return { url: reference.url.shown, ...path, range: reference.range, name: pack.name, version: pack.version, tag, commit, sha256: treeHash(used) };
}

function checkHashes(entries: readonly LockedPack[], lock: LockFile): void {
  for (const entry of entries) {
    const pinned = lock.packs.find((pack) => keyOf(pack) === keyOf(entry));
    if (pinned !== undefined && pinned.sha256 !== entry.sha256) {
      throw new DpError('configuration', `The files of ${entry.name} ${entry.version} at ${entry.commit.slice(0, 12)} are not those that dp.lock pins: their hash differs.`, { hint: 'find out who changed dp.lock: git log dp.lock' });
    }
  }
}

function updateOf(entry: LockedPack, lock: LockFile): PackUpdate {
  const before = lock.packs.find((pack) => pack.url === entry.url && pack.path === entry.path);
  return { name: entry.name, reference: referenceText(entry), from: before?.version ?? null, to: entry.version, commit: entry.commit };
}

function referenceText({ url, path, range }: LockedPack): string {
  return `git+${url}${path === undefined ? '' : `//${path}`}@${range}`;
}
