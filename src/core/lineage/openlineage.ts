import type { DataContract, Table } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import { type DataProduct, type OutputPort, productKey } from '../model/product.ts';
import { columnsOf } from './column-refs.ts';
import { type ColumnEdge, columnEdges, contractOf } from './column-edges.ts';
import { isOfClass } from './class-flow.ts';
import { type FacetMaker, facetMaker } from './openlineage-facets.ts';
import type { LineageEdge, LineageNode } from './graph.ts';
import { type Mesh, sourceOf } from './mesh.ts';
import type { Selection } from './walk.ts';

export interface OpenLineageOptions {
  /** RFC 3339: when the metadata was true; every event carries it. */
  readonly eventTime: string;
  /** URI of the tool that says so. */
  readonly producer: string;
}

type Json = Readonly<Record<string, unknown>>;

const schemaUrl = 'https://openlineage.io/spec/2-0-2/OpenLineage.json';

/**
 * A part of the mesh as OpenLineage events without runs: one DatasetEvent for each table that an output port offers, and
 * one JobEvent for each product and exposure, with what it reads and makes. In the order of products; the same mesh and
 * options give the same events.
 */
export function openLineageEvents(mesh: Mesh, selection: Selection, { eventTime, producer }: OpenLineageOptions): Json[] {
  const facet = facetMaker(producer);
  const ways = columnEdges(mesh, selection.edges);
  const context: Context = { mesh, facet, waysByPort: groupByPort(ways), incoming: groupByEnd(selection.edges) };
  const event = (kind: 'DatasetEvent' | 'JobEvent', body: Json): Json => ({ eventTime, producer, schemaURL: `${schemaUrl}#/$defs/${kind}`, ...body });
  return selection.nodes.flatMap((node) => {
    if (node.kind === 'exposure') return [event('JobEvent', exposureJob(context, node))];
    const product = node.kind === 'product' ? sourceOf(mesh, node.id)?.product : undefined;
    if (product === undefined) return [];
    const outputs = product.outputPorts.flatMap((port) => datasetsOf(context, { node: node.id, product, port }));
    return [...outputs.map((dataset) => event('DatasetEvent', { dataset })), event('JobEvent', productJob(context, { node, product, outputs }))];
  });
}

interface Context {
  readonly mesh: Mesh;
  readonly facet: FacetMaker;
  readonly waysByPort: ReadonlyMap<string, readonly ColumnEdge[]>;
  readonly incoming: ReadonlyMap<string, readonly LineageEdge[]>;
}

interface Place {
  readonly node: string;
  readonly product: DataProduct;
  readonly port: OutputPort;
}

function portKey(node: string, port: string | undefined, version: string | undefined): string {
  return JSON.stringify([node, port ?? null, version ?? null]);
}

function groupByPort(ways: readonly ColumnEdge[]): Map<string, ColumnEdge[]> {
  const groups = new Map<string, ColumnEdge[]>();
  for (const way of ways) {
    const key = portKey(way.to.node, way.to.port, way.to.portVersion);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [way]);
    else known.push(way);
  }
  return groups;
}

function groupByEnd(edges: readonly LineageEdge[]): Map<string, LineageEdge[]> {
  const groups = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    const known = groups.get(edge.to);
    if (known === undefined) groups.set(edge.to, [edge]);
    else known.push(edge);
  }
  return groups;
}

/** A dataset is a table of an output port's contract; where no contract was read, the port itself. */
interface Named {
  readonly namespace: string;
  readonly name: string;
}

function datasetName(mesh: Mesh, node: string, port: Pick<OutputPort, 'name' | 'contractId'> & { readonly table: string | undefined }): Named {
  const product = sourceOf(mesh, node)?.product;
  const base = `${product?.name ?? node}.${port.name}`;
  return { namespace: `dp://${product?.domain ?? ''}`, name: port.table === undefined ? base : `${base}.${port.table}` };
}

function datasetsOf(context: Context, place: Place): (Named & { readonly facets: Json })[] {
  const { mesh, facet } = context;
  const { node, port, product } = place;
  const contract = contractOf(mesh, node, port);
  const shared = { ...facet.version(port.version), ...facet.ownership(product.team?.name) };
  if (contract === undefined || contract.tables.length === 0) return [{ ...datasetName(mesh, node, { ...port, table: undefined }), facets: { ...shared, ...facet.documentation(port.description) } }];
  return contract.tables.map((table) => ({ ...datasetName(mesh, node, { ...port, table: table.name }), facets: { ...tableFacets(context, contract, table), ...shared, ...columnLineage(context, place, table) } }));
}

