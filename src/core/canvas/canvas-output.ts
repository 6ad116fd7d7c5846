import { columnsOf } from '../lineage/column-refs.ts';
import { dpValue } from '../manifest/read-product.ts';
import { isRecord, type NodeReader } from '../manifest/node-reader.ts';
import type { DataContract, Server, SlaProperty } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import { valueText } from './value-text.ts';
import type { CanvasDelivery, CanvasGovernance, CanvasOutput, CanvasPromise } from './canvas.ts';
import { formatOf, type Offer } from './judge-need.ts';

/** What one output port promises, with the usage examples that are about it. */
export function readOutput({ port, contract }: Offer, examples: readonly NodeReader[]): CanvasOutput {
  const rules = contract === undefined ? [] : [...contract.tables.flatMap((table) => table.quality), ...columnsOf(contract).flatMap(({ column }) => column.quality)];
  return {
    port: port.name,
    version: port.version,
    type: port.type,
    description: port.description,
    contract: port.contractId === undefined ? undefined : [port.contractId, port.version].filter((part) => part !== undefined).join(' '),
    isContractFound: contract !== undefined,
    tables: (contract?.tables ?? []).map((table) => ({ name: table.name, granularity: table.granularity, columns: table.columns.length })),
    deliveries: (contract?.servers ?? []).map(readDelivery),
    promises: (contract?.slaProperties ?? []).map(readPromise),
    qualityRules: rules.length,
    dimensions: [...new Set(rules.flatMap(({ dimension }) => dimension ?? []))].sort(compareText),
    governance: readGovernance(contract),
    stream: contract === undefined ? [] : pairs(dpValue(contract, 'stream')?.value).map(([property, value]) => ({ property, value: valueText(value) })),
    errorHandling: contract === undefined ? [] : pairs(dpValue(contract, 'errorHandling')?.value).map(([records, value]) => ({ records, handling: handlingText(value) })),
    examples: examples
      .filter((example) => example.string('port') === port.name)
      .map((example) => ({ title: example.string('title') ?? '', file: example.string('file') ?? example.string('code'), shows: example.string('shows') })),
  };
}

function pairs(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function handlingText(value: unknown): string {
  if (!isRecord(value)) return valueText(value);
  const { action, within, to, notify, description } = value;
  const extras = [within === undefined ? undefined : `within ${valueText(within)}`, to === undefined ? undefined : `to ${valueText(to)}`, notify === undefined ? undefined : `telling ${valueText(notify)}`];
  const head = [action === undefined ? undefined : valueText(action), ...extras].filter((part) => part !== undefined).join(', ');
  return description === undefined ? head : `${head}: ${valueText(description)}`;
}

const placeSettings = ['location', 'path', 'host', 'account', 'project', 'catalog', 'database', 'dataset', 'schema', 'topic'];

function readDelivery(server: Server): CanvasDelivery {
  const place = placeSettings.flatMap((name) => (typeof server.settings[name] === 'string' ? [server.settings[name]] : []));
  return {
    server: server.server,
    type: server.type,
    environment: server.environment,
    format: formatOf(server),
    place: place.length === 0 ? undefined : place.join(' / '),
  };
}

function readPromise(sla: SlaProperty): CanvasPromise {
  return { property: sla.property, value: [valueText(sla.value), sla.unit].filter((part) => part !== undefined).join(' '), element: sla.element, description: sla.description };
}

const classOrder = ['public', 'internal', 'confidential', 'restricted', 'secret'];

function readGovernance(contract: DataContract | undefined): CanvasGovernance {
  if (contract === undefined) return { classes: [], roles: [], hasPersonalData: undefined, personalColumns: [], personalData: [], lawfulBasis: undefined, dataResidency: [] };
  const columns = columnsOf(contract);
  const counts = new Map<string, number>();
  for (const { column } of columns) if (column.classification !== undefined) counts.set(column.classification, (counts.get(column.classification) ?? 0) + 1);
  const mark = dpValue(contract, 'personalData')?.value;
  const personalColumns = columns.filter(({ column }) => isMarked(dpValue(column, 'personalData')?.value)).map(({ path }) => path);
  const basis = dpValue(contract, 'lawfulBasis')?.value;
  const residency = dpValue(contract, 'dataResidency')?.value;
  return {
    // A class that the order does not know counts as the most sensitive.
    classes: [...counts].map(([classification, count]) => ({ classification, columns: count })).sort((a, b) => rank(b.classification) - rank(a.classification) || compareText(a.classification, b.classification)),
    roles: contract.roles.map(({ role, access, firstLevelApprovers, secondLevelApprovers }) => ({ role, access, approvers: [firstLevelApprovers, secondLevelApprovers].filter((approver) => approver !== undefined) })),
    hasPersonalData: personalColumns.length > 0 ? true : mark === undefined ? undefined : isMarked(mark),
    personalColumns,
    personalData: pairs(mark).map(([name, value]) => `${name}: ${valueText(value)}`),
    lawfulBasis: isRecord(basis) ? [basis['basis'], basis['purpose'], basis['reference']].filter((part) => part !== undefined).map(valueText).join(' · ') : basis === undefined ? undefined : valueText(basis),
    dataResidency: residency === undefined ? [] : [valueText(residency)],
  };
}

function rank(classification: string): number {
  const index = classOrder.indexOf(classification.toLowerCase());
  return index === -1 ? classOrder.length : index;
}

function isMarked(value: unknown): boolean {
  return value === true || isRecord(value);
}
