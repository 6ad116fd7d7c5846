import { join } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { listFolder } from '../files.ts';

/** One folder with the names of its regular files and of the folders to go on into. Links are never followed. */
export interface WalkedFolder {
  /** Relative to the start, forward slashes, '' for the start itself. */
  readonly path: string;
  readonly files: readonly string[];
}

const skippedFolders = new Set(['node_modules', '__pycache__']);
const maxFolders = 500_000;

/** Walks a tree depth first in a fixed order. Hidden folders and packages' folders are skipped; `signal` stops it. */
export async function* walk(start: string, signal: AbortSignal): AsyncGenerator<WalkedFolder> {
  const pending = [''];
  let count = 0;
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    count += 1;
    if (count > maxFolders) throw new DpError('unreadable', `${start} holds more than ${String(maxFolders)} folders.`, { hint: 'name the folder of your product: dp validate products/orders' });
    if (count % 256 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new DpError('interrupted', 'Interrupted.');
    const entries = listFolder(path === '' ? start : join(start, path));
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !skippedFolders.has(entry.name));
    for (const folder of folders.reverse()) pending.push(path === '' ? folder.name : `${path}/${folder.name}`);
    yield { path, files: entries.filter((entry) => entry.isFile()).map((entry) => entry.name) };
  }
}
