import type { Severity } from '../../model/finding.ts';
import type { Origin, Sourced } from '../effective.ts';
import { type Direction, type Enforcement, enforcementOrder, severityOrder, type Stage, stageOrder } from '../pack/model.ts';
import { amountOf } from '../pack/read-parts.ts';

/** How one value stands to another: an undecided comparison is neither. */
export type Comparison = 'same' | 'stricter' | 'looser' | 'unlike';

function byOrder<T>(order: readonly T[], from: T, to: T): Comparison {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  if (a < 0 || b < 0) return 'unlike';
  return a === b ? 'same' : b > a ? 'stricter' : 'looser';
}

export function compareSeverity(from: Severity, to: Severity): Comparison {
  return byOrder(severityOrder, from, to);
}

export function compareEnforcement(from: Enforcement, to: Enforcement): Comparison {
  return byOrder(enforcementOrder, from, to);
}

/** A retired rule is not rolled out any more: to retire one is the loosest there is. */
export function compareStage(from: Stage, to: Stage): Comparison {
  return byOrder(['retired', ...stageOrder], from, to);
}

/** Earlier is stricter; no day at all is the strictest, because the rule counts already. */
export function compareDay(from: string | undefined, to: string | undefined): Comparison {
  if (from === to) return 'same';
  if (to === undefined) return 'stricter';
  return from !== undefined && to < from ? 'stricter' : 'looser';
}

/** A parameter is narrowed in the direction that its pack declares; one without value yet may be given any. */
export function compareParam(from: unknown, to: unknown, direction: Direction | undefined): Comparison {
  if (JSON.stringify(from) === JSON.stringify(to)) return 'same';
  if (direction === undefined) return 'unlike';
  if (from === null) return 'stricter';
  if (to === null) return 'looser';
  if (direction === 'subset' || direction === 'superset') return compareLists(from, to, direction);
  const [a, b] = [amountOf(from), amountOf(to)];
  if (a === undefined || b === undefined) return 'unlike';
  if (a === b) return 'same';
  return b < a === (direction === 'lower') ? 'stricter' : 'looser';
}

function compareLists(from: unknown, to: unknown, direction: 'subset' | 'superset'): Comparison {
  if (!Array.isArray(from) || !Array.isArray(to)) return 'unlike';
  const isWithin = (inner: readonly unknown[], outer: readonly unknown[]): boolean => inner.every((item) => outer.includes(item));
  const [isSubset, isSuperset] = [isWithin(to, from), isWithin(from, to)];
  if (isSubset && isSuperset) return 'same';
  if (isSubset) return direction === 'subset' ? 'stricter' : 'looser';
  if (isSuperset) return direction === 'superset' ? 'stricter' : 'looser';
  return 'unlike';
}

/** The narrowest value that is within both; `undefined` where there is none. */
export function narrowestParam(a: unknown, b: unknown, direction: Direction | undefined): { readonly value: unknown } | undefined {
  switch (compareParam(a, b, direction)) {
    case 'same':
    case 'looser':
      return { value: a };
    case 'stricter':
      return { value: b };
    case 'unlike':
      if (!Array.isArray(a) || !Array.isArray(b)) return undefined;
      if (direction === 'superset') return { value: [...new Set([...(a as unknown[]), ...(b as unknown[])])] };
      return direction === 'subset' ? { value: a.filter((item: unknown) => b.includes(item)) } : undefined;
  }
}

/** A first value, with its origin. */
export function sourced<T>(value: T, from: Origin): Sourced<T> {
  return { value, from, before: [] };
}

/** A value that replaces another, which is remembered. */
export function replaced<T>(old: Sourced<T>, value: T, from: Origin): Sourced<T> {
  return { value, from, before: [{ value: old.value, from: old.from }, ...old.before] };
}

/** Of two values for the same thing, the stricter one; the other is remembered. */
export function stricter<T>(a: Sourced<T>, b: Sourced<T>, compare: (from: T, to: T) => Comparison): Sourced<T> {
  return compare(a.value, b.value) === 'stricter' ? { ...b, before: [...b.before, { value: a.value, from: a.from }, ...a.before] } : a;
}
