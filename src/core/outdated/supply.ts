import { compareVersions, parseVersion } from '../model/semver.ts';
import type { IndexedPort, IndexEntry } from '../registry/index-entry.ts';
import { contractOwners, followMoves, type PublishedProduct } from '../registry/products.ts';
import { isYanked } from '../registry/status.ts';

/** An output port of a published version that promises a contract. */
export interface Offered {
  readonly product: PublishedProduct;
  readonly entry: IndexEntry;
  readonly port: IndexedPort;
}

/** What the registry has under one contract id, for a reader of one of its versions. */
export interface Supply {
  /** The published version that keeps the promise read: not yanked before yanked, then the newest. `undefined`: no version has it. */
  readonly read: Offered | undefined;
  /** The newest version of the contract that is not yanked. */
  readonly newest: Offered | undefined;
  /** Whether the newest is above the version read. */
  readonly isNewer: boolean;
}

/** Offers by contract id, each list in the order of the registry: by product, the greatest version first. */
export function indexSupply(products: ReadonlyMap<string, PublishedProduct>): Map<string, Offered[]> {
  const supply = new Map<string, Offered[]>();
  for (const [id, keys] of contractOwners(products)) supply.set(id, keys.flatMap((key) => offersOf(products.get(key), id)));
  return supply;
}

function offersOf(product: PublishedProduct | undefined, contractId: string): Offered[] {
  if (product === undefined) return [];
  return product.entries.flatMap((entry) => entry.outputPorts.filter((port) => port.contractId === contractId).map((port) => ({ product, entry, port })));
}

/** What a reader of `version` gets and could get; a reader without a version reads the newest. */
export function supplyFor(offers: readonly Offered[], version: string | undefined): Supply {
  const usable = offers.filter((offer) => !isWithdrawn(offer));
  const newest = greatest(usable, isPrerelease(version));
  if (version === undefined) return { read: newest ?? offers[0], newest, isNewer: false };
  const same = offers.filter(({ port }) => port.version === version);
  const read = same.find((offer) => !isWithdrawn(offer)) ?? same[0];
  return { read, newest, isNewer: newest !== undefined && isAbove(newest, read, version) };
}

function isWithdrawn({ product, entry }: Offered): boolean {
  return isYanked(product.status, entry.version);
}

function isPrerelease(version: string | undefined): boolean {
  return (parseVersion(version)?.prerelease.length ?? 0) > 0;
}

// Releases before pre-releases, unless the reader reads a pre-release himself.
function greatest(offers: readonly Offered[], takesPrereleases: boolean): Offered | undefined {
  const releases = takesPrereleases ? offers : offers.filter(({ port }) => !isPrerelease(port.version));
  const candidates = releases.length > 0 ? releases : offers;
  return candidates.reduce<Offered | undefined>((best, offer) => (best === undefined || isGreater(offer, best) ? offer : best), undefined);
}

function isGreater(left: Offered, right: Offered): boolean {
  const [a, b] = [left.port.version, right.port.version];
  if (a === undefined || b === undefined || parseVersion(a) === undefined || parseVersion(b) === undefined) return compareVersions(left.entry.version, right.entry.version) > 0;
  return (compareVersions(a, b) || compareVersions(left.entry.version, right.entry.version)) > 0;
}

function isAbove(newest: Offered, read: Offered | undefined, version: string): boolean {
  const to = newest.port.version;
  if (to === version) return false;
  if (to !== undefined && parseVersion(to) !== undefined && parseVersion(version) !== undefined) return compareVersions(to, version) > 0;
  return read !== undefined && compareVersions(newest.entry.version, read.entry.version) > 0;
}

/** Where a product lives now, when it was moved. */
export function movedKey(products: ReadonlyMap<string, PublishedProduct>, product: PublishedProduct): string | undefined {
  const { movedTo } = product.status;
  return movedTo === undefined ? undefined : products.has(movedTo) ? followMoves(products, product.key) : movedTo;
}
