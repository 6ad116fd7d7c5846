import { type LineageGraph, type LineageSource, productNodeId } from '../lineage/graph.ts';
import { hitsOn, type Reader, readersOf } from '../lineage/readers.ts';
import type { DataContract } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import type { ConsumerHit } from '../model/finding.ts';
import type { OutputPort } from '../model/product.ts';
import { findContract } from '../model/snapshot.ts';
import type { Pair } from './change.ts';

/** Who reads what a product offers, asked port by port and worked out once. */
export interface ConsumerIndex {
  /** Readers of some ports of the old side, narrowed to a table or column. */
  hitsOn(ports: readonly OutputPort[], touched: string | undefined): ConsumerHit[];
  /** Whether anything but the product itself is recorded. */
  readonly isRecorded: boolean;
}

/** An index over the lineage graph; without a graph only the product's own exposures are known. */
export function consumerIndex(graph: LineageGraph | undefined, sides: Pair<LineageSource>): ConsumerIndex {
  const own = productNodeId(sides.old.product);
  const known = graph ?? { nodes: new Map(), edges: [], outgoing: new Map(), readers: new Map(), sources: new Map() };
  const memo = new Map<OutputPort, Reader[]>();
  const readers = (port: OutputPort): Reader[] => {
    const found = memo.get(port) ?? readersOf(known, { source: sides.old, port, contract: findContract(sides.old.contracts, port), successor: sides.new });
    memo.set(port, found);
    return found;
  };
  return {
    isRecorded: [...known.sources.keys()].some((id) => id !== own),
    hitsOn: (ports, touched) => mergeHits(ports.flatMap((port) => hitsOn(readers(port), touched))),
  };
}

// A consumer that reads two ports of one contract is named once, by its shortest way.
function mergeHits(hits: readonly ConsumerHit[]): ConsumerHit[] {
  const merged = new Map<string, ConsumerHit>();
  for (const hit of hits) {
    const key = `${hit.kind} ${hit.name}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, hit);
    else merged.set(key, { ...(known.via.length <= hit.via.length ? known : hit), columns: joinColumns(known.columns, hit.columns) });
  }
  return [...merged.values()].sort((a, b) => Number(b.isDirect) - Number(a.isDirect) || a.via.length - b.via.length || compareText(a.kind, b.kind) || compareText(a.name, b.name));
}

function joinColumns(left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null {
  return left === null || right === null ? null : [...new Set([...left, ...right])].sort(compareText);
}

const portIndexes = new WeakMap<readonly OutputPort[], ReadonlyMap<string | undefined, readonly OutputPort[]>>();

/** The output ports that promise a contract. */
export function portsOf(source: LineageSource, contract: DataContract): OutputPort[] {
  return (portsById(source.product.outputPorts).get(contract.id) ?? []).filter((port) => findContract(source.contracts, port) === contract);
}

// Made once for a product: each of its contracts asks.
function portsById(ports: readonly OutputPort[]): ReadonlyMap<string | undefined, readonly OutputPort[]> {
  const index = portIndexes.get(ports) ?? groupByContract(ports);
  portIndexes.set(ports, index);
  return index;
}

function groupByContract(ports: readonly OutputPort[]): Map<string | undefined, OutputPort[]> {
  const index = new Map<string | undefined, OutputPort[]>();
  for (const port of ports) {
    const same = index.get(port.contractId);
    if (same === undefined) index.set(port.contractId, [port]);
    else same.push(port);
  }
  return index;
}
