import type { DataContract } from '../../core/model/contract.ts';
import { DpError } from '../../core/model/errors.ts';
import { didYouMean } from '../../core/model/nearest.ts';
import { findContract, type ProductSnapshot } from '../../core/model/snapshot.ts';
import { newestFirst } from '../../core/registry/choose-version.ts';
import type { IndexEntry } from '../../core/registry/index-entry.ts';
import { versionPath } from '../../core/registry/layout.ts';
import { contractOwners, followMoves, groupProducts, matchProduct, type PublishedProduct } from '../../core/registry/products.ts';
import { graphSnapshotOfVersion, snapshotOfVersion } from '../../core/registry/published-snapshot.ts';
import type { RegistryIndex } from '../../core/registry/registry-index.ts';
import type { SearchDocument } from '../../core/registry/search.ts';
import { isYanked } from '../../core/registry/status.ts';
import { maxVersionJsonBytes, readVersionFile, versionIssues, type VersionFile } from '../../core/registry/version-file.ts';
import { registryWarnings, type RegistryWarning } from '../../core/registry/warnings.ts';
import type { GitUrl } from '../git-url.ts';
import type { GitWorld } from '../git.ts';
import { readBlobs, type BlobRead } from '../git-read.ts';
import { sha256 } from '../hash.ts';
import { loadIndex } from './load-index.ts';
import { acceptTip, openMirror, remakeMirror, type Mirror } from './mirror.ts';
import { recentChanges, type RecentChange } from './recent.ts';
import type { RegistryRemote } from './remote.ts';
import { readSearchDocuments } from './search-documents.ts';

/** A published version: what its file says, and the same as diff reads it. */
export interface PublishedVersion {
  readonly entry: IndexEntry;
  readonly file: VersionFile;
  readonly snapshot: ProductSnapshot;
}

/** A contract that some published output port promises. */
export interface ResolvedContract {
  readonly product: string;
  readonly version: string;
  readonly contract: DataContract;
}

/** A version of a contract that can be had, for a message about one that can't. */
export interface ContractOffer {
  readonly product: string;
  readonly version: string;
  readonly port: string;
  readonly contractVersion: string | undefined;
}

/** The registry as it stood when it was opened; nothing here asks the network again. */
export interface RegistryReader {
  /** Its address as the user wrote it. */
  readonly shown: string;
  readonly name: string;
  readonly tip: string;
  /** What dp met and did not read, what was tampered with, contract ids with two owners, a rewritten history. */
  readonly warnings: readonly RegistryWarning[];
  /** Sorted by key. */
  listProducts(): readonly PublishedProduct[];
  product(key: string): PublishedProduct | undefined;
  /** The product that a key, name or id means, moves followed; errors: `unknown-name`, and candidates where it is ambiguous. */
  findProduct(text: string): PublishedProduct;
  /** The version asked for, else the greatest that is not yanked; error: `unknown-name`. */
  findVersion(product: PublishedProduct, version: string | undefined): IndexEntry;
  /** Versions of a product from the greatest to the smallest; none for an unknown product. */
  versionsOf(key: string): readonly string[];
  /** Reads a version with its digests checked; errors: `unknown-name`, `registry-tampered`. */
  readVersion(key: string, version: string): Promise<PublishedVersion>;
  /** Reads a version to show it, with what is wrong with it; error: `registry-tampered` where it can't be read at all. */
  inspectVersion(key: string, version: string): Promise<PublishedVersion & { readonly problems: readonly string[] }>;
  /** The contract that a port with this id and version means; without a version, of the newest product version that has it. */
  resolveContract(id: string, version: string | undefined): Promise<ResolvedContract | undefined>;
  /** All published versions of a contract id, the newest product version first. */
  contractOffers(id: string): readonly ContractOffer[];
  /** The latest version of every product, or of those named, for the product graph: without positions, contracts parsed when asked for. */
  graphSnapshots(keys?: ReadonlySet<string>): Promise<readonly ProductSnapshot[]>;
  /** What was published and said from a day on (YYYY-MM-DD), newest first. */
  recentChanges(since: string): Promise<readonly RecentChange[]>;
  /** The latest version of every product with the words it can be found by. */
  searchDocuments(): Promise<readonly SearchDocument[]>;
}

