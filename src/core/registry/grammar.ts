import { parseVersion } from '../model/semver.ts';
import { pathProblem } from '../template/safe-path.ts';

const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu;

/** At most so many files belong to one published version. */
export const maxFilesPerVersion = 500;
const maxVersionLength = 128;

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
 * Why a file's path inside a version is refused; `undefined` when it is safe to write and to show on every system.
 * Besides what no template may write either, nothing that turns text around or was no UTF-8 in the first place.
 */
export function filePathIssue(path: string): string | undefined {
  return pathProblem(path) ?? (/[\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/u.test(path) ? 'it has a character that hides or turns text around' : undefined);
}
