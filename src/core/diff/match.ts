import type { Pair } from './change.ts';

export interface Matched<T> {
  readonly pairs: readonly Pair<T>[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/**
 * Pairs the items of two lists by the first key that both have in common, key by key (DIFF, "Principles" 5): never by
 * position, and by index, so that the work grows with the number of items. Pairs keep the order of the new side.
 */
export function matchByKeys<T>(olds: readonly T[], news: readonly T[], keys: readonly ((item: T) => string | undefined)[]): Matched<T> {
  const partner = new Map<T, T>();
  let restOld = [...olds];
  let restNew = [...news];
  for (const keyOf of keys) {
    if (restOld.length === 0 || restNew.length === 0) break;
    const index = new Map<string, T[]>();
    for (const item of restNew.toReversed()) {
      const key = keyOf(item);
      if (key !== undefined) push(index, key, item);
    }
    if (index.size === 0) continue;
    const matchedOld = new Set<T>();
    for (const item of restOld) {
      const key = keyOf(item);
      const found = key === undefined ? undefined : index.get(key)?.pop();
      if (found === undefined) continue;
      partner.set(found, item);
      matchedOld.add(item);
    }
    restOld = restOld.filter((item) => !matchedOld.has(item));
    restNew = restNew.filter((item) => !partner.has(item));
  }
  const pairs = news.flatMap((item) => {
    const old = partner.get(item);
    return old === undefined ? [] : [{ old, new: item }];
  });
  return { pairs, removed: restOld, added: restNew };
}

/** The items of a list by a key, where exactly one item has it. */
export function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T> {
  const found = new Map<string, T>();
  const repeated = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    if (found.has(key)) repeated.add(key);
    found.set(key, item);
  }
  for (const key of repeated) found.delete(key);
  return found;
}

function push<T>(index: Map<string, T[]>, key: string, item: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}
