import { isAbsolute, resolve } from 'node:path';
import { DpError } from '../core/model/errors.ts';

/** A repository's address that git may be given. `address` never starts with a dash and holds no secret. */
export interface GitUrl {
  readonly kind: 'https' | 'http' | 'ssh' | 'file' | 'path';
  /** What git is handed; paths are absolute. */
  readonly address: string;
  /** As the user wrote it. */
  readonly shown: string;
}

export interface GitUrlOptions {
  /** What a relative path is relative to: the folder of the file that says it, or the working directory. */
  readonly baseDir: string;
  readonly allowHttp?: boolean | undefined;
}

/**
 * Checks an address before git sees it (REGISTRY, "Every git call"): https, ssh, file, `user@host:path` or a path.
 * Nothing that could be an option, a transport that runs commands, or that carries a credential.
 * @throws DpError `url-refused`
 */
export function parseGitUrl(text: string, options: GitUrlOptions): GitUrl {
  if (text.trim() === '') throw refused('', 'it is empty');
  if (/[\u0000-\u001f\u007f]/u.test(text)) throw refused('', 'it has control characters in it');
  if (text.startsWith('-')) throw refused(text, 'it starts with a dash, which git would take for an option');
  if (text.includes('::')) throw refused(hideUser(text), '"::" asks git for a transport that can run commands');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//u.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) return parseWithScheme(text, scheme, options);
  const scp = /^([^/\\:]{2,}|[^/\\:A-Za-z]):(.*)$/u.exec(text);
  if (scp !== null) return parseScpLike(text, scp[1] ?? '', scp[2] ?? '');
  const address = isAbsolute(text) ? text : resolve(options.baseDir, text);
  return { kind: 'path', address, shown: text };
}

function parseWithScheme(text: string, scheme: string, options: GitUrlOptions): GitUrl {
  const rest = text.slice(scheme.length + 3);
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? undefined : authority.slice(0, at);
  const host = authority.slice(at + 1);
  const shown = hideUser(text);
  if (/[\s\\]/u.test(text)) throw refused(shown, 'it has a space or a backslash in it');
  switch (scheme) {
    case 'https':
    case 'http':
      if (scheme === 'http' && options.allowHttp !== true) throw refused(shown, 'plain http can be read and changed on its way', 'use https, or say --allow-http');
      if (user !== undefined) throw refused(shown, 'it carries a user or a token, which would end up in logs', 'leave it out and use a git credential helper or GIT_ASKPASS');
      if (/[?#]/u.test(text)) throw refused(shown.replace(/[?#].*$/u, ''), 'it has a query or fragment, which may carry a token');
      checkHost(shown, host);
      return { kind: scheme, address: text, shown: text };
    case 'ssh':
      if (user?.includes(':') === true) throw refused(shown, 'it carries a password', 'use an ssh key');
      if (user !== undefined) checkName(shown, user, 'user');
      checkHost(shown, host);
      return { kind: 'ssh', address: text, shown: text };
    case 'file':
      if (authority !== '') throw refused(shown, 'a file URL has three slashes: file:///srv/registry.git');
      return { kind: 'file', address: text, shown: text };
    default:
      throw refused(shown, `dp does not speak ${scheme}`, 'use https://, ssh://, file:///, user@host:path or a path');
  }
}

function parseScpLike(text: string, before: string, path: string): GitUrl {
  const at = before.lastIndexOf('@');
  if (at >= 0) checkName(text, before.slice(0, at), 'user');
  checkName(text, before.slice(at + 1), 'host');
  if (/^[^/]*@/u.test(path)) throw refused(`${before}:***`, 'it seems to carry a password', 'use an ssh key, and git@host:path');
  if (path === '' || path.startsWith('-')) throw refused(text, 'its path is empty or starts with a dash');
  return { kind: 'ssh', address: text, shown: text };
}

function checkHost(shown: string, host: string): void {
  const match = /^(?:\[[0-9A-Fa-f:.]+\]|([^:[\]]+))(?::(\d{1,5}))?$/u.exec(host);
  if (match === null) throw refused(shown, 'its host is missing or malformed');
  if (match[1] !== undefined) checkName(shown, match[1], 'host');
}

function checkName(shown: string, name: string, what: 'user' | 'host'): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._~+-]*$/u.test(name)) throw refused(shown, `its ${what} is malformed`);
}

function hideUser(text: string): string {
  return text.replace(/^([A-Za-z][A-Za-z0-9+.:-]*:\/\/)[^/@\s]*(?:@[^/@\s]*)*@/u, '$1***@').replace(/[?#].*$/u, '');
}

function refused(shown: string, reason: string, hint?: string): DpError {
  const what = shown === '' ? 'This git address' : `The git address ${JSON.stringify(shown)}`;
  return new DpError('url-refused', `${what} is refused: ${reason}.`, hint === undefined ? {} : { hint });
}