/**
 * Opens a registry for reading: brings the mirror up to date and reads its index.
 * @throws DpError `not-a-registry`, `connection`, `registry-declined`, `write-failed`
 */
export async function openRegistry(world: GitWorld, url: GitUrl): Promise<RegistryReader> {
  const remote: RegistryRemote = { world, url };
  const { mirror, index } = await loadWhole(remote);
  const { marker } = index;
  if (marker === undefined) throw new DpError('not-a-registry', `${url.shown} is a git repository, but no registry: it has no dp-registry.json.`, { hint: `dp registry init ${url.shown}` });
  acceptTip(remote, mirror.tip);
  const products = groupProducts(index);
  const context: ReaderContext = { remote, mirror, index, products, versions: new Map() };
  return {
    shown: url.shown,
    name: marker.name,
    tip: mirror.tip,
    warnings: registryWarnings(index, products, { shown: url.shown, rewrittenFrom: mirror.rewrittenFrom }),
    listProducts: () => [...products.values()],
    product: (key) => products.get(key),
    findProduct: (text) => findProduct(context, text),
    findVersion: (product, version) => findVersion(product, version),
    versionsOf: (key) => newestFirst((products.get(key)?.entries ?? []).map(({ version }) => version)),
    readVersion: async (key, version) => await readVersion(context, key, version),
    inspectVersion: async (key, version) => await inspectVersion(context, key, version),
    resolveContract: async (id, version) => await resolveContract(context, id, version),
    contractOffers: (id) => offersOf(context, id),
    graphSnapshots: async (keys) => await graphSnapshots(context, keys),
    recentChanges: async (since) => await recentChanges(context.mirror.repository, context.mirror.tip, since),
    searchDocuments: async () => await readSearchDocuments(context.mirror.repository, context.mirror.folder, [...products.values()]),
  };
}

interface ReaderContext {
  readonly remote: RegistryRemote;
  mirror: Mirror;
  readonly index: RegistryIndex;
  readonly products: ReadonlyMap<string, PublishedProduct>;
  readonly versions: Map<string, PublishedVersion>;
}

async function loadWhole(remote: RegistryRemote): Promise<{ mirror: Mirror; index: RegistryIndex }> {
  const mirror = await openMirror(remote);
  try {
    return { mirror, index: await loadIndex(mirror) };
  } catch (error) {
    if (!(error instanceof DpError && error.code === 'git-failed')) throw error;
    // The mirror is a copy that lost objects: a fresh one tells whether the registry itself is at fault.
    const fresh = await remakeMirror(remote, mirror);
    return { mirror: fresh, index: await loadIndex(fresh) };
  }
}

function findProduct(context: ReaderContext, text: string): PublishedProduct {
  const match = matchProduct(context.products, text);
  switch (match.kind) {
    case 'found': {
      const found = context.products.get(followMoves(context.products, match.key));
      if (found !== undefined) return found;
      throw unknownProduct(context, text, '');
    }
    case 'ambiguous':
      throw new DpError('unknown-name', `${text} may mean ${match.candidates.join(', ')}.`, { hint: `name one of them: ${match.candidates[0] ?? ''}` });
    case 'none':
      throw unknownProduct(context, text, match.suggestion);
  }
}

function unknownProduct(context: ReaderContext, text: string, suggestion: string): DpError {
  return new DpError('unknown-name', `There is no product ${text} in ${context.remote.url.shown}.${suggestion}`, { hint: `dp search ${text.split('/').at(-1) ?? ''}` });
}

function findVersion(product: PublishedProduct, version: string | undefined): IndexEntry {
  if (version === undefined) {
    if (product.latest !== undefined) return product.latest;
    throw new DpError('unknown-name', `${product.key} has no version that is not yanked.`, { hint: `dp versions ${product.key}` });
  }
  const found = product.entries.find((entry) => entry.version === version);
  if (found !== undefined) return found;
  const path = versionPath(product.key, version);
  const tampering = product.tampered.find((candidate) => candidate.path === path);
  if (tampering !== undefined) throw tamperedError(`${product.key} ${version} was ${tampering.change} after it was published (commit ${tampering.commit})`);
  const versions = product.entries.map((entry) => entry.version);
  throw new DpError('unknown-name', `${product.key} has no version ${version}.${didYouMean(version, versions)}`, { hint: `dp versions ${product.key}` });
}

