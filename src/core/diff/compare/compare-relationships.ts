import type { Column, DataContract, Relationship, Table } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import type { CompareContext } from './context.ts';
import { compareRest } from './rest.ts';

/** A relationship with both ends written as `table.column` in the new side's names, wherever it was declared. */
interface PlacedRelationship {
  readonly relationship: Relationship;
  readonly type: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly table: Table;
  readonly column: Column | undefined;
  readonly path: string;
}

/** DIFF, section 6: foreign keys. Declared at the column or at the table is the same; renamed ends are followed. */
export function compareRelationships(context: CompareContext): Change[] {
  const { contracts, tables } = context;
  if (![contracts.old, contracts.new].some(hasRelationships)) return [];
  const old = collect(contracts.old, (name) => context.newNameOf(name));
  const successors = collect(contracts.new, (name) => name);
  const matched = matchByKeys<PlacedRelationship>(old, successors, [
    (item) => JSON.stringify([item.type, item.from, item.to]),
    (item) => JSON.stringify([item.from]),
  ]);
  const goneTables = new Set(tables.removed);
  const newTables = new Set(tables.added);
  return [
    ...matched.pairs.flatMap((pair) => comparePair(pair, context)),
    ...matched.removed
      .filter((item) => !goneTables.has(item.table) && (item.column === undefined || !context.loose.removed.has(item.column)))
      .map((item) => change('relationship-removed', spotOf(item, anchorOf(item, context)), { from: textOf(item), what: `Relationship ${textOf(item)} is no longer promised`, part: 'key' })),
    ...matched.added
      .filter((item) => !newTables.has(item.table) && (item.column === undefined || !context.loose.added.has(item.column)))
      .map((item) => change('relationship-added', spotOf(item, item.relationship.at), { to: textOf(item), what: `Relationship ${textOf(item)} is promised`, was: undefined })),
  ];
}

function comparePair({ old, new: successor }: { readonly old: PlacedRelationship; readonly new: PlacedRelationship }, context: CompareContext): Change[] {
  const spot: Spot = { path: successor.path, at: successor.relationship.at, was: old.relationship.at, touches: touchesOf(old) };
  const [from, to] = [textOf(old), textOf(successor)];
  const isSame = from === to && old.type === successor.type;
  return [
    ...(isSame ? [] : [change('relationship-target-changed', spot, { from, to, what: `Relationship of ${successor.from.join(' + ')}: ${targetOf(old)} → ${targetOf(successor)}` })]),
    ...compareRest(context.documents, spot, { known: { type: 'text', from: 'any', to: 'any' }, prose: [], rule: 'relationship-description-changed' }),
  ];
}

function targetOf(item: PlacedRelationship): string {
  return `${item.to.join(' + ')}${item.type === 'foreignKey' ? '' : ` (${item.type})`}`;
}

function textOf(item: PlacedRelationship): string {
  return `${item.from.join(' + ')} to ${targetOf(item)}`;
}

function touchesOf(item: PlacedRelationship): string {
  return item.column === undefined ? item.table.name : `${item.table.name}.${item.column.name}`;
}

function spotOf(item: PlacedRelationship, at: string): Spot {
  return { path: item.path, at, was: item.relationship.at, touches: touchesOf(item) };
}

// A removed relationship is shown at the column or table that had it.
function anchorOf(item: PlacedRelationship, context: CompareContext): string {
  const column = item.column === undefined ? undefined : context.successorOf(item.column);
  return column?.at ?? context.tables.pairs.find((pair) => pair.old === item.table)?.new.at ?? '';
}

function hasRelationships({ tables }: DataContract): boolean {
  const ofColumn = ({ relationships, columns, items, map }: Column): boolean =>
    relationships.length > 0 || columns.some(ofColumn) || (items !== undefined && ofColumn(items)) || (map?.value !== undefined && ofColumn(map.value));
  return tables.some(({ relationships, columns }) => relationships.length > 0 || columns.some(ofColumn));
}

function collect(contract: DataContract, rename: (name: string) => string): PlacedRelationship[] {
  const resolve = endResolver(contract);
  const ends = (texts: readonly string[]): string[] => texts.map((text) => rename(resolve(text)));
  return contract.tables.flatMap((table) => {
    const tablePath = keyedPath('', { name: 'schema', keys: { name: rename(table.name) } });
    const ofTable = table.relationships.map((relationship) => {
      const [from, to] = [ends(relationship.from), ends(relationship.to)];
      return { relationship, type: relationship.type, from, to, table, column: undefined, path: keyedPath(tablePath, { name: 'relationships', keys: { from: from.join(' + '), to: to.join(' + ') } }) };
    });
    const ofColumns = nestedColumns(table.columns, table.name, tablePath).flatMap(({ column, name, path }) =>
      column.relationships.map((relationship) => {
        const to = ends(relationship.to);
        const from = relationship.from.length > 0 ? ends(relationship.from) : [rename(name)];
        return { relationship, type: relationship.type, from, to, table, column, path: keyedPath(path, { name: 'relationships', keys: { to: to.join(' + ') } }) };
      }),
    );
    return [...ofTable, ...ofColumns];
  });
}

interface NestedColumn {
  readonly column: Column;
  readonly name: string;
  readonly path: string;
}

function nestedColumns(columns: readonly Column[], parent: string, parentPath: string): NestedColumn[] {
  return columns.flatMap((column) => withNested({ column, name: `${parent}.${column.name}`, path: keyedPath(parentPath, { name: 'properties', keys: { name: column.name } }) }));
}

function withNested(place: NestedColumn): NestedColumn[] {
  const { items, map } = place.column;
  const parts = [
    ...(items === undefined ? [] : [{ ...place, column: items, path: `${place.path}.items` }]),
    ...(map?.value === undefined ? [] : [{ ...place, column: map.value, path: `${place.path}.map.value` }]),
  ];
  return [place, ...nestedColumns(place.column.columns, place.name, place.path), ...parts.flatMap(withNested)];
}

// `schema/orders_tbl/properties/customer_id_prop` names by id (or name) what `orders.customer_id` names by name.
function endResolver(contract: DataContract): (text: string) => string {
  const tables = new Map(contract.tables.flatMap((table) => [[table.id, table], [table.name, table]] as const));
  return (text) => {
    const match = /^#?\/?schema\/([^/]+)\/properties\/([^/]+)$/u.exec(text);
    const table = match === null ? undefined : tables.get(match[1]);
    const column = table?.columns.find((candidate) => candidate.id === match?.[2] || candidate.name === match?.[2]);
    return table === undefined || column === undefined ? text : `${table.name}.${column.name}`;
  };
}
