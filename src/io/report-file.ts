import { appendFileSync, realpathSync, writeFileSync } from 'node:fs';
import { DpError } from '../core/model/errors.ts';
import { reasonOf, statPath, writeWhole } from './files.ts';

/**
 * Writes an answer where `--output` says: a file whole or not at all, through a symbolic link to what it names;
 * a device or pipe (`/dev/stdout`) as it is. Error: `write-failed`.
 */
export function writeOutput(path: string, content: string): void {
  const there = statPath(path);
  if (there === undefined) writeWhole(path, content);
  else if (there.isFile()) writeWhole(realpathSync(path), content);
  else if (there.isDirectory()) throw new DpError('write-failed', `Cannot write ${path}: it is a folder.`, { hint: `--output ${path}/report` });
  else attempt(path, () => { writeFileSync(path, content); });
}

/** Adds text at the end of a file that others write too. Error: `write-failed`. */
export function appendOutput(path: string, content: string): void {
  attempt(path, () => { appendFileSync(path, content); });
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new DpError('write-failed', `Cannot write ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
