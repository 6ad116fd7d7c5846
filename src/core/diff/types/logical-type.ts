import type { Column } from '../../model/contract.ts';
import { type DataType, float, integer, other, text, time, timestamp } from './data-type.ts';

/** The values a logical type stands for, with the standard's defaults (an integer without `format` is i32). */
export function readLogicalType(column: Pick<Column, 'logicalType' | 'options'>): DataType | undefined {
  const { logicalType, options } = column;
  const zone = options['timezone'] === true ? 'zoned' : 'none';
  switch (logicalType) {
    case undefined:
      return undefined;
    case 'string':
      return text();
    case 'integer':
      return integerOf(formatOf(options) ?? 'i32') ?? integer(32);
    case 'number':
      return formatOf(options) === 'f32' ? float(32) : float(64);
    case 'boolean':
      return { family: 'boolean' };
    case 'date':
      return { family: 'date' };
    case 'timestamp':
      return timestamp(zone, 6);
    case 'time':
      return time(zone, 6);
    case 'array':
      return { family: 'array', element: undefined };
    case 'map':
      return { family: 'map', key: undefined, value: undefined };
    case 'object':
      return { family: 'struct', fields: undefined };
    default:
      return other(logicalType);
  }
}

/** The text of `logicalTypeOptions.format`. */
export function formatOf(options: Column['options']): string | undefined {
  const format = options['format'];
  return typeof format === 'string' ? format : undefined;
}

function integerOf(format: string): DataType | undefined {
  const match = /^([iu])(8|16|32|64|128)$/u.exec(format);
  return match === null ? undefined : integer(Number(match[2]), match[1] === 'i');
}
