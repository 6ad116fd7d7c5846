import { DpError } from '../../core/model/errors.ts';
import type { Candidate } from '../../core/registry/candidate.ts';
import { gateBases } from '../../core/registry/choose-version.ts';
import { markerPath, productFolders, readMarker, registryFormat } from '../../core/registry/layout.ts';
import { contractIds, neverPublished, type GateBase, type PublishedState, type RegistryState } from '../../core/registry/plan.ts';
import { heldContracts, type HeldContract } from '../../core/registry/published-contracts.ts';
import { contractOwners, groupProducts, type PublishedProduct } from '../../core/registry/products.ts';
import { snapshotOfVersion } from '../../core/registry/published-snapshot.ts';
import { sortTree, type Readable, type TreeFile } from '../../core/registry/registry-index.ts';
import { applyEvents, readStatusEvent, type ProductStatus } from '../../core/registry/status.ts';
import { maxVersionJsonBytes, readVersionFile, versionIssues, type VersionFile } from '../../core/registry/version-file.ts';
import { listPaths, readBlobs, type BlobRead } from '../git-read.ts';
import { sha256 } from '../hash.ts';
import type { PublishBase } from './base.ts';
import { loadIndex } from './load-index.ts';
import { mirrorOf, type Mirror } from './mirror.ts';
import type { RegistryRemote } from './remote.ts';
import { readScratchBlobs } from './scratch.ts';

interface Item {
  readonly file: TreeFile;
  readonly what: Readable;
}

/**
 * What the registry holds at a base, as far as the candidates touch it. Reads only their products' files, unless a
 * contract id is new: then all products are looked at, to see whether somebody else has it.
 * @throws DpError `not-a-registry`, `newer-format`, `registry-tampered`
 */
export async function readState(remote: RegistryRemote, base: PublishBase, candidates: readonly Candidate[]): Promise<RegistryState> {
  const keys = [...new Set(candidates.map(({ product }) => product))];
  const folders = keys.flatMap((key) => Object.values(productFolders(key)).map((folder) => `${folder}/`));
  const tree = await listPaths(base.scratch.repository, base.tip, [markerPath, ...folders]);
  const { readable } = sortTree(tree);
  const read = reader(remote, base);
  const [marker, ...events] = await firstRead(readable, candidates, read);
  checkMarker(remote, marker);
  const states = new Map<string, PublishedState>();
  for (const candidate of candidates) states.set(candidate.product, await stateOf({ candidate, readable, status: statusOf(candidate.product, events) }, read));
  const registry = await ownership(remote, base, { candidates, states });
  for (const candidate of candidates) await inheritMoved(candidate, states, registry);
  return {
    stateOf: (product) => states.get(product) ?? { ...neverPublished, status: registry?.products.get(product)?.status ?? neverPublished.status },
    ownersOf: (contractId) => registry?.owners.get(contractId) ?? [],
  };
}

