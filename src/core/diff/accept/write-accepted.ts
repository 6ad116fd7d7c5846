import type { Finding } from '../../model/finding.ts';
import { yamlText } from '../migration/yaml-text.ts';

export interface AcceptanceTerms {
  readonly reason: string;
  readonly owner: string;
  /** Who accepts it, where it is not left to the review of the file. */
  readonly acceptedBy: string | undefined;
  /** YYYY-MM-DD, both. */
  readonly created: string;
  readonly until: string;
}

/** The name of an acceptance: what is accepted, and the beginning of its fingerprint. */
export function acceptanceId({ rule, fingerprint }: Pick<Finding, 'rule' | 'fingerprint'>): string {
  return `${rule}-${fingerprint.slice(0, 8)}`;
}

/** The file that accepts a finding: schema `accepted-change`, in YAML. */
export function acceptanceText(finding: Finding, terms: AcceptanceTerms): string {
  const { subject, change } = finding;
  const data = {
    apiVersion: 'dp/v1',
    kind: 'AcceptedChange',
    id: acceptanceId(finding),
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    ...(subject.key === null ? {} : { product: subject.key }),
    ...(subject.contract === null ? {} : { contract: subject.contract }),
    path: subject.path,
    from: change?.from ?? null,
    to: change?.to ?? null,
    owner: terms.owner,
    ...(terms.acceptedBy === undefined ? {} : { acceptedBy: terms.acceptedBy }),
    reason: terms.reason,
    created: terms.created,
    until: terms.until,
  };
  return `${yamlText(data)}\n`;
}
