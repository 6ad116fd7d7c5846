import type { QualityRule } from '../../model/contract.ts';

/** A stretch of accepted measurements; `from` and `to` may be infinite. */
interface Interval {
  readonly from: number;
  readonly to: number;
  readonly isFromOpen: boolean;
  readonly isToOpen: boolean;
}

/** What a rule accepts: stretches in order without overlap; `undefined` where its bounds are no numbers. */
export type Accepted = readonly Interval[] | undefined;

export type SetRelation = 'equal' | 'wider' | 'narrower' | 'other';

const everything: Interval = { from: -Infinity, to: Infinity, isFromOpen: true, isToOpen: true };
const counted = new Set(['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount']);

/**
 * The measurements a rule accepts, from all its operators together. Counts are whole and not negative, shares lie between
 * 0 and 100 (DIFF, "Settled questions"): `mustBeLessThan 1` is `mustBe 0`.
 */
export function acceptedBy(rule: QualityRule): Accepted {
  let accepted: readonly Interval[] = [everything];
  for (const [operator, bound] of Object.entries(rule.operators)) {
    const allowed = intervalsOf(operator, bound);
    if (allowed === undefined) return undefined;
    accepted = intersect(accepted, allowed);
  }
  const isCount = rule.type === 'library' && rule.metric !== undefined && counted.has(rule.metric);
  if (!isCount) return accepted;
  const isShare = rule.unit === 'percent' || rule.unit === '%';
  return isShare ? intersect(accepted, [closed(0, 100)]) : intersect(accepted.flatMap(wholeNumbers), [closed(0, Infinity)]);
}

function closed(from: number, to: number): Interval {
  return { from, to, isFromOpen: from === -Infinity, isToOpen: to === Infinity };
}

function intervalsOf(operator: string, bound: unknown): Interval[] | undefined {
  if (operator === 'mustBeBetween' || operator === 'mustNotBeBetween') {
    const [low, high] = Array.isArray(bound) ? (bound as unknown[]) : [];
    if (typeof low !== 'number' || typeof high !== 'number') return undefined;
    // The standard says it equals GreaterThan and LessThan: both ends are out (QUALITY, "Semantics that peers get wrong").
    return operator === 'mustBeBetween' ? [{ from: low, to: high, isFromOpen: true, isToOpen: true }] : [closed(-Infinity, low), closed(high, Infinity)];
  }
  if (typeof bound !== 'number') return undefined;
  switch (operator) {
    case 'mustBe':
      return [closed(bound, bound)];
    case 'mustNotBe':
      return [{ ...closed(-Infinity, bound), isToOpen: true }, { ...closed(bound, Infinity), isFromOpen: true }];
    case 'mustBeGreaterThan':
      return [{ ...closed(bound, Infinity), isFromOpen: true }];
    case 'mustBeGreaterOrEqualTo':
      return [closed(bound, Infinity)];
    case 'mustBeLessThan':
      return [{ ...closed(-Infinity, bound), isToOpen: true }];
    case 'mustBeLessOrEqualTo':
      return [closed(-Infinity, bound)];
    default:
      return undefined;
  }
}

/** The whole numbers of a stretch, as a closed one; touching neighbours are joined later by comparison. */
function wholeNumbers(interval: Interval): Interval[] {
  const from = interval.from === -Infinity ? -Infinity : interval.isFromOpen ? Math.floor(interval.from) + 1 : Math.ceil(interval.from);
  const to = interval.to === Infinity ? Infinity : interval.isToOpen ? Math.ceil(interval.to) - 1 : Math.floor(interval.to);
  return from > to ? [] : [closed(from, to)];
}

function intersect(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const from = Math.max(a.from, b.from);
      const to = Math.min(a.to, b.to);
      const isFromOpen = (a.from === from && a.isFromOpen) || (b.from === from && b.isFromOpen);
      const isToOpen = (a.to === to && a.isToOpen) || (b.to === to && b.isToOpen);
      return from > to || (from === to && (isFromOpen || isToOpen)) ? [] : [{ from, to, isFromOpen, isToOpen }];
    }),
  );
}

/** How the new set stands to the old one. */
export function relateAccepted(from: readonly Interval[], to: readonly Interval[]): SetRelation {
  const [isWithin, holds] = [isSubset(to, from), isSubset(from, to)];
  if (isWithin && holds) return 'equal';
  return isWithin ? 'narrower' : holds ? 'wider' : 'other';
}

function isSubset(inner: readonly Interval[], outer: readonly Interval[]): boolean {
  return inner.every((part) => {
    const covered = intersect([part], outer);
    return covered.length === 1 && covered[0] !== undefined && isSame(covered[0], part);
  });
}

function isSame(a: Interval, b: Interval): boolean {
  return a.from === b.from && a.to === b.to && a.isFromOpen === b.isFromOpen && a.isToOpen === b.isToOpen;
}
