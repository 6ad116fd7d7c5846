import type { DataContract } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import type { ConsumerHit } from '../model/finding.ts';
import type { OutputPort } from '../model/product.ts';
import { findContract } from '../model/snapshot.ts';
import { columnResolver, columnsOf, type ColumnRef } from './column-refs.ts';
import { chooseOffer, exposuresOf, type LineageEdge, type LineageGraph, type LineageNode, type LineageSource, productNodeId } from './graph.ts';

/** Columns of the contract one started from. `isComplete`: no others are read. */
interface Reads {
  readonly columns: ReadonlySet<string>;
  readonly isComplete: boolean;
}

/** Someone who reads a port, directly or through other products. */
export interface Reader extends Reads {
  readonly node: LineageNode;
  readonly via: readonly LineageNode[];
}

interface Start {
  /** The product whose port it is, as its readers know it: the published side. */
  readonly source: LineageSource;
  readonly port: OutputPort;
  readonly contract: DataContract | undefined;
  /** The product as it is now, for exposures that it has declared since. */
  readonly successor?: LineageSource | undefined;
}

/** A port reached on the way, and what each of its columns is made from; `derive` of an unknown column is incomplete. */
interface Reached {
  readonly id: string;
  readonly port: OutputPort;
  readonly contract: DataContract | undefined;
  readonly via: readonly LineageNode[];
  readonly derive: (column: string) => Reads;
}

const unknownReads: Reads = { columns: new Set(), isComplete: false };
const noReads: Reads = { columns: new Set(), isComplete: true };

/**
 * Everyone who reads an output port: products through `inputPorts` and `inputContracts`, what these feed, and exposures,
 * nearest first. Columns come from `transformSourceObjects` and the exposures' own lists; a reader that leaves one of its
 * columns unexplained may read any. Each port is visited again only when more columns are found to flow into it.
 */
export function readersOf(graph: LineageGraph, start: Start): Reader[] {
  const found = new Map<string, Reader>();
  const states = new Map<string, ReadonlyMap<string, Reads>>();
  const startId = productNodeId(start.source.product);
  const ids = new Set(graph.readers.keys());
  const queue: Reached[] = [{ id: startId, port: start.port, contract: start.contract, via: [], derive: (column) => ({ columns: new Set([column]), isComplete: true }) }];
  for (let reached = queue.shift(); reached !== undefined; reached = queue.shift()) {
    const resolve = reached.contract === undefined ? undefined : columnResolver(reached.contract, ids);
    const isStart = reached.via.length === 0;
    const exposures = isStart ? exposuresOf([start.source, ...(start.successor === undefined ? [] : [start.successor])]) : exposureEdges(graph, reached.id);
    for (const { edge, end } of exposures) {
      // An exposure names a port without its version.
      if (edge.fromPort?.name === reached.port.name) note(found, { node: end, via: reached.via, ...exposureReads(edge, reached, resolve) });
    }
    for (const edge of isStart ? directEdges(graph, start) : edgesFrom(graph, reached)) {
      const node = graph.nodes.get(edge.to);
      if (node === undefined || node.id === startId) continue;
      for (const next of flowInto(graph, { edge, node, reached, resolve })) {
        note(found, { node, via: reached.via, ...next.reads });
        if (next.reached !== undefined && grows(states, next.reached)) queue.push(next.reached);
      }
    }
  }
  return [...found.values()];
}

function note(found: Map<string, Reader>, reader: Reader): void {
  const known = found.get(reader.node.id);
  found.set(reader.node.id, known === undefined ? reader : { ...known, ...union([known, reader]) });
}

// A reader's version is read against the ports as they are published; one that names no fitting version reads none of them.
function directEdges(graph: LineageGraph, { source, port }: Start): LineageEdge[] {
  const edges = port.contractId === undefined ? [] : (graph.readers.get(port.contractId) ?? []);
  if (edges.length === 0) return [];
  const offers = source.product.outputPorts.filter((candidate) => candidate.contractId === port.contractId).map((candidate) => ({ port: candidate }));
  return sorted(edges.filter((edge) => chooseOffer(offers, edge.version)?.port === port));
}

function edgesFrom(graph: LineageGraph, { id, port }: Reached): LineageEdge[] {
  const edges = port.contractId === undefined ? [] : (graph.readers.get(port.contractId) ?? []);
  return sorted(edges.filter((edge) => edge.from === id && isSamePort(edge.fromPort, port)));
}

function exposureEdges(graph: LineageGraph, id: string): { edge: LineageEdge; end: LineageNode }[] {
  return (graph.outgoing.get(id) ?? []).flatMap((edge) => {
    const end = graph.nodes.get(edge.to);
    return edge.kind === 'exposure' && end !== undefined ? [{ edge, end }] : [];
  });
}

