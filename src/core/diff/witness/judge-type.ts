import { isRecord } from '../../manifest/node-reader.ts';
import type { Column } from '../../model/contract.ts';
import type { DataType } from '../types/data-type.ts';
import type { Dialect } from '../types/dialects.ts';
import { formatOf, readLogicalType } from '../types/logical-type.ts';
import { readPhysicalType } from '../types/read-type.ts';
import { judgeTemporal, temporalFormat, type TemporalShape } from './temporal-text.ts';

/** `undecided`: the type says nothing that dp could check. */
export type TypeVerdict = 'right' | 'wrong' | 'undecided';

/**
 * The types a column's values must have: what its logical and its physical type say, without what the standard only
 * presumes where the physical type says it better (an integer of 32 bits, six digits of a second, no time zone).
 */
export function typesOf(column: Pick<Column, 'logicalType' | 'physicalType' | 'options'>, dialect: Dialect): DataType[] {
  const logical = readLogicalType(column);
  const physical = column.physicalType === undefined ? undefined : readPhysicalType(column.physicalType, dialect);
  if (logical === undefined || physical === undefined) return [logical, physical].flatMap((type) => type ?? []);
  const isPresumed = logical.family === 'integer' && formatOf(column.options) === undefined && (physical.family === 'integer' || physical.family === 'decimal');
  if (isPresumed) return physical.family === 'integer' ? [physical] : [{ family: 'integer', bits: 128, isSigned: true }, physical];
  if (isTemporal(logical)) return logical.family === physical.family ? [physical] : [logical];
  return [logical, physical];
}

function isTemporal({ family }: DataType): boolean {
  return family === 'date' || family === 'time' || family === 'timestamp';
}

/** How a column writes days or times, where it holds such. */
export function temporalShapeOf(column: Pick<Column, 'logicalType' | 'physicalType' | 'options'>, dialect: Dialect): TemporalShape | undefined {
  const type = typesOf(column, dialect).find(isTemporal);
  if (type === undefined) return undefined;
  const format = temporalFormat(column);
  if (type.family === 'date') return { family: 'date', zone: 'none', precision: 0, format };
  return type.family === 'time' || type.family === 'timestamp' ? { family: type.family, zone: type.zone, precision: type.precision, format } : undefined;
}

/** Whether a value that is there is one of a type; parts of arrays, maps and objects are judged by their own columns. */
export function judgeType(value: unknown, type: DataType, column: Pick<Column, 'options'>): TypeVerdict {
  switch (type.family) {
    case 'integer':
      return verdict(isWhole(value) && isInRange(value, type));
    case 'float':
      return verdict(typeof value === 'number' && Number.isFinite(value) && (type.bits > 32 || Math.fround(value) === value));
    case 'decimal':
      return verdict(typeof value === 'number' && Number.isFinite(value) && fitsDecimal(value, type));
    case 'text':
      return verdict(typeof value === 'string' && Array.from(value).length <= (type.length ?? Number.POSITIVE_INFINITY));
    case 'binary':
      return verdict(typeof value === 'string');
    case 'boolean':
      return verdict(typeof value === 'boolean');
    case 'date':
      return temporal(value, { family: 'date', zone: 'none', precision: 0, format: temporalFormat(column) });
    case 'time':
    case 'timestamp':
      return temporal(value, { family: type.family, zone: type.zone, precision: type.precision, format: temporalFormat(column) });
    case 'array':
      return verdict(Array.isArray(value));
    case 'map':
    case 'struct':
      return verdict(isRecord(value));
    case 'void':
      return 'wrong';
    case 'any':
      return 'right';
    case 'other':
      return judgeOther(value, type.name, column);
  }
}

function verdict(isRight: boolean): TypeVerdict {
  return isRight ? 'right' : 'wrong';
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

function isInRange(value: number, { bits, isSigned }: Extract<DataType, { family: 'integer' }>): boolean {
  const limit = 2n ** BigInt(isSigned ? bits - 1 : bits);
  const exact = BigInt(value);
  return exact < limit && exact >= (isSigned ? -limit : 0n);
}

function temporal(value: unknown, shape: TemporalShape): TypeVerdict {
  return typeof value === 'string' ? judgeTemporal(value, shape) : 'wrong';
}

function fitsDecimal(value: number, { precision, scale }: Extract<DataType, { family: 'decimal' }>): boolean {
  if (precision === undefined) return true;
  const { whole, fraction } = digitsOf(value);
  return whole <= precision - scale && fraction <= scale;
}

/** How many digits a number has before and after the point. */
export function digitsOf(value: number): { readonly whole: number; readonly fraction: number } {
  const [, digits = '0', decimals = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/u.exec(String(value)) ?? [];
  const shift = Number(exponent);
  const significant = `${digits}${decimals}`.replace(/^0+/u, '');
  const fraction = Math.max(0, decimals.length - shift);
  return { whole: Math.max(0, significant.length - decimals.length + shift), fraction };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

function judgeOther(value: unknown, name: string, { options }: Pick<Column, 'options'>): TypeVerdict {
  if (name === 'uuid') return verdict(typeof value === 'string' && uuid.test(value));
  return name === 'vector' ? judgeVector(value, options) : 'undecided';
}

function judgeVector(value: unknown, options: Column['options']): TypeVerdict {
  if (!Array.isArray(value)) return 'wrong';
  const isLong = typeof options['dimensions'] !== 'number' || value.length === options['dimensions'];
  const isWholeOnly = typeof options['elementType'] === 'string' && /^u?int/u.test(options['elementType']);
  return verdict(isLong && value.every((item) => (isWholeOnly ? isWhole(item) && Math.abs(item) < 256 : typeof item === 'number')));
}
