import validRange from 'semver/ranges/valid.js';
import { DpError } from '../../core/model/errors.ts';
import { type GitUrl, parseGitUrl } from '../git-url.ts';

/** A pack in a git repository, as dp.yaml or another pack names it. */
export interface GitReference {
  readonly kind: 'git';
  /** As it is written. */
  readonly text: string;
  readonly url: GitUrl;
  /** Folder or file in the repository; '' is its root. */
  readonly path: string;
  /** Semantic version range, such as `^2.1`. */
  readonly range: string;
}

/** What stands in `extends`, in `--policies`, or after `dp policy show`. */
export type PackReference = { readonly kind: 'built-in'; readonly name: string } | { readonly kind: 'path'; readonly path: string } | GitReference;

/**
 * Reads the name of a pack: `dp:<name>`, a path, or `git+<url>//<path>@<range>`.
 * Errors: `url-refused` for an address that git must not see, `configuration` for anything else that is no pack's name.
 */
export function parsePackReference(text: string, baseDir: string): PackReference {
  if (text.startsWith('dp:')) return builtIn(text.slice('dp:'.length), text);
  if (text.startsWith('git+')) return gitReference(text, baseDir);
  if (/[\u0000-\u001f\u007f]/u.test(text) || text.trim() === '') throw refused(text, 'it is no path');
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//u.test(text) || /^[^/\\]{2,}@[^/\\]+:/u.test(text)) throw refused(text, 'a pack in a git repository is written git+<url>//<path>@<range>');
  return { kind: 'path', path: text };
}

function builtIn(name: string, text: string): PackReference {
  if (!/^[a-z0-9][a-z0-9-]*$/u.test(name)) throw refused(text, 'a pack of dp is written dp:<name>, such as dp:recommended');
  return { kind: 'built-in', name };
}

function gitReference(text: string, baseDir: string): GitReference {
  const rest = text.slice('git+'.length);
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//u.exec(rest)?.[0] ?? '';
  const at = rest.lastIndexOf('@');
  const split = rest.indexOf('//', scheme.length);
  // The user in `git@host` stands before every slash of the path.
  const hasRange = at > 0 && rest.slice(scheme.length, at).includes('/');
  if (!hasRange) {
    parseGitUrl(rest, { baseDir });
    throw refused(text, 'the range of versions is missing', `${text}@^1`);
  }
  const range = rest.slice(at + 1).trim();
  const hasPath = split > 0 && split < at;
  const url = parseGitUrl(hasPath ? rest.slice(0, split) : rest.slice(0, at), { baseDir });
  const path = hasPath ? rest.slice(split + 2, at).replace(/\/+$/u, '') : '';
  if (validRange(range) === null) throw refused(text, `${JSON.stringify(range)} is no range of versions, such as ^2.1`);
  if (path !== '' && !isPlainPath(path)) throw refused(text, `${JSON.stringify(path)} is no path inside the repository`);
  return { kind: 'git', text, url, path, range };
}

/** Whether a path in a repository names what it says, and nothing outside. */
export function isPlainPath(path: string): boolean {
  return !/[\\\u0000-\u001f\u007f]/u.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part !== '.git');
}

function refused(text: string, reason: string, hint?: string): DpError {
  return new DpError('configuration', `${JSON.stringify(text)} is no policy pack: ${reason}.`, { hint: hint ?? 'dp policy list' });
}
