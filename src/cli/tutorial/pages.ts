import type { ChalkInstance } from 'chalk';
import { join, relative } from 'node:path';
import type { Exercise } from '../../core/tutorial/exercise.ts';
import { exerciseFolder, exercises } from '../../core/tutorial/exercises/index.ts';
import type { Check } from '../../core/tutorial/judge-exercise.ts';
import { withDays } from '../../core/tutorial/progress.ts';
import { slashed } from '../../io/files.ts';
import { currentExercise, type Tutorial } from '../../io/tutorial/tutorial-folder.ts';
import { printable } from '../terminal.ts';

interface Judged {
  /** Of the exercise that was judged, from 1. */
  readonly number: number;
  readonly checks: readonly Check[];
}

/** What `dp tutorial` adds to its JSON: where the tutorial is, what is to do, and what was judged. */
export function tutorialSection({ tutorial, now, judged }: { readonly tutorial: Tutorial | undefined; readonly now: number; readonly judged?: Judged | undefined }): Record<string, unknown> {
  const current = tutorial === undefined ? undefined : currentExercise(tutorial);
  return {
    folder: tutorial === undefined ? null : slashed(tutorial.folder),
    exercises: exercises.map((exercise, index) => ({ number: index + 1, id: exercise.id, title: exercise.title, isSolved: tutorial !== undefined && index + 1 < tutorial.current })),
    current:
      tutorial === undefined || current === undefined
        ? null
        : { number: tutorial.current, id: current.exercise.id, folder: slashed(current.folder), story: current.exercise.story, task: withDays(current.exercise.task, now) },
    judged: judged === undefined ? null : { number: judged.number, checks: judged.checks },
  };
}

interface Page {
  readonly tutorial: Tutorial;
  readonly now: number;
  readonly cwd: string;
}

/** The exercise at hand: story, where to go, what to type. */
export function exercisePage({ tutorial, now, cwd }: Page, colour: ChalkInstance): string {
  const current = currentExercise(tutorial);
  if (current === undefined) return `${colour.green('✔')} All ${String(exercises.length)} exercises are solved. Scaffold a product of your own: dp init. Remove the folder ${printable(tutorial.folder)} when you like.`;
  const { exercise, folder } = current;
  const isThere = relative(folder, cwd) === '';
  return [
    colour.bold(`${String(tutorial.current)} of ${String(exercises.length)}  ${exercise.title}`),
    exercise.story,
    '',
    ...(isThere ? [] : [`  cd ${quoted(folder)}`]),
    withDays(exercise.task, now),
    '',
    `${colour.dim('Then:')} dp tutorial check`,
  ].join('\n');
}

/** What was judged, and how it goes on. */
export function checkPage(page: Page & { readonly judged: Judged; readonly exercise: Exercise | undefined }, colour: ChalkInstance): string {
  const { judged, exercise } = page;
  if (exercise === undefined) return exercisePage(page, colour);
  const lines = judged.checks.flatMap(({ claim, ok, hint }) => [`${ok ? colour.green('✔') : colour.red('✖')} ${claim}`, ...(hint === null ? [] : [`    ${printable(hint)}`])]);
  if (judged.checks.some(({ ok }) => !ok)) return [...lines, '', `Not solved yet. ${colour.dim('The task again:')} dp tutorial`].join('\n');
  return [...lines, '', `Solved. ${exercise.learned}`, '', exercisePage(page, colour)].join('\n');
}

/** All exercises, with what is solved of a tutorial. */
export function listPage(tutorial: Tutorial | undefined, colour: ChalkInstance): string {
  const lines = exercises.map((exercise, index) => {
    const number = index + 1;
    const mark = tutorial === undefined ? ' ' : number < tutorial.current ? colour.green('✔') : number === tutorial.current ? colour.cyan('▸') : ' ';
    return `${mark} ${String(number)}  ${exercise.title}`;
  });
  return [...lines, ...(tutorial === undefined ? [] : ['', colour.dim(printable(join(tutorial.folder, currentFolder(tutorial))))])].join('\n');
}

function currentFolder({ current }: Tutorial): string {
  const exercise = exercises[current - 1];
  return exercise === undefined ? '' : exerciseFolder(exercise);
}

function quoted(path: string): string {
  const shown = printable(path);
  return /^[\w./@+-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
