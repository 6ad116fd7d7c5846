import { compareText } from '../model/draft.ts';
import { dayOf } from '../policy/assertions/dates.ts';
import type { Waiver } from '../policy/waivers/read-waiver.ts';
import type { AuditRecord } from './record.ts';

/** How many subjects came out how; `share` is what passed of all that was judged, `null` where nothing was. */
export interface Tally {
  readonly pass: number;
  readonly fail: number;
  readonly waived: number;
  readonly error: number;
  readonly share: number | null;
}

export interface ProductCompliance extends Tally {
  readonly product: string;
  /** Rules that are broken and not excused. */
  readonly failing: readonly string[];
}

export interface DomainCompliance extends Tally {
  readonly domain: string;
  readonly products: readonly ProductCompliance[];
}

export interface RuleCompliance extends Tally {
  readonly rule: string;
  readonly enforcement: string;
  readonly stage: string;
}

export interface WaiverLine {
  readonly id: string;
  readonly rule: string;
  readonly product: string;
  readonly owner: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly expires: string;
  readonly state: 'active' | 'expiring' | 'expired';
  /** Subjects that it excuses. */
  readonly excuses: number;
}

export interface Compliance {
  readonly date: string;
  readonly total: Tally;
  readonly domains: readonly DomainCompliance[];
  /** The most broken first. */
  readonly rules: readonly RuleCompliance[];
  /** Rules with a waived subject, the most waived first. */
  readonly mostWaived: readonly RuleCompliance[];
  /** The next to end first. */
  readonly waivers: readonly WaiverLine[];
}

const expiringDays = 30;

/** Who complies with what, which exceptions there are, what ends when, and which rules are waived most. */
export function complianceOf(records: readonly AuditRecord[], waivers: readonly Waiver[], date: string): Compliance {
  const rules = groups(records, ({ rule }) => rule).map(([rule, own]): RuleCompliance => ({ rule, enforcement: own[0]?.enforcement ?? '', stage: own[0]?.stage ?? '', ...tallyOf(own) }));
  return {
    date,
    total: tallyOf(records),
    domains: groups(records, ({ domain }) => domain).map(([domain, own]) => ({ domain, ...tallyOf(own), products: groups(own, nameOf).map(([product, list]) => ({ product, ...tallyOf(list), failing: failingOf(list) })) })),
    rules: [...rules].sort((a, b) => b.fail - a.fail || compareText(a.rule, b.rule)),
    mostWaived: rules.filter(({ waived }) => waived > 0).sort((a, b) => b.waived - a.waived || compareText(a.rule, b.rule)),
    waivers: waivers.map((waiver) => waiverLine(waiver, records, date)).sort((a, b) => compareText(a.expires, b.expires) || compareText(a.id, b.id)),
  };
}

function nameOf({ product, contract, file }: AuditRecord): string {
  return product ?? contract ?? file;
}

function groups(records: readonly AuditRecord[], keyOf: (record: AuditRecord) => string): [string, AuditRecord[]][] {
  const map = new Map<string, AuditRecord[]>();
  for (const record of records) {
    const list = map.get(keyOf(record));
    if (list === undefined) map.set(keyOf(record), [record]);
    else list.push(record);
  }
  return [...map].sort(([a], [b]) => compareText(a, b));
}

function tallyOf(records: readonly AuditRecord[]): Tally {
  const count = (outcome: AuditRecord['outcome']): number => records.filter((record) => record.outcome === outcome).length;
  const [pass, fail, waived] = [count('pass'), count('fail'), count('waived')];
  const judged = pass + fail + waived;
  return { pass, fail, waived, error: count('error'), share: judged === 0 ? null : Math.floor((pass * 1000) / judged) / 1000 };
}

function failingOf(records: readonly AuditRecord[]): string[] {
  return [...new Set(records.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule))].sort(compareText);
}

function waiverLine({ id, rule, product, owner, approvedBy, reason, expires }: Waiver, records: readonly AuditRecord[], date: string): WaiverLine {
  const isExpiring = (dayOf(expires) ?? 0) - (dayOf(date) ?? 0) <= expiringDays;
  const state = date > expires ? 'expired' : isExpiring ? 'expiring' : 'active';
  return { id, rule, product, owner, approvedBy, reason, expires, state, excuses: records.filter((record) => record.waiver === id).length };
}
