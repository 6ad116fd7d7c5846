import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, type Dirent, type Stats } from 'node:fs';
import { dirname, sep } from 'node:path';
import { DpError } from '../core/model/errors.ts';

/** A path with forward slashes, as core and every output use it. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether an error of the file system says that nothing is there. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** What an error of the file system means to the person who reads it. */
export function reasonOf(error: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    ENOENT: 'no such file or folder',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is a file',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    EROFS: 'the file system is read-only',
    EMFILE: 'too many open files',
    ELOOP: 'too many symbolic links',
    ENAMETOOLONG: 'the name is too long',
    EEXIST: 'it already exists',
  };
  const code = codeOf(error);
  return (code === undefined ? undefined : reasons[code]) ?? (error instanceof Error ? error.message : String(error));
}

/** Reads a file's bytes; errors: `no-such-path`, `unreadable`. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new DpError(isMissing(error) ? 'no-such-path' : 'unreadable', `Cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** What stands at a path, following links; `undefined` when nothing does. */
export function statPath(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new DpError('unreadable', `Cannot look at ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** As `statPath`, without following a link at the path itself. */
export function lstatPath(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new DpError('unreadable', `Cannot look at ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** The entries of a folder, sorted by name in code-unit order. */
export function listFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    throw new DpError('unreadable', `Cannot list ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Writes a file whole or not at all (a temporary file beside it, then a rename); makes its folder. Error: `write-failed`. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    // Where a part of the path is a file, even `force` throws, and would hide what went wrong.
    if (lstatPath(temporary) !== undefined) rmSync(temporary, { force: true });
    // Only the folder can be in the way: a file of that name stands where one is to be made.
    const reason = codeOf(error) === 'EEXIST' ? 'a part of the path is a file' : reasonOf(error);
    throw new DpError('write-failed', `Cannot write ${path}: ${reason}.`, { cause: error });
  }
}
