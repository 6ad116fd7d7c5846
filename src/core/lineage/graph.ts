import { dpValue } from '../manifest/read-product.ts';
import { readNodes } from '../manifest/node-reader.ts';
import type { DataContract } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import { type DataProduct, type InputPort, type OutputPort, productKey } from '../model/product.ts';
import { parseVersion } from '../model/semver.ts';

/** What lineage is read from; a ProductSnapshot is one. */
export interface LineageSource {
  readonly product: DataProduct;
  readonly contracts: readonly DataContract[];
}

export type NodeKind = 'product' | 'exposure' | 'source' | 'contract';

/**
 * One end of an edge. `contract` stands for a contract that is read but that no product of the list offers.
 * `id` is unique over all kinds; `name` is for people.
 */
export interface LineageNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** The product key, for products. */
  readonly key: string | undefined;
  /** Exposures: dashboard, report …; sources: batch, api …. */
  readonly type: string | undefined;
  readonly owner: string | undefined;
}

/** Data flows from `from` to `to`. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'input-port' | 'input-contract' | 'exposure' | 'source';
  readonly contractId: string | undefined;
  readonly version: string | undefined;
  /** The producer's output port, where it is known. */
  readonly fromPort: OutputPort | undefined;
  /** The reader's own port: its input port, or for `input-contract` the output port that is made from it. */
  readonly toPort: string | undefined;
  /** Columns that an exposure declares, as `table.column`; `null`: not declared. */
  readonly columns: readonly string[] | null;
}

/** An output port that promises a contract, and who has it. */
export interface Offer {
  readonly source: LineageSource;
  readonly port: OutputPort;
}

export interface LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
  /** Edges by the node that data flows out of. */
  readonly outgoing: ReadonlyMap<string, readonly LineageEdge[]>;
  /** Edges of readers, by the id of the contract they read. */
  readonly readers: ReadonlyMap<string, readonly LineageEdge[]>;
  /** Products by node id; several versions of one product share a node. */
  readonly sources: ReadonlyMap<string, readonly LineageSource[]>;
}

/** The node of a product. */
export function productNodeId(product: Pick<DataProduct, 'domain' | 'name' | 'id'>): string {
  return `product:${productKey(product)}`;
}

/**
 * The graph of products, built from their ports: edges run from the output port that offers a contract to whoever names
 * that contract in `inputPorts` or `inputContracts`, from source systems to input ports without a contract, and from
 * output ports to exposures. Linear in the number of ports; the order of `sources` does not matter.
 */
export function buildLineage(sources: readonly LineageSource[]): LineageGraph {
  const keyed = sources.map((source) => ({ source, key: productKey(source.product) }));
  const ordered = keyed.sort((a, b) => compareText(a.key, b.key) || compareText(a.source.product.version ?? '', b.source.product.version ?? '')).map(({ source }) => source);
  const offers = indexOffers(ordered);
  const nodes = new Map<string, LineageNode>();
  const byNode = new Map<string, LineageSource[]>();
  for (const source of ordered) {
    const node = productNode(source.product);
    nodes.set(node.id, node);
    push(byNode, node.id, source);
  }
  const edges = new Map<string, LineageEdge>();
  for (const source of ordered) {
    for (const { edge, end } of [...readEdges(source, offers), ...sourceEdges(source), ...exposureEdges(source)]) {
      if (!nodes.has(end.id)) nodes.set(end.id, end);
      edges.set(JSON.stringify([edge.from, edge.to, edge.kind, edge.contractId, edge.version, edge.toPort, edge.fromPort?.name, edge.fromPort?.version]), edge);
    }
  }
  const list = [...edges.values()];
  return { nodes, edges: list, outgoing: groupBy(list, (edge) => edge.from), readers: groupBy(list.filter(isRead), (edge) => edge.contractId), sources: byNode };
}

function isRead(edge: LineageEdge): boolean {
  return edge.kind === 'input-port' || edge.kind === 'input-contract';
}

export interface FoundEdge {
  readonly edge: LineageEdge;
  readonly end: LineageNode;
}

function productNode(product: DataProduct): LineageNode {
  const key = productKey(product);
  return { id: productNodeId(product), kind: 'product', name: product.name ?? key, key, type: product.type, owner: product.team?.name };
}

/** Output ports by the contract they promise. */
export function indexOffers(sources: readonly LineageSource[]): Map<string, Offer[]> {
  const offers = new Map<string, Offer[]>();
  for (const source of sources) {
    for (const port of source.product.outputPorts) if (port.contractId !== undefined) push(offers, port.contractId, { source, port });
  }
  return offers;
}

