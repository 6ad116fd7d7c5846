import { DpError } from '../../core/model/errors.ts';
import { type GitRepository, mergeBase, resolveCommit } from '../git-read.ts';

const candidates = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master', 'refs/heads/trunk'];

/**
 * The commit that a change started from: the merge base of HEAD with the default branch (the remote's, else main, master or
 * trunk). On the default branch itself that is HEAD, so that the work tree is compared with its last commit.
 * Errors: `not-comparable` where there is no commit, no such branch, or no common history.
 */
export async function branchPoint(repository: GitRepository): Promise<string> {
  const head = await tryResolve(repository, 'HEAD');
  if (head === undefined) throw new DpError('not-comparable', 'This repository has no commit yet, so there is nothing to compare with.', { hint: 'dp diff --against ../path/to/the/old/version' });
  for (const candidate of candidates) {
    const branch = await tryResolve(repository, candidate);
    if (branch === undefined) continue;
    const base = await mergeBase(repository, head, branch);
    if (base !== undefined) return base;
    throw new DpError('not-comparable', `HEAD and ${candidate.replace(/^refs\/(?:remotes|heads)\//u, '')} have no commit in common here.`, { hint: 'git fetch --unshallow (in CI: check out with the whole history), or name a revision that is here' });
  }
  throw new DpError('not-comparable', 'dp cannot tell which branch is the default one: there is no main, master or trunk.', { hint: 'name the revision: --against git:REVISION for dp diff, --changed=REVISION for dp validate' });
}

async function tryResolve(repository: GitRepository, revision: string): Promise<string | undefined> {
  try {
    return await resolveCommit(repository, revision);
  } catch (error) {
    if (error instanceof DpError && error.code === 'unknown-name') return undefined;
    throw error;
  }
}
