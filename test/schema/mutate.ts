import { isRecord } from '../../src/core/manifest/node-reader.ts';

/** A sequence of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const strangeValues: readonly unknown[] = [null, true, false, 0, -1, 1.5, 3, 'orders', '', [], {}, ['a'], { a: 1 }, [1, 2], 'text', 'sql', 'library', 'custom', 'object', 'string', 'array', 'map', 'vector', 'timestamp', 'orders.id', '/schema/a'];

type Container = unknown[] | Record<string, unknown>;

export interface Mutator {
  /** A copy of the data with one or two things deleted, renamed, replaced or added. */
  mutate(data: unknown): unknown;
}

/** Changes documents at random, with keys taken from `words`. The `apiVersion` stays: it decides which schema judges. */
export function createMutator(random: () => number, words: readonly string[]): Mutator {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

  function change(container: Container, all: readonly Container[]): void {
    if (Array.isArray(container)) changeList(container);
    else changeRecord(container, all);
  }

  function changeList(list: unknown[]): void {
    const index = Math.floor(random() * list.length);
    const operation = pick(['delete', 'add', 'replace']);
    if (operation === 'delete') list.splice(index, 1);
    else if (operation === 'add') list.push(structuredClone(pick(strangeValues)));
    else if (list.length > 0) list[index] = structuredClone(pick(strangeValues));
  }

  function changeRecord(record: Record<string, unknown>, all: readonly Container[]): void {
    const key = pick(Object.keys(record).filter((name) => name !== 'apiVersion'));
    const operation = pick(['delete', 'rename', 'replace', 'add', 'graft']);
    const word = pick(words) ?? 'id';
    if (operation === 'add') record[word] = structuredClone(pick(strangeValues));
    else if (operation === 'graft') record[word] = structuredClone(pick(all));
    else if (key === undefined) return;
    else if (operation === 'replace') record[key] = structuredClone(pick(strangeValues));
    else {
      if (operation === 'rename') record[random() < 0.5 ? `${key}x` : word] = record[key];
      Reflect.deleteProperty(record, key);
    }
  }

  return {
    mutate: (data) => {
      const copy = structuredClone(data);
      for (let times = random() < 0.5 ? 1 : 2; times > 0; times -= 1) {
        const all = containersIn(copy);
        const container = pick(all);
        if (container !== undefined) change(container, all);
      }
      return copy;
    },
  };
}

function containersIn(node: unknown): Container[] {
  if (Array.isArray(node)) return [node, ...node.flatMap(containersIn)];
  return isRecord(node) ? [node, ...Object.values(node).flatMap(containersIn)] : [];
}

/** Every property name that a schema speaks of, sorted. */
export function wordsOf(schema: unknown): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isRecord(node)) return;
    if (isRecord(node['properties'])) Object.keys(node['properties']).forEach((name) => found.add(name));
    Object.values(node).forEach(visit);
  };
  visit(schema);
  found.delete('apiVersion');
  return [...found].sort();
}
