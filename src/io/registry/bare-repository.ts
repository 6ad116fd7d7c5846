import { parse } from 'node:path';
import { gitBytes, runGit, type GitWorld } from '../git.ts';
import type { GitRepository } from '../git-read.ts';

/** A bare repository of dp's own: a kept mirror or a throw-away one. */
export type BareRepository = GitRepository & { readonly gitDir: string };

/** Handle on a bare repository; called from a folder whose own settings can't speak into it. */
export function bareRepository(world: GitWorld, gitDir: string): BareRepository {
  return { world, gitDir, cwd: parse(gitDir).root || '/' };
}

/** Makes a bare repository without templates, hooks or settings of the user. `sampleId` tells SHA-1 from SHA-256. */
export async function initBare(world: GitWorld, gitDir: string, sampleId = ''): Promise<BareRepository> {
  const repository = bareRepository(world, gitDir);
  const format = sampleId.length === 64 ? 'sha256' : 'sha1';
  await gitBytes(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', `--object-format=${format}`, '--', gitDir], { world, cwd: repository.cwd });
  return repository;
}

/** Whether a commit is there, with nothing fetched to find out. */
export async function hasCommit(repository: BareRepository, oid: string): Promise<boolean> {
  return (await runGit(['cat-file', '-e', `${oid}^{commit}`], repository)).exitCode === 0;
}

/** Whether `ancestor` is in `descendant`'s history, or the same commit; false where either is not there. */
export async function isAncestor(repository: BareRepository, ancestor: string, descendant: string): Promise<boolean> {
  return (await runGit(['merge-base', '--is-ancestor', ancestor, descendant], repository)).exitCode === 0;
}

