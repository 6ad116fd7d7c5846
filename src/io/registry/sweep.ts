import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing } from '../files.ts';

const abandonedAfterMs = 24 * 60 * 60_000;

/** Removes what processes that were killed left behind in a folder: entries of these names that are more than a day old. */
export function sweepAbandoned(folder: string, names: RegExp, now: Date = new Date()): void {
  for (const name of readdirSync(folder).filter((entry) => names.test(entry))) {
    const path = join(folder, name);
    try {
      if (now.getTime() - statSync(path).mtimeMs > abandonedAfterMs) rmSync(path, { recursive: true, force: true });
    } catch (error) {
      // Somebody else's, or gone meanwhile: neither is ours to tidy up.
      if (!isMissing(error) && !isForbidden(error)) throw error;
    }
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}
