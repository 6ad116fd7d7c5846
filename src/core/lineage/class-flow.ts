import { isRecord } from '../manifest/node-reader.ts';
import { dpValue } from '../manifest/read-product.ts';
import type { Column } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import { columnsOf } from './column-refs.ts';
import { type ColumnEdge, columnEdges, type ColumnPlace, contractOf, isUnexplained } from './column-edges.ts';
import type { LineageEdge } from './graph.ts';
import { domainOf, type Mesh, sourceOf } from './mesh.ts';

/** Data of a class on its way along one edge. */
export interface ClassFlow {
  readonly edge: LineageEdge;
  /** Columns of the port read that are, or are made from, such data; sorted. */
  readonly columns: readonly string[];
  /** Not by the reader's own word: it leaves open what it reads. */
  readonly isPossible: boolean;
  /** Whether it leaves its domain. */
  readonly crosses: boolean;
}

/** Where data of a class starts: a marked column. */
export interface MarkedColumn {
  readonly node: string;
  readonly port: string;
  readonly portVersion: string | undefined;
  readonly column: string;
  readonly classification: string | undefined;
}

export interface ClassFlows {
  readonly marked: readonly MarkedColumn[];
  readonly flows: ReadonlyMap<LineageEdge, ClassFlow>;
}

const personalWords = new Set(['pii', 'personal', 'personal-data', 'personal_data', 'personal data']);

/** Whether a column is of a class; `pii` is what is marked as personal data, other names are classifications or tags. */
export function isOfClass(column: Pick<Column, 'classification' | 'tags' | 'customProperties'>, name: string): boolean {
  const wanted = name.toLowerCase();
  const words = [column.classification, ...column.tags].flatMap((word) => word?.toLowerCase() ?? []);
  if (!personalWords.has(wanted)) return words.includes(wanted);
  const mark = dpValue(column, 'personalData')?.value;
  return mark === true || isRecord(mark) || words.some((word) => personalWords.has(word));
}

/**
 * Follows data of a class from its marked columns through the mesh, by what columns say they are made from; where a reader
 * leaves that open the flow is possible, unless its contract says that it holds no personal data. Linear in column edges.
 */
export function classFlows(mesh: Mesh, edges: readonly LineageEdge[], name: string): ClassFlows {
  const marked = markedColumns(mesh, name);
  const ways = columnEdges(mesh, edges).filter((way) => way.to.column !== undefined || !saysNone(mesh, way, name));
  const spread = spreadFrom(mesh, marked, ways);
  const flows = new Map<LineageEdge, { columns: Set<string>; isCertain: boolean }>();
  for (const way of ways) {
    const carried = carriedBy(way, spread);
    if (carried.length === 0) continue;
    const flow = flows.get(way.edge) ?? { columns: new Set(), isCertain: false };
    for (const { column } of carried) if (column !== unexplained) flow.columns.add(column);
    if (way.from.column !== undefined && carried.some(({ isCertain }) => isCertain)) flow.isCertain = true;
    flows.set(way.edge, flow);
  }
  const done = [...flows].map(([edge, { columns, isCertain }]): [LineageEdge, ClassFlow] => [edge, { edge, columns: [...columns].sort(compareText), isPossible: !isCertain, crosses: isCrossing(mesh, edge) }]);
  return { marked, flows: new Map(done) };
}

function isCrossing(mesh: Mesh, { from, to }: LineageEdge): boolean {
  const [source, target] = [domainOf(mesh, from), domainOf(mesh, to)];
  return source !== undefined && target !== undefined && source !== target;
}

function markedColumns(mesh: Mesh, name: string): MarkedColumn[] {
  return [...mesh.graph.sources.keys()].sort(compareText).flatMap((node) =>
    (sourceOf(mesh, node)?.product.outputPorts ?? []).flatMap((port) => {
      const contract = contractOf(mesh, node, port);
      return contract === undefined ? [] : columnsOf(contract).flatMap(({ path, column }) => (isOfClass(column, name) ? [{ node, port: port.name, portVersion: port.version, column: path, classification: column.classification }] : []));
    }),
  );
}

function saysNone(mesh: Mesh, { to }: ColumnEdge, name: string): boolean {
  if (!personalWords.has(name.toLowerCase()) || to.contract === undefined) return false;
  const contract = contractOf(mesh, to.node, { contractId: to.contract, version: to.portVersion });
  return contract !== undefined && dpValue(contract, 'personalData')?.value === false;
}

function portKey(place: Pick<ColumnPlace, 'node' | 'port' | 'portVersion'>): string {
  return JSON.stringify([place.node, place.port ?? null, place.portVersion ?? null]);
}

/** By port, the columns that carry the class, and whether that is certain; `*` stands for those that explain nothing. */
interface Spread {
  readonly carriers: Map<string, Map<string, boolean>>;
  /** Whether a column of a port says nothing of what it is made from. */
  isOpen(place: ColumnPlace): boolean;
}
const unexplained = '*';

function spreadFrom(mesh: Mesh, marked: readonly MarkedColumn[], ways: readonly ColumnEdge[]): Spread {
  const spread: Spread = { carriers: new Map(), isOpen: openColumns(mesh) };
  const leaving = new Map<string, ColumnEdge[]>();
  for (const way of ways) {
    const known = leaving.get(portKey(way.from));
    if (known === undefined) leaving.set(portKey(way.from), [way]);
    else known.push(way);
  }
  const waiting = new Set<string>();
  const mark = (port: string, column: string, isCertain: boolean): void => {
    const columns = spread.carriers.get(port) ?? new Map<string, boolean>();
    const known = columns.get(column);
    if (known === true || known === isCertain) return;
    spread.carriers.set(port, columns.set(column, isCertain));
    waiting.add(port);
  };
  for (const place of marked) mark(portKey(place), place.column, true);
  // A set keeps its order while it is changed: what is marked again comes once more, at the end.
  for (const port of waiting) {
    waiting.delete(port);
    for (const way of leaving.get(port) ?? []) {
      const carried = carriedBy(way, spread);
      if (carried.length === 0 || way.to.port === undefined) continue;
      mark(portKey(way.to), way.to.column ?? unexplained, way.from.column !== undefined && way.to.column !== undefined && carried.some(({ isCertain }) => isCertain));
    }
  }
  return spread;
}

function openColumns(mesh: Mesh): Spread['isOpen'] {
  const known = new Map<string, ReadonlySet<string> | 'all'>();
  return (place) => {
    const key = portKey(place);
    let open = known.get(key);
    if (open === undefined) {
      const contract = contractOf(mesh, place.node, { contractId: place.contract, version: place.portVersion });
      open = contract === undefined ? 'all' : new Set(columnsOf(contract).flatMap(({ path, column }) => (isUnexplained(column) ? [path] : [])));
      known.set(key, open);
    }
    return open === 'all' || place.column === undefined || open.has(place.column);
  };
}

function carriedBy({ from }: ColumnEdge, spread: Spread): { readonly column: string; readonly isCertain: boolean }[] {
  const columns = spread.carriers.get(portKey(from));
  if (columns === undefined) return [];
  const { column: wanted } = from;
  if (wanted === undefined) return [...columns].map(([column, isCertain]) => ({ column, isCertain }));
  return [...columns].flatMap(([column, isCertain]) => {
    if (column === unexplained) return spread.isOpen(from) ? [{ column, isCertain: false }] : [];
    return isWithin(column, wanted) || isWithin(wanted, column) ? [{ column, isCertain }] : [];
  });
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}
