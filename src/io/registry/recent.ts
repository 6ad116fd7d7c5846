import { readRegistryPath } from '../../core/registry/layout.ts';
import { gitText } from '../git.ts';
import type { BareRepository } from './bare-repository.ts';

/** Something that was added to a registry: a version, or an event of its owner. */
export interface RecentChange {
  readonly product: string;
  readonly version: string;
  /** `publish`, or the action of an event. */
  readonly action: string;
  /** YYYY-MM-DD in UTC, of the commit that added it. */
  readonly day: string;
}

/** What was added to a registry from a day on (YYYY-MM-DD), newest first. Commits before it are not looked at. */
export async function recentChanges(repository: BareRepository, tip: string, since: string): Promise<RecentChange[]> {
  const output = await gitText(['log', '--first-parent', '-m', '--no-renames', '--diff-filter=A', '--name-only', '--format=commit %ct', `--since=${since}T00:00:00Z`, tip, '--', 'products', 'status'], repository);
  let day = '';
  return output.split('\n').flatMap((line): RecentChange[] => {
    const seconds = /^commit (\d+)$/u.exec(line)?.[1];
    if (seconds !== undefined) {
      day = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
      return [];
    }
    const what = readRegistryPath(line);
    if (what.kind === 'version') return [{ product: what.product, version: what.version, action: 'publish', day }];
    return what.kind === 'event' ? [{ product: what.product, version: what.version, action: what.action, day }] : [];
  });
}
