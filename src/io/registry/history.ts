import { compareText } from '../../core/model/draft.ts';
import { readRegistryPath } from '../../core/registry/layout.ts';
import type { Tampering } from '../../core/registry/registry-index.ts';
import { gitText } from '../git.ts';
import type { BareRepository } from './bare-repository.ts';

const logTimeoutMs = 10 * 60_000;
// Beyond this the command line gets too long; so many are named one by one by nobody.
const maxPaths = 500;

const log = ['log', '--first-parent', '-m', '--no-renames', '--no-ext-diff', '--no-textconv'];

/** A commit on the first-parent line that changed or deleted published files. */
interface Touched {
  readonly path: string;
  readonly commit: string;
}

/**
 * What was published and is not what it was: the file differs from the one that was added first, or is gone.
 * `paths`: only look at these. A file that was put back as it was is fine again.
 */
export async function findTampering(repository: BareRepository, tree: { readonly tip: string; readonly oidOf: (path: string) => string | undefined }, paths: readonly string[] | undefined): Promise<Tampering[]> {
  if (paths?.length === 0) return [];
  const touched = await changesSince(repository, tree.tip, paths ?? ['products', 'status']);
  const suspects = [...touched.values()].filter(({ path }) => ['version', 'event'].includes(readRegistryPath(path).kind));
  const first = await firstBlobs(repository, tree.tip, suspects.slice(0, maxPaths).map(({ path }) => path));
  return suspects
    .flatMap(({ path, commit }): Tampering[] => {
      const now = tree.oidOf(path);
      if (now === undefined) return [{ path, commit, change: 'deleted' }];
      return now === first.get(path) ? [] : [{ path, commit, change: 'changed' }];
    })
    .sort((a, b) => compareText(a.path, b.path));
}

// Newest first, so that the first commit met for a path is the last that touched it.
async function changesSince(repository: BareRepository, tip: string, paths: readonly string[]): Promise<Map<string, Touched>> {
  const output = await gitText([...log, '--diff-filter=MDT', '--name-status', '--format=commit %H', tip, '--', ...paths.slice(0, maxPaths)], { ...repository, timeoutMs: logTimeoutMs });
  const touched = new Map<string, Touched>();
  let commit = '';
  for (const line of output.split('\n')) {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    const [change, path] = line.split('\t');
    if (path === undefined || change === undefined || touched.has(path)) continue;
    touched.set(path, { path, commit });
  }
  return touched;
}

async function firstBlobs(repository: BareRepository, tip: string, paths: readonly string[]): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  const output = await gitText([...log, '--diff-filter=A', '--raw', '--no-abbrev', '--format=', tip, '--', ...paths], { ...repository, timeoutMs: logTimeoutMs });
  const oids = new Map<string, string>();
  for (const line of output.split('\n')) {
    const match = /^:\d{6} \d{6} [0-9a-f]+ ([0-9a-f]+) A\t(.+)$/u.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) oids.set(match[2], match[1]);
  }
  return oids;
}
