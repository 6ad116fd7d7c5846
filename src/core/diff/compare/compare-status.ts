import { change, type Change, type Spot } from '../change.ts';
import type { Trait } from '../rule-row.ts';
import type { Prefix } from './compare-people.ts';

/** The life cycle (DIFF, section 14). */
const order = ['proposed', 'draft', 'active', 'deprecated', 'retired'] as const;
type Status = (typeof order)[number];

export interface StatusFacts {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly today: string;
  readonly prefix: Prefix;
  /** YYYY-MM-DD: the end that the new side names, for a deprecation. */
  readonly endsOn: string | undefined;
  /** The end that the old side named, for a retirement. */
  readonly ended: string | undefined;
}

/** DIFF, section 14: one finding for a change of status. A word that the life cycle does not know is unknown. */
export function compareStatus(facts: StatusFacts, spot: Spot): Change[] {
  const [from, to] = [statusOf(facts.from), statusOf(facts.to)];
  if ((facts.from ?? '').trim().toLowerCase() === (facts.to ?? '').trim().toLowerCase()) return [];
  const parts = { field: 'status', from: facts.from, to: facts.to };
  if (from === undefined || to === undefined) return [change('unknown-change', spot, parts)];
  const { prefix } = facts;
  if (isInvalid(from, to)) return [change(`${prefix}status-invalid-transition`, spot, parts)];
  if (to === 'deprecated') return [change(`${prefix}status-deprecated`, spot, { ...parts, ...notice(facts) })];
  if (to === 'retired') return [change(`${prefix}status-retired`, spot, { ...parts, traits: facts.ended !== undefined && facts.ended < facts.today ? ['past-end-of-life'] : [] })];
  if (order.indexOf(to) > order.indexOf(from)) return [change(`${prefix}status-promoted`, spot, parts)];
  return [change(`${prefix}status-reverted`, spot, { ...parts, traits: from === 'deprecated' ? ['from-deprecated'] : [] })];
}

function statusOf(text: string | undefined): Status | undefined {
  return order.find((status) => status === text?.trim().toLowerCase());
}

function isInvalid(from: Status, to: Status): boolean {
  return from === 'retired' || (from === 'deprecated' && (to === 'draft' || to === 'proposed')) || (from === 'active' && to === 'proposed');
}

function notice({ endsOn, today }: StatusFacts): { traits: Trait[]; daysLeft: number | undefined } {
  if (endsOn === undefined) return { traits: ['no-end-date'], daysLeft: undefined };
  return { traits: [], daysLeft: daysBetween(today, endsOn) };
}

/** Whole days from one YYYY-MM-DD to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Whether changes are exempt: the old status is proposed or draft (DIFF, section 14). */
export function isDraft(status: string | undefined): boolean {
  const known = statusOf(status);
  return known === 'proposed' || known === 'draft';
}
