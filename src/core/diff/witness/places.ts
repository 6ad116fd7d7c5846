import type { Column, DataContract, Table } from '../../model/contract.ts';

/** One step from a row to a value: a field of the row or of an object, the items of a list, the keys or values of a map. */
export interface PlaceStep {
  readonly kind: 'field' | 'items' | 'key' | 'value';
  readonly column: Column;
}

/** Where a column is in its table. */
export interface ColumnPlace {
  readonly table: Table;
  readonly steps: readonly [PlaceStep, ...PlaceStep[]];
}

/** Every column of a contract by its pointer. */
export function placesOf(contract: Pick<DataContract, 'tables'>): Map<string, ColumnPlace> {
  const places = new Map<string, ColumnPlace>();
  const visit = (table: Table, step: PlaceStep, before: readonly PlaceStep[]): void => {
    const [first, ...rest] = before;
    const steps: ColumnPlace['steps'] = first === undefined ? [step] : [first, ...rest, step];
    const { column } = step;
    places.set(column.at, { table, steps });
    for (const field of column.columns) visit(table, { kind: 'field', column: field }, steps);
    if (column.items !== undefined) visit(table, { kind: 'items', column: column.items }, steps);
    if (column.map?.key !== undefined) visit(table, { kind: 'key', column: column.map.key }, steps);
    if (column.map?.value !== undefined) visit(table, { kind: 'value', column: column.map.value }, steps);
  };
  for (const table of contract.tables) for (const column of table.columns) visit(table, { kind: 'field', column }, []);
  return places;
}

/** The column that a pointer is in: its own, or that of one of its keys. */
export function placeAt(places: ReadonlyMap<string, ColumnPlace>, pointer: string | undefined): ColumnPlace | undefined {
  for (let at = pointer ?? ''; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return undefined;
}
