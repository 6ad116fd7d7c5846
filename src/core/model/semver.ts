import { parse } from 'semver';

/** Strict SemVer 2.0; `undefined` for anything else (`v1.0`, `1.0`, ` 1.0.0`). */
export function parseVersion(text: string | undefined): { major: number; minor: number; patch: number; prerelease: readonly (string | number)[]; build: readonly string[] } | undefined {
  if (text === undefined || text.trim() !== text || /^[v=]/u.test(text)) return undefined;
  return parse(text, { loose: false }) ?? undefined;
}

export type Bump = 'none' | 'patch' | 'minor' | 'major';
