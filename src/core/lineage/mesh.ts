import { compareText } from '../model/draft.ts';
import { productKey } from '../model/product.ts';
import { followMoves, type PublishedProduct } from '../registry/products.ts';
import { sourceOfEntry } from './entry-source.ts';
import { buildLineage, type LineageEdge, type LineageGraph, type LineageSource, productNodeId } from './graph.ts';

export type Origin = 'workspace' | 'registry';

/** The edges of a graph by their ends; what walks and trees need of it. */
export interface Ways {
  readonly incoming: ReadonlyMap<string, readonly LineageEdge[]>;
  readonly outgoing: ReadonlyMap<string, readonly LineageEdge[]>;
}

/** All products of the workspace and of the registry as one graph. */
export interface Mesh extends Ways {
  readonly graph: LineageGraph;
  /** Where a product was read, by node id. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** All that the registry holds, by key; empty where none was asked. */
  readonly published: ReadonlyMap<string, PublishedProduct>;
  readonly hasRegistry: boolean;
}

export interface MeshParts {
  readonly workspace: readonly LineageSource[];
  /** `undefined`: no registry was asked. */
  readonly published: ReadonlyMap<string, PublishedProduct> | undefined;
  /** Products of the registry that were read in full, contracts included; by key. */
  readonly read?: ReadonlyMap<string, LineageSource>;
}

/**
 * The graph across workspace and registry. The workspace wins for a product that is in both; a product that was moved
 * stands under its new key only. Linear in products and ports.
 */
export function buildMesh({ workspace, published: asked, read }: MeshParts): Mesh {
  const published = asked ?? new Map<string, PublishedProduct>();
  const own = new Set(workspace.map(({ product }) => productKey(product)));
  const foreign = [...published.values()].flatMap((product) => {
    const home = followMoves(published, product.key);
    if (own.has(product.key) || home !== product.key || own.has(product.status.movedTo ?? '')) return [];
    const entry = product.latest ?? product.entries[0];
    return entry === undefined ? [] : [read?.get(product.key) ?? sourceOfEntry(entry)];
  });
  const graph = buildLineage([...foreign, ...workspace]);
  const origins = new Map<string, Origin>([...foreign.map((source) => [productNodeId(source.product), 'registry'] as const), ...workspace.map((source) => [productNodeId(source.product), 'workspace'] as const)]);
  return { graph, incoming: sortedBy(graph.edges, 'to'), outgoing: sortedBy(graph.edges, 'from'), origins, published, hasRegistry: asked !== undefined };
}

function sortedBy(edges: readonly LineageEdge[], end: 'from' | 'to'): Map<string, LineageEdge[]> {
  const groups = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group === undefined) groups.set(edge[end], [edge]);
    else group.push(edge);
  }
  const other = end === 'from' ? 'to' : 'from';
  for (const group of groups.values()) group.sort((a, b) => compareText(a[other], b[other]) || compareText(a.kind, b.kind) || compareText(a.contractId ?? '', b.contractId ?? '') || compareText(a.toPort ?? '', b.toPort ?? ''));
  return groups;
}

/** The source of a product node; several with one key are told apart by nobody, so the greatest version stands for them. */
export function sourceOf(mesh: Mesh, id: string): LineageSource | undefined {
  return mesh.graph.sources.get(id)?.at(-1);
}

/** The domain of a product node; for exposures and the like there is none. */
export function domainOf(mesh: Mesh, id: string): string | undefined {
  return sourceOf(mesh, id)?.product.domain;
}
