import { parseVersion } from '../model/semver.ts';

const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/** At most so many files belong to one published version. */
export const maxFilesPerVersion = 500;
const maxVersionLength = 128;
const maxPathLength = 240;

/** Why a domain or a product's name does not fit the registry's grammar; `undefined` when it fits (REGISTRY, "Layout"). */
export function nameIssue(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > 63) return `it has ${String(name.length)} characters; 63 is the most`;
  if (deviceNames.test(name)) return 'it is a device name on Windows';
  if (!namePattern.test(name)) return 'use a-z, 0-9 and -, starting and ending with a letter or digit';
  return undefined;
}

/** Why a version can't be published; `undefined` when it can: strict SemVer 2.0 without build metadata. */
export function versionIssue(version: string): string | undefined {
  const parsed = parseVersion(version);
  if (parsed === undefined) return 'it is no version as semver.org has it, such as 1.2.0';
  if (parsed.build.length > 0 || version.includes('+')) return 'it has build metadata (+…), which does not tell versions apart';
  if (version.length > maxVersionLength) return `it has ${String(version.length)} characters; ${String(maxVersionLength)} is the most`;
  return undefined;
}

export interface ProductKey {
  readonly domain: string;
  readonly name: string;
}

/** `<domain>/<name>` in its two parts; `undefined` for anything that does not fit the grammar. */
export function parseKey(key: string): ProductKey | undefined {
  const [domain, name, ...more] = key.split('/');
  if (domain === undefined || name === undefined || more.length > 0) return undefined;
  return nameIssue(domain) === undefined && nameIssue(name) === undefined ? { domain, name } : undefined;
}

/**
 * Why a file's path inside a version is refused; `undefined` when it is safe to write on every system:
 * relative, forward slashes, below its folder, no `.git`, no device names, nothing a terminal or a shell would act on.
 */
export function filePathIssue(path: string): string | undefined {
  if (path === '' || path.length > maxPathLength) return 'it is empty or too long';
  if (/[\u0000-\u001f\u007f-\u009f\\:*?"<>|\u202a-\u202e\u2066-\u2069\ufffd]/u.test(path)) return 'it has a character that some systems do not allow in a file name';
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'it leaves its folder or has an empty part';
    if (/[. ]$/u.test(segment)) return 'a part of it ends with a dot or a space';
    if (/^(?:\.git|git~\d+)$/iu.test(segment)) return 'it would reach into a git repository';
    if (deviceNames.test(segment.split('.')[0] ?? '')) return 'a part of it is a device name on Windows';
  }
  return undefined;
}
