import type { Finding, Severity } from './finding.ts';

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Whether a finding counts against a run that fails from `level` on; waived findings never do. */
export function failsAt(finding: Pick<Finding, 'severity' | 'waiver'>, level: string): boolean {
  const threshold = level in ranks ? ranks[level as Severity] : Number.POSITIVE_INFINITY;
  return finding.waiver === null && ranks[finding.severity] >= threshold;
}
