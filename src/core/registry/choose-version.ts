import { compareVersions, nextVersion, parseVersion, type Bump } from '../model/semver.ts';
import { isYanked, type ProductStatus } from './status.ts';

/** Versions from the greatest to the smallest. */
export function newestFirst(versions: readonly string[]): string[] {
  return [...versions].sort((a, b) => compareVersions(b, a));
}

/** What `show P` means without a version: the greatest that is not yanked, releases before pre-releases. */
export function latestVersion(versions: readonly string[], status: ProductStatus): string | undefined {
  const usable = newestFirst(versions).filter((version) => !isYanked(status, version));
  return usable.find((version) => parseVersion(version)?.prerelease.length === 0) ?? usable[0];
}

/** The version that the compatibility gate compares with: the greatest below, yanked ones aside (REGISTRY, "Settled questions"). */
export function gateBase(versions: readonly string[], status: ProductStatus, version: string): string | undefined {
  return newestFirst(versions).find((other) => compareVersions(other, version) < 0 && !isYanked(status, other));
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
