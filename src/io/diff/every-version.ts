import { productKey } from '../../core/model/product.ts';
import { compareVersions, parseVersion } from '../../core/model/semver.ts';
import { newestFirst } from '../../core/registry/choose-version.ts';
import { isYanked } from '../../core/registry/status.ts';
import type { RegistryReader } from '../registry/open-registry.ts';
import { pairWithRegistry } from './registry-side.ts';
import type { ComparedPair, NewSide } from './sides.ts';

/**
 * Pairs one side with every published version of its major that is not yanked and not above the declared one, the newest
 * first; where there is none, with the one that it is compared with otherwise.
 */
export async function pairWithEveryVersion(reader: RegistryReader, side: NewSide): Promise<ComparedPair[]> {
  const versions = publishedVersions(reader, side);
  const pairs: ComparedPair[] = [];
  for (const version of versions) pairs.push(await pairWithRegistry(reader, side, version));
  const known = distinct(pairs.filter(({ against }) => against !== null));
  return known.length > 0 ? known : [await pairWithRegistry(reader, side, undefined)];
}

function publishedVersions(reader: RegistryReader, side: NewSide): string[] {
  const product = side.kind === 'product' ? side.snapshot.product : side.owner?.product;
  if (product === undefined) return side.kind === 'contract' && side.contract.id !== undefined ? ofMajor(reader.contractOffers(side.contract.id).flatMap(({ contractVersion }) => contractVersion ?? []), side.contract.version) : [];
  const key = productKey(product);
  const published = reader.product(key) ?? reader.listProducts().find(({ status }) => status.movedTo === key);
  return ofMajor(published?.entries.map(({ version }) => version).filter((version) => !isYanked(published.status, version)) ?? [], product.version);
}

function ofMajor(versions: readonly string[], declared: string | undefined): string[] {
  const major = parseVersion(declared)?.major;
  if (declared === undefined || major === undefined) return newestFirst(versions);
  return newestFirst([...new Set(versions)].filter((version) => parseVersion(version)?.major === major && compareVersions(version, declared) <= 0));
}

// Many versions of a product hold the very same contract.
function distinct(pairs: readonly ComparedPair[]): ComparedPair[] {
  const seen = new Set<string>();
  return pairs.filter((pair) => {
    if (pair.kind === 'product' || pair.old === undefined) return true;
    const { text } = pair.old.document;
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
