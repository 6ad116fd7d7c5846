import { realpathSync } from 'node:fs';
import { DpError } from '../core/model/errors.ts';
import { branchPoint } from './diff/default-branch.ts';
import { slashed } from './files.ts';
import { gitBytes } from './git.ts';
import { type GitRepository, mergeBase, resolveCommit } from './git-read.ts';
import { findGitTop } from './workspace/find-root.ts';
import type { World } from './world.ts';

/** What a branch touches: files of the work tree that differ from where the branch began. */
export interface ChangedFiles {
  readonly repository: GitRepository;
  /** Top of the work tree, absolute, with forward slashes. */
  readonly top: string;
  /** The commit that the branch began at. */
  readonly base: string;
  /** Absolute paths of changed, new and deleted files. */
  readonly files: ReadonlySet<string>;
}

/**
 * The files that differ from the merge base with `reference` (default: the default branch), committed or not, untracked
 * ones too. Errors: `not-comparable` outside git or without a common commit, `unknown-name`.
 */
export async function changedFiles(world: World, reference: string | undefined): Promise<ChangedFiles> {
  const top = findGitTop(realpathSync(world.cwd));
  if (top === undefined) throw new DpError('not-comparable', `${world.cwd} lies in no git repository, so nothing can be told of what changed.`, { hint: 'dp validate' });
  const repository: GitRepository = { world, cwd: top };
  const base = reference === undefined ? await branchPoint(repository) : await pointOf(repository, reference);
  const tracked = await gitBytes(['diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', base, '--'], { world, cwd: top });
  const untracked = await gitBytes(['ls-files', '--others', '--exclude-standard', '-z'], { world, cwd: top });
  const paths = [tracked, untracked].flatMap((output) => output.toString('utf8').split('\0')).filter((path) => path !== '');
  return { repository, top: slashed(top), base, files: new Set(paths.map((path) => `${slashed(top)}/${path}`)) };
}

async function pointOf(repository: GitRepository, reference: string): Promise<string> {
  const [head, other] = [await resolveCommit(repository, 'HEAD'), await resolveCommit(repository, reference)];
  return (await mergeBase(repository, head, other)) ?? other;
}
