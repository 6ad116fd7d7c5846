import { compareText } from '../model/draft.ts';
import type { LineageGraph } from './graph.ts';

interface Visit {
  readonly id: string;
  readonly next: readonly string[];
  position: number;
}

/**
 * The groups of nodes that read each other in a circle, each group and the list sorted by id; a node that reads itself is
 * a group of one. Tarjan's strongly connected components without recursion: linear in nodes and edges.
 */
export function findCycles(graph: LineageGraph): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const cycles: string[][] = [];

  function enter(id: string): Visit {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, next: (graph.outgoing.get(id) ?? []).map((edge) => edge.to), position: 0 };
  }

  function lower(id: string, value: number): void {
    low.set(id, Math.min(low.get(id) ?? value, value));
  }

  function close(visit: Visit): void {
    if (low.get(visit.id) !== order.get(visit.id)) return;
    const group = open.splice(open.lastIndexOf(visit.id));
    for (const id of group) isOpen.delete(id);
    if (group.length > 1 || visit.next.includes(visit.id)) cycles.push(group.sort(compareText));
  }

  for (const root of [...graph.nodes.keys()].sort(compareText)) {
    if (order.has(root)) continue;
    const visits = [enter(root)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const next = visit.next[visit.position];
      visit.position += 1;
      if (next === undefined) {
        visits.pop();
        close(visit);
        const above = visits.at(-1);
        if (above !== undefined) lower(above.id, low.get(visit.id) ?? 0);
      } else if (!order.has(next)) visits.push(enter(next));
      else if (isOpen.has(next)) lower(visit.id, order.get(next) ?? 0);
    }
  }
  return cycles.sort((a, b) => compareText(a[0] ?? '', b[0] ?? ''));
}
