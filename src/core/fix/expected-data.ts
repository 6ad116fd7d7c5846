import { isRecord } from '../manifest/node-reader.ts';
import { splitPointer } from '../model/pointer.ts';
import type { Repair } from './repair.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** What a document's data must be once a repair is made; `undefined` where the repair does not fit the data. */
export function expectedData(data: unknown, repair: Repair): unknown {
  switch (repair.kind) {
    case 'move-to-custom-property': {
      const { key, property, vendor } = repair;
      return changeAt(data, splitPointer(repair.mapping), (mapping) => {
        if (!Object.hasOwn(mapping, key)) return undefined;
        const item = { property, ...(vendor === undefined ? {} : { vendor }), value: mapping[key] };
        return appendAt(without(mapping, key), ['customProperties'], [item]);
      });
    }
    case 'move-to-list':
      return changeAt(data, [], (root) => appendAt(without(root, repair.key), repair.list, repair.items.map((item) => Object.fromEntries(item))));
    case 'rename-key':
      return changeAt(data, [], (root) => (Object.hasOwn(root, repair.to) ? undefined : { ...without(root, repair.key), [repair.to]: root[repair.key] }));
    case 'remove-key':
      return changeAt(data, [], (root) => without(root, repair.key));
    case 'spell-property':
      return changeAt(data, splitPointer(repair.item), (item) => {
        const { property, vendor } = repair;
        return { ...without(item, 'vendor'), property, ...(vendor === undefined ? {} : { vendor }) };
      });
    case 'set-keys':
      return changeAt(data, splitPointer(repair.mapping), (mapping) => ({ ...mapping, ...Object.fromEntries(repair.entries) }));
  }
}

/** Whether two values are the same data; the order of keys says nothing. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSameData(item, b[index]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSameData(a[key], b[key]));
}

function without(mapping: Mapping, key: string): Mapping {
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== key));
}

function appendAt(mapping: Mapping, path: readonly string[], items: readonly unknown[]): Mapping | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  const below = Object.hasOwn(mapping, step) ? (mapping[step] ?? undefined) : undefined;
  if (rest.length === 0) {
    if (below !== undefined && !Array.isArray(below)) return undefined;
    return { ...mapping, [step]: [...((below as readonly unknown[] | undefined) ?? []), ...items] };
  }
  if (below !== undefined && !isRecord(below)) return undefined;
  const changed = appendAt(below ?? {}, rest, items);
  return changed === undefined ? undefined : { ...mapping, [step]: changed };
}

function changeAt(data: unknown, path: readonly string[], change: (mapping: Mapping) => Mapping | undefined): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return isRecord(data) ? change(data) : undefined;
  if (Array.isArray(data)) {
    const changed = changeAt(data[Number(step)], rest, change);
    return changed === undefined ? undefined : data.map((item: unknown, index) => (index === Number(step) ? changed : item));
  }
  if (!isRecord(data)) return undefined;
  const changed = changeAt(data[step], rest, change);
  return changed === undefined ? undefined : { ...data, [step]: changed };
}
