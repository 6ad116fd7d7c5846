import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../src/core/diff/types/dialects.ts';
import { digitsOf } from '../../../src/core/diff/witness/judge-type.ts';
import { judgeRows, type Row } from '../../../src/core/diff/witness/row-judge.ts';
import { judgeTemporal, someMoment, type TemporalShape, writeMoment } from '../../../src/core/diff/witness/temporal-text.ts';
import { contractOf } from '../support.ts';

/** What is wrong with rows of a table of these columns, as `path kind`. */
function judged(columns: string, ...rows: readonly Row[]): string[] {
  const contract = contractOf(`apiVersion: v3.2.0\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\nschema:\n  - name: orders\n    properties:\n${columns.trim().split('\n').map((line) => `      ${line}`).join('\n')}\n`);
  const [table] = contract.tables;
  if (table === undefined) throw new Error('no table');
  return judgeRows(table, rows, dialectOf([])).map(({ path, kind }) => `${path} ${kind}`);
}

describe('a row', () => {
  test.each([
    ['- {name: a, required: true}', { a: null }, ['a required']],
    ['- {name: a, primaryKey: true}', {}, []],
    ['- {name: a}', { a: null, more: 1 }, []],
    ['- {name: a, logicalType: integer}', { a: 2147483648 }, ['a type']],
    ['- {name: a, logicalType: integer, physicalType: BIGINT}', { a: 2147483648 }, []],
    ['- {name: a, logicalType: integer, logicalTypeOptions: {format: u8}}', { a: -1 }, ['a type']],
    ['- {name: a, logicalType: number, physicalType: "DECIMAL(5,2)"}', { a: 1000 }, ['a type']],
    ['- {name: a, logicalType: number, physicalType: "DECIMAL(5,2)"}', { a: 0.001 }, ['a type']],
    ['- {name: a, logicalType: number, physicalType: "DECIMAL(5,2)"}', { a: -999.99 }, []],
    ['- {name: a, logicalType: string, physicalType: VARCHAR(3)}', { a: 'abcd' }, ['a type']],
    ['- {name: a, logicalType: string, physicalType: VARCHAR(3)}', { a: '😀😀😀' }, []],
    ['- {name: a, logicalType: boolean}', { a: 1 }, ['a type']],
    ['- {name: a, logicalType: date}', { a: '2026-02-30' }, ['a type']],
    ['- {name: a, logicalType: timestamp, logicalTypeOptions: {timezone: true}}', { a: '2026-02-03T10:00:00' }, ['a type']],
    ['- {name: a, logicalType: string, logicalTypeOptions: {format: email}}', { a: 'ada' }, ['a constraint']],
    ['- {name: a, logicalType: string, logicalTypeOptions: {format: isbn}}', { a: 'ada' }, ['a undecided']],
    ['- {name: a, logicalType: string, logicalTypeOptions: {pattern: "(?=x)"}}', { a: 'x' }, ['a undecided']],
    ['- {name: a, logicalType: integer, logicalTypeOptions: {minimum: 0, exclusiveMaximum: 10, multipleOf: 5}}', { a: 10 }, ['a constraint']],
    ['- {name: a, logicalType: number, logicalTypeOptions: {multipleOf: 0.01}}', { a: 0.07 }, []],
    ['- {name: a, logicalType: integer, enum: [{value: 1}, {value: 2}]}', { a: 3 }, ['a enum']],
    ['- {name: a, logicalType: array, items: {logicalType: integer}, logicalTypeOptions: {uniqueItems: true}}', { a: [1, 1] }, ['a constraint']],
    ['- {name: a, logicalType: array, items: {logicalType: integer}}', { a: [1, 'x'] }, ['a[] type']],
    ['- {name: a, logicalType: object, properties: [{name: zip, required: true}]}', { a: {} }, ['a.zip required']],
    ['- {name: a, logicalType: object, logicalTypeOptions: {required: [zip]}}', { a: {} }, ['a constraint']],
    ['- {name: a, logicalType: map, map: {key: {logicalType: integer}, value: {logicalType: string}}}', { a: { 1: 'x', y: 2 } }, ['a{key} type', 'a{} type']],
    ['- {name: a, logicalType: vector, logicalTypeOptions: {dimensions: 2}}', { a: [1] }, ['a type']],
    ['- {name: a, physicalType: UUID}', { a: 'x' }, ['a type']],
    ['- {name: a, physicalType: GEOGRAPHY}', { a: 'x' }, ['a undecided']],
  ] as const)('of %s that is %j is judged %j', (columns, row, expected) => {
    expect(judged(columns, row)).toEqual(expected);
  });

  test('may not repeat what is unique or the key, all parts of it together', () => {
    const columns = '- {name: a, primaryKey: true, primaryKeyPosition: 1}\n- {name: b, primaryKey: true, primaryKeyPosition: 2}\n- {name: c, unique: true}';
    expect(judged(columns, { a: 1, b: 1, c: 1 }, { a: 1, b: 2, c: 2 })).toEqual([]);
    expect(judged(columns, { a: 1, b: 1, c: 1 }, { a: 1, b: 1, c: 1 })).toEqual(['c unique', 'a,b key']);
    expect(judged(columns, { a: 1, b: 1, c: null }, { a: 1, b: 2, c: null })).toEqual([]);
  });

  test('counts the digits of a number whichever way it is written', () => {
    expect([0, 12.5, 1e21, 1e-7, -0.25, 100].map(digitsOf)).toEqual([
      { whole: 0, fraction: 0 },
      { whole: 2, fraction: 1 },
      { whole: 22, fraction: 0 },
      { whole: 0, fraction: 7 },
      { whole: 0, fraction: 2 },
      { whole: 3, fraction: 0 },
    ]);
  });
});

