import { compareText } from '../model/draft.ts';
import type { OutputPort } from '../model/product.ts';
import { isOfClass } from './class-flow.ts';
import { columnsOf } from './column-refs.ts';
import { contractOf } from './column-edges.ts';
import { resolveColumn, type Target } from './find-product.ts';
import type { LineageNode } from './graph.ts';
import { type Mesh, sourceOf } from './mesh.ts';
import { hitsOn, readersOf } from './readers.ts';

/** Someone whom a change of a product, port or column reaches. */
export interface Hit {
  readonly node: LineageNode;
  /** The products between, nearest to the target first; none: it reads the port itself. */
  readonly via: readonly LineageNode[];
  /** Columns of the target that it reads; `null` where it does not say. */
  readonly columns: readonly string[] | null;
}

export interface Impact {
  readonly ports: readonly OutputPort[];
  /** The table or column meant, resolved. */
  readonly column: string | undefined;
  /** With a class: the columns of it; only who may read one of them is hit. */
  readonly classColumns: readonly string[];
  /** Nearest first. */
  readonly hits: readonly Hit[];
}

/** Whom a change reaches, through products and exposures. The contracts downstream of the target must have been read. */
export function impactOf(mesh: Mesh, target: Target, className: string | undefined): Impact {
  const source = sourceOf(mesh, target.id);
  if (source === undefined) return { ports: [], column: undefined, classColumns: [], hits: [] };
  const ports = source.product.outputPorts.filter(({ name }) => target.port === undefined || name === target.port);
  const column = resolveColumn(mesh, target, ports);
  const found = new Map<string, Hit>();
  const classColumns = new Set<string>();
  for (const port of ports) {
    const contract = contractOf(mesh, target.id, port);
    const marked = className === undefined || contract === undefined ? [] : columnsOf(contract).flatMap(({ path, column: own }) => (isOfClass(own, className) && isAsked(path, column) ? [path] : []));
    for (const path of marked) classColumns.add(path);
    const touched = className === undefined ? [column] : marked;
    for (const reader of readersOf(mesh.graph, { source, port, contract })) {
      const hits = touched.flatMap((name) => hitsOn([reader], name));
      if (hits.length === 0) continue;
      const columns = hits.some((hit) => hit.columns === null) ? null : [...new Set(hits.flatMap((hit) => hit.columns ?? []))];
      found.set(reader.node.id, merged(found.get(reader.node.id), { node: reader.node, via: reader.via, columns }));
    }
  }
  const hits = [...found.values()].sort((a, b) => a.via.length - b.via.length || Number(a.node.kind === 'exposure') - Number(b.node.kind === 'exposure') || compareText(a.node.key ?? a.node.name, b.node.key ?? b.node.name));
  return { ports, column, classColumns: [...classColumns].sort(compareText), hits };
}

function isAsked(path: string, column: string | undefined): boolean {
  return column === undefined || path === column || path.startsWith(`${column}.`);
}

function merged(known: Hit | undefined, hit: Hit): Hit {
  const columns = hit.columns === null || known?.columns === null ? null : [...new Set([...(known?.columns ?? []), ...hit.columns])].sort(compareText);
  return { ...(known === undefined || hit.via.length < known.via.length ? hit : known), columns };
}
