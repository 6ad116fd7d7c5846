/** Items by key, in their own order; items without one are left out. */
export function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Each item whose key stood before, with the first that had it. */
export function repeated<Item>(items: Iterable<Item>, keyOf: (item: Item) => string | undefined): { readonly item: Item; readonly first: Item }[] {
  return [...groupBy(items, keyOf).values()].flatMap(([first, ...others]) => (first === undefined ? [] : others.map((item) => ({ item, first }))));
}
