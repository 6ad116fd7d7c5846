import compare from 'semver/functions/compare.js';
import inc from 'semver/functions/inc.js';
import parse from 'semver/functions/parse.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';

export type Bump = 'none' | 'patch' | 'minor' | 'major';

export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: readonly (string | number)[];
  readonly build: readonly string[];
}

/** Strict SemVer 2.0.0; `undefined` for anything else (`v1.0.0`, `1.0`, ` 1.0.0`). */
export function parseVersion(text: string | undefined): Version | undefined {
  if (text === undefined || !/^\d/u.test(text) || text.trim() !== text) return undefined;
  return parse(text) ?? undefined;
}

/** Order of two strict versions by precedence: negative when `a` is lower. */
export function compareVersions(a: string, b: string): number {
  return compare(a, b);
}

/** How far `to` is above `from`: `none` when equal, lower, or when either is no version. */
export function bumpBetween(from: string | undefined, to: string | undefined): Bump {
  const [a, b] = [parseVersion(from), parseVersion(to)];
  if (a === undefined || b === undefined || compareVersions(to ?? '', from ?? '') <= 0) return 'none';
  if (a.major !== b.major) return 'major';
  return a.minor === b.minor ? 'patch' : 'minor';
}

/** The next version after `version` for a bump; `none` gives the version itself. */
export function nextVersion(version: string, bump: Bump): string {
  return bump === 'none' ? version : (inc(version, bump) ?? version);
}

/** Whether a version lies in a range such as `>=0.1 <1`; `undefined` when the range is none. */
export function isInRange(version: string, range: string): boolean | undefined {
  return validRange(range) === null ? undefined : satisfies(version, range, { includePrerelease: true });
}
