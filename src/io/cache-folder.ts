import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { World } from './world.ts';

/** dp's cache, always safe to delete: `$XDG_CACHE_HOME/dp` or the platform's equivalent. It need not exist yet. */
export function cacheFolder(world: Pick<World, 'env'>): string {
  const { env } = world;
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'dp');
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir();
  switch (process.platform) {
    case 'darwin':
      return join(home, 'Library', 'Caches', 'dp');
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'dp', 'Cache');
    default:
      return join(home, '.cache', 'dp');
  }
}
