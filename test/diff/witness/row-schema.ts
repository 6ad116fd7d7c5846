import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import type { Row } from '../../../src/core/diff/witness/row-judge.ts';

type Raw = Record<string, unknown>;

/** What a contract's text promises of rows, read by nothing of ours: a JSON Schema for a row, and what must not repeat. */
export interface RowSchema {
  /** Why rows are not as promised; empty where they are. */
  judge(rows: readonly Row[]): string[];
}

/** The row schema of a table as the contract's YAML says it. */
export function rowSchema(text: string, table: string): RowSchema {
  const contract = parse(text) as Raw;
  const found = list(contract['schema']).find((item) => item['name'] === table);
  if (found === undefined) throw new Error(`no table ${table}`);
  const ajv = new Ajv2019({ strict: false, allErrors: true, multipleOfPrecision: 12 });
  formats.default(ajv);
  const columns = list(found['properties']);
  const validate = ajv.compile(objectSchema(columns, {}));
  const unique = columns.filter((column) => column['unique'] === true).map((column) => [String(column['name'])]);
  const key = columns.filter((column) => column['primaryKey'] === true).map((column) => String(column['name']));
  return {
    judge: (rows) => [
      ...rows.flatMap((row) => (validate(row) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`))),
      ...[...unique, ...(key.length === 0 ? [] : [key])].flatMap((names) => (new Set(rows.map((row) => JSON.stringify(names.map((name) => row[name])))).size < rows.length ? [`${names.join(',')} repeats`] : [])),
    ],
  };
}

function list(value: unknown): Raw[] {
  return Array.isArray(value) ? (value as Raw[]) : [];
}

function word(source: Raw, key: string): string {
  const value = source[key];
  return typeof value === 'string' ? value : '';
}

function objectSchema(columns: readonly Raw[], options: Raw): Raw {
  const required = columns.filter((column) => column['required'] === true).map((column) => column['name']);
  const named = Array.isArray(options['required']) ? (options['required'] as unknown[]) : [];
  return {
    type: 'object',
    required: [...new Set([...required, ...named])],
    properties: Object.fromEntries(columns.map((column) => [String(column['name']), columnSchema(column)])),
    ...pick(options, ['minProperties', 'maxProperties']),
  };
}

function pick(source: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(keys.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]));
}

function columnSchema(column: Raw): Raw {
  const all = [logical(column), physical(word(column, 'physicalType')), values(column)];
  return column['required'] === true ? { allOf: all } : { anyOf: [{ type: 'null' }, { allOf: all }] };
}

const times: Raw = {
  'yyyy-MM-dd': String.raw`^\d{4}-\d\d-\d\d$`,
  'dd.MM.yyyy': String.raw`^\d\d\.\d\d\.\d{4}$`,
};

function logical(column: Raw): Raw {
  const options = (column['logicalTypeOptions'] ?? {}) as Raw;
  const bounds = pick(options, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);
  switch (column['logicalType']) {
    case 'string':
      return { type: 'string', ...pick(options, ['minLength', 'maxLength', 'pattern', 'format']) };
    case 'integer':
      return { type: 'integer', ...bounds, ...(options['format'] === undefined && column['physicalType'] === undefined ? { maximum: 2147483647, ...bounds } : {}) };
    case 'number':
      return { type: 'number', ...bounds };
    case 'boolean':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', pattern: times[word(options, 'format') || 'yyyy-MM-dd'] };
    case 'timestamp':
    case 'time':
      return { type: 'string', pattern: clock(column, options) };
    case 'array':
      return { type: 'array', ...pick(options, ['minItems', 'maxItems', 'uniqueItems']), ...(column['items'] === undefined ? {} : { items: columnSchema(column['items'] as Raw) }) };
    case 'vector':
      return { type: 'array', items: { type: 'number' }, minItems: options['dimensions'], maxItems: options['dimensions'] };
    case 'map':
      return mapSchema((column['map'] ?? {}) as Raw);
    case 'object':
      return objectSchema(list(column['properties']), options);
    default:
      return {};
  }
}

function clock({ physicalType }: Raw, { timezone }: Raw): string {
  const zone = timezone === true ? String.raw`(Z|[+-]\d\d:\d\d)$` : timezone === false && physicalType === undefined ? '(\\.\\d+)?$' : '';
  return String.raw`\d\d:\d\d:\d\d${zone}`;
}

function mapSchema({ key, value }: Raw): Raw {
  const isNumbered = (key as Raw | undefined)?.['logicalType'] === 'integer';
  return { type: 'object', additionalProperties: columnSchema((value ?? {}) as Raw), ...(isNumbered ? { propertyNames: { pattern: String.raw`^-?\d+$` } } : {}) };
}

function physical(type: string): Raw {
  const [, name = '', first, second] = /^(\w+)(?:\((\d+)(?:,\s*(\d+))?\))?$/u.exec(type) ?? [];
  const bits: Raw = { SMALLINT: 16, INT: 32, INTEGER: 32, BIGINT: 64 };
  const limit = typeof bits[name] === 'number' ? 2 ** (bits[name] - 1) : undefined;
  if (limit !== undefined) return { type: 'integer', minimum: -limit, exclusiveMaximum: limit };
  if (name === 'VARCHAR' || name === 'CHAR') return first === undefined ? {} : { maxLength: Number(first) };
  if (name === 'DECIMAL') return { exclusiveMaximum: 10 ** (Number(first) - Number(second ?? 0)), exclusiveMinimum: -(10 ** (Number(first) - Number(second ?? 0))), multipleOf: Number(`1e-${second ?? '0'}`) };
  const fraction = String.raw`:\d\d(\.\d{1,${first ?? '9'}})?`;
  if (name === 'TIMESTAMP_NTZ') return { pattern: `${fraction}$` };
  return name === 'TIMESTAMP_TZ' ? { pattern: String.raw`${fraction}(Z|[+-]\d\d:\d\d)$` } : {};
}

function values(column: Raw): Raw {
  const custom = list(column['customProperties']).find(({ property }) => property === 'enum')?.['value'];
  const checked = list(column['quality']).find(({ metric, mustBe }) => metric === 'invalidValues' && mustBe === 0)?.['arguments'] as Raw | undefined;
  const own = Array.isArray(column['enum']) ? list(column['enum']).map(({ value }) => value) : undefined;
  const allowed = own ?? checked?.['validValues'] ?? custom;
  return allowed === undefined ? {} : { enum: allowed };
}
