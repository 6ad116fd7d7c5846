import type { ConsumerHit, Finding, Severity, WaiverNote } from '../../core/model/finding.ts';
import type { Report, ReportContext } from './report.ts';

const longestExample = 300;

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly waived: number;
}

/** How many findings of each severity; a waived one counts as waived only. */
export function countFindings(findings: readonly Finding[]): Counts {
  const active = findings.filter((finding) => finding.waiver === null);
  const count = (severity: Severity): number => active.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info'), waived: findings.length - active.length };
}

/** `1 error`, `2 errors`. */
export function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 error, 2 warnings, 1 waived`; `no findings` where there are none. */
export function countSentence(counts: Counts): string {
  const parts = [
    ...(counts.errors === 0 ? [] : [plural(counts.errors, 'error')]),
    ...(counts.warnings === 0 ? [] : [plural(counts.warnings, 'warning')]),
    ...(counts.infos === 0 ? [] : [plural(counts.infos, 'info')]),
    ...(counts.waived === 0 ? [] : [`${String(counts.waived)} waived`]),
  ];
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

/** `1 product and 2 contracts`; nothing where neither was looked at. */
export function subjectSentence(summary: Report['summary']): string {
  const parts = [
    ...(summary.products === 0 ? [] : [plural(summary.products, 'product')]),
    ...(summary.contracts === 0 ? [] : [plural(summary.contracts, 'contract')]),
  ];
  return listOf(parts);
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors first, what is about the version alone after the changes it follows from, waived last; else in the order given. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const weight = (finding: Finding): number => rank[finding.severity] + (finding.change?.level === 'gate' ? 0.5 : 0) + (finding.waiver === null ? 0 : 10);
  return [...findings].sort((a, b) => weight(a) - weight(b));
}

/** `waived by W-2026-014 until 2027-02-28 (owner): reason`. */
export function waiverSentence(waiver: WaiverNote): string {
  return `waived ${waiverPhrase(waiver)}`;
}

/** `by W-2026-014 until 2027-02-28 (owner): reason`; a baseline has neither end nor owner. */
export function waiverPhrase({ id, owner, reason, expires }: WaiverNote): string {
  return `by ${id}${expires === '' ? '' : ` until ${expires}`}${owner === '' ? '' : ` (${owner})`}: ${reason}`;
}

/** `billing-invoices (direct, reads total_amount)`, `finance-kpi (through billing-invoices)`. */
export function consumerPhrase(hit: ConsumerHit): string {
  const way = hit.isDirect ? 'direct' : `through ${hit.via.join(' → ')}`;
  const columns = hit.columns === null || hit.columns.length === 0 ? '' : `, reads ${hit.columns.join(', ')}`;
  return `${hit.name} (${way}${columns})`;
}

/** `e.g. {"total_amount":null}` and `hits a (direct) · b (through a)`; of a change without witness or readers, nothing. */
export function hitsLines({ change }: Finding): string[] {
  const hits = change?.consumers ?? [];
  const example = change?.witness?.rows.map((row) => JSON.stringify(row)).join(' and ') ?? '';
  return [
    ...(example === '' ? [] : [`e.g. ${example.length > longestExample ? `${example.slice(0, longestExample - 1)}…` : example}`]),
    ...(hits.length === 0 ? [] : [`hits ${hits.map(consumerPhrase).join(' · ')}`]),
  ];
}

/** `before git:main:orders.odcs.yaml:10`: where a change stood on its old side. */
export function beforeLines({ change, related }: Finding, { relativePath }: Pick<ReportContext, 'relativePath'>): string[] {
  return change === undefined ? [] : related.flatMap(({ side, file, line }) => (side === 'old' ? [`before ${relativePath(file)}:${String(line)}`] : []));
}

/** How a policy binds, after its rule id; nothing for other rules. */
export function enforcementNote(finding: Finding): string {
  return finding.policy === null ? '' : ` (${finding.policy.enforcement})`;
}
