import type { Column, DataContract, Table } from '../../model/contract.ts';
import type { Pair } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { probableRenames } from './probable-renames.ts';

/** The columns of two matched tables (or nested objects) and which of them are the same. */
export interface ColumnMatch {
  /** Both lists as they stand in the documents. */
  readonly lists: Pair<readonly Column[]>;
  readonly pairs: readonly ColumnPair[];
  readonly removed: readonly Column[];
  readonly added: readonly Column[];
  /** Whether the pairs stand in another order than before. */
  readonly isReordered: boolean;
}

export interface ColumnPair extends Pair<Column> {
  /** Paired by a guess: same type, constraints and place. */
  readonly isProbable: boolean;
  readonly columns: ColumnMatch;
  readonly items: ColumnPair | undefined;
  readonly mapKey: ColumnPair | undefined;
  readonly mapValue: ColumnPair | undefined;
}

export interface TablePair extends Pair<Table> {
  readonly columns: ColumnMatch;
}

export interface TableMatch {
  readonly pairs: readonly TablePair[];
  readonly removed: readonly Table[];
  readonly added: readonly Table[];
  readonly isReordered: boolean;
}

interface Named {
  readonly id: string | undefined;
  readonly name: string;
  readonly physicalName: string | undefined;
}

/** What a column or table is called in SQL: an absent physicalName means the name. */
export function physicalNameOf(element: Named): string {
  return element.physicalName ?? element.name;
}

const keys: readonly ((element: Named) => string | undefined)[] = [(element) => element.id, physicalNameOf, (element) => element.name];

/** Pairs tables and, inside each pair, columns at every level: by id, physicalName, name, then by probable rename. */
export function matchTables(contracts: Pair<Pick<DataContract, 'tables'>>): TableMatch {
  const [olds, news] = [contracts.old.tables, contracts.new.tables];
  const matched = matchByKeys<Table>(olds, news, keys);
  return {
    pairs: matched.pairs.map((pair) => ({ ...pair, columns: matchColumns({ old: pair.old.columns, new: pair.new.columns }) })),
    removed: matched.removed,
    added: matched.added,
    isReordered: isReordered(olds, matched.pairs),
  };
}

const noColumns: ColumnMatch = { lists: { old: [], new: [] }, pairs: [], removed: [], added: [], isReordered: false };

function matchColumns(lists: Pair<readonly Column[]>): ColumnMatch {
  if (lists.old.length === 0 && lists.new.length === 0) return noColumns;
  const matched = matchByKeys<Column>(lists.old, lists.new, keys);
  const guessed = new Map(probableRenames(lists, matched).map((pair) => [pair.new, pair.old]));
  const guessedOld = new Set(guessed.values());
  const certain = new Map(matched.pairs.map((pair) => [pair.new, pair.old]));
  const pairs = lists.new.flatMap((column) => {
    const old = certain.get(column) ?? guessed.get(column);
    return old === undefined ? [] : [pairColumns({ old, new: column }, guessed.has(column))];
  });
  return {
    lists,
    pairs,
    removed: matched.removed.filter((column) => !guessedOld.has(column)),
    added: matched.added.filter((column) => !guessed.has(column)),
    isReordered: isReordered(lists.old, pairs),
  };
}

function pairColumns(pair: Pair<Column>, isProbable: boolean): ColumnPair {
  return {
    old: pair.old,
    new: pair.new,
    isProbable,
    columns: matchColumns({ old: pair.old.columns, new: pair.new.columns }),
    items: pairParts(pair.old.items, pair.new.items),
    mapKey: pairParts(pair.old.map?.key, pair.new.map?.key),
    mapValue: pairParts(pair.old.map?.value, pair.new.map?.value),
  };
}

function pairParts(old: Column | undefined, successor: Column | undefined): ColumnPair | undefined {
  return old === undefined || successor === undefined ? undefined : pairColumns({ old, new: successor }, false);
}

function isReordered<T>(olds: readonly T[], pairs: readonly Pair<T>[]): boolean {
  const places = new Map(olds.map((item, index) => [item, index]));
  return pairs.some((pair, index) => {
    const before = pairs[index - 1];
    return before !== undefined && (places.get(before.old) ?? 0) > (places.get(pair.old) ?? 0);
  });
}
