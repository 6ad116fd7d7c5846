import type { Column } from '../../model/contract.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import type { DiffRuleId } from '../rules/index.ts';
import type { ColumnMatch, ColumnPair } from './match-tree.ts';

export interface KeyComparison {
  readonly changes: readonly Change[];
  /** Added columns that the key's own finding tells of (DIFF, "Settled questions"). */
  readonly tells: ReadonlySet<Column>;
}

/** DIFF, section 6: the primary key of a table (or nested object), as one promise; at most one finding. */
export function compareKey(match: ColumnMatch, spot: Spot): KeyComparison {
  const before = inKeyOrder(match.lists.old);
  const after = inKeyOrder(match.lists.new);
  const kept = match.pairs.filter((pair) => pair.old.primaryKey && pair.new.primaryKey);
  const left = match.pairs.filter((pair) => pair.old.primaryKey && !pair.new.primaryKey);
  const joined = [...match.pairs.filter((pair) => !pair.old.primaryKey && pair.new.primaryKey).map((pair) => pair.new), ...match.added.filter((column) => column.primaryKey)];
  const rule = keyRule({ match, before, after, kept, left, joined });
  if (rule === undefined) return { changes: [], tells: new Set() };
  const names = { from: before.map((column) => column.name), to: after.map((column) => column.name) };
  const first = joined[0] ?? left[0]?.new ?? after[0];
  const what = `Primary key: (${names.from.join(', ')}) → (${names.to.join(', ')})`;
  const place = first === undefined ? { at: `${spot.at}/properties` } : { at: `${first.at}/primaryKey` };
  const was = before[0] === undefined ? undefined : `${before[0].at}/primaryKey`;
  return { changes: [change(rule, spot, { field: 'primaryKey', ...names, what, ...place, was })], tells: new Set(rule === 'primary-key-added' ? [] : match.added.filter((column) => column.primaryKey)) };
}

interface KeyParts {
  readonly match: ColumnMatch;
  readonly before: readonly Column[];
  readonly after: readonly Column[];
  readonly kept: readonly ColumnPair[];
  readonly left: readonly ColumnPair[];
  readonly joined: readonly Column[];
}

function keyRule({ match, before, after, kept, left, joined }: KeyParts): DiffRuleId | undefined {
  const joinedByAdding = match.added.filter((column) => column.primaryKey).length;
  // A key made of new columns only is part of what was added; one whose columns are all gone, of what was removed.
  if (before.length === 0) return joined.length > joinedByAdding ? 'primary-key-added' : undefined;
  if (after.length === 0) return left.length > 0 ? 'primary-key-removed' : undefined;
  if (joined.length > 0) return left.length > 0 || kept.length === 0 ? 'primary-key-column-replaced' : 'primary-key-column-added';
  if (left.length > 0) return 'primary-key-column-removed';
  return isOrderChanged(kept, (column) => column.primaryKeyPosition) ? 'primary-key-position-changed' : undefined;
}

/**
 * Whether columns that stay in a key or partitioning are ordered otherwise. Only a declared position makes an order: the
 * order in the document has no meaning. An order that is no longer declared is lost.
 */
export function isOrderChanged(kept: readonly Pair<Column>[], positionOf: (column: Column) => number): boolean {
  const isPlaced = (column: Column): boolean => positionOf(column) > 0;
  if (kept.length < 2) return false;
  if (kept.some((pair) => isPlaced(pair.old) && !isPlaced(pair.new))) return true;
  const placed = kept.filter((pair) => isPlaced(pair.old) && isPlaced(pair.new));
  const byOld = [...placed].sort((a, b) => positionOf(a.old) - positionOf(b.old));
  const byNew = [...placed].sort((a, b) => positionOf(a.new) - positionOf(b.new));
  return byOld.some((pair, index) => byNew[index] !== pair);
}

/** The columns of the key by their position, those without one as they stand. */
function inKeyOrder(columns: readonly Column[]): Column[] {
  const key = columns.filter((column) => column.primaryKey);
  const positionOf = (column: Column): number => (column.primaryKeyPosition > 0 ? column.primaryKeyPosition : Number.MAX_SAFE_INTEGER);
  return key.sort((a, b) => positionOf(a) - positionOf(b));
}
