import { dirname, join } from 'node:path';
import { lstatPath } from '../files.ts';

/** The nearest folder at or above `from` that holds `name`; `undefined` when none does. */
function findAbove(from: string, name: string): string | undefined {
  if (lstatPath(join(from, name)) !== undefined) return from;
  const parent = dirname(from);
  return parent === from ? undefined : findAbove(parent, name);
}

/** The top of the git work tree `from` lies in, without asking git. `.git` is a file in linked work trees and submodules. */
export function findGitTop(from: string): string | undefined {
  return findAbove(from, '.git');
}

/**
 * The workspace a folder belongs to: the nearest ancestor with `dp.yaml`, else the git top level, else the folder itself
 * (INTERFACE, "Words"). A dp.yaml above the git top level is somebody else's.
 */
export function findWorkspaceRoot(from: string): string {
  const gitTop = findGitTop(from);
  const withSettings = findAbove(from, 'dp.yaml');
  const isOutsideGit = withSettings !== undefined && gitTop !== undefined && withSettings.length < gitTop.length;
  return (isOutsideGit ? undefined : withSettings) ?? gitTop ?? from;
}
