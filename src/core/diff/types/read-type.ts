import { binary, type DataType, decimal, float, integer, other, text, time, timestamp } from './data-type.ts';
import type { Dialect } from './dialects.ts';
import { labelled, parseTypeText, type TypeText } from './type-text.ts';

/** Reads the text of a physical type as an engine of this dialect would. What is unknown is `other`, by its spelling. */
export function readPhysicalType(spelling: string, dialect: Dialect): DataType {
  const parsed = parseTypeText(spelling);
  let type = readOne(parsed, dialect);
  for (let depth = 0; depth < parsed.arrayDepth; depth += 1) type = { family: 'array', element: type };
  return type;
}

type Reader = (parsed: TypeText, dialect: Dialect) => DataType;

function readOne(parsed: TypeText, dialect: Dialect): DataType {
  const reader = readers.get(parsed.name);
  if (reader !== undefined) return reader(parsed, dialect);
  const unsigned = /^(.+) unsigned$/u.exec(parsed.name)?.[1];
  const signed = unsigned === undefined ? undefined : readers.get(unsigned)?.({ ...parsed, name: unsigned }, dialect);
  if (signed?.family === 'integer') return { ...signed, isSigned: false };
  return other(canonicalSpelling(parsed));
}

function canonicalSpelling({ name, args, nested }: TypeText): string {
  const fields = nested.map(({ label, type }) => (label === undefined ? type : `${label} ${type}`));
  return `${name}${args.length === 0 ? '' : `(${args.join(',')})`}${fields.length === 0 ? '' : `<${fields.join(',')}>`}`;
}

