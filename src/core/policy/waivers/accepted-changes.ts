import { type FindingDraft } from '../../model/draft.ts';
import type { Finding } from '../../model/finding.ts';
import type { AcceptedChange } from './read-waiver.ts';

export interface AcceptingResult {
  readonly findings: readonly Finding[];
  /** `waiver-expired` and `waiver-unused` findings. */
  readonly drafts: readonly FindingDraft[];
}

/**
 * Lets accepted changes excuse the findings of a diff, by fingerprint. One that is past is an error, one that matches
 * nothing a warning (DIFF, principle 12). `isWhole`: everything was compared, so that what matches nothing is unused.
 */
export function applyAcceptedChanges(findings: readonly Finding[], accepted: readonly AcceptedChange[], options: { readonly today: string; readonly isWhole: boolean }): AcceptingResult {
  const byFingerprint = new Map(accepted.map((change) => [change.fingerprint, change] as const));
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const marked = findings.map((finding) => {
    const change = byFingerprint.get(finding.fingerprint);
    if (change === undefined || finding.waiver !== null || options.today > change.until) return finding;
    return { ...finding, waiver: { id: `accepted-${change.fingerprint}`, owner: change.acceptedBy ?? '', reason: change.reason, expires: change.until } };
  });
  const drafts = accepted.flatMap((change) => {
    if (!found.has(change.fingerprint)) return options.isWhole ? [changeDraft(change, 'waiver-unused')] : [];
    return options.today > change.until ? [changeDraft(change, 'waiver-expired')] : [];
  });
  return { findings: marked, drafts };
}

function changeDraft(change: AcceptedChange, rule: 'waiver-expired' | 'waiver-unused'): FindingDraft {
  const isExpired = rule === 'waiver-expired';
  return {
    rule,
    severity: isExpired ? 'error' : 'warning',
    message: isExpired ? `The change ${change.fingerprint} (${change.rule}) was accepted until ${change.until}.` : `The accepted change ${change.fingerprint} (${change.rule}) is not there any more.`,
    at: { document: change.document, pointer: isExpired ? '/until' : '/fingerprint' },
    subject: { product: change.product ?? null, key: null, contract: change.contract ?? null, path: change.path ?? '' },
    discriminator: change.fingerprint,
    help: isExpired ? 'Undo the change, or accept it anew with `dp accept`.' : 'Remove the file.',
  };
}
