import type { Finding, PolicyOrigin, Severity } from '../model/finding.ts';
import { failsAt } from '../model/severity.ts';
import type { Enforcement, Stage } from './pack/model.ts';

/** How far a rule is rolled out, and from which day it counts. */
export interface Rollout {
  readonly stage: Stage;
  readonly effectiveFrom: string | null | undefined;
}

/**
 * The stage of a rule on a day: an enforced rule is in grace until its day has come, and a rule in grace is enforced from
 * the day that it names (POLICY, "Three axes"). Days are YYYY-MM-DD, so that they compare as text.
 */
export function stageOn({ stage, effectiveFrom }: Rollout, today: string): Stage {
  const day = effectiveFrom ?? undefined;
  switch (stage) {
    case 'enforced':
      return day !== undefined && today < day ? 'grace' : 'enforced';
    case 'grace':
      return day !== undefined && today >= day ? 'enforced' : 'grace';
    case 'draft':
    case 'audit':
    case 'retired':
      return stage;
  }
}

/** In grace a rule warns at most. */
export function severityOn(severity: Severity, stage: Stage): Severity {
  return stage === 'grace' && severity === 'error' ? 'warning' : severity;
}

/** Whether a policy finding stops a run by its enforcement. */
export function isStopped(policy: PolicyOrigin, today: string): boolean {
  return policy.enforcement !== 'advisory' && stageOn(policy, today) === 'enforced';
}

export interface FailOn {
  readonly level: string;
  /** Whether the user typed it: then it counts policy findings, too. */
  readonly isExplicit: boolean;
  readonly today: string;
}

/**
 * Whether a finding makes the run fail: a policy's by its enforcement, any other by its severity. `--fail-on` warning or
 * info, when typed, counts policy findings by severity as well (POLICY, "Three axes").
 */
export function failsRun(finding: Finding, { level, isExplicit, today }: FailOn): boolean {
  if (finding.policy === null) return failsAt(finding, level);
  if (finding.waiver !== null) return false;
  if (isStopped(finding.policy, today)) return true;
  return isExplicit && (level === 'warning' || level === 'info') && failsAt(finding, level);
}

const enforcementWords: Readonly<Record<Enforcement, string>> = {
  advisory: 'advisory: it stops nothing',
  'soft-mandatory': 'soft-mandatory: it stops the run unless it is waived',
  'hard-mandatory': 'hard-mandatory: it stops the run and cannot be waived',
};

/** What an enforcement means, in a few words. */
export function enforcementText(enforcement: Enforcement): string {
  return enforcementWords[enforcement];
}
