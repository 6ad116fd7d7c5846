import type { Column, DataContract, SlaProperty, Table } from '../../model/contract.ts';
import type { Pair } from '../change.ts';
import { type Dialect, dialectOf } from '../types/dialects.ts';
import type { Documents } from './rest.ts';
import { type ColumnMatch, type ColumnPair, matchTables, physicalNameOf, type TableMatch } from './match-tree.ts';

/** What every comparison inside one pair of contracts may ask. */
export interface CompareContext {
  readonly contracts: Pair<DataContract>;
  readonly documents: Documents;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly tables: TableMatch;
  readonly dialects: Pair<Dialect>;
  /** The same words mean the same on both sides: one version of the standard, one dialect. */
  readonly hasOneReading: boolean;
  /** Every reader declares the types in code: streams, APIs, Avro, Protobuf. */
  readonly hasTypedReaders: boolean;
  /** Columns are told apart by position: CSV and its like. */
  readonly hasPositionalFormat: boolean;
  /** From classification words to their place, open ones first. */
  readonly classificationOrder: readonly string[];
  readonly moves: Moves;
  /** What an old table or `table.column` is called on the new side. */
  newNameOf(name: string): string;
  /** The new column of an old one, at any level. */
  successorOf(column: Column): Column | undefined;
  /** Columns without a partner, at any level of a table that has one. */
  readonly loose: Loose;
}

/** Columns that went to another table or level, by id. */
export interface Moves {
  readonly departed: ReadonlyMap<Column, Column>;
  readonly arrived: ReadonlyMap<Column, Column>;
}

export interface CompareOptions {
  readonly today: string;
  readonly classificationOrder: readonly string[];
}

/** Prepares the comparison of two contracts: what belongs together, what engines mean by words, who reads. */
export function compareContext(contracts: Pair<DataContract>, options: CompareOptions): CompareContext {
  const tables = matchTables(contracts);
  const loose = looseColumnsOf(tables);
  const dialects = { old: dialectOf(contracts.old.servers.map((server) => server.type)), new: dialectOf(contracts.new.servers.map((server) => server.type)) };
  // Asked for by few contracts only.
  let names: Map<string, string> | undefined;
  let successors: Map<Column, Column> | undefined;
  return {
    contracts,
    documents: { old: contracts.old.document, new: contracts.new.document },
    ...options,
    tables,
    dialects,
    hasOneReading: contracts.old.apiVersion === contracts.new.apiVersion && dialects.old === dialects.new,
    hasTypedReaders: contracts.old.servers.length > 0 && contracts.old.servers.every((server) => typedServers.has(server.type.toLowerCase()) || typedFormats.has(formatOf(server.settings))),
    hasPositionalFormat: contracts.old.servers.some((server) => positionalFormats.has(formatOf(server.settings))),
    loose,
    moves: findMoves(tables, loose),
    newNameOf: (name) => (names ??= renamesOf(tables)).get(name) ?? name,
    successorOf: (column) => (successors ??= successorsOf(tables)).get(column),
  };
}

const typedServers = new Set(['kafka', 'kinesis', 'pubsub', 'api']);
const typedFormats = new Set(['avro', 'protobuf']);
const positionalFormats = new Set(['csv', 'tsv', 'psv', 'fixed', 'fixed-width', 'fixedwidth', 'delimited', 'txt']);

function formatOf(settings: Readonly<Record<string, unknown>>): string {
  const format = settings['format'];
  return typeof format === 'string' ? format.toLowerCase() : '';
}

function renamesOf(tables: TableMatch): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (match: ColumnMatch, prefix: Pair<string>): void => {
    for (const pair of match.pairs) {
      const path = { old: `${prefix.old}.${pair.old.name}`, new: `${prefix.new}.${pair.new.name}` };
      if (path.old !== path.new) names.set(path.old, path.new);
      visit(pair.columns, path);
    }
  };
  for (const pair of tables.pairs) {
    if (pair.old.name !== pair.new.name) names.set(pair.old.name, pair.new.name);
    visit(pair.columns, { old: pair.old.name, new: pair.new.name });
  }
  return names;
}

export interface Loose {
  readonly removed: ReadonlySet<Column>;
  readonly added: ReadonlySet<Column>;
}

function visitPairs(match: ColumnMatch, visit: (pair: ColumnPair) => void, visitMatch: (match: ColumnMatch) => void = () => undefined): void {
  visitMatch(match);
  for (const pair of match.pairs) {
    for (const part of [pair, pair.items, pair.mapKey, pair.mapValue]) {
      if (part === undefined) continue;
      visit(part);
      visitPairs(part.columns, visit, visitMatch);
    }
  }
}