function sorted(edges: readonly LineageEdge[]): LineageEdge[] {
  return [...edges].sort((a, b) => compareText(a.to, b.to) || compareText(a.kind, b.kind) || compareText(a.toPort ?? '', b.toPort ?? ''));
}

function isSamePort(left: OutputPort | undefined, right: OutputPort): boolean {
  return left !== undefined && left.name === right.name && left.version === right.version;
}

interface Flow {
  readonly edge: LineageEdge;
  readonly node: LineageNode;
  readonly reached: Reached;
  readonly resolve: ((text: string) => ColumnRef | undefined) | undefined;
}

/** What of the reached port goes into each output port of a reading product; one entry without a port where it has none. */
function flowInto(graph: LineageGraph, flow: Flow): { reads: Reads; reached: Reached | undefined }[] {
  const { edge, node, reached } = flow;
  const flows = (graph.sources.get(node.id) ?? []).flatMap((source) => {
    const ports = source.product.outputPorts.filter((port) => isFedBy(port, edge));
    return ports.map((port) => {
      const contract = findContract(source.contracts, port);
      const derived = contract === undefined ? undefined : derivations(contract, flow);
      return {
        reads: derived === undefined || derived.size === 0 ? unknownReads : union([...derived.values()]),
        reached: { id: node.id, port, contract, via: [...reached.via, node], derive: (column: string): Reads => derived?.get(column) ?? unknownReads, derived },
      };
    });
  });
  return flows.length === 0 ? [{ reads: unknownReads, reached: undefined }] : flows;
}

function isFedBy(port: OutputPort, edge: LineageEdge): boolean {
  if (edge.kind === 'input-contract') return port.name === edge.toPort;
  return port.inputContracts.length === 0 || port.inputContracts.some((contract) => contract.id === edge.contractId);
}

function derivations(contract: DataContract, { reached, resolve }: Flow): Map<string, Reads> {
  return new Map(
    columnsOf(contract).map(({ path, column }) => {
      const { transformSourceObjects } = column;
      const isStructure = column.columns.length > 0 || column.items !== undefined;
      if (resolve === undefined || (transformSourceObjects.length === 0 && !isStructure)) return [path, unknownReads];
      return [path, union(transformSourceObjects.map((text) => readsOf(resolve(text), reached)))];
    }),
  );
}

function readsOf(ref: ColumnRef | undefined, reached: Reached): Reads {
  if (ref === undefined) return noReads;
  return ref.kind === 'table' ? unknownReads : reached.derive(ref.column);
}

function exposureReads(edge: LineageEdge, reached: Reached, resolve: Flow['resolve']): Reads {
  const { columns } = edge;
  if (columns === null || resolve === undefined) return unknownReads;
  return union(
    columns.map((text) => {
      const ref = resolve(text);
      return ref === undefined ? unknownReads : readsOf(ref, reached);
    }),
  );
}

function union(parts: readonly Reads[]): Reads {
  return { columns: new Set(parts.flatMap((part) => [...part.columns])), isComplete: parts.every((part) => part.isComplete) };
}

function grows(states: Map<string, ReadonlyMap<string, Reads>>, reached: Reached & { derived?: ReadonlyMap<string, Reads> | undefined }): boolean {
  const key = JSON.stringify([reached.id, reached.port.name, reached.port.version]);
  const known = states.get(key);
  const found = reached.derived ?? new Map<string, Reads>();
  const merged = new Map([...(known ?? []), ...found].map(([column]) => [column, union([known?.get(column) ?? noReads, found.get(column) ?? noReads])]));
  states.set(key, merged);
  if (known === undefined) return true;
  return [...merged].some(([column, reads]) => reads.columns.size > (known.get(column)?.columns.size ?? 0));
}

/**
 * The readers that a change touches: all of them, or those that read (or may read) a table or column
 * (`orders`, `orders.total_amount`). A reader known to read other columns only is not hit.
 */
export function hitsOn(readers: readonly Reader[], touched: string | undefined): ConsumerHit[] {
  const names = readers.map((reader) => reader.node.name);
  const nameOf = (node: LineageNode): string => (names.filter((name) => name === node.name).length > 1 ? (node.key ?? node.name) : node.name);
  return readers.flatMap((reader) => {
    const columns = [...reader.columns].filter((column) => touched === undefined || isWithin(column, touched) || isWithin(touched, column)).sort(compareText);
    if (reader.isComplete && columns.length === 0) return [];
    const isNamed = columns.length > 0 && (reader.isComplete || touched !== undefined);
    return [{ kind: reader.node.kind === 'exposure' ? 'exposure' : 'product', name: nameOf(reader.node), via: reader.via.map(nameOf), isDirect: reader.via.length === 0, columns: isNamed ? columns : null }];
  });
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}
