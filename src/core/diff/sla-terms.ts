import type { SlaProperty } from '../model/contract.ts';

/** Which way a service level gets better (DIFF, section 11). `end`: a day on which something stops. */
export type Direction = 'lower' | 'higher' | 'earlier' | 'end';

interface Term {
  readonly name: string;
  readonly direction: Direction;
  /** Readers build on it so hard that less of it breaks them. */
  readonly isFirm: boolean;
}

const terms: readonly Term[] = [
  { name: 'availability', direction: 'higher', isFirm: true },
  { name: 'throughput', direction: 'higher', isFirm: false },
  { name: 'retention', direction: 'higher', isFirm: true },
  { name: 'latency', direction: 'lower', isFirm: true },
  { name: 'freshness', direction: 'lower', isFirm: true },
  { name: 'errorRate', direction: 'lower', isFirm: false },
  { name: 'timeToDetect', direction: 'lower', isFirm: false },
  { name: 'timeToNotify', direction: 'lower', isFirm: false },
  { name: 'timeToRepair', direction: 'lower', isFirm: false },
  { name: 'frequency', direction: 'lower', isFirm: false },
  { name: 'generalAvailability', direction: 'earlier', isFirm: false },
  { name: 'timeOfAvailability', direction: 'earlier', isFirm: true },
  { name: 'endOfSupport', direction: 'end', isFirm: false },
  { name: 'endOfLife', direction: 'end', isFirm: false },
];

const synonyms: Readonly<Record<string, string>> = {
  av: 'availability', th: 'throughput', er: 'errorRate', ga: 'generalAvailability', es: 'endOfSupport', el: 'endOfLife', re: 'retention', fy: 'frequency', ly: 'latency', td: 'timeToDetect', tn: 'timeToNotify', tr: 'timeToRepair',
};

const byName: ReadonlyMap<string, Term> = new Map(terms.map((term) => [term.name.toLowerCase(), term]));

/** The term a property names, whatever its case and by its two-letter synonyms. */
export function slaTerm(property: string): Term | undefined {
  const word = property.toLowerCase().replaceAll(/[\s_-]/gu, '');
  return byName.get((Object.hasOwn(synonyms, word) ? (synonyms[word] ?? word) : word).toLowerCase());
}

/** The name under which a property is matched: the term's, else its own without case. */
export function slaName(property: string): string {
  return slaTerm(property)?.name ?? property.toLowerCase();
}

/** A value made comparable: amounts of one kind in one unit. `kind` tells what may be compared with what. */
export interface Measure {
  readonly kind: string;
  readonly amount: number;
}

const secondsOf: Readonly<Record<string, number>> = {
  ms: 0.001, millisecond: 0.001, s: 1, sec: 1, second: 1, m: 60, min: 60, minute: 60, h: 3600, hr: 3600, hour: 3600, d: 86_400, day: 86_400, w: 604_800, wk: 604_800, week: 604_800, mo: 2_629_800, mon: 2_629_800, month: 2_629_800, q: 7_889_400, quarter: 7_889_400, y: 31_557_600, yr: 31_557_600, year: 31_557_600,
};

/** The measure of a service level: durations in seconds, days and times of day as numbers, shares in percent; `undefined` for other values. */
export function measureOf(sla: Pick<SlaProperty, 'property' | 'value' | 'unit'>): Measure | undefined {
  const direction = slaTerm(sla.property)?.direction;
  if (direction === 'earlier' || direction === 'end') return timeMeasure(sla.value);
  const { amount, unit } = amountOf(sla.value, sla.unit);
  if (amount === undefined) return undefined;
  const written = (unit ?? '').trim().toLowerCase();
  const word = Object.hasOwn(secondsOf, written) ? written : written.replace(/s$/u, '');
  const seconds = Object.hasOwn(secondsOf, word) ? secondsOf[word] : undefined;
  if (seconds !== undefined) return { kind: 'duration', amount: amount * seconds };
  if (word === '%' || word === 'percent' || word === 'percentage' || word === 'pct') return { kind: 'percent', amount };
  return { kind: word === '' ? 'bare' : `unit ${word}`, amount };
}

// `value: 24 h` and `value: 24, unit: h` say the same; `99.9%` too.
function amountOf(value: unknown, unit: string | undefined): { amount: number | undefined; unit: string | undefined } {
  if (typeof value === 'number') return { amount: value, unit };
  if (typeof value !== 'string') return { amount: undefined, unit };
  const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*([a-z%]*)\s*$/iu.exec(value);
  if (match === null) return { amount: undefined, unit };
  return { amount: Number(match[1]), unit: match[2] === '' ? unit : match[2] };
}

function timeMeasure(value: unknown): Measure | undefined {
  if (typeof value !== 'string') return undefined;
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?$/u.exec(value.trim());
  if (clock !== null) {
    const seconds = Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
    return { kind: 'time of day', amount: seconds - offsetSeconds(clock[4]) };
  }
  const day = Date.parse(/^\d{4}-\d{2}-\d{2}$/u.test(value) ? `${value}T00:00:00Z` : value);
  return /^\d{4}-\d{2}-\d{2}/u.test(value) && !Number.isNaN(day) ? { kind: 'day', amount: day / 1000 } : undefined;
}

function offsetSeconds(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone ?? '');
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
