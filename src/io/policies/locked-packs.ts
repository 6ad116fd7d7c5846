import { DpError } from '../../core/model/errors.ts';
import type { World } from '../world.ts';
import type { GitPacks, PackBase } from './load-packs.ts';
import { keyOf, type LockedPack, type LockFile, lockKeyOf } from './lock-file.ts';
import type { GitReference } from './pack-reference.ts';
import { memorySource, type PackSource } from './pack-source.ts';
import { loadTree } from './pack-store.ts';

/** Packs from git as dp.lock pins them, from the user's cache: nothing here touches the network. */
export function lockedPacks(world: Pick<World, 'env'>, lock: LockFile): GitPacks {
  const known = new Map<string, PackBase>();
  return async (reference) => {
    const entry = lockedEntry(lock, reference);
    const key = keyOf(entry);
    const base = known.get(key) ?? baseOf(world, entry, reference);
    known.set(key, base);
    return await Promise.resolve({ base, path: reference.path });
  };
}

function lockedEntry({ file, packs }: LockFile, reference: GitReference): LockedPack {
  const key = lockKeyOf(reference);
  const entry = packs.find((pack) => keyOf(pack) === key);
  if (entry !== undefined) return entry;
  const other = packs.find((pack) => pack.url === reference.url.shown && (pack.path ?? '') === reference.path);
  const message = other === undefined ? `The policy pack ${reference.text} is not in ${file}.` : `The policy pack ${reference.text} is locked for ${other.range} in ${file}, not for ${reference.range}.`;
  throw new DpError('configuration', message, { hint: 'dp policy update' });
}

function baseOf(world: Pick<World, 'env'>, entry: LockedPack, reference: GitReference): PackBase {
  const stored = loadTree(world, entry.sha256);
  if (stored.ok) return gitBase(reference, entry.tag, memorySource(stored.tree, fileLabel(reference, entry.tag)));
  const message =
    stored.reason === 'missing'
      ? `The policy pack ${entry.name} ${entry.version} (${reference.text}) is not on this machine yet.`
      : `The copy of the policy pack ${entry.name} ${entry.version} on this machine is not what dp.lock pins: its hash differs.`;
  throw new DpError('configuration', message, { hint: 'dp policy update --locked' });
}

/** How a file of a pack from git is called in findings. */
export function fileLabel(reference: GitReference, tag: string): (path: string) => string {
  return (path) => `git+${reference.url.shown}@${tag}//${path}`;
}

/** References in a pack from git: paths stay in its repository, and what they reach is pinned with it. */
export function gitBase(reference: GitReference, tag: string, source: PackSource): PackBase {
  const isLocal = reference.url.kind === 'path' || reference.url.kind === 'file';
  return {
    source,
    folder: '',
    boundary: `the repository ${reference.url.shown}`,
    originOf: (path) => `git+${reference.url.shown}//${path}@${tag}`,
    gitBase: isLocal ? '/' : undefined,
    isBuiltIn: false,
  };
}
