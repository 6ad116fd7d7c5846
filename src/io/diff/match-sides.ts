import { productKey } from '../../core/model/product.ts';
import type { ProductSnapshot } from '../../core/model/snapshot.ts';

/** A product of one side with the folder it lies in, relative to what is compared. */
export interface PlacedProduct {
  readonly folder: string;
  readonly snapshot: ProductSnapshot;
}

export interface MatchedProducts<Old extends PlacedProduct, New extends PlacedProduct> {
  readonly pairs: readonly { readonly old: Old | undefined; readonly new: New }[];
  readonly removed: readonly Old[];
}

/** Which products of two sides are the same: by key, then by id, then by folder (a product that was renamed in its place). */
export function matchProducts<Old extends PlacedProduct, New extends PlacedProduct>(olds: readonly Old[], news: readonly New[]): MatchedProducts<Old, New> {
  const partner = new Map<New, Old>();
  const taken = new Set<Old>();
  const keys: readonly ((item: PlacedProduct) => string | undefined)[] = [(item) => productKey(item.snapshot.product) || undefined, (item) => item.snapshot.product.id, (item) => item.folder];
  for (const keyOf of keys) {
    const index = new Map(olds.filter((old) => !taken.has(old)).flatMap((old) => {
      const key = keyOf(old);
      return key === undefined ? [] : [[key, old] as const];
    }));
    for (const item of news) {
      const key = partner.has(item) ? undefined : keyOf(item);
      const old = key === undefined ? undefined : index.get(key);
      if (old === undefined || taken.has(old)) continue;
      partner.set(item, old);
      taken.add(old);
    }
  }
  return { pairs: news.map((item) => ({ old: partner.get(item), new: item })), removed: olds.filter((old) => !taken.has(old)) };
}
