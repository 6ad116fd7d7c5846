import { DpError } from '../../core/model/errors.ts';
import type { PackNode } from '../../core/policy/effective.ts';
import type { PolicyPack } from '../../core/policy/pack/model.ts';
import { readPack } from '../../core/policy/pack/read-pack.ts';
import { slashed } from '../files.ts';
import { builtInPack } from './built-in-packs.ts';
import type { GitReference } from './pack-reference.ts';
import { parsePackReference } from './pack-reference.ts';
import { refusePacks } from './pack-problems.ts';
import { type PackSource, pathWithin } from './pack-source.ts';
import { folderOf, isPreparsed, mainFileOf, type PackPlace, readPackFiles } from './read-pack-files.ts';

/** Where references start from: a folder of a source, and what they may reach. */
export interface PackBase {
  readonly source: PackSource;
  /** Folder in the source that paths are relative to. */
  readonly folder: string;
  /** What paths may not leave, in words. */
  readonly boundary: string;
  /** How a pack of this source is called, by its path. */
  originOf(path: string): string;
  /** The folder on this machine that git paths are relative to; absent where they are refused. */
  readonly gitBase: string | undefined;
  readonly isBuiltIn: boolean;
}

/** Brings packs from git: from the cache by what dp.lock says, or from the network where that was asked for. */
export type GitPacks = (reference: GitReference) => Promise<{ readonly base: PackBase; readonly path: string }>;

export interface PackLoader {
  /** The pack that a text names, with everything it extends. Errors: `configuration` with every problem of the pack. */
  load(text: string, base: PackBase): Promise<PackNode>;
}

const deepestChain = 16;
const mostPacks = 100;

/** A loader that reads every pack once. */
export function packLoader(gitPacks: GitPacks): PackLoader {
  const known = new Map<string, Promise<PolicyPack>>();
  const nodes = new Map<PolicyPack, Promise<PackNode>>();

  async function loadNode(text: string, base: PackBase, chain: readonly string[]): Promise<PackNode> {
    const found = await locate(text, base, gitPacks);
    const key = found.place.source.label(found.place.path);
    if (chain.includes(key)) throw new DpError('configuration', `A policy pack extends itself: ${[...chain.slice(chain.indexOf(key)), key].join(' → ')}.`, { hint: 'remove one of the `extends`' });
    if (chain.length >= deepestChain || known.size > mostPacks) throw new DpError('configuration', `${chain[0] ?? key} extends too many packs: ${String(deepestChain)} deep and ${String(mostPacks)} in all are the limits.`);
    const reading = known.get(key) ?? Promise.resolve().then(() => checkedPack(found.place));
    known.set(key, reading);
    const pack = await reading;
    const node = nodes.get(pack) ?? build(pack, found, [...chain, key]);
    nodes.set(pack, node);
    return await node;
  }

  async function build(pack: PolicyPack, { place, base }: Located, chain: readonly string[]): Promise<PackNode> {
    const main = mainFileOf(place.source, place.path) ?? place.path;
    const parents: PackNode[] = [];
    for (const { reference } of pack.extends) parents.push(await loadNode(reference, { ...base, folder: folderOf(main) }, chain));
    return { pack, parents };
  }

  return { load: async (text, base) => await loadNode(text, base, []) };
}

interface Located {
  readonly place: PackPlace;
  readonly base: PackBase;
}

async function locate(text: string, base: PackBase, gitPacks: GitPacks): Promise<Located> {
  const reference = parsePackReference(text, base.gitBase ?? '/');
  switch (reference.kind) {
    case 'built-in': {
      const place = builtInPack(reference.name);
      return { place, base: builtInBase(place) };
    }
    case 'path': {
      const path = pathWithin(base.folder, reference.path);
      if (path === undefined) throw new DpError('configuration', `The policy pack ${JSON.stringify(text)} lies outside ${base.boundary}.`, { hint: 'packs of other repositories are written git+<url>//<path>@<range>' });
      return { place: { source: base.source, path, origin: base.originOf(path), isBuiltIn: base.isBuiltIn }, base };
    }
    case 'git': {
      const isLocal = reference.url.kind === 'path' || reference.url.kind === 'file';
      if (isLocal && base.gitBase === undefined) throw new DpError('url-refused', `A policy pack from git extends ${JSON.stringify(text)}, a repository of this machine.`, { hint: 'name a repository that everybody can reach' });
      const { base: gitBase, path } = await gitPacks(reference);
      return { place: { source: gitBase.source, path, origin: gitBase.originOf(path), isBuiltIn: false }, base: gitBase };
    }
  }
}

/** References in a pack that ships with dp. */
function builtInBase({ source }: PackPlace): PackBase {
  return { source, folder: '', boundary: 'the packs of dp', originOf: (path) => `dp:${path.replace(/\.ya?ml$/u, '')}`, gitBase: undefined, isBuiltIn: true };
}

/** Reads and checks one pack. Errors: `configuration`, `no-such-path`, `unreadable`. */
export function checkedPack(place: PackPlace): PolicyPack {
  const reading = readPack(readPackFiles(place), { isTrusted: place.isBuiltIn && isPreparsed(place) });
  if (reading.ok) return reading.pack;
  throw refusePacks(reading.problems);
}

/** References in files of this machine, below a folder that they may not leave. */
export function diskBase(source: PackSource, place: { readonly root: string; readonly folder: string }): PackBase {
  const folder = slashed(place.folder);
  const root = slashed(place.root);
  const inside = folder === root ? '' : folder.slice(root.length + 1);
  return {
    source,
    folder: inside,
    boundary: `the repository ${root}`,
    originOf: (path) => `./${pathFrom(inside, path)}`,
    gitBase: place.folder,
    isBuiltIn: false,
  };
}

function pathFrom(folder: string, path: string): string {
  return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
