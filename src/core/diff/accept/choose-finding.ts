import type { Finding } from '../../model/finding.ts';
import { isAcceptable } from './apply-acceptance.ts';

/** The finding that a prefix of a fingerprint means, or why it means none. */
export type ChosenFinding =
  | { readonly kind: 'one'; readonly finding: Finding }
  | { readonly kind: 'none'; readonly candidates: readonly Finding[] }
  | { readonly kind: 'several'; readonly candidates: readonly Finding[] }
  | { readonly kind: 'not-acceptable'; readonly finding: Finding };

/** Chooses among findings by a unique prefix of a fingerprint. Candidates are those that can be accepted. */
export function chooseFinding(findings: readonly Finding[], prefix: string): ChosenFinding {
  const wanted = prefix.toLowerCase();
  const known = [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
  const found = known.filter(({ fingerprint }) => fingerprint.startsWith(wanted));
  const [only] = found;
  if (only === undefined) return { kind: 'none', candidates: known.filter(canBeAccepted) };
  if (found.length > 1) return { kind: 'several', candidates: found };
  return canBeAccepted(only) ? { kind: 'one', finding: only } : { kind: 'not-acceptable', finding: only };
}

function canBeAccepted(finding: Finding): boolean {
  const change = finding.change;
  return change !== undefined && isAcceptable({ change }) && !finding.rule.startsWith('ignore-');
}
