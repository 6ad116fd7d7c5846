import type { Bump, Version } from '../model/semver.ts';

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** Whether a declared bump covers a demanded one. */
export function covers(declared: Bump, demanded: Bump): boolean {
  return order.indexOf(declared) >= order.indexOf(demanded);
}

/** The greatest of several bumps. */
export function maxBump(bumps: Iterable<Bump>): Bump {
  let greatest: Bump = 'none';
  for (const bump of bumps) if (!covers(greatest, bump)) greatest = bump;
  return greatest;
}

/** The smaller of two bumps. */
export function minBump(left: Bump, right: Bump): Bump {
  return covers(left, right) ? right : left;
}

/** Below 1.0.0 a break needs a minor version and an addition a patch (DIFF, "Principles" 10). */
export function shiftBelowOne(bump: Bump, version: Version | undefined): Bump {
  if (version?.major !== 0) return bump;
  return bump === 'major' ? 'minor' : bump === 'minor' ? 'patch' : bump;
}
