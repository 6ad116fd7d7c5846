import type { Severity } from './finding.ts';

export type RuleArea = 'yaml' | 'schema' | 'reference' | 'diff' | 'policy' | 'waiver' | 'quality' | 'registry';

/** What `dp rules`, `dp explain`, docs/rules.md and the SARIF rule list say of a rule. Ids are permanent. */
export interface RuleInfo {
  readonly id: string;
  readonly area: RuleArea;
  readonly severity: Severity;
  /** One line, without a full stop. */
  readonly title: string;
  /** Why it matters to a reader of the data or of the file: one to three sentences. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
  /** A short YAML excerpt that the rule objects to, and the same mended. */
  readonly bad?: string;
  readonly good?: string;
  readonly since: string;
}
