import type { Column, DataContract } from '../model/contract.ts';

/** Which column of a contract a text such as `orders.total_amount` or `shop.public.orders` names. */
export type ColumnRef = { readonly kind: 'column'; readonly column: string } | { readonly kind: 'table'; readonly table: string };

/** A column with its place: `table.column`, nested fields as `table.column.field`; items of lists add nothing. */
export interface PlacedColumn {
  readonly path: string;
  readonly column: Column;
}

/** Every column of a contract, nested fields included. */
export function columnsOf(contract: DataContract): PlacedColumn[] {
  return contract.tables.flatMap((table) => table.columns.flatMap((column) => withNested(column, table.name)));
}

function withNested(column: Column, parent: string): PlacedColumn[] {
  const path = column.name === '' ? parent : `${parent}.${column.name}`;
  const below = [...column.columns, ...(column.items === undefined ? [] : [column.items]), ...(column.map?.value === undefined ? [] : [column.map.value])];
  return [...(column.name === '' ? [] : [{ path, column }]), ...below.flatMap((child) => withNested(child, path))];
}

/**
 * A reader of texts such as `table.column`, `schema.table.column`, `contract-id.table.column` or `table`, by logical or
 * physical names. `otherIds` are contract ids that, standing first, say that another contract is meant.
 */
export function columnResolver(contract: DataContract, otherIds: ReadonlySet<string>): (text: string) => ColumnRef | undefined {
  const tables = new Map<string, string>();
  const columns = new Map<string, string>();
  for (const table of contract.tables) {
    for (const name of [table.name, table.physicalName]) if (name !== undefined) tables.set(name, table.name);
    for (const column of table.columns.flatMap((top) => withNested(top, table.name))) {
      columns.set(column.path, column.path);
      if (column.column.physicalName !== undefined) columns.set(`${table.name}.${column.column.physicalName}`, column.path);
    }
  }
  return (text) => {
    const parts = text.split('.');
    const first = parts[0] ?? '';
    if (first !== contract.id && otherIds.has(first) && parts.length > 1) return undefined;
    for (const [index, part] of parts.entries()) {
      const table = tables.get(part);
      if (table === undefined) continue;
      if (index === parts.length - 1) return { kind: 'table', table };
      const column = columns.get([table, ...parts.slice(index + 1)].join('.'));
      if (column !== undefined) return { kind: 'column', column };
    }
    // With one table its name may be left out, as in an exposure's `columns`.
    const [only, ...others] = contract.tables;
    const bare = only === undefined || others.length > 0 ? undefined : columns.get(`${only.name}.${text}`);
    return bare === undefined ? undefined : { kind: 'column', column: bare };
  };
}
