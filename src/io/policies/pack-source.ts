import { lstatSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { listFolder, lstatPath, readBytes, slashed, statPath } from '../files.ts';

/**
 * A tree of files that packs are read from: a folder on disk, or what `dp policy update` fetched. Paths are relative to
 * its root, with forward slashes; none leads outside, and no link is followed.
 */
export interface PackSource {
  /** How a file of it is called in findings. */
  label(path: string): string;
  /** What stands at a path; '' is the root. */
  kindOf(path: string): 'file' | 'folder' | undefined;
  /** Names of the files in a folder, sorted. */
  filesIn(path: string): readonly string[];
  /** Errors: `no-such-path`, `unreadable`, `configuration` for a link or a file that is too large. */
  read(path: string): Uint8Array;
  /** A file that was parsed when dp was built; absent where there is none. */
  readonly parsed?: (path: string) => SourceDocument | undefined;
}

/** Files below a folder of this machine. */
export function diskSource(root: string): PackSource {
  const rootPath = realpathSync(root);
  const absolute = (path: string): string => (path === '' ? rootPath : join(rootPath, path));
  return {
    label: (path) => slashed(absolute(path)),
    kindOf: (path) => {
      const stats = statPath(absolute(path));
      return stats?.isDirectory() === true ? 'folder' : stats?.isFile() === true ? 'file' : undefined;
    },
    filesIn: (path) =>
      statPath(absolute(path))?.isDirectory() === true
        ? listFolder(absolute(path))
            .filter((entry) => !entry.isDirectory())
            .map(({ name }) => name)
        : [],
    read: (path) => {
      refuseLinks(rootPath, path);
      const size = statPath(absolute(path))?.size ?? 0;
      if (size > maxFileBytes) throw tooLarge(slashed(absolute(path)));
      return readBytes(absolute(path));
    },
  };
}

/** Files that are in memory, by path. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>, label: (path: string) => string): PackSource {
  const folders = new Set(['']);
  for (const path of files.keys()) for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  return {
    label,
    kindOf: (path) => (files.has(path) ? 'file' : folders.has(path) ? 'folder' : undefined),
    filesIn: (path) => [...files.keys()].filter((file) => (posix.dirname(file) === '.' ? '' : posix.dirname(file)) === path).map((file) => posix.basename(file)).sort(),
    read: (path) => {
      const bytes = files.get(path);
      if (bytes === undefined) throw new DpError('no-such-path', `There is no file ${label(path)}.`);
      return bytes;
    },
  };
}

/** Resolves a path against a folder of a source; `undefined` when it leaves the root. */
export function pathWithin(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || /^[A-Za-z]:/u.test(path)) return undefined;
  const joined = posix.normalize(posix.join(folder, path)).replace(/\/+$/u, '');
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return joined === '.' ? '' : joined;
}

/** The error for a file of a pack above the limit. */
export function tooLarge(file: string): DpError {
  return new DpError('configuration', `${file} is larger than ${String(maxFileBytes / 1024)} KiB: no policy pack is.`);
}

// A link could show another file to whoever reviews the pack than to dp.
function refuseLinks(root: string, path: string): void {
  let current = root;
  for (const part of path.split('/')) {
    current = join(current, part);
    if (lstatPath(current) !== undefined && lstatSync(current).isSymbolicLink()) {
      throw new DpError('configuration', `${slashed(current)} is a symbolic link, which dp does not follow in a policy pack.`, { hint: 'put the file itself there' });
    }
  }
}
