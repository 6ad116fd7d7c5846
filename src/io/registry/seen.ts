import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/registry/layout.ts';
import { cacheFolder } from '../cache-folder.ts';
import { writeWhole } from '../files.ts';
import { isObjectId } from '../git-read.ts';
import type { RegistryRemote } from './remote.ts';

/** The folder of the cache that belongs to one registry. */
export function registryCache(remote: RegistryRemote): string {
  const id = createHash('sha256').update(remote.url.address).digest('hex').slice(0, 24);
  return join(cacheFolder(remote.world), 'registry', id);
}

function seenFile(remote: RegistryRemote): string {
  return join(registryCache(remote), 'seen.json');
}

/**
 * The tip that dp saw last on this machine, whatever became of the mirror; read it before the remote is asked, since
 * others may move on in between.
 */
export function lastSeen(remote: RegistryRemote): string | undefined {
  const file = seenFile(remote);
  const data = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
  return typeof data === 'object' && data !== null && 'tip' in data && typeof data.tip === 'string' && isObjectId(data.tip) ? data.tip : undefined;
}

/** Remembers a tip. */
export function rememberSeen(remote: RegistryRemote, tip: string): void {
  writeWhole(seenFile(remote), `${JSON.stringify({ tip })}\n`);
}
