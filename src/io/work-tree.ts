import { existsSync } from 'node:fs';
import type { SimpleGit } from 'simple-git';
import { DpError } from '../core/model/errors.ts';
import { gitEnvironment } from './git-env.ts';
import { redact } from './redact.ts';
import { gitMissing, type GitWorld } from './git.ts';

/** What is plain to see of the git work tree that a folder lies in. Paths are absolute or from `topLevel`. */
export interface WorkTreeFacts {
  readonly topLevel: string;
  /** The commit that is checked out; `undefined` before the first one. */
  readonly head: string | undefined;
  /** `undefined` on a detached HEAD. */
  readonly branch: string | undefined;
  /** Changed, staged, deleted or untracked, from `topLevel`; both names of a rename. */
  readonly dirtyPaths: readonly string[];
  /** `origin`'s address without credentials. */
  readonly remoteUrl: string | undefined;
}

/** Facts of the work tree that `folder` lies in; `undefined` outside git. */
export async function readWorkTree(world: GitWorld, folder: string): Promise<WorkTreeFacts | undefined> {
  const topLevel = await findTopLevel(world, folder);
  if (topLevel === undefined) return undefined;
  const git = await open(world, topLevel);
  const head = await ask(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const branch = await ask(git, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  const remoteUrl = await ask(git, ['config', '--get', 'remote.origin.url']);
  const status = (await ask(git, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'])) ?? '';
  return { topLevel, head, branch, dirtyPaths: dirtyPathsOf(status), remoteUrl: remoteUrl === undefined ? undefined : redact(remoteUrl) };
}

/** The root of the git work tree that `folder` lies in; `undefined` outside git or inside a bare repository. */
export async function findTopLevel(world: GitWorld, folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return undefined;
  return await ask(await open(world, folder), ['rev-parse', '--show-toplevel']);
}

function dirtyPathsOf(status: string): string[] {
  return status.split('\0').flatMap((line) => (line.length > 3 ? [line.slice(3)] : []));
}

const localNames = ['PATH', 'HOME', 'USERPROFILE', 'SYSTEMROOT', 'XDG_CONFIG_HOME', 'TMPDIR', 'TEMP', 'LC_ALL'];
const gitNames = ['GIT_OPTIONAL_LOCKS', 'GIT_CONFIG_NOSYSTEM', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM'];

async function open(world: GitWorld, baseDir: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  const all = gitEnvironment(world.env);
  const kept = [...localNames, ...gitNames].flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]] as const]));
  const env = { ...Object.fromEntries(kept), ...trustedFolders(all) };
  const git = simpleGit({
    baseDir,
    trimmed: false,
    abort: world.signal,
    timeout: { block: 60_000 },
    allowEnvironment: Object.keys(env).filter((name) => name.startsWith('GIT_')),
    unsafe: { allowUnsafeConfigPaths: true, allowUnsafeConfigEnvCount: true },
  });
  return git.env(env);
}

// Nothing here asks the network: of the settings that CI hands over in the environment only `safe.directory` matters,
// and simple-git refuses to start where it sees the others (askpass, ssh, credential helpers).
function trustedFolders(env: Readonly<Record<string, string>>): Record<string, string> {
  const indexes = Array.from({ length: Math.min(Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0, 100) }, (_unused, index) => String(index));
  const folders = indexes.flatMap((index) => (env[`GIT_CONFIG_KEY_${index}`]?.toLowerCase() === 'safe.directory' ? [env[`GIT_CONFIG_VALUE_${index}`] ?? ''] : []));
  if (folders.length === 0) return {};
  const pairs = folders.flatMap((folder, index) => [[`GIT_CONFIG_KEY_${String(index)}`, 'safe.directory'] as const, [`GIT_CONFIG_VALUE_${String(index)}`, folder] as const]);
  return { GIT_CONFIG_COUNT: String(folders.length), ...Object.fromEntries(pairs) };
}

// A question with no answer (no commit yet, a detached HEAD) says nothing and exits non-zero, which gives `undefined`.
async function ask(git: SimpleGit, args: string[]): Promise<string | undefined> {
  try {
    const answer = (await git.raw(args)).replace(/\n$/u, '');
    return answer === '' ? undefined : answer;
  } catch (error) {
    const said = redact(error instanceof Error ? error.message : String(error)).trim();
    if (/not a git repository|must be run in a work tree/u.test(said)) return undefined;
    throw failure(said);
  }
}

// simple-git's error object carries the call and its environment: it goes no further than here.
function failure(said: string): DpError {
  if (/ENOENT|EACCES/u.test(said)) return gitMissing();
  if (said.includes('dubious ownership')) {
    return new DpError('git-failed', 'git does not trust this repository, because somebody else owns its folder.', { hint: 'git config --global --add safe.directory <folder>' });
  }
  if (/abort/iu.test(said)) return new DpError('interrupted', 'Interrupted.');
  return new DpError('git-failed', `git could not tell the state of the work tree: ${said.split('\n')[0] ?? ''}.`);
}