describe('days and times', () => {
  const shape = (format: string | undefined, more: Partial<TemporalShape> = {}): TemporalShape => ({ family: 'timestamp', zone: 'none', precision: 6, format, ...more });

  test.each(['dd.MM.yyyy', "yyyyMMdd'T'HHmmss", 'd/M/yy', 'yyyy-MM-dd HH:mm:ss.SSS', 'HH:mm', "yyyy-MM-dd'T'HH:mm:ssXXX", 'yyyy-MM-dd HH:mm:ssZ'])('that are written as %s are read as such', (format) => {
    const text = writeMoment({ ...someMoment, fraction: '25', offset: '+02:00' }, shape(format));
    expect(judgeTemporal(text ?? '', shape(format))).toBe('right');
    expect(judgeTemporal(`${text ?? ''}?`, shape(format))).toBe('wrong');
  });

  test('of a pattern with letters that dp does not read are left to people', () => {
    expect(writeMoment(someMoment, shape('QQQ yyyy'))).toBeUndefined();
    expect(judgeTemporal('Q1 2026', shape('QQQ yyyy'))).toBe('undecided');
    expect(judgeTemporal('2026', shape('[yyyy]'))).toBe('undecided');
  });

  test.each([
    ['2026-01-31T12:00:00', shape(undefined), 'right'],
    ['2026-01-31 12:00:00', shape(undefined), 'right'],
    ['2026-01-31T24:00:00', shape(undefined), 'wrong'],
    ['2026-01-31T12:00:00.1234567', shape(undefined), 'wrong'],
    ['2026-01-31T12:00:00.100000000', shape(undefined), 'right'],
    ['2026-01-31T12:00:00Z', shape(undefined), 'wrong'],
    ['2026-01-31T12:00:00', shape(undefined, { zone: 'zoned' }), 'wrong'],
    ['2026-01-31T12:00:00+02:00', shape(undefined, { zone: 'open' }), 'right'],
    ['12:00:00', shape(undefined, { family: 'time' }), 'right'],
    ['2026-02-30', shape(undefined, { family: 'date' }), 'wrong'],
  ] as const)('%s is judged by its shape: %j', (text, given, verdict) => {
    expect(judgeTemporal(text, given)).toBe(verdict);
  });
});
