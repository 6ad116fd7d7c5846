import { compareText } from '../model/draft.ts';
import type { LineageEdge, LineageNode } from './graph.ts';
import { domainOf, type Mesh } from './mesh.ts';
import type { Selection } from './walk.ts';

/** A part of the mesh, laid out for drawing: nodes by domain with short ids, one arrow for each pair. */
export interface Drawing {
  /** Sorted by domain; what has none comes last, in one group. */
  readonly groups: readonly { readonly domain: string | undefined; readonly nodes: readonly LineageNode[] }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string; readonly isDotted: boolean }[];
  /** `n0`, `n1` … by node id. */
  readonly ids: ReadonlyMap<string, string>;
}

/** What an arrow says, and whether it is only possible. */
export type EdgeLabel = (edge: LineageEdge) => { readonly text: string; readonly isPossible: boolean };

/** The contract and version that are read: `sales-orders 1.2.0`. */
export function contractLabel({ contractId, version, kind }: LineageEdge): string {
  return kind === 'source' || kind === 'exposure' || contractId === undefined ? '' : `${contractId}${version === undefined ? '' : ` ${version}`}`;
}

/** Lays out a selection. Numbers follow the order of node ids, so that the same mesh is drawn the same. */
export function layOut(mesh: Mesh, { nodes, edges }: Selection, labelOf: EdgeLabel): Drawing {
  const ids = new Map(nodes.map((node, index) => [node.id, `n${String(index)}`]));
  const byDomain = new Map<string | undefined, LineageNode[]>();
  for (const node of nodes) {
    const domain = node.kind === 'product' ? domainOf(mesh, node.id) : undefined;
    const group = byDomain.get(domain);
    if (group === undefined) byDomain.set(domain, [node]);
    else group.push(node);
  }
  const groups = [...byDomain].map(([domain, members]) => ({ domain, nodes: members })).sort((a, b) => Number(a.domain === undefined) - Number(b.domain === undefined) || compareText(a.domain ?? '', b.domain ?? ''));
  const arrows = new Map<string, { from: string; to: string; labels: Set<string>; isDotted: boolean }>();
  for (const edge of edges) {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    const arrow = arrows.get(`${from} ${to}`) ?? { from, to, labels: new Set(), isDotted: true };
    const label = labelOf(edge);
    if (label.text !== '') arrow.labels.add(label.text);
    if (!label.isPossible) arrow.isDotted = false;
    arrows.set(`${from} ${to}`, arrow);
  }
  return { groups, ids, edges: [...arrows.values()].map(({ labels, ...arrow }) => ({ ...arrow, label: [...labels].sort(compareText).join(', ') })) };
}
