import type { Column } from '../../model/contract.ts';
import type { Dialect } from '../types/dialects.ts';
import { canonicalJson } from '../value.ts';
import { acceptedValues } from './accepted-values.ts';
import { requiredNames } from './judge-constraints.ts';
import { temporalShapeOf, typesOf } from './judge-type.ts';
import { telltaleNumbers } from './number-values.ts';
import { judgeValue } from './row-judge.ts';
import { plainTexts } from './text-values.ts';
import { timeValues } from './time-values.ts';

const longestVector = 2_048;
const longestList = 50;

// A row takes a value of every required column, each finding another row: the values are the same.
const known = new WeakMap<Column, Map<number, readonly unknown[]>>();

/** Values that a column's contract allows, at most so many, each another; none where dp cannot make one. */
export function samplesOf(column: Column, dialect: Dialect, count: number): readonly unknown[] {
  const ofColumn = known.get(column) ?? new Map<number, readonly unknown[]>();
  known.set(column, ofColumn);
  const samples = ofColumn.get(count) ?? findSamples(column, dialect, count);
  ofColumn.set(count, samples);
  return samples;
}

function findSamples(column: Column, dialect: Dialect, count: number): unknown[] {
  const found = new Map<string, unknown>();
  for (const value of candidates(column, dialect)) {
    if (found.size >= count) break;
    if (isLegal(column, value, dialect)) found.set(canonicalJson(value), value);
  }
  return [...found.values()];
}

/** Whether a value keeps every promise of its column, as far as dp can tell for sure. */
export function isLegal(column: Column, value: unknown, dialect: Dialect): boolean {
  return judgeValue(column, value, { dialect, path: '' }).length === 0;
}

function* candidates(column: Column, dialect: Dialect): Generator {
  yield* column.examples;
  yield* acceptedValues(column) ?? [];
  const shape = temporalShapeOf(column, dialect);
  if (shape !== undefined) yield* timeValues(shape);
  const types = typesOf(column, dialect);
  const has = (...families: readonly string[]): boolean => types.length === 0 || types.some(({ family }) => families.includes(family));
  if (has('text', 'binary', 'other')) yield* plainTexts(column);
  if (has('integer', 'float', 'decimal')) yield* telltaleNumbers([column.options], []);
  if (has('boolean')) yield* [true, false];
  if (has('array')) yield* listsOf(column, dialect);
  if (has('struct', 'map')) yield* [objectOf(column, dialect), mapOf(column, dialect)];
  if (column.logicalType === 'vector') yield* vectorsOf(column);
}

function* listsOf({ items, options }: Column, dialect: Dialect): Generator<unknown[]> {
  const least = typeof options['minItems'] === 'number' ? options['minItems'] : 0;
  if (least > longestList) return;
  const values = items === undefined ? Array.from({ length: least }, (_, index) => index + 1) : samplesOf(items, dialect, Math.max(least, 1));
  yield least > 0 ? Array.from({ length: least }, (_, index) => values[index % Math.max(1, values.length)]) : [];
  yield values.slice(0, 1);
}

/** An object with its required fields; `undefined` where one of them cannot be made. */
export function objectOf(column: Pick<Column, 'columns' | 'options'>, dialect: Dialect): Record<string, unknown> | undefined {
  const named = new Set(requiredNames(column.options));
  const fields: [string, unknown][] = [];
  for (const field of column.columns) {
    if (!field.required && !field.primaryKey && !named.delete(field.name)) continue;
    const [value] = samplesOf(field, dialect, 1);
    if (value === undefined) return undefined;
    named.delete(field.name);
    fields.push([field.name, value]);
  }
  for (const name of named) fields.push([name, 'a']);
  const least = typeof column.options['minProperties'] === 'number' ? Math.min(column.options['minProperties'], longestList) : 0;
  const spare = Array.from({ length: Math.max(0, least - fields.length) }, (_, index): [string, unknown] => [`field${String(index + 1)}`, 'a']);
  return Object.fromEntries([...fields, ...spare]);
}

function mapOf({ map, options }: Column, dialect: Dialect): Record<string, unknown> | undefined {
  if (map === undefined) return undefined;
  const least = typeof options['minProperties'] === 'number' ? Math.min(options['minProperties'], longestList) : 0;
  const keys = map.key === undefined ? Array.from({ length: least }, (_, index) => `k${String(index + 1)}`) : samplesOf(map.key, dialect, least);
  const [value] = map.value === undefined ? ['a'] : samplesOf(map.value, dialect, 1);
  return Object.fromEntries(keys.map((key) => [String(key), value]));
}

function* vectorsOf({ options }: Column): Generator<number[]> {
  const length = typeof options['dimensions'] === 'number' ? options['dimensions'] : 2;
  if (length > longestVector) return;
  yield Array.from({ length }, () => 1);
  yield Array.from({ length }, () => 0.5);
}
