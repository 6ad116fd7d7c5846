import type { ChangeFacts, Severity } from './finding.ts';
import type { Bump } from './semver.ts';

export type RuleArea = 'yaml' | 'schema' | 'reference' | 'diff' | 'policy' | 'waiver' | 'quality' | 'registry' | 'outdated' | 'lineage';

/** What a change means in one mode of `dp diff`; `silent` is not reported. */
export type ChangeLevel = ChangeFacts['level'] | 'silent';

export interface ModeLevels {
  readonly consumers: ChangeLevel;
  readonly history: ChangeLevel;
  readonly bump: Bump;
}

/** How a rule of `dp diff` grades its change (DIFF, "Levels"), before settings of the workspace move it. */
interface ChangeGrade extends ModeLevels {
  /** Circumstances, in words, under which it is graded otherwise; the first that holds wins. */
  readonly cases: readonly (ModeLevels & { readonly when: string })[];
  /** The rule for the opposite change, or why there is none. */
  readonly mirror: { readonly rule: string } | { readonly none: string };
}

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
  /** Rules of `dp diff` only. */
  readonly grade?: ChangeGrade;
}