function successorsOf(tables: TableMatch): Map<Column, Column> {
  const successors = new Map<Column, Column>();
  for (const pair of tables.pairs) visitPairs(pair.columns, (column) => successors.set(column.old, column.new));
  return successors;
}

function looseColumnsOf(tables: TableMatch): Loose {
  const loose = { removed: new Set<Column>(), added: new Set<Column>() };
  const collect = (match: ColumnMatch): void => {
    for (const column of match.removed) loose.removed.add(column);
    for (const column of match.added) loose.added.add(column);
  };
  for (const pair of tables.pairs) visitPairs(pair.columns, () => undefined, collect);
  return loose;
}

// A column is said to have moved only where its id says so: one removed and one added column of that id, alike in name or type.
function findMoves(tables: TableMatch, loose: Loose): Moves {
  const arrivals = groupById([...loose.added, ...tables.added.flatMap((table) => table.columns)]);
  const departed = new Map<Column, Column>();
  for (const [id, olds] of groupById([...loose.removed])) {
    const [old, successor] = [olds[0], arrivals.get(id)?.[0]];
    if (old === undefined || successor === undefined || olds.length > 1 || arrivals.get(id)?.length !== 1) continue;
    if (old.name === successor.name || old.logicalType === successor.logicalType) departed.set(old, successor);
  }
  return { departed, arrived: new Map([...departed].map(([old, successor]) => [successor, old])) };
}

function groupById(columns: readonly Column[]): Map<string, Column[]> {
  const groups = new Map<string, Column[]>();
  for (const column of columns) {
    if (column.id === undefined) continue;
    const group = groups.get(column.id);
    if (group === undefined) groups.set(column.id, [column]);
    else group.push(column);
  }
  return groups;
}

/** `passed`: the last day lies behind; `ahead`: it is today or later; `unknown`: nobody named one. */
export type Sunset = 'passed' | 'ahead' | 'unknown';

/**
 * Whether a table's or column's last day has passed: an SLA endOfLife of the old contract, else endOfSupport, whose
 * element names it (DIFF, "Settled questions").
 */
export function sunsetOf(context: Pick<CompareContext, 'contracts' | 'today'>, place: { readonly table: Table; readonly columns?: readonly Column[] }): Sunset {
  const wanted = new Set(elementNames(place));
  const date = endDate(context.contracts.old.slaProperties.filter((sla) => elementsOf(sla).some((element) => wanted.has(element))));
  return date === undefined ? 'unknown' : date < context.today ? 'passed' : 'ahead';
}

function elementNames({ table, columns = [] }: { readonly table: Table; readonly columns?: readonly Column[] }): string[] {
  return columns.reduce<string[]>(
    (prefixes, column) => prefixes.flatMap((prefix) => (column.name === '' ? [prefix] : [...new Set([column.name, physicalNameOf(column)])].map((name) => `${prefix}.${name}`))),
    [...new Set([table.name, physicalNameOf(table)])],
  );
}

/**
 * The elements an SLA property is about by its own word; the standard allows several, separated by commas. The contract's
 * default element is left out: the end of a contract is not the end of the column that its other promises are about.
 */
function elementsOf(sla: SlaProperty): string[] {
  if (sla.origins?.['element'] !== undefined) return [];
  return (sla.element ?? '').split(',').map((element) => element.trim()).filter((element) => element !== '');
}

/** The day (YYYY-MM-DD) of the first endOfLife, else endOfSupport, among SLA properties. */
function endDate(properties: readonly SlaProperty[]): string | undefined {
  for (const names of [new Set(['endoflife', 'el']), new Set(['endofsupport', 'es'])]) {
    const days = properties.filter((sla) => names.has(sla.property.toLowerCase())).flatMap((sla) => dayOf(sla.value) ?? []);
    const [first] = days.sort();
    if (first !== undefined) return first;
  }
  return undefined;
}

/** The end that a whole contract names for itself: by SLA properties without an element, else by those of its tables. */
export function contractEndDate(contract: Pick<DataContract, 'slaProperties' | 'tables'>): string | undefined {
  const tables = new Set(contract.tables.flatMap((table) => [table.name, physicalNameOf(table)]));
  const [own, ofTables] = [(sla: SlaProperty) => elementsOf(sla).length === 0, (sla: SlaProperty) => elementsOf(sla).some((element) => tables.has(element))];
  return endDate(contract.slaProperties.filter(own)) ?? endDate(contract.slaProperties.filter(ofTables));
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/u.test(value) ? value.slice(0, 10) : undefined;
}
