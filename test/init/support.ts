import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { rmSync } from 'node:fs';

/** A folder of its own for one test, gone afterwards; with `git init` where asked. */
export function tempFolder(options: { readonly isGit?: boolean } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dp-init-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  if (options.isGit === true) git(folder, 'init', '-q', '-b', 'main');
  return folder;
}

/** Runs the real git, apart from the developer's own settings. */
export function git(cwd: string, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };
  return execFileSync('git', [...args], { cwd, env, encoding: 'utf8' });
}

/** Every file below a folder with its text, git's own left out. */
export function readTree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).filter((path) => !path.startsWith('.git/') && !path.startsWith('.cache/'));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

export const ordersArgs = ['--name', 'orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example'];

/** The `init` part of a JSON answer. */
export function initOf(stdout: string): Record<string, unknown> {
  const document: unknown = JSON.parse(stdout);
  if (typeof document !== 'object' || document === null || !('init' in document) || typeof document.init !== 'object' || document.init === null) throw new Error(`no init in ${stdout}`);
  return { ...document.init };
}
