import type { LineageEdge, LineageNode } from './graph.ts';
import type { Mesh, Ways } from './mesh.ts';

export type Direction = 'upstream' | 'downstream';

/** A node met on a walk: how far away, and by which edges it was reached from the ring before. */
export interface Step {
  readonly id: string;
  readonly distance: number;
  readonly edges: readonly LineageEdge[];
}

export interface WalkOptions {
  readonly direction: Direction;
  /** Rings at most; everything where left out. */
  readonly depth?: number | undefined;
  /** Edges that are not gone along. */
  readonly isOpen?: ((edge: LineageEdge) => boolean) | undefined;
}

/** The edges that lead away from a node in a direction, and the end they lead to. */
export function edgesAt(ways: Ways, id: string, direction: Direction): readonly LineageEdge[] {
  return (direction === 'upstream' ? ways.incoming : ways.outgoing).get(id) ?? [];
}

export function farEnd(edge: LineageEdge, direction: Direction): string {
  return direction === 'upstream' ? edge.from : edge.to;
}

/** Everything on one side of a node, nearest first, each once and without the node itself. Linear in nodes and edges. */
export function walk(ways: Ways, start: string, { direction, depth = Number.POSITIVE_INFINITY, isOpen = () => true }: WalkOptions): Step[] {
  const seen = new Set([start]);
  const steps: Step[] = [];
  let ring = [start];
  for (let distance = 1; ring.length > 0 && distance <= depth; distance += 1) {
    const found = new Map<string, LineageEdge[]>();
    for (const edge of ring.flatMap((id) => edgesAt(ways, id, direction))) {
      const end = farEnd(edge, direction);
      if (seen.has(end) || !isOpen(edge)) continue;
      const edges = found.get(end);
      if (edges === undefined) found.set(end, [edge]);
      else edges.push(edge);
    }
    for (const [id, edges] of found) {
      seen.add(id);
      steps.push({ id, distance, edges });
    }
    ring = [...found.keys()];
  }
  return steps;
}

/** A part of the mesh, for drawing it. */
export interface Selection {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

export interface SelectOptions {
  /** Both where left out. */
  readonly direction?: Direction | undefined;
  readonly depth?: number | undefined;
  readonly isOpen?: ((edge: LineageEdge) => boolean) | undefined;
}

/** What lies up- and downstream of a product, or everything; nodes and edges in the order of their ids. */
export function select(mesh: Mesh, start: string | undefined, options: SelectOptions = {}): Selection {
  const { isOpen = () => true } = options;
  if (start === undefined) {
    const edges = mesh.graph.edges.filter(isOpen);
    return { nodes: sortNodes(mesh, new Set([...mesh.graph.sources.keys(), ...edges.flatMap(({ from, to }) => [from, to])])), edges: sortEdges(edges) };
  }
  const directions: readonly Direction[] = options.direction === undefined ? ['upstream', 'downstream'] : [options.direction];
  const ids = new Set([start]);
  const edges = new Set<LineageEdge>();
  for (const direction of directions) {
    const steps = walk(mesh, start, { ...options, direction });
    const side = new Set([start, ...steps.map(({ id }) => id)]);
    for (const id of side) {
      ids.add(id);
      for (const edge of edgesAt(mesh, id, direction)) if (side.has(farEnd(edge, direction)) && isOpen(edge)) edges.add(edge);
    }
  }
  return { nodes: sortNodes(mesh, ids), edges: sortEdges([...edges]) };
}

function sortNodes(mesh: Mesh, ids: ReadonlySet<string>): LineageNode[] {
  return [...ids].sort().flatMap((id) => mesh.graph.nodes.get(id) ?? []);
}

function sortEdges(edges: readonly LineageEdge[]): LineageEdge[] {
  return edges.map((edge) => [JSON.stringify([edge.from, edge.to, edge.kind, edge.contractId, edge.version, edge.toPort, edge.fromPort?.name]), edge] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, edge]) => edge);
}
