import { parseSeconds, secondsOf } from '../../text/duration.ts';

/** A length of time in seconds, or a percentage. */
export interface Quantity {
  readonly dimension: 'time' | 'percent';
  readonly amount: number;
}

/** A value with its unit as service levels have it (`7`, `y`; `99.5`, `percent`); `undefined` where it is neither time nor percentage. */
export function quantityOf(value: unknown, unit: string | undefined): Quantity | undefined {
  const word = (unit ?? '').trim().toLowerCase();
  if (word === '%' || word === 'percent' || word === 'pct') {
    const amount = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    return Number.isFinite(amount) ? { dimension: 'percent', amount } : undefined;
  }
  if (word === '' && typeof value === 'string') return parseQuantity(value);
  const seconds = secondsOf(value, unit);
  return seconds === undefined ? undefined : { dimension: 'time', amount: seconds };
}

/** `7 years`, `15 min`, `PT1H` or `99.5 %`. */
export function parseQuantity(text: string): Quantity | undefined {
  const percent = /^\s*([0-9]+(?:\.[0-9]+)?)\s*(?:%|percent)\s*$/u.exec(text);
  if (percent !== null) return { dimension: 'percent', amount: Number(percent[1]) };
  const seconds = parseSeconds(text);
  return seconds === undefined ? undefined : { dimension: 'time', amount: seconds };
}
