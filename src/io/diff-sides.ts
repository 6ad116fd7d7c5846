import { DpError } from '../core/model/errors.ts';
import { snapshotOf } from '../core/workspace/workspace.ts';
import type { LineageGraph } from '../core/lineage/graph.ts';
import { type Against, parseAgainst } from './diff/against.ts';
import { consumerGraph } from './diff/consumer-graph.ts';
import { pairWithEveryVersion } from './diff/every-version.ts';
import { pairWithGit } from './diff/git-side.ts';
import { type Chosen, chooseSides, pairWithPath } from './diff/path-side.ts';
import { pairWithRegistry } from './diff/registry-side.ts';
import type { ComparedPair, NewSide } from './diff/sides.ts';
import type { GitUrl } from './git-url.ts';
import { findRegistry } from './registry/address.ts';
import { openRegistry, type RegistryReader } from './registry/open-registry.ts';
import { findGitTop } from './workspace/find-root.ts';
import type { World } from './world.ts';

export interface DiffRequest {
  readonly path: string | undefined;
  /** `--against`, as it was typed. */
  readonly against: string | undefined;
  /** `--registry`. */
  readonly registry: string | undefined;
  readonly allowHttp: boolean;
  /** Ask no registry who reads what. */
  readonly isOffline: boolean;
  /** `--transitive`: compare with every published version of the declared major. */
  readonly isTransitive?: boolean;
}

export interface DiffSides {
  readonly pairs: readonly ComparedPair[];
  /** One product or contract was asked for by its own path, not a folder that happens to hold one. */
  readonly isWholeProduct: boolean;
  readonly graph: LineageGraph;
  /** What could not be asked, for stderr. */
  readonly notes: readonly string[];
}

/**
 * Reads both sides of a diff and who reads the products.
 * Errors: `no-such-path`, `unreadable`, `not-comparable`, `usage`, `unknown-name`, and the registry's and git's own.
 */
export async function readDiffSides(world: World, request: DiffRequest): Promise<DiffSides> {
  const chosen = await chooseSides(world, request.path);
  const registries = registryPool(world, request);
  const pairs = await pairSides(world, { chosen, registries, request });
  const { readers, notes } = await consumerRegistries(chosen.sides, registries, request);
  return { pairs, isWholeProduct: isWholeProduct(chosen), graph: await consumerGraph(chosen.neighbours.map(snapshotOf), readers), notes };
}

function isWholeProduct({ target, sides }: Chosen): boolean {
  const [only] = sides;
  return sides.length === 1 && (only?.kind === 'contract' || only?.folder === target);
}

interface Pairing {
  readonly chosen: Chosen;
  readonly registries: RegistryPool;
  readonly request: DiffRequest;
}

async function pairSides(world: World, { chosen, registries, request }: Pairing): Promise<ComparedPair[]> {
  const against = parseAgainst(request.against);
  if (request.isTransitive === true) return await pairTransitively(chosen, registries, against);
  switch (against.kind) {
    case 'path':
      return await pairWithPath(world, chosen, against.path);
    case 'git':
      return await pairWithGit(world, chosen.sides, { revision: against.revision, path: against.path, target: chosen.target });
    case 'registry':
      return await Promise.all(chosen.sides.map(async (side) => await pairWithRegistry(await registries.require(side), side, against.version)));
    case 'default':
      return await pairByDefault(world, { chosen, registries, request });
  }
}

async function pairTransitively({ sides }: Chosen, registries: RegistryPool, against: Against): Promise<ComparedPair[]> {
  const isEveryVersion = against.kind === 'default' || (against.kind === 'registry' && against.version === undefined);
  if (!isEveryVersion) throw new DpError('usage', '--transitive compares with every published version of this major, so that --against can name no other side.', { hint: 'dp diff --against registry --transitive' });
  return (await Promise.all(sides.map(async (side) => await pairWithEveryVersion(await registries.require(side), side)))).flat();
}

// The registry where one is configured; else the point where this branch left the default one. No silent change of sides.
async function pairByDefault(world: World, { chosen, registries }: Pairing): Promise<ComparedPair[]> {
  const [published, others] = [chosen.sides.filter((side) => registries.find(side) !== undefined), chosen.sides.filter((side) => registries.find(side) === undefined)];
  if (others.length > 0 && findGitTop(chosen.target) === undefined) {
    throw new DpError('not-comparable', `There is nothing to compare ${chosen.target} with: no registry is configured, and it lies in no git repository.`, { hint: 'dp diff --against ../path/to/the/old/version' });
  }
  const fromGit = others.length === 0 ? [] : await pairWithGit(world, others, { revision: undefined, path: undefined, target: chosen.target });
  return [...(await Promise.all(published.map(async (side) => await pairWithRegistry(await registries.require(side), side, undefined)))), ...fromGit];
}

interface RegistryPool {
  find(side: NewSide): GitUrl | undefined;
  /** Opens a side's registry, once for all sides. */
  require(side: NewSide): Promise<RegistryReader>;
}

function registryPool(world: World, request: DiffRequest): RegistryPool {
  const opened = new Map<string, Promise<RegistryReader>>();
  const find = (side: NewSide): GitUrl | undefined => findRegistry(world, { flag: request.registry, settings: side.settings, allowHttp: request.allowHttp });
  return {
    find,
    require: async (side) => {
      const url = find(side);
      if (url === undefined) throw new DpError('configuration', 'dp does not know which registry you mean.', { hint: 'add --registry PATH|URL, set DP_REGISTRY, or write `registry: …` into dp.yaml' });
      const reader = opened.get(url.address) ?? openRegistry(world, url);
      opened.set(url.address, reader);
      return await reader;
    },
  };
}

// Who reads a product is worth a note, not a failure, when the diff itself does not need the registry.
async function consumerRegistries(sides: readonly NewSide[], registries: RegistryPool, request: DiffRequest): Promise<{ readers: RegistryReader[]; notes: string[] }> {
  const readers = new Map<string, RegistryReader>();
  const notes = new Set<string>();
  for (const side of request.isOffline ? [] : sides) {
    const url = registries.find(side);
    if (url === undefined || readers.has(url.address)) continue;
    try {
      readers.set(url.address, await registries.require(side));
    } catch (error) {
      if (!(error instanceof DpError) || error.code === 'interrupted') throw error;
      notes.add(`Consumers are those of this workspace only: ${url.shown} could not be read. ${error.message}`);
    }
  }
  return { readers: [...readers.values()], notes: [...notes] };
}
