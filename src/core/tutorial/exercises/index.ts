import type { Exercise } from '../exercise.ts';
import { breakingChange } from './breaking-change.ts';
import { brokenContract } from './broken-contract.ts';
import { canvas } from './canvas.ts';
import { firstProduct } from './first-product.ts';
import { policy } from './policy.ts';
import { publish } from './publish.ts';

/** The exercises in their order; adding one: a file beside this one, and a line here. */
export const exercises: readonly Exercise[] = [firstProduct, brokenContract, canvas, publish, breakingChange, policy];

/** The folder of an exercise, below the tutorial's: `1-first-product`. */
export function exerciseFolder(exercise: Exercise): string {
  return `${String(exercises.indexOf(exercise) + 1)}-${exercise.id}`;
}
