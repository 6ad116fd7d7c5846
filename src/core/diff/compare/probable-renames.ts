import type { Column } from '../../model/contract.ts';
import type { Pair } from '../change.ts';
import { type Matched, uniqueBy } from '../match.ts';
import { canonicalJson, foldSpace } from '../value.ts';

const leastScore = 0.5;
const leastMargin = 0.1;
/** How many places up and down a candidate may stand: keeps the work linear. */
const reach = 3;

/**
 * Renames among the columns that found no partner by id or name: one to one, same type and constraints, same place between
 * the matched columns, and clearly better than any other candidate; or else the only column with that very description.
 * A guess, so findings call it probable (DIFF, "Settled questions").
 */
export function probableRenames(lists: Pair<readonly Column[]>, matched: Matched<Column>): Pair<Column>[] {
  if (matched.removed.length === 0 || matched.added.length === 0) return [];
  const [oldOf, newOf] = [new Map(matched.pairs.map((pair) => [pair.new, pair.old])), new Map(matched.pairs.map((pair) => [pair.old, pair.new]))];
  const anchors = new Map(matched.pairs.map((pair, index) => [pair.new, index]));
  const gapsOld = placesBetween(lists.old, (column) => anchorOf(anchors, newOf.get(column)));
  const gapsNew = placesBetween(lists.new, (column) => (oldOf.has(column) ? anchorOf(anchors, column) : undefined));
  const groups = new Map<string, { removed: Column[]; added: Column[] }>();
  const groupOf = (column: Column, gap: string): { removed: Column[]; added: Column[] } => {
    const key = `${gap} ${shapeOf(column)}`;
    const group = groups.get(key) ?? { removed: [], added: [] };
    groups.set(key, group);
    return group;
  };
  for (const column of matched.removed) groupOf(column, gapsOld.get(column) ?? '').removed.push(column);
  for (const column of matched.added) groupOf(column, gapsNew.get(column) ?? '').added.push(column);
  const found = [...groups.values()].flatMap(pairGroup);
  const taken = new Set(found.flatMap((pair) => [pair.old, pair.new]));
  return [...found, ...byDescription(matched.removed.filter((column) => !taken.has(column)), matched.added.filter((column) => !taken.has(column)))];
}

function anchorOf(anchors: ReadonlyMap<Column, number>, column: Column | undefined): string | undefined {
  const index = column === undefined ? undefined : anchors.get(column);
  return index === undefined ? undefined : String(index);
}

/** For each column without partner: between which two matched ones it stands. */
function placesBetween(columns: readonly Column[], anchor: (column: Column) => string | undefined): Map<Column, string> {
  const places = new Map<Column, string>();
  let before = 'start';
  let open: Column[] = [];
  for (const column of columns) {
    const here = anchor(column);
    if (here === undefined) {
      open.push(column);
      continue;
    }
    for (const waiting of open) places.set(waiting, `${before}-${here}`);
    open = [];
    before = here;
  }
  for (const waiting of open) places.set(waiting, `${before}-end`);
  return places;
}

/** Type and constraints, without names and prose. */
function shapeOf(column: Column): string {
  const { logicalType, options, required, unique, primaryKey, partitioned } = column;
  const physicalType = column.physicalType?.toLowerCase().replaceAll(/\s+/gu, '');
  const nested = [...column.columns, ...(column.items === undefined ? [] : [column.items])].map((child) => `${child.name}:${shapeOf(child)}`);
  return canonicalJson({ logicalType, physicalType, options, required, unique, primaryKey, partitioned, values: column.enum?.map((item) => item.value), nested });
}

function pairGroup({ removed, added }: { readonly removed: readonly Column[]; readonly added: readonly Column[] }): Pair<Column>[] {
  const [onlyOld, onlyNew] = [removed[0], added[0]];
  if (onlyOld === undefined || onlyNew === undefined) return [];
  const isTyped = onlyOld.logicalType !== undefined || onlyOld.physicalType !== undefined;
  if (removed.length === 1 && added.length === 1 && isTyped) return [{ old: onlyOld, new: onlyNew }];
  const bestForNew = added.map((column, index) => clearWinner(removed, index, (candidate) => similarity(candidate, column)));
  return removed.flatMap((column, index) => {
    const winner = clearWinner(added, index, (candidate) => similarity(column, candidate));
    const partner = winner === undefined ? undefined : added[winner];
    return winner !== undefined && partner !== undefined && bestForNew[winner] === index ? [{ old: column, new: partner }] : [];
  });
}

/** The index of the candidate near `place` that scores clearly best. */
function clearWinner(candidates: readonly Column[], place: number, score: (candidate: Column) => number): number | undefined {
  let best = { index: -1, score: 0 };
  let second = 0;
  for (let index = Math.max(0, place - reach); index <= place + reach; index += 1) {
    const candidate = candidates[index];
    if (candidate === undefined) continue;
    const total = 0.4 * (1 - Math.abs(index - place) / (reach + 1)) + 0.6 * score(candidate);
    if (total > best.score) {
      second = best.score;
      best = { index, score: total };
    } else second = Math.max(second, total);
  }
  return best.score >= leastScore && best.score - second >= leastMargin ? best.index : undefined;
}

/** How alike two columns are called or described, from 0 to 1. */
function similarity(left: Column, right: Column): number {
  if (left.description !== undefined && right.description !== undefined && foldSpace(left.description) === foldSpace(right.description)) return 1;
  const [a, b] = [bigramsOf(left.name), bigramsOf(right.name)];
  const common = [...a].filter((bigram) => b.has(bigram)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}

function bigramsOf(name: string): Set<string> {
  const text = ` ${name.toLowerCase()} `;
  return new Set(Array.from({ length: text.length - 1 }, (_unused, index) => text.slice(index, index + 2)));
}

function byDescription(removed: readonly Column[], added: readonly Column[]): Pair<Column>[] {
  const keyOf = (column: Column): string | undefined => (column.description === undefined ? undefined : `${foldSpace(column.description)} ${shapeOf(column)}`);
  const candidates = uniqueBy(added, keyOf);
  return [...uniqueBy(removed, keyOf)].flatMap(([key, old]) => {
    const partner = candidates.get(key);
    return partner === undefined ? [] : [{ old, new: partner }];
  });
}
