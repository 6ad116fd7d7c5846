import { type Bump, bumpBetween, compareVersions, nextVersion, parseVersion } from '../model/semver.ts';
import { covers, shiftBelowOne } from './bump.ts';
import { change, type Change } from './change.ts';

/** What the changes ask of a version and what it says (INTERFACE, "Formats"). */
export interface BumpVerdict {
  readonly demanded: Bump;
  readonly declared: Bump;
  readonly ok: boolean;
  /** The smallest version that will do; `null` where the old one is no semantic version. */
  readonly suggestedVersion: string | null;
}

export interface VersionFacts {
  readonly kind: 'contract' | 'product';
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The greatest bump that any change asks for, before the rule for versions below 1.0.0. */
  readonly demanded: Bump;
  /** Whether `demanded` has been shifted already. */
  readonly isShifted?: boolean;
  readonly hasChanges: boolean;
}

export interface GateResult {
  readonly bump: BumpVerdict;
  readonly changes: readonly Change[];
}

/** Compares the declared version with the one that the changes need (DIFF, section 2 and "Settled questions"). */
export function judgeVersion(facts: VersionFacts): GateResult {
  const { kind, from, to, hasChanges } = facts;
  const [before, after] = [parseVersion(from), parseVersion(to)];
  // Whatever changed, a released version never does: a change that asks for nothing still needs a patch.
  const asked = hasChanges && facts.demanded === 'none' ? 'patch' : facts.demanded;
  const demanded = facts.isShifted === true ? asked : shiftBelowOne(asked, before);
  const suggestedVersion = before === undefined || from === undefined ? null : nextVersion(from, demanded);
  const verdict = (declared: Bump, ok: boolean): BumpVerdict => ({ demanded, declared, ok, suggestedVersion });
  const at = (rule: 'version-not-semver' | 'version-decreased' | 'version-not-bumped' | 'version-bump-too-small' | 'version-larger-than-needed', what: string): Change[] => [
    change(`${kind}-${rule}`, { path: '', at: '', was: '' }, { field: 'version', from, to, what }),
  ];
  if (after === undefined) {
    const isSame = from === to && !hasChanges;
    return { bump: verdict('none', demanded === 'none'), changes: isSame ? [] : at('version-not-semver', `Version ${JSON.stringify(to ?? '')} is not MAJOR.MINOR.PATCH`) };
  }
  if (before === undefined) return { bump: verdict(hasChanges || from !== to ? 'major' : 'none', true), changes: [] };
  const needs = demanded === 'none' ? '' : `; the changes need ${suggestedVersion ?? ''} (${demanded})`;
  const steps = compareVersions(to ?? '', from ?? '');
  if (steps < 0) return { bump: verdict('none', false), changes: at('version-decreased', `Version went from ${from ?? ''} back to ${to ?? ''}`) };
  const declared = bumpBetween(from, to);
  if (steps === 0) return hasChanges ? { bump: verdict('none', false), changes: at('version-not-bumped', `Version is still ${to ?? ''}${needs}`) } : { bump: verdict('none', true), changes: [] };
  // Before a release nothing was promised yet; and the step to 1.0.0 is a decision, not a size.
  const isFree = before.prerelease.length > 0 || (before.major === 0 && after.major > 0);
  if (covers(declared, demanded) || isFree) {
    const isLarger = !isFree && !covers(demanded, declared);
    return { bump: verdict(declared, true), changes: isLarger ? at('version-larger-than-needed', `Version ${from ?? ''} → ${to ?? ''} is a ${declared} step${demanded === 'none' ? '; nothing changed' : needs}`) : [] };
  }
  return { bump: verdict(declared, false), changes: at('version-bump-too-small', `Version ${from ?? ''} → ${to ?? ''} is a ${declared} step${needs}`) };
}
