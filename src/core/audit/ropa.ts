import { buildLineage, type LineageGraph, productNodeId } from '../lineage/graph.ts';
import { walk } from '../lineage/walk.ts';
import { isRecord } from '../manifest/node-reader.ts';
import type { CustomProperty } from '../model/common.ts';
import type { Column, DataContract } from '../model/contract.ts';
import { compareText } from '../model/draft.ts';
import { productKey } from '../model/product.ts';
import { code, type Page, plain } from '../page/page.ts';
import type { PolicyUnit } from '../policy/targets/node.ts';
import type { Term, Vocabulary } from '../policy/targets/vocabulary.ts';

/** The record of processing of one product with personal data (GDPR Art. 30). An empty list or `null` is not declared. */
export interface ProcessingRecord {
  readonly product: string;
  readonly owner: string | null;
  readonly purpose: string | null;
  readonly lawfulBasis: readonly string[];
  readonly categories: readonly string[];
  readonly subjects: readonly string[];
  readonly special: boolean;
  /** Columns with personal data, as `table.column`. */
  readonly columns: readonly string[];
  /** Products and exposures downstream, near and far. */
  readonly recipients: readonly string[];
  readonly regions: readonly string[];
  readonly retention: readonly string[];
  /** dp records no measurement of retention yet: not measured. */
  readonly retentionMeasured: string | null;
}

/** The record of processing, one entry for each product that holds personal data, sorted by key. */
export function recordsOfProcessing(units: readonly PolicyUnit[], vocabulary: Vocabulary): ProcessingRecord[] {
  const sources = units.flatMap(({ product, contracts }) => (product === undefined ? [] : [{ product, contracts }]));
  const graph = buildLineage(sources);
  return sources
    .flatMap(({ product, contracts }): ProcessingRecord[] => {
      const marks = contracts.flatMap((contract) => marksOf(contract, vocabulary));
      if (marks.length === 0) return [];
      const facts = marks.map(({ value }) => value).filter(isRecord);
      return [
        {
          product: productKey(product),
          owner: product.team?.members.find(({ role }) => /owner/iu.test(role ?? ''))?.username ?? product.team?.name ?? null,
          purpose: product.description.purpose ?? null,
          lawfulBasis: sorted(contracts.flatMap((contract) => valuesIn(contract, 'lawfulBasis', vocabulary)).map((value) => (isRecord(value) ? textOf(value['basis']) : textOf(value)))),
          categories: sorted(facts.flatMap(({ categories }) => listOf(categories))),
          subjects: sorted(facts.flatMap(({ subjects }) => listOf(subjects))),
          special: facts.some(({ special }) => special === true),
          columns: sorted(marks.flatMap(({ column }) => column ?? [])),
          recipients: recipientsOf(graph, productNodeId(product)),
          regions: sorted([...contracts.flatMap((contract) => valuesIn(contract, 'dataResidency', vocabulary)).flatMap(listOf), ...contracts.flatMap(({ servers }) => servers.map(({ settings }) => textOf(settings['region'] ?? settings['regionName'])))]),
          retention: sorted(contracts.flatMap(({ slaProperties }) => slaProperties.filter(({ property }) => property === 'retention').map(({ value, unit }) => [textOf(value), unit].filter((part) => part !== undefined).join(' ')))),
          retentionMeasured: null,
        },
      ];
    })
    .sort((a, b) => compareText(a.product, b.product));
}

// Whoever reads a reader may hold the data, too: all that lies downstream, however far.
function recipientsOf(graph: LineageGraph, start: string): string[] {
  const steps = walk({ incoming: new Map(), outgoing: graph.outgoing }, start, { direction: 'downstream' });
  return sorted(steps.map(({ id }) => graph.nodes.get(id)?.key ?? graph.nodes.get(id)?.name));
}

interface Mark {
  readonly value: unknown;
  readonly column: string | undefined;
}

function marksOf(contract: DataContract, vocabulary: Vocabulary): Mark[] {
  const marked = (properties: readonly CustomProperty[], column: string | undefined): Mark[] => read(properties, 'personalData', vocabulary).filter((value) => value !== false && value !== 'false').map((value) => ({ value, column }));
  return [...marked(contract.customProperties, undefined), ...contract.tables.flatMap((table) => eachColumn(table.columns, table.name).flatMap(({ column, path }) => marked(column.customProperties, path)))];
}

function valuesIn(contract: DataContract, name: string, vocabulary: Vocabulary): unknown[] {
  return [...read(contract.customProperties, name, vocabulary), ...contract.tables.flatMap((table) => eachColumn(table.columns, table.name).flatMap(({ column }) => read(column.customProperties, name, vocabulary)))];
}

// dp's own home first, then the organisation's own keys.
function read(properties: readonly CustomProperty[], name: string, vocabulary: Vocabulary): unknown[] {
  const terms: readonly Term[] = [{ property: name, vendor: 'dp', pointer: '' }, ...(vocabulary.get(name) ?? []), ...(name === 'personalData' ? (vocabulary.get('pii') ?? []) : [])];
  const [found] = terms.flatMap(({ property, vendor }) => properties.filter((candidate) => candidate.property === property && (vendor === undefined || candidate.vendor === vendor)));
  return found === undefined ? [] : [found.value];
}

function eachColumn(columns: readonly Column[], parent: string): { column: Column; path: string }[] {
  return columns.flatMap((column) => {
    const path = column.name === '' ? parent : `${parent}.${column.name}`;
    return [{ column, path }, ...eachColumn([...column.columns, ...(column.items === undefined ? [] : [column.items])], path)];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => textOf(item) ?? []);
}

function sorted(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap((value) => (value === undefined || value === '' ? [] : [value])))].sort(compareText);
}

/** The record of processing as a page; what is not declared says so. */
export function ropaPage(records: readonly ProcessingRecord[], date: string): Page {
  const shown = (values: readonly string[]) => (values.length === 0 ? plain('not declared', 'bad') : plain(values.join(', ')));
  return {
    title: `Record of processing activities (GDPR Art. 30) on ${date}`,
    blocks: [
      { kind: 'paragraph', cells: [plain(`${String(records.length)} product${records.length === 1 ? '' : 's'} with personal data.`)] },
      ...records.flatMap((record) => [
        { kind: 'heading' as const, level: 2 as const, text: record.product },
        {
          kind: 'facts' as const,
          rows: [
            ['purpose', record.purpose === null ? shown([]) : plain(record.purpose)] as const,
            ['answers for it', record.owner === null ? shown([]) : plain(record.owner)] as const,
            ['lawful basis', shown(record.lawfulBasis)] as const,
            ['categories', shown(record.categories)] as const,
            ['special categories (Art. 9)', plain(record.special ? 'yes' : 'none declared')] as const,
            ['data subjects', shown(record.subjects)] as const,
            ['columns', record.columns.length === 0 ? shown([]) : code(record.columns.join(', '))] as const,
            ['recipients', record.recipients.length === 0 ? plain('none known') : plain(record.recipients.join(', '))] as const,
            ['region', shown(record.regions)] as const,
            ['retention declared', shown(record.retention)] as const,
            ['retention measured', plain(record.retentionMeasured ?? 'not measured')] as const,
          ],
        },
      ]),
    ],
  };
}
