import { compareVersions, nextVersion, parseVersion, type Bump } from '../model/semver.ts';
import { isYanked, type ProductStatus } from './status.ts';

/** Versions from the greatest to the smallest. */
export function newestFirst(versions: readonly string[]): string[] {
  return [...versions].sort((a, b) => compareVersions(b, a));
}

/** What `show P` means without a version: the greatest that is not yanked, releases before pre-releases. */
export function latestVersion(versions: readonly string[], status: ProductStatus): string | undefined {
  const usable = newestFirst(versions).filter((version) => !isYanked(status, version));
  return usable.find(isRelease) ?? usable[0];
}

/**
 * The versions that the compatibility gate compares with: the greatest below, yanked ones aside (REGISTRY, "Settled
 * questions"). Where that is a pre-release, whose promises are free to change, the greatest release below it as well:
 * else a break could reach a minor version by way of its own release candidate.
 */
export function gateBases(versions: readonly string[], status: ProductStatus, version: string): string[] {
  const below = newestFirst(versions).filter((other) => compareVersions(other, version) < 0 && !isYanked(status, other));
  const [greatest] = below;
  if (greatest === undefined) return [];
  const release = below.find(isRelease);
  return release === undefined || release === greatest ? [greatest] : [greatest, release];
}

/** The yanked versions that the gate passed over on its way to a base, the greatest first. */
export function yankedAbove(versions: readonly string[], status: ProductStatus, range: { readonly below: string; readonly above: string | undefined }): string[] {
  return newestFirst(versions).filter((other) => isYanked(status, other) && compareVersions(other, range.below) < 0 && (range.above === undefined || compareVersions(other, range.above) > 0));
}

function isRelease(version: string): boolean {
  return parseVersion(version)?.prerelease.length === 0;
}

/** The greatest published version of the same major and minor that a version is not above; `undefined` when it may be published. */
export function versionInTheWay(versions: readonly string[], version: string): string | undefined {
  const wanted = parseVersion(version);
  return newestFirst(versions).find((other) => {
    const parsed = parseVersion(other);
    return parsed?.major === wanted?.major && parsed?.minor === wanted?.minor && compareVersions(other, version) >= 0;
  });
}

/** The next version that can be published after `version` for a change that demands `bump`: above its minor's greatest, and free. */
export function nextFreeVersion(versions: readonly string[], version: string, bump: Bump): string {
  let next = nextVersion(version, bump === 'none' ? 'patch' : bump);
  const taken = new Set(versions.map((other) => other.toLowerCase()));
  while (taken.has(next.toLowerCase()) || versionInTheWay(versions, next) !== undefined) next = nextVersion(next, 'patch');
  return next;
}
