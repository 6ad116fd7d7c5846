import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/core/diff/types/dialects.ts';
import { readPhysicalType } from '../../src/core/diff/types/read-type.ts';
import { relateTypes, type TypeRelation } from '../../src/core/diff/types/relate.ts';

function relate(from: string, to: string, server: string): TypeRelation {
  const dialect = dialectOf(server === '' ? [] : [server]);
  return relateTypes(readPhysicalType(from, dialect), readPhysicalType(to, dialect));
}

const same: readonly (readonly [string, string, string])[] = [
  ['INT', 'integer', ''],
  ['INT', 'INT4', ''],
  ['VARCHAR(10)', ' varchar ( 10 ) ', ''],
  ['VARCHAR(10)', 'CHARACTER VARYING(10)', ''],
  ['VARCHAR2(10 CHAR)', 'NVARCHAR(10)', ''],
  ['VARCHAR', 'TEXT', ''],
  ['STRING', 'nvarchar(max)', ''],
  ['NUMERIC(12,2)', 'DECIMAL(12, 2)', ''],
  ['NUMERIC', 'NUMBER(38,0)', ''],
  ['DOUBLE', 'float8', ''],
  ['DOUBLE PRECISION', 'FLOAT64', ''],
  ['BOOL', 'boolean', ''],
  ['INT', 'BIGINT', 'snowflake'],
  ['INT', 'INT64', 'bigquery'],
  ['FLOAT', 'DOUBLE PRECISION', 'postgres'],
  ['timestamp', 'TIMESTAMP WITHOUT TIME ZONE', 'postgres'],
  ['timestamp(6) with time zone', 'timestamptz', 'postgres'],
  ['TIMESTAMP', 'TIMESTAMP_LTZ', 'databricks'],
  ['text[]', 'ARRAY<VARCHAR>', ''],
  ['int not null', 'INTEGER', ''],
  ['Nullable(Int32)', 'Int32', 'clickhouse'],
  ['jsonb', 'JSON', ''],
];

test.each(same)('%s and %s are one type (%s)', (from, to, server) => {
  expect(relate(from, to, server)).toBe('same');
  expect(relate(to, from, server)).toBe('same');
});

/** Old, new, what the change is, what its reverse is. */
const lattice: readonly (readonly [string, string, TypeRelation, TypeRelation, string])[] = [
  ['SMALLINT', 'INT', 'widened', 'narrowed', ''],
  ['TINYINT', 'HUGEINT', 'widened', 'narrowed', ''],
  ['INT UNSIGNED', 'BIGINT', 'widened', 'narrowed', ''],
  ['INT UNSIGNED', 'INT', 'changed', 'changed', ''],
  ['REAL', 'DOUBLE', 'widened', 'narrowed', ''],
  ['SMALLINT', 'REAL', 'widened', 'narrowed', ''],
  ['INT', 'DOUBLE', 'widened', 'narrowed', ''],
  ['INT', 'REAL', 'lossy-widened', 'changed', ''],
  ['BIGINT', 'DOUBLE', 'lossy-widened', 'changed', ''],
  ['INT', 'DECIMAL(12,2)', 'widened', 'narrowed', ''],
  ['INT', 'DECIMAL(11,2)', 'changed', 'changed', ''],
  ['BIGINT', 'DECIMAL(19,0)', 'widened', 'narrowed', ''],
  ['DECIMAL(12,2)', 'DECIMAL(14,2)', 'precision-increased', 'precision-decreased', ''],
  ['DECIMAL(12,2)', 'DECIMAL(16,4)', 'widened', 'scale-decreased', ''],
  ['DECIMAL(12,2)', 'DECIMAL(14,4)', 'scale-increased', 'scale-decreased', ''],
  ['DECIMAL(12,2)', 'DECIMAL(12,4)', 'lossy-widened', 'scale-decreased', ''],
  ['numeric(12,2)', 'numeric', 'widened', 'narrowed', 'postgres'],
  ['VARCHAR(10)', 'VARCHAR(20)', 'length-increased', 'length-decreased', ''],
  ['VARCHAR(10)', 'TEXT', 'length-increased', 'length-decreased', ''],
  ['CHAR(10)', 'VARCHAR(10)', 'widened', 'narrowed', ''],
  ['VARBINARY(10)', 'BLOB', 'length-increased', 'length-decreased', ''],
  ['DATE', 'TIMESTAMP_NTZ', 'widened', 'narrowed', ''],
  ['DATE', 'TIMESTAMP_TZ', 'changed', 'changed', ''],
  ['DATE', 'TIMESTAMP', 'timezone-unclear', 'timezone-unclear', ''],
  ['TIMESTAMP_NTZ', 'TIMESTAMP_TZ', 'timezone-added', 'timezone-removed', ''],
  ['TIMESTAMP', 'TIMESTAMP_NTZ', 'timezone-unclear', 'timezone-unclear', 'snowflake'],
  ['TIMESTAMP(3)', 'TIMESTAMP(6)', 'fraction-increased', 'fraction-decreased', ''],
  ['TIME(3)', 'TIME(6)', 'fraction-increased', 'fraction-decreased', ''],
  ['VARCHAR(10)', 'INT', 'changed', 'changed', ''],
  ['DOUBLE', 'DECIMAL(12,2)', 'changed', 'changed', ''],
  ['VARCHAR', 'BLOB', 'changed', 'changed', ''],
  ['UUID', 'VARCHAR(36)', 'changed', 'changed', ''],
  ['ARRAY<INT>', 'ARRAY<BIGINT>', 'widened', 'narrowed', ''],
  ['MAP<STRING,INT>', 'MAP<STRING,BIGINT>', 'widened', 'narrowed', ''],
  ['MAP<STRING,INT>', 'MAP<INT,INT>', 'map-key-changed', 'map-key-changed', ''],
  ['STRUCT<a INT, b STRING>', 'STRUCT<a BIGINT, b STRING>', 'widened', 'narrowed', ''],
  ['STRUCT<a INT>', 'STRUCT<a INT, b STRING>', 'changed', 'changed', ''],
  ['ROW(a INT)', 'ROW(b INT)', 'changed', 'changed', 'trino'],
  ['VOID', 'INT', 'widened', 'narrowed', ''],
];

describe('the lattice', () => {
  test.each(lattice)('%s → %s is %s, and back %s', (from, to, forward, back, server) => {
    expect({ forward: relate(from, to, server), back: relate(to, from, server) }).toEqual({ forward, back });
  });

  test.each(lattice)('%s and %s are the same as themselves', (from, to, _forward, _back, server) => {
    expect([relate(from, from, server), relate(to, to, server)]).toEqual(['same', 'same']);
  });
});

test('a type that nobody knows is compared by its spelling', () => {
  expect(relate('GEOGRAPHY(POINT, 4326)', 'geography(point,4326)', '')).toBe('same');
  expect(relate('GEOGRAPHY(POINT, 4326)', 'GEOGRAPHY(POLYGON, 4326)', '')).toBe('changed');
});
