import { describe, expect, test } from 'vitest';
import { matchTables } from '../../src/core/diff/compare/match-tree.ts';
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffSettings } from '../../src/core/diff/settings.ts';
import type { Column, DataContract } from '../../src/core/model/contract.ts';
import { contractOf, testDay } from './support.ts';

interface Plain {
  readonly name: string;
  readonly type?: string;
  readonly id?: string;
  readonly physicalName?: string;
  readonly description?: string;
}

function contract(columns: readonly Plain[], version = '1.0.0'): DataContract {
  const properties = columns.map(({ type, ...rest }) => ({ ...rest, ...(type === undefined ? {} : { physicalType: type }) }));
  return contractOf(JSON.stringify({ apiVersion: 'v3.2.0', kind: 'DataContract', id: 'orders', version, status: 'active', schema: [{ name: 'orders', properties }] }));
}

function changes(old: readonly Plain[], successor: readonly Plain[]): string[] {
  const { drafts } = diffContracts({ old: contract(old), new: contract(successor, '2.0.0') }, { settings: diffSettings(), today: testDay });
  return drafts.filter((draft) => draft.change?.level !== 'gate').map((draft) => `${draft.rule} ${String(draft.change?.from)} → ${String(draft.change?.to)}`).sort();
}

const text = (name: string): Plain => ({ name, type: 'TEXT' });

describe('a column that has another name', () => {
  test('is the same by its id, wherever it stands and whatever else has its old name', () => {
    expect(changes([{ name: 'a', id: 'one', type: 'INT' }, { name: 'b', id: 'two', type: 'INT' }], [{ name: 'a', id: 'two', type: 'INT' }, { name: 'b', id: 'one', type: 'INT' }])).toEqual(['field-renamed a → b', 'field-renamed b → a']);
  });

  test('is the same by its physical name', () => {
    expect(changes([{ name: 'state', physicalName: 'st', type: 'INT' }, text('x')], [{ name: 'status', physicalName: 'st', type: 'INT' }, text('x')])).toEqual(['field-renamed-logical-only state → status']);
  });

  test('is probably the same where it alone has that type between the same neighbours', () => {
    expect(changes([text('a'), { name: 'state', type: 'INT' }, text('b')], [text('a'), { name: 'zustand', type: 'INT' }, text('b')])).toEqual(['field-renamed state → zustand']);
  });

  test('is not the same in another place, with another type, or where two could be meant', () => {
    expect(changes([{ name: 'state', type: 'INT' }, text('a'), text('b')], [text('a'), text('b'), { name: 'zustand', type: 'INT' }])).toEqual(['field-added-optional null → zustand', 'field-removed state → null']);
    expect(changes([text('a'), { name: 'state', type: 'INT' }], [text('a'), { name: 'zustand', type: 'BIGINT' }])).toEqual(['field-added-optional null → zustand', 'field-removed state → null']);
    expect(changes([text('a'), { name: 'state', type: 'INT' }], [text('a'), { name: 'zustand', type: 'INT' }, { name: 'stand', type: 'BIGINT' }, { name: 'statut', type: 'INT' }])).toHaveLength(4);
  });

  test('is told apart from its neighbours by its name', () => {
    expect(changes([text('id'), text('first_name'), text('last_name')], [text('id'), text('firstname'), text('lastname')])).toEqual(['field-renamed first_name → firstname', 'field-renamed last_name → lastname']);
    expect(changes([text('id'), text('amount'), text('total')], [text('id'), text('total_eur'), text('amount_eur')])).toEqual(['field-renamed amount → amount_eur', 'field-renamed total → total_eur']);
  });

  test('is the same by its description alone, even in another place', () => {
    const described = (name: string): Plain => ({ name, type: 'INT', description: 'How many items the order has.' });
    expect(changes([described('item_count'), text('a'), text('b')], [text('a'), text('b'), described('quantity')])).toEqual(['field-renamed item_count → quantity']);
  });

  test('is not guessed where no type is declared and the names differ', () => {
    expect(changes([{ name: 'state' }, text('a')], [{ name: 'kind' }, text('a')])).toEqual(['field-added-optional null → kind', 'field-removed state → null']);
  });
});

/** Counts how often a column is looked at. */
function counted(columns: readonly Column[], tally: { reads: number }): Column[] {
  return columns.map(
    (column) =>
      new Proxy(column, {
        get(target, key, receiver): unknown {
          tally.reads += 1;
          return Reflect.get(target, key, receiver);
        },
      }),
  );
}

function readsFor(count: number): { reads: number; pairs: number } {
  const tally = { reads: 0 };
  const tableOf = (prefix: string): DataContract => {
    const made = contract(Array.from({ length: count }, (_unused, index) => text(`${prefix}_${String(index)}`)));
    return { ...made, tables: made.tables.map((table) => ({ ...table, columns: counted(table.columns, tally) })) };
  };
  const matched = matchTables({ old: tableOf('order_column'), new: tableOf('sales_column') });
  return { reads: tally.reads, pairs: matched.pairs[0]?.columns.pairs.length ?? 0 };
}

test('5,000 renamed columns are looked at in proportion to their number', () => {
  const [few, many] = [readsFor(500), readsFor(5000)];
  expect(many.reads).toBeLessThan(few.reads * 11);
  expect(few.pairs).toBeGreaterThan(450);
});
