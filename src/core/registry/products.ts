import { compareText } from '../model/draft.ts';
import { didYouMean } from '../model/nearest.ts';
import { latestVersion } from './choose-version.ts';
import type { IndexEntry } from './index-entry.ts';
import type { RegistryIndex, Tampering } from './registry-index.ts';
import { readRegistryPath } from './layout.ts';
import { applyEvents, noStatus, type ProductStatus, type StatusEvent } from './status.ts';

/** A product of the registry with all its versions, the greatest first. */
export interface PublishedProduct {
  readonly key: string;
  readonly entries: readonly IndexEntry[];
  readonly status: ProductStatus;
  /** The version that is meant when none is named; `undefined` when all are yanked. */
  readonly latest: IndexEntry | undefined;
  /** Its versions that were changed or deleted after they were published. */
  readonly tampered: readonly Tampering[];
}

/** The products of an index, by key and in its order. */
export function groupProducts(index: RegistryIndex): Map<string, PublishedProduct> {
  const entries = groupBy(index.entries, (entry) => entry.product);
  const events = groupBy(index.events, ({ event }) => event.product);
  const tampered = groupBy(index.tampered, ({ path }) => productOf(path));
  const keys = [...new Set([...entries.keys(), ...[...tampered.keys()].filter((key) => key !== '')])].sort(compareText);
  return new Map(keys.map((key) => [key, makeProduct({ key, entries: entries.get(key) ?? [], events: (events.get(key) ?? []).map(({ event }) => event), tampered: tampered.get(key) ?? [] })]));
}

function makeProduct(parts: { readonly key: string; readonly entries: readonly IndexEntry[]; readonly events: readonly StatusEvent[]; readonly tampered: readonly Tampering[] }): PublishedProduct {
  const status = parts.events.length === 0 ? noStatus : applyEvents(parts.events);
  const latest = latestVersion(parts.entries.map(({ version }) => version), status);
  return { key: parts.key, entries: parts.entries, status, tampered: parts.tampered, latest: parts.entries.find(({ version }) => version === latest) };
}

function productOf(path: string): string {
  const what = readRegistryPath(path);
  return what.kind === 'version' ? what.product : '';
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

export type ProductMatch =
  | { readonly kind: 'found'; readonly key: string }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  /** `suggestion` is ` Did you mean …?` or empty. */
  | { readonly kind: 'none'; readonly suggestion: string };

/** What a PRODUCT argument means: a key, else a name, else an id, where it is unique (INTERFACE, "Words"). */
export function matchProduct(products: ReadonlyMap<string, PublishedProduct>, text: string): ProductMatch {
  if (products.has(text)) return { kind: 'found', key: text };
  const byName = [...products.keys()].filter((key) => key.slice(key.indexOf('/') + 1) === text);
  const candidates = byName.length > 0 ? byName : [...products.values()].filter(({ entries }) => entries.some(({ id }) => id === text)).map(({ key }) => key);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return { kind: 'found', key: only };
  if (candidates.length > 1) return { kind: 'ambiguous', candidates };
  const keys = [...products.keys()];
  return { kind: 'none', suggestion: didYouMean(text, [...keys, ...keys.map((key) => key.slice(key.indexOf('/') + 1))]) };
}

/** Where a product lives now, following moves; it stops where a move leads nowhere or in a circle. */
export function followMoves(products: ReadonlyMap<string, PublishedProduct>, key: string): string {
  const seen = new Set<string>();
  let current = key;
  for (let next = products.get(current)?.status.movedTo; next !== undefined && products.has(next) && !seen.has(next); next = products.get(current)?.status.movedTo) {
    seen.add(current);
    current = next;
  }
  return current;
}

/** Contract ids that several products promise, with the products' keys: two racers both landed. A move is no contest. */
export function contestedContracts(products: ReadonlyMap<string, PublishedProduct>): Map<string, string[]> {
  const owners = contractOwners(products);
  return new Map([...owners].filter(([, keys]) => new Set(keys.map((key) => followMoves(products, key))).size > 1).sort(([a], [b]) => compareText(a, b)));
}

/** The keys of the products that published an output port with a contract id, by contract id. */
export function contractOwners(products: ReadonlyMap<string, PublishedProduct>): Map<string, string[]> {
  const owners = new Map<string, Set<string>>();
  for (const { key, entries } of products.values()) {
    for (const { contractId } of entries.flatMap(({ outputPorts }) => outputPorts)) {
      if (contractId === undefined) continue;
      const keys = owners.get(contractId) ?? new Set();
      owners.set(contractId, keys.add(key));
    }
  }
  return new Map([...owners].map(([id, keys]) => [id, [...keys].sort(compareText)]));
}
