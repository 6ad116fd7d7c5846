import type { QualityOperator, QualityRule } from '../model/contract.ts';

type Accepts = (value: number) => boolean;

/** What a quality rule yields: a count of rows, a share of them, or any number. */
type Domain = 'count' | 'percent' | 'number';

const counted = new Set(['nullValues', 'missingValues', 'invalidValues', 'duplicateValues', 'rowCount']);

function domainOf({ type, metric, unit }: QualityRule): Domain {
  if (type !== 'library' || metric === undefined || !counted.has(metric)) return 'number';
  return unit === 'percent' ? 'percent' : unit === 'rows' ? 'count' : 'number';
}

interface Condition {
  readonly accepts: Accepts;
  readonly bounds: readonly number[];
}

/**
 * Whether some value passes all operators of a rule at once. `mustBeBetween` leaves both ends out: the standard has it
 * equal to mustBeGreaterThan and mustBeLessThan. Counts are whole and not negative. Operators whose value is no number
 * are taken to hold.
 */
export function isSatisfiable(rule: QualityRule): boolean {
  const conditions = Object.entries(rule.operators).flatMap(([name, value]) => conditionOf(name as QualityOperator, value) ?? []);
  const domain = domainOf(rule);
  const bounds = [...conditions.flatMap((condition) => condition.bounds), ...(domain === 'percent' ? [0, 100] : [0])];
  return candidates(bounds, domain).some((value) => isIn(domain, value) && conditions.every(({ accepts }) => accepts(value)));
}

function conditionOf(name: QualityOperator, value: unknown): Condition | undefined {
  if (name === 'mustBeBetween' || name === 'mustNotBeBetween') {
    const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
    if (typeof low !== 'number' || typeof high !== 'number') return undefined;
    const isBetween: Accepts = (candidate) => candidate > low && candidate < high;
    return { accepts: name === 'mustBeBetween' ? isBetween : (candidate) => !isBetween(candidate), bounds: [low, high] };
  }
  if (typeof value !== 'number') return undefined;
  return { accepts: comparison(name, value), bounds: [value] };
}

function comparison(name: Exclude<QualityOperator, 'mustBeBetween' | 'mustNotBeBetween'>, bound: number): Accepts {
  switch (name) {
    case 'mustBe':
      return (value) => value === bound;
    case 'mustNotBe':
      return (value) => value !== bound;
    case 'mustBeGreaterThan':
      return (value) => value > bound;
    case 'mustBeGreaterOrEqualTo':
      return (value) => value >= bound;
    case 'mustBeLessThan':
      return (value) => value < bound;
    case 'mustBeLessOrEqualTo':
      return (value) => value <= bound;
  }
}

// Between two neighbouring bounds every condition is constant, so one value from each stretch is enough.
function candidates(bounds: readonly number[], domain: Domain): number[] {
  const sorted = [...new Set(bounds)].filter(Number.isFinite).sort((a, b) => a - b);
  if (domain === 'count') return sorted.flatMap((bound) => [Math.floor(bound) - 1, Math.floor(bound), Math.ceil(bound), Math.ceil(bound) + 1]);
  const between = sorted.slice(1).map((bound, index) => ((sorted[index] ?? bound) + bound) / 2);
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return [...sorted, ...between, first - 1 - Math.abs(first), last + 1 + Math.abs(last)];
}

function isIn(domain: Domain, value: number): boolean {
  switch (domain) {
    case 'count':
      return Number.isInteger(value) && value >= 0;
    case 'percent':
      return value >= 0 && value <= 100;
    case 'number':
      return true;
  }
}
