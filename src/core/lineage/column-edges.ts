import type { DataContract } from '../model/contract.ts';
import type { OutputPort } from '../model/product.ts';
import { findContract } from '../model/snapshot.ts';
import { columnResolver, columnsOf } from './column-refs.ts';
import type { LineageEdge } from './graph.ts';
import { type Mesh, sourceOf } from './mesh.ts';

/** A column of an output port, or of an exposure (`port` and `contract` are `undefined` there). */
export interface ColumnPlace {
  readonly node: string;
  readonly port: string | undefined;
  readonly portVersion: string | undefined;
  readonly contract: string | undefined;
  /** `table.column`, `table` for a whole table; `undefined`: no column is named, any may be meant. */
  readonly column: string | undefined;
}

/** One column is made from another, by the word of `transformSourceObjects` or of an exposure's list. */
export interface ColumnEdge {
  readonly edge: LineageEdge;
  readonly from: ColumnPlace;
  readonly to: ColumnPlace;
  readonly transform: string | undefined;
}

/**
 * The flow of columns along some edges of a mesh whose contracts were read. Where a reader leaves columns unexplained, one
 * edge without columns stands for what may flow. Linear in edges and columns.
 */
export function columnEdges(mesh: Mesh, edges: readonly LineageEdge[]): ColumnEdge[] {
  const ids = new Set(mesh.graph.readers.keys());
  const resolvers = new Map<DataContract, Resolve>();
  const resolverOf = (contract: DataContract): Resolve => {
    const known = resolvers.get(contract) ?? columnResolver(contract, ids);
    resolvers.set(contract, known);
    return known;
  };
  return edges.flatMap((edge) => {
    const { fromPort } = edge;
    if (fromPort === undefined) return [];
    const contract = contractOf(mesh, edge.from, fromPort);
    const flow: Flow = { mesh, edge, port: fromPort, contract, resolve: contract === undefined ? undefined : resolverOf(contract) };
    return edge.kind === 'exposure' ? toExposure(flow) : toProduct(flow);
  });
}

type Resolve = ReturnType<typeof columnResolver>;

interface Flow {
  readonly mesh: Mesh;
  readonly edge: LineageEdge;
  readonly port: OutputPort;
  readonly contract: DataContract | undefined;
  readonly resolve: Resolve | undefined;
}

/** The contract of an output port, where it was read. */
export function contractOf(mesh: Mesh, node: string, port: Pick<OutputPort, 'contractId' | 'version'>): DataContract | undefined {
  return findContract(sourceOf(mesh, node)?.contracts ?? [], { contractId: port.contractId, version: port.version });
}

function placeIn(flow: Flow, text: string | undefined): ColumnPlace | undefined {
  const { edge, port, resolve } = flow;
  const place = { node: edge.from, port: port.name, portVersion: port.version, contract: port.contractId };
  if (text === undefined) return { ...place, column: undefined };
  const ref = resolve?.(text);
  return ref === undefined ? undefined : { ...place, column: ref.kind === 'column' ? ref.column : ref.table };
}

function toExposure(flow: Flow): ColumnEdge[] {
  const { edge } = flow;
  const to = { node: edge.to, port: undefined, portVersion: undefined, contract: undefined };
  return (edge.columns ?? [undefined]).flatMap((text) => {
    const from = placeIn(flow, text) ?? placeIn(flow, undefined);
    return from === undefined ? [] : [{ edge, from, to: { ...to, column: from.column }, transform: undefined }];
  });
}

/** The output ports of a reader that an edge flows into. */
export function portsFedBy(mesh: Mesh, edge: LineageEdge): OutputPort[] {
  const ports = sourceOf(mesh, edge.to)?.product.outputPorts ?? [];
  if (edge.kind === 'input-contract') return ports.filter(({ name }) => name === edge.toPort);
  return ports.filter(({ inputContracts }) => inputContracts.length === 0 || inputContracts.some(({ id }) => id === edge.contractId));
}

function toProduct(flow: Flow): ColumnEdge[] {
  const { mesh, edge } = flow;
  const blind = placeIn(flow, undefined);
  return portsFedBy(mesh, edge).flatMap((port) => {
    const to = { node: edge.to, port: port.name, portVersion: port.version, contract: port.contractId };
    const contract = contractOf(mesh, edge.to, port);
    const columns = contract === undefined ? [] : columnsOf(contract);
    const explained = columns.flatMap(({ path, column }) =>
      column.transformSourceObjects.flatMap((text) => {
        const from = placeIn(flow, text);
        return from === undefined ? [] : [{ edge, from, to: { ...to, column: path }, transform: column.transformLogic ?? column.transformDescription }];
      }),
    );
    const isOpen = contract === undefined || columns.some(({ column }) => isUnexplained(column));
    return isOpen && blind !== undefined ? [...explained, { edge, from: blind, to: { ...to, column: undefined }, transform: undefined }] : explained;
  });
}

/** Whether a column says nothing of what it is made from; a structure says it through its fields. */
export function isUnexplained(column: { readonly transformSourceObjects: readonly string[]; readonly columns: readonly unknown[]; readonly items: unknown }): boolean {
  return column.transformSourceObjects.length === 0 && column.columns.length === 0 && column.items === undefined;
}
