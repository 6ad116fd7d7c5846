import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import type { RegistryRemote } from './remote.ts';

// A push holds the lock for milliseconds.
const staleAfterMs = 60_000;

/**
 * A lock file on a registry of this machine that nobody can be holding any more, as an error that names it. dp never
 * removes one: only its owner can tell that no push is at work.
 */
export function findStaleLock(remote: RegistryRemote, branch: string, now: Date = new Date()): DpError | undefined {
  const { url } = remote;
  if (url.kind !== 'path' && url.kind !== 'file') return undefined;
  const root = url.kind === 'file' ? decodeURI(url.address.slice('file://'.length)) : url.address;
  const gitDir = existsSync(join(root, 'HEAD')) ? root : join(root, '.git');
  const lock = join(gitDir, `${branch}.lock`);
  const ageMs = existsSync(lock) ? now.getTime() - statSync(lock).mtimeMs : 0;
  if (ageMs < staleAfterMs) return undefined;
  return new DpError('registry-declined', `The registry ${url.shown} is blocked by a lock file that is ${String(Math.floor(ageMs / 60_000))} minutes old: ${lock}.`, {
    hint: `make sure that nobody is publishing, then: rm ${lock}`,
  });
}