function numberAt(parsed: TypeText, index: number): number | undefined {
  const digits = /^\d+/u.exec(parsed.args[index] ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

const anInteger = (bits: number, isSigned = true): Reader => (_parsed, dialect) => dialect.integers ?? integer(bits, isSigned);
const always = (type: DataType): Reader => () => type;

const aDecimal = (whenBare: (dialect: Dialect) => DataType): Reader => (parsed, dialect) => {
  const precision = numberAt(parsed, 0);
  return precision === undefined ? whenBare(dialect) : decimal(precision, numberAt(parsed, 1) ?? 0);
};

const aFloat: Reader = (parsed, dialect) => {
  const digits = parsed.args.length === 1 ? numberAt(parsed, 0) : undefined;
  if (digits === undefined || dialect.integers !== undefined) return dialect.float;
  return float(digits <= 24 ? 32 : 64);
};

const varying: Reader = (parsed) => text(numberAt(parsed, 0));
const fixed: Reader = (parsed) => text(numberAt(parsed, 0) ?? 1, true);
const bytes: Reader = (parsed) => binary(numberAt(parsed, 0));
const fixedBytes: Reader = (parsed, dialect) => {
  const length = numberAt(parsed, 0);
  return dialect.binaryIsFixed ? binary(length ?? 1, true) : binary(length, length !== undefined);
};

const aTime = (zone: 'none' | 'zoned'): Reader => (parsed, dialect) => time(zone, numberAt(parsed, 0) ?? dialect.timestampPrecision);
const aTimestamp = (zone: 'none' | 'zoned' | 'dialect', precision?: number): Reader => (parsed, dialect) =>
  timestamp(zone === 'dialect' ? dialect.timestampZone : zone, numberAt(parsed, 0) ?? precision ?? dialect.timestampPrecision);

const inner: Reader = (parsed, dialect) => readPhysicalType(parsed.args[0] ?? '', dialect);
const parts = (parsed: TypeText): readonly string[] => (parsed.nested.length > 0 ? parsed.nested.map(({ label, type }) => (label === undefined ? type : `${label} ${type}`)) : parsed.args);

const anArray: Reader = (parsed, dialect) => {
  const [element] = parts(parsed);
  return { family: 'array', element: element === undefined ? undefined : readPhysicalType(element, dialect) };
};

const aMap: Reader = (parsed, dialect) => {
  const [key, value] = parts(parsed);
  return { family: 'map', key: key === undefined ? undefined : readPhysicalType(key, dialect), value: value === undefined ? undefined : readPhysicalType(value, dialect) };
};

const aStruct: Reader = (parsed, dialect) => {
  const fields = parts(parsed).map((part) => labelled(part));
  if (fields.length === 0) return { family: 'struct', fields: undefined };
  return { family: 'struct', fields: fields.map(({ label, type }, index) => ({ name: label ?? String(index), type: readPhysicalType(type, dialect) })) };
};

const spellings: readonly (readonly [string, Reader])[] = [
  ['tinyint|int1|byte', (_parsed, dialect) => dialect.integers ?? dialect.tinyint],
  ['smallint|int2|int16|short|smallserial', anInteger(16)],
  ['mediumint', anInteger(24)],
  ['int|integer|int4|int32|signed|serial', anInteger(32)],
  ['bigint|int64|long|bigserial|serial8', anInteger(64)],
  ['int8', (_parsed, dialect) => dialect.integers ?? integer(dialect.int8Bits)],
  ['hugeint|int128', anInteger(128)],
  ['utinyint|uint8', anInteger(8, false)],
  ['usmallint|uint16', anInteger(16, false)],
  ['uinteger|uint32|uint', anInteger(32, false)],
  ['ubigint|uint64', anInteger(64, false)],
  ['uhugeint|uint128', anInteger(128, false)],
  ['byteint', (_parsed, dialect) => dialect.integers ?? integer(8)],
  ['decimal|numeric|dec|fixed', aDecimal((dialect) => dialect.decimal)],
  ['number', aDecimal((dialect) => dialect.number)],
  ['bignumeric|bigdecimal', aDecimal(() => decimal(76, 38))],
  ['decimal32', (parsed) => decimal(9, numberAt(parsed, 0) ?? 0)],
  ['decimal64', (parsed) => decimal(18, numberAt(parsed, 0) ?? 0)],
  ['decimal128', (parsed) => decimal(38, numberAt(parsed, 0) ?? 0)],
  ['decimal256', (parsed) => decimal(76, numberAt(parsed, 0) ?? 0)],
  ['float', aFloat],
  ['real', (_parsed, dialect) => dialect.real],
  ['float4', (_parsed, dialect) => (dialect.integers === undefined ? float(32) : dialect.float)],
  ['float32|binary_float', always(float(32))],
  ['double|double precision|float8|float64|binary_double', always(float(64))],
  ['half|float16', always(float(16))],
  ['varchar|character varying|char varying|nvarchar|national character varying|varchar2|nvarchar2|string|text|ntext|clob|nclob|character large object|mediumtext|longtext|long varchar|citext|utf8', varying],
  ['tinytext', always(text(255))],
  ['char|character|nchar|national character|bpchar|fixedstring', fixed],
  ['varbinary|binary varying|bytea|blob|bytes|raw|long raw|mediumblob|longblob|binary large object', bytes],
  ['tinyblob', always(binary(255))],
  ['binary', fixedBytes],
  ['bool|boolean', always({ family: 'boolean' })],
  ['date|date32', (_parsed, dialect) => dialect.date],
  ['time|time without time zone|time_ntz', aTime('none')],
  ['timetz|time with time zone', aTime('zoned')],
  ['timestamp', aTimestamp('dialect')],
  ['timestamp without time zone|timestamp_ntz|timestampntz|timestamp without timezone|datetime64', aTimestamp('none')],
  ['datetime', (parsed, dialect) => timestamp('none', numberAt(parsed, 0) ?? dialect.timestampPrecision)],
  ['smalldatetime', aTimestamp('none', 0)],
  ['datetime2', aTimestamp('none', 7)],
  ['timestamp_s', aTimestamp('none', 0)],
  ['timestamp_ms', aTimestamp('none', 3)],
  ['timestamp_ns', aTimestamp('none', 9)],
  ['timestamptz|timestamp with time zone|timestamp_tz|timestamp with timezone|timestamp_ltz|timestampltz|timestamp with local time zone', aTimestamp('zoned')],
  ['datetimeoffset', aTimestamp('zoned', 7)],
  ['array|list', anArray],
  ['map', aMap],
  ['struct|row|record|tuple', aStruct],
  ['nullable|lowcardinality', inner],
  ['json|jsonb|variant|super', always(other('json'))],
  ['void|null', always({ family: 'void' })],
  ['any', always({ family: 'any' })],
];

const readers: ReadonlyMap<string, Reader> = new Map(spellings.flatMap(([names, reader]) => names.split('|').map((name) => [name, reader] as const)));
