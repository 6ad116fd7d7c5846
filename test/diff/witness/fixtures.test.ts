import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../../src/core/diff/types/dialects.ts';
import { isAboutRows } from '../../../src/core/diff/witness/build-witness.ts';
import { judgeRows } from '../../../src/core/diff/witness/row-judge.ts';
import type { Finding } from '../../../src/core/model/finding.ts';
import { contractOf, fixtureNames, fixturesFolder, judgeFixture } from '../support.ts';
import { rowSchema } from './row-schema.ts';

const isSingle = (name: string): boolean => existsSync(join(fixturesFolder, name, 'new.odcs.yaml'));
const textOf = (name: string, side: 'old' | 'new'): string => readFileSync(join(fixturesFolder, name, `${side}.odcs.yaml`), 'utf8');

interface Case {
  readonly name: string;
  readonly finding: Finding;
}

/** Every finding of a contract's fixture that is about rows and tells readers to beware. */
const cases = fixtureNames().filter(isSingle).flatMap((name): Case[] =>
  judgeFixture(name).findings.filter(({ rule, change }) => isAboutRows(rule) && (change?.level === 'breaking' || change?.level === 'warning')).map((finding) => ({ name, finding })),
);
const witnessed = cases.filter(({ finding }) => finding.change?.witness !== undefined);

/** Why no row can show these. */
const noRow: Readonly<Record<string, string>> = {
  'field-format-changed': 'no uuid fits into VARCHAR(10)',
  'field-logical-type-removed': 'the physical type still promises a text of that length',
  'field-map-key-type-changed': 'in JSON every key is a text, also one that spells a number',
  'field-vector-element-type-changed': 'every whole number is a fraction, too',
};

describe('the witness of a break', () => {
  test.each(witnessed.map(({ name, finding }) => [`${name} ${finding.rule}`, name, finding] as const))('%s is legal under the new contract and illegal under the old', (_title, name, finding) => {
    const { table, rows } = finding.change?.witness ?? { table: '', rows: [] };
    const judged = (side: 'old' | 'new'): { ours: number; schema: number } => {
      const contract = contractOf(textOf(name, side));
      const found = contract.tables.find((candidate) => candidate.name === table);
      if (found === undefined) throw new Error(`no table ${table}`);
      return {
        ours: judgeRows(found, rows, dialectOf(contract.servers.map(({ type }) => type))).length,
        schema: rowSchema(textOf(name, side), table).judge(JSON.parse(JSON.stringify(rows)) as typeof rows).length,
      };
    };
    expect(judged('new')).toEqual({ ours: 0, schema: 0 });
    const old = judged('old');
    expect(old.ours).toBeGreaterThan(0);
    expect(old.schema).toBeGreaterThan(0);
  });

  test('is there for every pair of every rule about rows, or there is a reason why not', () => {
    expect(cases.filter(({ finding }) => finding.change?.witness === undefined).map(({ name }) => name)).toEqual(Object.keys(noRow));
  });
});
