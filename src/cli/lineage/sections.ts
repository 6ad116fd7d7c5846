import type { ClassFlows } from '../../core/lineage/class-flow.ts';
import type { ColumnEdge, ColumnPlace } from '../../core/lineage/column-edges.ts';
import type { LineageNode } from '../../core/lineage/graph.ts';
import { cyclesAmong, danglingInputs } from '../../core/lineage/judge-mesh.ts';
import { domainOf, type Mesh, sourceOf } from '../../core/lineage/mesh.ts';
import type { LineageView } from './lineage-page.ts';

type Json = Record<string, unknown>;

/** A node as JSON has it; what a kind does not have is null. */
export function nodeJson(mesh: Mesh, node: LineageNode): Json {
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    key: node.key ?? null,
    domain: domainOf(mesh, node.id) ?? null,
    version: sourceOf(mesh, node.id)?.product.version ?? null,
    type: node.type ?? null,
    owner: node.owner ?? null,
    origin: mesh.origins.get(node.id) ?? null,
  };
}

/** The section that `dp lineage` adds to its JSON. */
export function lineageSection({ mesh, start, selection, flows, className, columns }: LineageView): Json {
  const ids = start === undefined ? undefined : new Set(selection.nodes.map(({ id }) => id));
  return {
    product: start === undefined ? null : (mesh.graph.nodes.get(start)?.key ?? null),
    nodes: selection.nodes.map((node) => nodeJson(mesh, node)),
    edges: selection.edges.map((edge) => ({
      from: edge.from,
      to: edge.to,
      kind: edge.kind,
      contract: edge.contractId ?? null,
      version: edge.version ?? null,
      fromPort: edge.fromPort?.name ?? null,
      toPort: edge.toPort ?? null,
    })),
    ...(columns === undefined ? {} : { columns: columns.flatMap(columnJson) }),
    ...(flows === undefined ? {} : { classFlow: flowJson(flows, className ?? '', new Set(selection.nodes.map(({ id }) => id))) }),
    ...graphProblems(mesh, ids),
  };
}

function columnJson({ from, to, transform }: ColumnEdge): Json[] {
  const place = ({ node, port, contract, column }: ColumnPlace): Json => ({ node, port: port ?? null, contract: contract ?? null, column: column ?? null });
  return from.column === undefined ? [] : [{ from: place(from), to: place(to), transform: transform ?? null }];
}

function flowJson({ marked, flows }: ClassFlows, className: string, ids: ReadonlySet<string>): Json {
  return {
    class: className,
    marked: marked.filter(({ node }) => ids.has(node)).map(({ node, port, column, classification }) => ({ node, port, column, classification: classification ?? null })),
    flows: [...flows.values()].map(({ edge, columns, isPossible, crosses }) => ({ from: edge.from, to: edge.to, fromPort: edge.fromPort?.name ?? null, contract: edge.contractId ?? null, columns, isPossible, crosses })),
  };
}

/** Circles and dangling inputs among some nodes. */
export function graphProblems(mesh: Mesh, ids: ReadonlySet<string> | undefined): Json {
  return {
    cycles: cyclesAmong(mesh, ids).map((cycle) => cycle.map((id) => mesh.graph.nodes.get(id)?.key ?? id)),
    dangling: danglingInputs(mesh, ids).map(({ reader, port, contractId, version, lastOffer }) => ({ product: mesh.graph.nodes.get(reader)?.key ?? reader, port, contract: contractId, version: version ?? null, lastOffer: lastOffer ?? null })),
  };
}
