import type { DiffResult, Verdict } from '../../core/diff/result.ts';
import type { DiffMode } from '../../core/diff/settings.ts';
import type { BumpVerdict } from '../../core/diff/version-gate.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { Bump } from '../../core/model/semver.ts';

/** One product or contract as it is shown: its judgement with settled findings. */
export interface Outcome {
  /** `null`: nothing was published yet. */
  readonly against: string | null;
  /** Name for headings: product key, else contract id. */
  readonly label: string;
  readonly result: DiffResult;
  readonly findings: readonly Finding[];
  /** Differences that are no change, for `--verbose`. */
  readonly unreported: readonly Finding[];
  /** Days between the notice and the end of something, by the settings. */
  readonly noticeDays: number;
}

const verdicts: readonly Verdict[] = ['identical', 'compatible', 'warning', 'breaking'];
const bumps: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** The worst verdict of several. */
export function worstVerdict(outcomes: readonly Outcome[]): Verdict {
  return verdicts[Math.max(0, ...outcomes.map(({ result }) => verdicts.indexOf(result.verdict)))] ?? 'identical';
}

/** The bump that stands for several: of one that is not ok, else of the one that demands most. */
export function worstBump(outcomes: readonly Outcome[]): BumpVerdict {
  const ranked = outcomes.map(({ result }) => result.bump).sort((a, b) => Number(a.ok) - Number(b.ok) || bumps.indexOf(b.demanded) - bumps.indexOf(a.demanded));
  const [worst] = ranked;
  if (worst === undefined) return { demanded: 'none', declared: 'none', ok: true, suggestedVersion: null };
  return outcomes.length === 1 ? worst : { ...worst, suggestedVersion: null };
}

/** The section that `dp diff` adds to its JSON (INTERFACE, "Formats"); `products` where a folder was compared. */
export function diffSection(outcomes: readonly Outcome[], options: { readonly isFolder: boolean; readonly mode: DiffMode; readonly spec: string | null }): Record<string, unknown> {
  const places = new Set(outcomes.map(({ against }) => against));
  const against = places.size === 1 ? [...places][0] : options.spec;
  return {
    against: against ?? null,
    mode: options.mode,
    verdict: worstVerdict(outcomes),
    bump: worstBump(outcomes),
    ...(options.isFolder ? { products: outcomes.map((outcome) => ({ product: outcome.label, against: outcome.against, verdict: outcome.result.verdict, bump: outcome.result.bump })) } : {}),
  };
}

export const failLevels = ['bump', 'breaking', 'warning', 'never'] as const;
export type FailLevel = (typeof failLevels)[number];

/** Whether a diff passes at `--fail-on`. An acceptance whose last day has passed fails unless nothing does. */
export function passes(outcomes: readonly Outcome[], failOn: FailLevel): boolean {
  const verdict = worstVerdict(outcomes);
  switch (failOn) {
    case 'bump':
      return outcomes.every(({ result, findings }) => result.bump.ok && !findings.some(({ rule }) => rule === 'ignore-expired'));
    case 'breaking':
      return verdict !== 'breaking';
    case 'warning':
      return verdict !== 'breaking' && verdict !== 'warning';
    case 'never':
      return true;
  }
}
