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

/** Writes all files of a plan, or none: when one fails, what was written before it is undone. Returns the paths written. */
export function writeTree(plan: WritePlan): string[] {
  const written = plan.files.filter(({ path }) => !plan.unchanged.includes(path));
  const undo: (() => void)[] = [];
  try {
    for (const { path, content } of written) {
      const target = join(plan.folder, path);
      undo.unshift(...makeFolders(dirname(target)));
      const before = plan.conflicts.includes(path) ? readBytes(target) : undefined;
      undo.unshift(() => {
        if (before === undefined) rmSync(target, { force: true });
        else writeWhole(target, before);
      });
      writeWhole(target, content);
    }
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
  return written.map(({ path }) => path);
}

/** Makes a folder and those above it; gives the steps that take away the new ones again, innermost first. */
function makeFolders(folder: string): (() => void)[] {
  if (lstatPath(folder) !== undefined) return [];
  const above = makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    for (const step of above) step();
    throw new DpError('write-failed', `Cannot make the folder ${folder}: ${reasonOf(error)}.`, { cause: error });
  }
  return [
    () => {
      rmdirSync(folder);
    },
    ...above,
  ];
}
