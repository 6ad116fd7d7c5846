import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DpError } from '../core/model/errors.ts';
import { pathProblem } from '../core/template/safe-path.ts';
import type { RenderedFile } from '../core/template/render-tree.ts';
import { lstatPath, readBytes, reasonOf, writeWhole } from './files.ts';

/** What writing a tree would do, found out before anything is written. */
export interface WritePlan {
  readonly folder: string;
  readonly files: readonly RenderedFile[];
  /** Files that are there with other content, by path. */
  readonly conflicts: readonly string[];
  /** Files that are there with the same content already. */
  readonly unchanged: readonly string[];
}

/**
 * Looks where files would go below `folder` (absolute; it need not exist). Links are not followed.
 * @throws DpError `write-failed` for an unsafe path, or where a link, a file or a folder stands in the way
 */
export function planTree(folder: string, files: readonly RenderedFile[]): WritePlan {
  const stats = lstatPath(folder);
  if (stats !== undefined && !stats.isDirectory() && !stats.isSymbolicLink()) throw new DpError('write-failed', `${folder} is a file, not a folder.`);
  const conflicts: string[] = [];
  const unchanged: string[] = [];
  for (const { path, content } of files) {
    const standing = lookAt(folder, path);
    if (standing === undefined) continue;
    if (Buffer.from(content).equals(readBytes(standing))) unchanged.push(path);
    else conflicts.push(path);
  }
  return { folder, files, conflicts, unchanged };
}

function lookAt(folder: string, path: string): string | undefined {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new DpError('write-failed', `Refused to write ${JSON.stringify(path)}: ${problem}.`);
  const segments = path.split('/');
  for (const [index] of segments.entries()) {
    const place = join(folder, ...segments.slice(0, index + 1));
    const stats = lstatPath(place);
    const isLast = index === segments.length - 1;
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) throw new DpError('write-failed', `Refused to write ${path}: ${place} is a link.`, { hint: 'replace the link by what it points to, or choose another folder' });
    if (isLast && !stats.isFile()) throw new DpError('write-failed', `Cannot write ${path}: there is a folder of that name.`);
    if (!isLast && !stats.isDirectory()) throw new DpError('write-failed', `Cannot write ${path}: ${place} is not a folder.`);
  }
  return join(folder, path);
}

/** One thing that was done, and how to take it back. */
interface Step {
  readonly path: string;
  readonly undo: () => void;
}

/** Writes all files of a plan, or none: when one fails, what was written before it is undone. Returns the paths written. */
export function writeTree(plan: WritePlan): string[] {
  const written = plan.files.filter(({ path }) => !plan.unchanged.includes(path));
  const done: Step[] = [];
  try {
    for (const { path, content } of written) {
      const target = join(plan.folder, path);
      makeFolders(dirname(target), done);
      const before = plan.conflicts.includes(path) ? readBytes(target) : undefined;
      writeWhole(target, content);
      done.push({
        path: target,
        undo: () => {
          if (before === undefined) rmSync(target);
          else writeWhole(target, before);
        },
      });
    }
  } catch (error) {
    throw undoAll(done, error);
  }
  return written.map(({ path }) => path);
}

function makeFolders(folder: string, done: Step[]): void {
  if (lstatPath(folder) !== undefined) return;
  makeFolders(dirname(folder), done);
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new DpError('write-failed', `Cannot make the folder ${folder}: ${reasonOf(error)}.`, { cause: error });
  }
  done.push({
    path: folder,
    undo: () => {
      rmdirSync(folder);
    },
  });
}

/** Takes back what was done, the last first; the error to throw names what could not be. */
function undoAll(done: readonly Step[], reason: unknown): unknown {
  const left: string[] = [];
  for (const { path, undo } of [...done].reverse()) {
    try {
      undo();
    } catch (error) {
      left.push(`${path} (${reasonOf(error)})`);
    }
  }
  if (left.length === 0 || !(reason instanceof DpError)) return reason;
  return new DpError('write-failed', `${reason.message} Some of what was written before is still there: ${left.join(', ')}.`, { cause: reason });
}
