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

export interface HistoryQuestion {
  readonly tip: string;
  /** A commit whose tampering is known: only what came after it is looked through. */
  readonly since?: { readonly tip: string; readonly tampered: readonly Tampering[] };
  /** The blobs of the tip's tree by path; asked only where something was touched. */
  oids(): Promise<ReadonlyMap<string, string>>;
}

/**
 * What was published and is not what it was: the file differs from the one that was added first, or is gone.
 * A file that was put back as it was is fine again.
 */
export async function findTampering(repository: BareRepository, question: HistoryQuestion): Promise<Tampering[]> {
  const { tip, since } = question;
  const touched = await changesIn(repository, since === undefined ? tip : `${since.tip}..${tip}`);
  const known = (since?.tampered ?? []).filter(({ path }) => !touched.has(path));
  const suspects = [...known, ...touched.values()].filter(({ path }) => ['version', 'event'].includes(readRegistryPath(path).kind));
  if (suspects.length === 0) return [];
  const oids = await question.oids();
  const first = await firstBlobs(repository, tip, suspects.slice(0, maxPaths).map(({ path }) => path));
  return suspects
    .flatMap(({ path, commit }): Tampering[] => {
      const now = oids.get(path);
      if (now === undefined) return [{ path, commit, change: 'deleted' }];
      return now === first.get(path) ? [] : [{ path, commit, change: 'changed' }];
    })
    .sort((a, b) => compareText(a.path, b.path));
}

// Newest first, so that the first commit met for a path is the last that touched it.
async function changesIn(repository: BareRepository, range: string): Promise<Map<string, Touched>> {
  const output = await gitText([...log, '--diff-filter=MDT', '--name-status', '--format=commit %H', range, '--', 'products', 'status'], { ...repository, timeoutMs: logTimeoutMs });
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
  const output = await gitText([...log, '--diff-filter=A', '--raw', '--no-abbrev', '--format=', tip, '--', ...paths], { ...repository, timeoutMs: logTimeoutMs });
  const oids = new Map<string, string>();
  for (const line of output.split('\n')) {
    const match = /^:\d{6} \d{6} [0-9a-f]+ ([0-9a-f]+) A\t(.+)$/u.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) oids.set(match[2], match[1]);
  }
  return oids;
}