function tamperedError(what: string): DpError {
  return new DpError('registry-tampered', `${what}.`, { hint: 'ask the owners of the registry to restore it' });
}

async function readVersion(context: ReaderContext, key: string, version: string): Promise<PublishedVersion> {
  const name = `${key}@${version}`;
  const known = context.versions.get(name);
  if (known !== undefined) return known;
  const { problems, ...read } = await inspectVersion(context, key, version);
  const [problem] = problems;
  if (problem !== undefined) throw tamperedError(`${key} ${version} is not what was published: ${problem}`);
  context.versions.set(name, read);
  return read;
}

async function inspectVersion(context: ReaderContext, key: string, version: string): Promise<PublishedVersion & { problems: string[] }> {
  const product = context.products.get(key);
  if (product === undefined) throw unknownProduct(context, key, '');
  const entry = findVersion(product, version);
  const blob = (await readEntries(context, [entry])).get(entry.oid);
  const read = blob?.ok === true ? readVersionFile(blob.bytes.toString('utf8'), entry) : undefined;
  const snapshot = read?.ok === true ? snapshotOfVersion(read.file) : undefined;
  if (read?.ok !== true || snapshot === undefined) throw tamperedError(`${key} ${version} can't be read: ${read?.ok === false ? read.reason : 'it holds no manifest'}`);
  const path = versionPath(key, version);
  const changed = product.tampered.filter((tampering) => tampering.path === path).map(({ change, commit }) => `it was ${change} after it was published (commit ${commit})`);
  const wrong = versionIssues(read.file, sha256).map((issue) => (issue.path === '' ? issue.reason : `${issue.path}: ${issue.reason}`));
  return { entry, file: read.file, snapshot, problems: [...changed, ...wrong] };
}

async function readEntries(context: ReaderContext, entries: readonly IndexEntry[]): Promise<Map<string, BlobRead>> {
  const oids = entries.map(({ oid }) => oid);
  const blobs = await readBlobs(context.mirror.repository, oids, { maxBytes: maxVersionJsonBytes });
  if (![...blobs.values()].some((blob) => !blob.ok && blob.reason === 'missing')) return blobs;
  context.mirror = await remakeMirror(context.remote, context.mirror);
  return await readBlobs(context.mirror.repository, oids, { maxBytes: maxVersionJsonBytes });
}

function offersOf(context: ReaderContext, id: string): ContractOffer[] {
  const keys = contractOwners(context.products).get(id) ?? [];
  return keys.flatMap((key) =>
    (context.products.get(key)?.entries ?? []).flatMap((entry) =>
      entry.outputPorts.flatMap((port) => (port.contractId === id ? [{ product: key, version: entry.version, port: port.name, contractVersion: port.version }] : [])),
    ),
  );
}

// Not yanked before yanked, and then the newest: a yanked version still answers those who pinned what only it has.
async function resolveContract(context: ReaderContext, id: string, version: string | undefined): Promise<ResolvedContract | undefined> {
  const offers = offersOf(context, id).filter((offer) => version === undefined || offer.contractVersion === version);
  const ordered = [...offers].sort((a, b) => yankedRank(context, a) - yankedRank(context, b));
  for (const offer of ordered) {
    const { snapshot } = await readVersion(context, offer.product, offer.version);
    const contract = findContract(snapshot.contracts, { contractId: id, version: version ?? offer.contractVersion });
    if (contract !== undefined) return { product: offer.product, version: offer.version, contract };
  }
  return undefined;
}

function yankedRank(context: ReaderContext, offer: ContractOffer): number {
  const status = context.products.get(offer.product)?.status;
  return status !== undefined && isYanked(status, offer.version) ? 1 : 0;
}

async function graphSnapshots(context: ReaderContext, keys?: ReadonlySet<string>): Promise<ProductSnapshot[]> {
  const entries = [...context.products.values()].flatMap(({ key, latest }) => (keys?.has(key) === false ? [] : (latest ?? [])));
  const blobs = await readEntries(context, entries);
  return entries.flatMap((entry) => {
    const blob = blobs.get(entry.oid);
    const read = blob?.ok === true ? readVersionFile(blob.bytes.toString('utf8'), entry) : undefined;
    return read?.ok === true ? [graphSnapshotOfVersion(read.file)] : [];
  });
}
