import type { DataContract } from '../../core/model/contract.ts';
import { DpError } from '../../core/model/errors.ts';
import { type DataProduct, productKey } from '../../core/model/product.ts';
import { compareVersions, parseVersion } from '../../core/model/semver.ts';
import { findContract, type ProductSnapshot } from '../../core/model/snapshot.ts';
import { newestFirst } from '../../core/registry/choose-version.ts';
import type { PublishedProduct } from '../../core/registry/products.ts';
import { isYanked } from '../../core/registry/status.ts';
import { snapshotOf } from '../../core/workspace/workspace.ts';
import type { RegistryReader } from '../registry/open-registry.ts';
import type { ComparedPair, NewSide } from './sides.ts';

/** Pairs one side with what the registry holds of it: the version asked for, else the greatest usable one up to the declared. */
export async function pairWithRegistry(reader: RegistryReader, side: NewSide, version: string | undefined): Promise<ComparedPair> {
  return side.kind === 'product' ? await pairProduct(reader, side, version) : await pairContract(reader, side, version);
}

async function pairProduct(reader: RegistryReader, side: Extract<NewSide, { kind: 'product' }>, version: string | undefined): Promise<ComparedPair> {
  const old = await readBase(reader, wantedOf(side.snapshot.product), version);
  return { kind: 'product', against: old?.against ?? null, settings: side.settings, old: old?.snapshot, new: side.snapshot };
}

interface Wanted {
  readonly key: string;
  readonly id: string | undefined;
  readonly declared: string | undefined;
}

function wantedOf(product: DataProduct): Wanted {
  return { key: productKey(product), id: product.id, declared: product.version };
}

async function readBase(reader: RegistryReader, wanted: Wanted, version: string | undefined): Promise<{ against: string; snapshot: ProductSnapshot } | undefined> {
  const product = publishedAs(reader, wanted);
  if (product === undefined) {
    if (version !== undefined) throw new DpError('unknown-name', `${wanted.key} was never published to ${reader.shown}.`, { hint: 'dp diff --against git:main' });
    return undefined;
  }
  const chosen = version ?? baseVersion(product, wanted.declared);
  if (chosen === undefined) return undefined;
  const { entry, snapshot } = await reader.readVersion(product.key, reader.findVersion(product, chosen).version);
  return { against: `registry:${entry.version}`, snapshot };
}

/** A product by its key, or the one that was moved to it (REGISTRY, "Care"), or the one whose id it has: renamed by hand. */
function publishedAs(reader: RegistryReader, { key, id }: Wanted): PublishedProduct | undefined {
  const known = reader.product(key) ?? reader.listProducts().find((product) => product.status.movedTo === key);
  if (known !== undefined || id === undefined) return known;
  const sameId = reader.listProducts().filter(({ latest, entries }) => (latest ?? entries[0])?.id === id);
  return sameId.length === 1 ? sameId[0] : undefined;
}

function baseVersion(product: PublishedProduct, declared: string | undefined): string | undefined {
  const usable = newestFirst(product.entries.map(({ version }) => version)).filter((version) => !isYanked(product.status, version));
  if (declared === undefined || parseVersion(declared) === undefined) return usable[0];
  return usable.find((version) => compareVersions(version, declared) <= 0);
}

async function pairContract(reader: RegistryReader, side: Extract<NewSide, { kind: 'contract' }>, version: string | undefined): Promise<ComparedPair> {
  const shared = { kind: 'contract', settings: side.settings, new: side.contract } as const;
  if (side.owner !== undefined) {
    const successor = snapshotOf(side.owner);
    const base = await readBase(reader, wantedOf(side.owner.product), version);
    const old = base === undefined ? undefined : contractIn(base.snapshot, side.contract);
    return { ...shared, against: old === undefined ? null : (base?.against ?? null), old, owners: base === undefined ? undefined : { old: base.snapshot, new: successor } };
  }
  const { id } = side.contract;
  const found = id === undefined ? undefined : await reader.resolveContract(id, version ?? greatestOffer(reader, id, side.contract.version));
  if (found === undefined && version !== undefined) throw new DpError('unknown-name', `Contract ${id ?? ''} ${version} was never published to ${reader.shown}.`, { hint: 'dp diff --against git:main' });
  return { ...shared, against: found === undefined ? null : `registry:${found.contract.version ?? found.version}`, old: found?.contract, owners: undefined };
}

function contractIn(snapshot: ProductSnapshot, contract: DataContract): DataContract | undefined {
  const sameMajor = snapshot.contracts.filter((candidate) => candidate.id === contract.id && parseVersion(candidate.version)?.major === parseVersion(contract.version)?.major);
  return findContract(snapshot.contracts, { contractId: contract.id, version: contract.version }) ?? (sameMajor.length === 1 ? sameMajor[0] : undefined);
}

function greatestOffer(reader: RegistryReader, id: string, declared: string | undefined): string | undefined {
  const versions = reader.contractOffers(id).flatMap(({ contractVersion }) => (parseVersion(contractVersion) === undefined ? [] : (contractVersion ?? [])));
  if (parseVersion(declared) === undefined) return newestFirst(versions)[0];
  return newestFirst(versions).find((version) => compareVersions(version, declared ?? '') <= 0);
}