/** Reads objects; what it gives holds at least those asked for. */
type ReadOids = (oids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

// What was read once is kept: over a network, and between processes, each read costs more than its bytes.
function reader(remote: RegistryRemote, base: PublishBase): ReadOids {
  const known = new Map<string, string>();
  return async (oids) => {
    const fresh = oids.filter((oid) => !known.has(oid));
    const blobs = await readScratchBlobs(remote, base.scratch, { oids: fresh, maxBytes: maxVersionJsonBytes });
    for (const [oid, blob] of blobs) known.set(oid, textOf(oid, blob));
    return known;
  };
}

function textOf(oid: string, blob: BlobRead): string {
  if (blob.ok) return blob.bytes.toString('utf8');
  if (blob.reason === 'too-large') return '';
  throw new DpError('git-failed', `The cached mirror of the registry lacks the object ${oid}.`, { hint: 'delete dp\'s cache folder (XDG_CACHE_HOME/dp, else ~/.cache/dp) and try again' });
}

// One read for the marker, the events and the versions most likely needed: over a network each read is a round trip.
async function firstRead(readable: readonly Item[], candidates: readonly Candidate[], read: ReadOids): Promise<[string | undefined, ...{ item: Item; text: string }[]]> {
  const small = readable.filter(({ what }) => what.kind !== 'version');
  const likely = candidates.flatMap((candidate) => {
    const items = versionItems(readable, candidate.product);
    const versions = items.has(candidate.version) ? [candidate.version] : wantedVersions(candidate, [...items.keys()]);
    return versions.flatMap((version) => items.get(version)?.file.oid ?? []);
  });
  const texts = await read([...small.map(({ file }) => file.oid), ...likely]);
  const marker = small.find(({ what }) => what.kind === 'marker');
  return [marker === undefined ? undefined : texts.get(marker.file.oid), ...small.filter((item) => item !== marker).map((item) => ({ item, text: texts.get(item.file.oid) ?? '' }))];
}

// A contract may be in the way in any version; without one, only what the gate compares with is read.
function wantedVersions(candidate: Candidate, versions: readonly string[]): readonly string[] {
  return candidate.contracts.length > 0 ? versions : gateBases(versions, neverPublished.status, candidate.version);
}

function versionItems(readable: readonly Item[], product: string): Map<string, Item> {
  return new Map(readable.flatMap((item) => (item.what.kind === 'version' && item.what.product === product ? [[item.what.version, item] as const] : [])));
}

function checkMarker(remote: RegistryRemote, text: string | undefined): void {
  const { shown } = remote.url;
  const marker = text === undefined ? undefined : readMarker(text);
  if (marker === undefined) throw new DpError('not-a-registry', `${shown} is a git repository, but no registry: it has no ${markerPath}.`, { hint: `dp registry init ${shown}` });
  if (marker.format > registryFormat) {
    const message = `The registry ${shown} has layout ${String(marker.format)}, written by a newer dp; this one writes ${String(registryFormat)}.`;
    throw new DpError('newer-format', message, { hint: 'npm install --global dataproduct@latest' });
  }
}

function statusOf(product: string, events: readonly { item: Item; text: string }[]): ProductStatus {
  const own = events.flatMap(({ item, text }) => {
    if (item.what.kind !== 'event' || item.what.product !== product) return [];
    const { version, action, id } = item.what;
    const read = readStatusEvent(text, { product, version, action, id });
    return read.ok ? [read.event] : [];
  });
  return applyEvents(own);
}

async function stateOf(wanted: { readonly candidate: Candidate; readonly readable: readonly Item[]; readonly status: ProductStatus }, read: ReadOids): Promise<PublishedState> {
  const { candidate, status } = wanted;
  const items = versionItems(wanted.readable, candidate.product);
  const versions = [...items.keys()];
  const oidOf = (version: string): string => items.get(version)?.file.oid ?? '';
  if (items.has(candidate.version)) {
    const file = await loadVersion({ product: candidate.product, version: candidate.version, oid: oidOf(candidate.version) }, read);
    return { versions, status, same: { digest: file.digest, snapshot: snapshotOfVersion(file) }, bases: [], contracts: [] };
  }
  const bases = await readBases({ product: candidate.product, versions: gateBases(versions, status, candidate.version), oidOf }, read);
  const contracts = await readContracts({ product: candidate.product, versions, oidOf }, candidate, read);
  return { versions, status, same: undefined, bases, contracts };
}

async function loadVersion(at: { readonly product: string; readonly version: string; readonly oid: string }, read: ReadOids): Promise<VersionFile> {
  const text = (await read([at.oid])).get(at.oid) ?? '';
  const result = readVersionFile(text, at);
  const issue = result.ok ? versionIssues(result.file, sha256)[0]?.reason : result.reason;
  if (result.ok && issue === undefined) return result.file;
  throw new DpError('registry-tampered', `The published ${at.product} ${at.version} is not what was published: ${issue ?? 'it is unreadable'}.`, { hint: 'ask the owners of the registry to restore it' });
}

interface WholeRegistry {
  readonly mirror: Mirror;
  readonly products: ReadonlyMap<string, PublishedProduct>;
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

async function ownership(
  remote: RegistryRemote,
  base: PublishBase,
  known: { readonly candidates: readonly Candidate[]; readonly states: ReadonlyMap<string, PublishedState> },
): Promise<WholeRegistry | undefined> {
  const isSettled = known.candidates.every((candidate) => {
    const state = known.states.get(candidate.product);
    const before = (state?.same?.snapshot ?? state?.bases[0]?.snapshot)?.product.outputPorts.map(({ contractId }) => contractId) ?? [];
    return contractIds(candidate).every((id) => before.includes(id));
  });
  if (isSettled) return undefined;
  const mirror = base.mirror ?? (await mirrorOf(remote, { branch: base.branch, tip: base.tip }, undefined));
  const products = groupProducts(await loadIndex(mirror));
  return { mirror, products, owners: contractOwners(products) };
}

// A product that moved here brings its versions along: the first under the new key is compared with the last under the old.
async function inheritMoved(candidate: Candidate, states: Map<string, PublishedState>, registry: WholeRegistry | undefined): Promise<void> {
  const state = states.get(candidate.product);
  const before = [...(registry?.products.values() ?? [])].find(({ status }) => status.movedTo === candidate.product);
  if (registry === undefined || state === undefined || before === undefined || state.versions.length > 0) return;
  const oids = new Map(before.entries.map(({ version, oid }) => [version, oid]));
  const read: ReadOids = async (wanted) => new Map([...(await readBlobs(registry.mirror.repository, wanted, { maxBytes: maxVersionJsonBytes }))].map(([oid, blob]) => [oid, textOf(oid, blob)] as const));
  const oidOf = (version: string): string => oids.get(version) ?? '';
  const bases = await readBases({ product: before.key, versions: gateBases([...oids.keys()], before.status, candidate.version), oidOf }, read);
  const contracts = await readContracts({ product: before.key, versions: [...oids.keys()], oidOf }, candidate, read);
  states.set(candidate.product, { ...state, bases, contracts });
}

interface BaseRequest {
  readonly product: string;
  readonly versions: readonly string[];
  readonly oidOf: (version: string) => string;
}

async function readBases({ product, versions, oidOf }: BaseRequest, read: ReadOids): Promise<GateBase[]> {
  const bases: GateBase[] = [];
  for (const version of versions) {
    const snapshot = snapshotOfVersion(await loadVersion({ product, version, oid: oidOf(version) }, read));
    if (snapshot !== undefined) bases.push({ version, snapshot });
  }
  return bases;
}


// A version that can't be read is no reason to refuse a new one, unless the gate compares with it: it holds nothing.
async function readContracts({ product, versions, oidOf }: BaseRequest, candidate: Candidate, read: ReadOids): Promise<HeldContract[]> {
  if (candidate.contracts.length === 0) return [];
  const texts = await read(versions.map(oidOf));
  const files = versions.flatMap((version) => {
    const result = readVersionFile(texts.get(oidOf(version)) ?? '', { product, version });
    return result.ok ? [result.file] : [];
  });
  return heldContracts(files, candidate);
}
