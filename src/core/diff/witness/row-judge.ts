import { isRecord } from '../../manifest/node-reader.ts';
import type { Column, Table } from '../../model/contract.ts';
import type { Dialect } from '../types/dialects.ts';
import { canonicalJson, sameValue } from '../value.ts';
import { acceptedValues } from './accepted-values.ts';
import { judgeConstraints } from './judge-constraints.ts';
import { judgeType, typesOf } from './judge-type.ts';

/** A row in the contract's own column names. */
export type Row = Readonly<Record<string, unknown>>;

/** Where a row is not as a contract says: `address.zip`, `lines[].quantity`, `labels{}`; `undecided`: dp cannot tell. */
export interface Violation {
  readonly path: string;
  readonly kind: 'required' | 'type' | 'constraint' | 'enum' | 'unique' | 'key' | 'undecided';
}

/** Judges rows of a table: each by itself, then what must not repeat. Columns that the contract does not name are nobody's promise. */
export function judgeRows(table: Table, rows: readonly Row[], dialect: Dialect): Violation[] {
  return [...rows.flatMap((row) => judgeFields(table.columns, row, { dialect, path: '' })), ...repeated(table, rows)];
}

interface Place {
  readonly dialect: Dialect;
  readonly path: string;
}

function judgeFields(columns: readonly Column[], row: Row, { dialect, path }: Place): Violation[] {
  return columns.flatMap((column) => judgeValue(column, Object.hasOwn(row, column.name) ? row[column.name] : undefined, { dialect, path: path === '' ? column.name : `${path}.${column.name}` }));
}

/** Judges one value (`null` or absent: none) by what its column promises. */
export function judgeValue(column: Column, value: unknown, place: Place): Violation[] {
  const { path, dialect } = place;
  // The standard does not say that a key is always filled; `required` does.
  if (value === undefined || value === null) return column.required ? [{ path, kind: 'required' }] : [];
  const verdicts = typesOf(column, dialect).map((type) => judgeType(value, type, column));
  if (verdicts.includes('wrong')) return [{ path, kind: 'type' }];
  const accepted = acceptedValues(column);
  const constraints = judgeConstraints(column, value, dialect);
  return [
    ...(verdicts.includes('undecided') ? [{ path, kind: 'undecided' as const }] : []),
    ...(accepted === undefined || accepted.some((item) => sameValue(item, value)) ? [] : [{ path, kind: 'enum' as const }]),
    ...(constraints === 'right' ? [] : [{ path, kind: constraints === 'wrong' ? ('constraint' as const) : ('undecided' as const) }]),
    ...judgeParts(column, value, place),
  ];
}

function judgeParts({ columns, items, map }: Column, value: unknown, { dialect, path }: Place): Violation[] {
  const ofItems = items !== undefined && Array.isArray(value) ? value.flatMap((item: unknown) => judgeValue(items, item, { dialect, path: `${path}[]` })) : [];
  if (!isRecord(value)) return ofItems;
  const { key, value: entry } = map ?? {};
  return [
    ...ofItems,
    ...(columns.length === 0 ? [] : judgeFields(columns, value, { dialect, path })),
    ...(key === undefined ? [] : Object.keys(value).flatMap((name) => judgeValue(key, keyValue(name, key), { dialect, path: `${path}{key}` }))),
    ...(entry === undefined ? [] : Object.values(value).flatMap((item) => judgeValue(entry, item, { dialect, path: `${path}{}` }))),
  ];
}

/** JSON has text keys only: one of a map from numbers is judged as the number it spells. */
export function keyValue(name: string, { logicalType }: Column): unknown {
  return (logicalType === 'integer' || logicalType === 'number') && /^-?\d+(?:\.\d+)?$/u.test(name) ? Number(name) : name;
}

function repeated(table: Table, rows: readonly Row[]): Violation[] {
  const key = table.columns.filter((column) => column.primaryKey);
  const hasTwins = (columns: readonly Column[]): boolean => {
    const seen = rows.flatMap((row) => (columns.some((column) => row[column.name] === undefined || row[column.name] === null) ? [] : [canonicalJson(columns.map((column) => row[column.name]))]));
    return columns.length > 0 && new Set(seen).size < seen.length;
  };
  return [
    ...table.columns.flatMap((column): Violation[] => (column.unique && hasTwins([column]) ? [{ path: column.name, kind: 'unique' }] : [])),
    ...(hasTwins(key) ? [{ path: key.map((column) => column.name).join(','), kind: 'key' as const }] : []),
  ];
}