function tableFacets({ facet }: Context, contract: DataContract, table: Table): Json {
  const columns = columnsOf(contract).filter(({ path }) => path.startsWith(`${table.name}.`)).map(({ path, column }) => ({ name: path.slice(table.name.length + 1), column }));
  const tags = columns.flatMap(({ name, column }) => [
    ...(column.classification === undefined ? [] : [{ key: 'classification', value: column.classification, field: name }]),
    ...(isOfClass(column, 'pii') ? [{ key: 'pii', value: 'true', field: name }] : []),
  ]);
  return {
    ...facet.schema(columns.map(({ name, column }) => ({ name, type: column.physicalType ?? column.logicalType, description: column.description }))),
    ...facet.documentation(table.description),
    ...facet.tags(tags),
  };
}

function columnLineage(context: Context, { node, port }: Place, table: Table): Json {
  const fields = new Map<string, { inputFields: Map<string, Json>; transform: string | undefined }>();
  for (const { from, to, transform } of context.waysByPort.get(portKey(node, port.name, port.version)) ?? []) {
    const column = to.column?.startsWith(`${table.name}.`) === true ? to.column.slice(table.name.length + 1) : undefined;
    const source = from.column === undefined ? undefined : splitColumn(context.mesh, from.node, { name: from.port ?? '', contractId: from.contract, version: from.portVersion, column: from.column });
    if (column === undefined || source === undefined) continue;
    const field = fields.get(column) ?? { inputFields: new Map<string, Json>(), transform };
    field.inputFields.set(JSON.stringify(source), source);
    fields.set(column, field);
  }
  const sorted = [...fields].sort(([a], [b]) => compareText(a, b)).map(([name, { inputFields, transform }]) => [name, { inputFields: [...inputFields].sort(([a], [b]) => compareText(a, b)).map(([, field]) => field), ...(transform === undefined ? {} : { transformationDescription: transform }) }] as const);
  return context.facet.columnLineage(Object.fromEntries(sorted));
}

// A whole table is no field: it stays with the job's inputs.
function splitColumn(mesh: Mesh, node: string, at: { readonly name: string; readonly contractId: string | undefined; readonly version: string | undefined; readonly column: string }): Json | undefined {
  const table = contractOf(mesh, node, at)?.tables.find(({ name }) => at.column.startsWith(`${name}.`))?.name;
  return table === undefined ? undefined : { ...datasetName(mesh, node, { ...at, table }), field: at.column.slice(table.length + 1) };
}

function inputsOf({ mesh, incoming }: Context, node: string): Named[] {
  const inputs = (incoming.get(node) ?? []).flatMap((edge): Named[] => {
    const { fromPort } = edge;
    if (edge.from.startsWith('source:')) return [{ namespace: 'dp://', name: edge.from.slice('source:'.length) }];
    if (fromPort === undefined) return [{ namespace: 'dp://', name: edge.contractId ?? edge.from }];
    const tables = contractOf(mesh, edge.from, fromPort)?.tables.map(({ name }) => name) ?? [];
    return (tables.length === 0 ? [undefined] : tables).map((table) => datasetName(mesh, edge.from, { ...fromPort, table }));
  });
  return [...new Map(inputs.map((input) => [JSON.stringify([input.namespace, input.name]), input])).entries()].sort(([a], [b]) => compareText(a, b)).map(([, input]) => input);
}

function productJob(context: Context, { node, product, outputs }: { readonly node: LineageNode; readonly product: DataProduct; readonly outputs: readonly Named[] }): Json {
  const { facet } = context;
  const isStream = product.outputPorts.some(({ type }) => type === 'topic');
  return {
    job: {
      namespace: `dp://${product.domain ?? ''}`,
      name: product.name ?? productKey(product),
      facets: { ...facet.jobType(isStream ? 'STREAMING' : 'BATCH', 'DATA_PRODUCT'), ...facet.jobDocumentation(product.description.purpose), ...facet.jobOwnership(product.team?.name) },
    },
    inputs: inputsOf(context, node.id),
    outputs: outputs.map(({ namespace, name }) => ({ namespace, name })),
  };
}

function exposureJob(context: Context, node: LineageNode): Json {
  const { facet } = context;
  return {
    job: { namespace: 'dp://exposures', name: node.id.slice('exposure:'.length), facets: { ...facet.jobType('BATCH', (node.type ?? 'exposure').toUpperCase()), ...facet.jobOwnership(node.owner) } },
    inputs: inputsOf(context, node.id),
    outputs: [],
  };
}
