import { compareText } from '../model/draft.ts';
import type { PolicyRecord } from '../policy/evaluate.ts';

/** One rule on one subject, with everything an auditor asks for (POLICY, "Audit trail"). */
export interface AuditRecord {
  readonly rule: string;
  readonly pack: string;
  /** sha256 over the pack's files. */
  readonly packDigest: string;
  readonly domain: string;
  readonly product: string | null;
  readonly contract: string | null;
  readonly path: string;
  readonly file: string;
  /** sha256 of the document that was judged. */
  readonly digest: string | null;
  /** The commit it stood at; null where it is in no repository. */
  readonly commit: string | null;
  readonly outcome: PolicyRecord['outcome'];
  readonly reason: string | null;
  readonly severity: PolicyRecord['severity'];
  readonly enforcement: PolicyRecord['policy']['enforcement'];
  readonly stage: PolicyRecord['policy']['stage'];
  readonly effectiveFrom: string | null;
  readonly waiver: string | null;
  readonly date: string;
  readonly dp: string;
}

export interface AuditFacts {
  readonly date: string;
  readonly dp: string;
  readonly commit: string | null;
  packDigestOf(pack: string): string;
  domainOf(record: PolicyRecord): string;
  digestOf(file: string): string | null;
  /** A path as the report shows it. */
  shorten(file: string): string;
}

/** What became of every rule on every subject as records, sorted by domain, product, rule and subject. */
export function auditRecords(records: readonly PolicyRecord[], facts: AuditFacts): AuditRecord[] {
  return records
    .map((record): AuditRecord => {
      const { subject, policy } = record;
      return {
        rule: record.rule,
        pack: `${policy.pack}@${policy.version}`,
        packDigest: facts.packDigestOf(policy.pack),
        domain: facts.domainOf(record),
        product: subject.key ?? subject.product,
        contract: subject.contract,
        path: subject.path,
        file: facts.shorten(record.file),
        digest: facts.digestOf(record.file),
        commit: facts.commit,
        outcome: record.outcome,
        reason: record.reason,
        severity: record.severity,
        enforcement: policy.enforcement,
        stage: policy.stage,
        effectiveFrom: policy.effectiveFrom,
        waiver: record.waiver,
        date: facts.date,
        dp: facts.dp,
      };
    })
    .sort((a, b) => compareText(orderOf(a), orderOf(b)));
}

function orderOf({ domain, product, contract, rule, path, file }: AuditRecord): string {
  return [domain, product ?? '', rule, contract ?? '', file, path].join('\u0000');
}
