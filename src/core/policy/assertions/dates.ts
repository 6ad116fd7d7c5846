import { parseSeconds } from '../../text/duration.ts';
import type { Assertion } from './assertion.ts';

const dayMs = 86_400_000;

/** The day that a date or a time stamp falls on, in UTC, counted from 1970; `undefined` for what is neither. */
export function dayOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?\s*([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?$/u.exec(value.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, , zone] = match;
  const start = dayNumber(Number(year), Number(month), Number(day));
  if (start === undefined || hour === undefined) return start;
  const instant = start * dayMs + (Number(hour) * 60 + Number(minute) - offsetMinutes(zone)) * 60_000;
  return Math.floor(instant / dayMs);
}

function dayNumber(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? Math.floor(time / dayMs) : undefined;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(value) && dayOf(value) !== undefined;
}

/** A day of the calendar, or one that moves with today. */
export type DayBound = { readonly day: number } | { readonly fromToday: number };

/** `2027-01-31`, `today`, `today + 90 days` or `today - 6 months`. */
export function parseBound(text: unknown): DayBound | undefined {
  if (typeof text !== 'string') return undefined;
  const day = dayOf(text);
  if (day !== undefined) return { day };
  const match = /^today(?:\s*([+-])\s*([0-9].*))?$/u.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, duration] = match;
  if (duration === undefined) return { fromToday: 0 };
  const seconds = parseSeconds(duration);
  return seconds === undefined ? undefined : { fromToday: (sign === '-' ? -1 : 1) * Math.round(seconds / 86_400) };
}

const todayCache = new Map<string, number>();

/** The day of a run's `today`; a run that has none is a bug of ours. */
export function todayNumber(today: string): number {
  const known = todayCache.get(today) ?? dayOf(today);
  if (known === undefined) throw new Error(`today is no date: ${today}`);
  if (todayCache.size > 100) todayCache.clear();
  todayCache.set(today, known);
  return known;
}

function dated(name: 'before' | 'after', help: string, isKept: (day: number, bound: number) => boolean): Assertion {
  return {
    name,
    about: ['text', 'any'],
    help,
    compile(operand, scope) {
      const limit = parseBound(operand);
      if (limit === undefined) {
        scope.report(`${name} takes a date such as 2027-01-31, or \`today\`, also as \`today + 90 days\`; ${String(operand)} is neither.`);
        return undefined;
      }
      return (value, _node, run) => {
        const day = dayOf(value);
        return day !== undefined && isKept(day, 'day' in limit ? limit.day : todayNumber(run.today) + limit.fromToday);
      };
    },
  };
}

export const dateAssertions: readonly Assertion[] = [
  dated('before', 'is an earlier day than this', (day, limit) => day < limit),
  dated('after', 'is a later day than this', (day, limit) => day > limit),
];
