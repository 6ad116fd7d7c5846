import { readDiffSettings } from '../core/diff/read-settings.ts';
import { type JudgedPort, judgePort } from '../core/outdated/judge-port.ts';
import { indexSupply, movedKey, type Offered, supplyFor } from '../core/outdated/supply.ts';
import type { ProductSnapshot } from '../core/model/snapshot.ts';
import { type LoadedProduct, snapshotOf } from '../core/workspace/workspace.ts';
import type { GitUrl } from './git-url.ts';
import { requireRegistry } from './registry/address.ts';
import { openRegistry, type RegistryReader } from './registry/open-registry.ts';
import { selectTargets, type Target } from './workspace/select.ts';
import type { World } from './world.ts';

export interface OutdatedRequest {
  readonly paths: readonly string[];
  /** `--registry`. */
  readonly registry: string | undefined;
  readonly allowHttp: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface OutdatedAnswer {
  readonly products: readonly LoadedProduct[];
  /** Every input port that names a contract, by product and in the manifest's order. */
  readonly ports: readonly JudgedPort[];
  readonly registries: readonly RegistryReader[];
  readonly skipped: readonly string[];
}

/**
 * Holds the input ports of a workspace's products against the registry that each product's settings name.
 * Errors: `configuration` where no registry is known, and those of reading workspace and registry.
 */
export async function readOutdated(world: World, request: OutdatedRequest): Promise<OutdatedAnswer> {
  const { targets, skipped } = await selectTargets(world, request.paths);
  const opened = new Map<string, Shelf>();
  const ports: JudgedPort[] = [];
  for (const target of targets) {
    for (const product of target.products) {
      const url = requireRegistry(world, { flag: request.registry, settings: product.settings, allowHttp: request.allowHttp });
      const shelf = opened.get(url.address) ?? (await openShelf(world, url));
      opened.set(url.address, shelf);
      ports.push(...(await judgeProduct(product, { target, shelf, today: request.today })));
    }
  }
  return { products: targets.flatMap((target) => target.products), ports, registries: [...opened.values()].map(({ reader }) => reader), skipped };
}

/** A registry and what is asked of it again and again. */
interface Shelf {
  readonly reader: RegistryReader;
  readonly products: ReadonlyMap<string, ReturnType<RegistryReader['listProducts']>[number]>;
  readonly supply: ReadonlyMap<string, readonly Offered[]>;
}

async function openShelf(world: World, url: GitUrl): Promise<Shelf> {
  const reader = await openRegistry(world, url);
  const products = new Map(reader.listProducts().map((product) => [product.key, product]));
  return { reader, products, supply: indexSupply(products) };
}

interface Place {
  readonly target: Target;
  readonly shelf: Shelf;
  readonly today: string;
}

async function judgeProduct(loaded: LoadedProduct, { target, shelf, today }: Place): Promise<JudgedPort[]> {
  const consumer = snapshotOf(loaded);
  const options = { settings: readDiffSettings(loaded.settings.diff), today, neighbours: target.workspace.products.map(snapshotOf).filter(({ product }) => product !== consumer.product) };
  const judged: JudgedPort[] = [];
  for (const port of consumer.product.inputPorts) {
    const { contractId } = port;
    if (contractId === undefined) continue;
    const supply = supplyFor(shelf.supply.get(contractId) ?? [], port.version);
    const versions = { read: await readOffer(shelf, supply.read), newest: supply.isNewer ? await readOffer(shelf, supply.newest) : undefined };
    const movedTo = supply.read === undefined ? undefined : movedKey(shelf.products, supply.read.product);
    judged.push(judgePort({ consumer, port, contractId, supply, versions, movedTo }, options));
  }
  return judged;
}

async function readOffer({ reader }: Shelf, offer: Offered | undefined): Promise<ProductSnapshot | undefined> {
  return offer === undefined ? undefined : (await reader.readVersion(offer.product.key, offer.entry.version)).snapshot;
}