/**
 * The offer that a reader of `version` means: that very version, else one of the same major, else the only one there is.
 * Where several fit, the greatest version.
 */
export function chooseOffer<T extends { readonly port: Pick<OutputPort, 'version'> }>(offers: readonly T[], version: string | undefined): T | undefined {
  const exact = offers.find(({ port }) => port.version === version);
  if (exact !== undefined) return exact;
  const wanted = parseVersion(version)?.major;
  const sameMajor = wanted === undefined ? offers : offers.filter(({ port }) => parseVersion(port.version)?.major === wanted);
  if (sameMajor.length === 0) return offers.length === 1 ? offers[0] : undefined;
  return sameMajor.reduce((best, offer) => (isGreater(offer.port.version, best.port.version) ? offer : best));
}

function isGreater(left: string | undefined, right: string | undefined): boolean {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  if (a === undefined || b === undefined) return a !== undefined;
  return a.major - b.major > 0 || (a.major === b.major && (a.minor - b.minor > 0 || (a.minor === b.minor && a.patch > b.patch)));
}

function readEdges(source: LineageSource, offers: ReadonlyMap<string, readonly Offer[]>): FoundEdge[] {
  const to = productNodeId(source.product);
  const read = (kind: 'input-port' | 'input-contract', contract: { id: string; version: string | undefined }, toPort: string): FoundEdge => {
    const offer = chooseOffer(offers.get(contract.id) ?? [], contract.version);
    const end: LineageNode =
      offer === undefined
        ? { id: `contract:${contract.id}`, kind: 'contract', name: contract.id, key: undefined, type: undefined, owner: undefined }
        : productNode(offer.source.product);
    return { end, edge: { from: end.id, to, kind, contractId: contract.id, version: contract.version, fromPort: offer?.port, toPort, columns: null } };
  };
  return [
    ...source.product.inputPorts.flatMap((port) => (port.contractId === undefined ? [] : [read('input-port', { id: port.contractId, version: port.version }, port.name)])),
    ...source.product.outputPorts.flatMap((port) => port.inputContracts.map((contract) => read('input-contract', contract, port.name))),
  ];
}

function sourceEdges(source: LineageSource): FoundEdge[] {
  return source.product.inputPorts.flatMap((port) => {
    const system = readSystem(port);
    if (system === undefined) return [];
    const end: LineageNode = { id: `source:${system.name}`, kind: 'source', name: system.name, key: undefined, type: system.acquisition, owner: system.owner };
    return [{ end, edge: { from: end.id, to: productNodeId(source.product), kind: 'source', contractId: undefined, version: undefined, fromPort: undefined, toPort: port.name, columns: null } }];
  });
}

function readSystem(port: InputPort): { name: string; acquisition: string | undefined; owner: string | undefined } | undefined {
  const [node] = readNodes([dpValue(port, 'sourceSystem')?.value], '');
  const name = node?.string('system');
  return name === undefined ? undefined : { name, acquisition: node?.string('acquisition'), owner: node?.string('owner') };
}

/** What reads the given products outside the mesh, by their own word; of an exposure that several declare, the last counts. */
export function exposuresOf(sources: readonly LineageSource[]): FoundEdge[] {
  const found = sources.flatMap(exposureEdges).map((item) => [JSON.stringify([item.end.id, item.edge.fromPort?.name, item.edge.fromPort?.version]), item] as const);
  return [...new Map(found).values()];
}

function exposureEdges(source: LineageSource): FoundEdge[] {
  const from = productNodeId(source.product);
  return readNodes(dpValue(source.product, 'exposures')?.value, '').flatMap((node) => {
    const name = node.string('name');
    if (name === undefined) return [];
    const portName = node.string('port');
    const end: LineageNode = { id: `exposure:${productKey(source.product)}:${name}`, kind: 'exposure', name, key: undefined, type: node.string('type'), owner: node.string('owner') };
    const columns = Array.isArray(node.raw['columns']) ? node.strings('columns') : null;
    const named = source.product.outputPorts.filter((port) => portName === undefined || port.name === portName);
    return named.map((port) => ({ end, edge: { from, to: end.id, kind: 'exposure' as const, contractId: port.contractId, version: port.version, fromPort: port, toPort: undefined, columns } }));
  });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) push(groups, key, item);
  }
  return groups;
}
