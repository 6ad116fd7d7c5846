import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import type { Exercise } from '../../core/tutorial/exercise.ts';
import { exerciseFolder, exercises } from '../../core/tutorial/exercises/index.ts';
import { progressFile, readProgress, writeProgress } from '../../core/tutorial/progress.ts';
import { listFolder, lstatPath, readBytes, reasonOf, writeWhole } from '../files.ts';
import type { World } from '../world.ts';

/** A tutorial on disk. */
export interface Tutorial {
  /** Absolute. */
  readonly folder: string;
  /** From 1; one more than there are when all are solved. */
  readonly current: number;
}

/** Finds the tutorial in a folder or the nearest one above it; `undefined` when there is none. */
export function findTutorial(from: string): Tutorial | undefined {
  const folder = resolve(from);
  const file = join(folder, progressFile);
  if (lstatPath(file)?.isFile() === true) {
    const text = new TextDecoder().decode(readBytes(file));
    return { folder, current: readProgress(text, { file, exercises: exercises.length }).current };
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : findTutorial(parent);
}

/**
 * Starts a tutorial in a folder, which must be empty or absent; without one, in a fresh folder among the temporary files.
 * Error: `write-failed`, and nothing is written, where the folder holds something.
 */
export function startTutorial(world: World, folder: string | undefined): Tutorial {
  const chosen = folder === undefined ? freshFolder(world) : resolve(world.cwd, folder);
  const there = lstatPath(chosen);
  if (there !== undefined && (!there.isDirectory() || listFolder(chosen).length > 0)) {
    throw new DpError('write-failed', `Nothing was written: ${chosen} is ${there.isDirectory() ? 'not empty' : 'no folder'}.`, { hint: 'dp tutorial <new folder>, or dp tutorial for one among the temporary files' });
  }
  layOut(chosen, 1);
  return setProgress(chosen, 1);
}

/** Goes on to the next exercise: lays it out first, so that a refusal leaves the progress as it was. */
export function moveOn({ folder, current }: Tutorial): Tutorial {
  layOut(folder, current + 1);
  return setProgress(folder, current + 1);
}

/** Lays out the exercise at hand again or, with `isAll`, starts over. Only folders of exercises are removed. */
export function resetTutorial({ folder, current }: Tutorial, { isAll }: { readonly isAll: boolean }): Tutorial {
  const at = isAll || current > exercises.length ? 1 : current;
  for (const exercise of exercises.slice(at - 1)) remove(join(folder, exerciseFolder(exercise)));
  layOut(folder, at);
  return setProgress(folder, at);
}

/** The exercise at hand and its folder; `undefined` when all are solved. */
export function currentExercise({ folder, current }: Tutorial): { readonly exercise: Exercise; readonly folder: string } | undefined {
  const exercise = exercises[current - 1];
  return exercise === undefined ? undefined : { exercise, folder: join(folder, exerciseFolder(exercise)) };
}

function layOut(folder: string, number: number): void {
  const exercise = exercises[number - 1];
  if (exercise === undefined) return;
  const target = join(folder, exerciseFolder(exercise));
  if (lstatPath(target) !== undefined) throw new DpError('write-failed', `Nothing was written: ${target} is there already.`, { hint: 'move it away' });
  makeFolder(target);
  for (const [path, content] of Object.entries(exercise.files)) writeWhole(join(target, path), content);
}

function setProgress(folder: string, current: number): Tutorial {
  writeWhole(join(folder, progressFile), writeProgress(current));
  return { folder, current };
}

function freshFolder(world: World): string {
  const base = world.env['TMPDIR'];
  try {
    return mkdtempSync(join(base === undefined || base === '' ? tmpdir() : base, 'dp-tutorial-'));
  } catch (error) {
    throw new DpError('write-failed', `Cannot make a temporary folder: ${reasonOf(error)}.`, { hint: 'dp tutorial <new folder>', cause: error });
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new DpError('write-failed', `Cannot make ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    throw new DpError('write-failed', `Cannot remove ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}
