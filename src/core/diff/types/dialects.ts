import { type DataType, decimal, float, integer, timestamp, type Zone } from './data-type.ts';

/** What an engine means by words that others mean otherwise. Sources: the engines' own type references. */
export interface Dialect {
  /** `timestamp` without more. */
  readonly timestampZone: Zone;
  readonly timestampPrecision: number;
  readonly float: DataType;
  readonly real: DataType;
  /** `decimal` and `numeric` without parameters. */
  readonly decimal: DataType;
  /** `number` without parameters. */
  readonly number: DataType;
  /** Where integer words are but names for one type. */
  readonly integers: DataType | undefined;
  /** `int8`: 8 bytes to PostgreSQL's relatives, 8 bits elsewhere. */
  readonly int8Bits: number;
  readonly tinyint: DataType;
  /** Oracle's `date` has a time of day. */
  readonly date: DataType;
  readonly binaryIsFixed: boolean;
}

// No dialect known: the equivalences of DIFF, "Types"; TIMESTAMP stays open.
const generic: Dialect = {
  timestampZone: 'open',
  timestampPrecision: 6,
  float: float(32),
  real: float(32),
  decimal: decimal(38),
  number: decimal(38),
  integers: undefined,
  int8Bits: 64,
  tinyint: integer(8),
  date: { family: 'date' },
  binaryIsFixed: false,
};

const postgres: Dialect = { ...generic, timestampZone: 'none', float: float(64), decimal: decimal(undefined), number: decimal(undefined) };
const spark: Dialect = { ...generic, timestampZone: 'zoned', decimal: decimal(10), number: decimal(10) };
const trino: Dialect = { ...generic, timestampZone: 'none', timestampPrecision: 3 };
const mysql: Dialect = { ...generic, timestampZone: 'zoned', timestampPrecision: 0, real: float(64), decimal: decimal(10), binaryIsFixed: true };
const sqlserver: Dialect = { ...generic, float: float(64), decimal: decimal(18), number: decimal(18), tinyint: integer(8, false), binaryIsFixed: true };

const snowflake: Dialect = { ...generic, timestampPrecision: 9, float: float(64), real: float(64), integers: decimal(38) };
const bigquery: Dialect = { ...generic, timestampZone: 'zoned', float: float(64), decimal: decimal(38, 9), integers: integer(64) };

const oracle: Dialect = {
  ...generic,
  timestampZone: 'none',
  float: float(64),
  real: float(64),
  number: decimal(undefined),
  integers: decimal(38),
  date: timestamp('none', 0),
};

const byServerType: Readonly<Record<string, Dialect>> = {
  postgres,
  postgresql: postgres,
  cloudsql: postgres,
  redshift: { ...postgres, decimal: decimal(18), number: decimal(18) },
  snowflake,
  bigquery,
  databricks: spark,
  glue: spark,
  hive: { ...spark, timestampZone: 'none' },
  impala: { ...spark, timestampZone: 'none' },
  trino,
  presto: trino,
  athena: { ...trino, decimal: decimal(10) },
  dremio: trino,
  mysql,
  sqlserver,
  synapse: sqlserver,
  oracle,
  db2: { ...generic, timestampZone: 'none', float: float(64), decimal: decimal(5), number: decimal(5), binaryIsFixed: true },
  teradata: { ...generic, timestampZone: 'none', float: float(64), real: float(64), decimal: decimal(5), number: decimal(undefined) },
  duckdb: { ...generic, timestampZone: 'none', decimal: decimal(18, 3) },
  clickhouse: { ...generic, timestampZone: 'zoned', timestampPrecision: 0, int8Bits: 8 },
};

/** The dialect of a contract's servers where they agree on one; else the words are read as most engines read them. */
export function dialectOf(serverTypes: readonly string[]): Dialect {
  const dialects = new Set(serverTypes.map((type) => byServerType[type.toLowerCase()] ?? generic));
  const [only] = dialects;
  return dialects.size === 1 && only !== undefined ? only : generic;
}
