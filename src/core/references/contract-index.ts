import type { Column, DataContract, QualityRule, Table } from '../model/contract.ts';
import { groupBy } from './group-by.ts';

export type SchemaElement = Table | Column;

/** Which names count: the standard's `name` alone, or the physical name as well. */
export type Naming = 'name' | 'physical';

/** The tables and columns of one contract, found by the ways in which the standard refers to them. */
export interface ContractIndex {
  /** What `table`, `table.column` or `table.column.field` names. Items of a list and values of a map are passed through. */
  find(path: string, naming: Naming): SchemaElement | undefined;
  /** What `column` or `column.field` names in a table. */
  findIn(table: Table, path: string, naming: Naming): SchemaElement | undefined;
  /** What `schema/<id>/properties/<id>` names (ODCS, "Fully Qualified Reference Notation"). */
  findById(reference: string): SchemaElement | undefined;
  /** Every table and `table.column`, to propose from. */
  paths(): readonly string[];
  /** Every table and column; items and map entries included. */
  readonly elements: readonly PlacedElement[];
  readonly qualityRules: readonly PlacedQuality[];
}

/** Indexes one contract; what is below an element is indexed when it is first looked at. */
export function indexContract(contract: DataContract): ContractIndex {
  const lookups = new WeakMap<SchemaElement, ChildLookup>();
  const below = (element: SchemaElement): ChildLookup => {
    const known = lookups.get(element);
    if (known !== undefined) return known;
    const built = lookupChildren(childrenOf(element));
    lookups.set(element, built);
    return built;
  };
  const root = lookupChildren(contract.tables);
  const elements = placedElements(contract);
  return {
    find: (path, naming) => findPath({ start: root, below, naming }, path),
    findIn: (table, path, naming) => findPath({ start: below(table), below, naming }, path),
    findById: (reference) => findById(contract, reference),
    paths: () => contract.tables.flatMap((table) => [table.name, ...table.columns.map((column) => `${table.name}.${column.name}`)]),
    elements,
    qualityRules: elements.flatMap((placed) => placed.element.quality.map((rule) => ({ ...placed, rule }))),
  };
}

interface ChildLookup {
  readonly byName: ReadonlyMap<string, readonly SchemaElement[]>;
  readonly byPhysicalName: ReadonlyMap<string, readonly SchemaElement[]>;
}

function lookupChildren(children: readonly SchemaElement[]): ChildLookup {
  const named = children.filter(({ name }) => name !== '');
  return { byName: groupBy(named, ({ name }) => name), byPhysicalName: groupBy(named, ({ physicalName }) => physicalName) };
}

/** The columns below a table or column. A list's items and a map's value are no level of their own. */
function childrenOf(element: SchemaElement): Column[] {
  if (!('items' in element)) return [...element.columns];
  const { columns, items, map } = element;
  return [
    ...columns,
    ...(items === undefined ? [] : [items, ...childrenOf(items)]),
    ...(map?.key === undefined ? [] : [{ ...map.key, name: 'key' }]),
    ...(map?.value === undefined ? [] : [{ ...map.value, name: 'value' }, ...childrenOf(map.value)]),
  ];
}

interface Walk {
  readonly start: ChildLookup;
  readonly below: (element: SchemaElement) => ChildLookup;
  readonly naming: Naming;
}

const maxSegments = 100;

// Names may hold dots themselves (`shop.orders`), so every split of the path is tried; each place in it once an element.
function findPath({ start, below, naming }: Walk, path: string): SchemaElement | undefined {
  const segments = path.split('.');
  const tried = new Set<string>();
  const search = (lookup: ChildLookup, from: number): SchemaElement | undefined => {
    for (let to = from + 1; to <= segments.length; to += 1) {
      const name = segments.slice(from, to).join('.');
      const matches = [...(lookup.byName.get(name) ?? []), ...(naming === 'physical' ? (lookup.byPhysicalName.get(name) ?? []) : [])];
      for (const match of matches) {
        if (to === segments.length) return match;
        const place = `${match.at} ${String(to)}`;
        if (tried.has(place)) continue;
        tried.add(place);
        const found = search(below(match), to);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return segments.length > maxSegments ? undefined : search(start, 0);
}

function findById(contract: DataContract, reference: string): SchemaElement | undefined {
  const [section, tableId, ...rest] = reference.replace(/^\//u, '').split('/');
  if (section !== 'schema' || tableId === undefined) return undefined;
  let element: SchemaElement | undefined = contract.tables.find(({ id }) => id === tableId);
  for (let index = 0; index < rest.length; index += 2) {
    const id = rest[index + 1];
    if (element === undefined || rest[index] !== 'properties' || id === undefined) return undefined;
    element = childrenOf(element).find((child) => child.id === id);
  }
  return element;
}

/** A table or column and the table it is in. */
export interface PlacedElement {
  readonly element: SchemaElement;
  readonly table: Table;
}

/** A quality rule with what it is about. */
export interface PlacedQuality extends PlacedElement {
  readonly rule: QualityRule;
}

function placedElements(contract: DataContract): PlacedElement[] {
  const placed: PlacedElement[] = [];
  const add = (column: Column, table: Table): void => {
    placed.push({ element: column, table });
    for (const child of column.columns) add(child, table);
    for (const child of [column.items, column.map?.key, column.map?.value]) if (child !== undefined) add(child, table);
  };
  for (const table of contract.tables) {
    placed.push({ element: table, table });
    for (const column of table.columns) add(column, table);
  }
  return placed;
}
