import { buildCanvas } from '../../core/canvas/build-canvas.ts';
import { DpError } from '../../core/model/errors.ts';
import type { Exercise } from '../../core/tutorial/exercise.ts';
import type { TutorialFacts } from '../../core/tutorial/judge-exercise.ts';
import { snapshotOf } from '../../core/workspace/workspace.ts';
import { judgeSelection } from '../../io/judge.ts';
import { selectTargets } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import { judgeSides } from '../diff/judge-sides.ts';

interface Place {
  readonly exercise: Exercise;
  readonly folder: string;
  readonly today: string;
}

/** Judges an exercise's folder as `dp validate`, `dp canvas` and `dp diff` would there. What can't be judged yet is an obstacle, not an error. */
export async function gatherFacts(world: World, place: Place): Promise<TutorialFacts> {
  const there: World = { ...world, cwd: place.folder };
  const facts = { products: [], canvases: [], findings: [], diffs: [], obstacle: undefined, today: place.today };
  const documents = await attempt(async () => await judgeDocuments(there, place));
  if (!documents.ok) return { ...facts, obstacle: documents.obstacle };
  const known = { ...facts, ...documents.value };
  switch (place.exercise.asks) {
    case 'documents':
      return known;
    case 'policies': {
      const policies = await attempt(async () => await judgeByPolicies(there, place));
      return policies.ok ? { ...known, findings: policies.value } : { ...known, obstacle: policies.obstacle };
    }
    case 'registry': {
      const diffs = await attempt(async () => await judgeAgainstRegistry(there, place));
      return diffs.ok ? { ...known, diffs: diffs.value } : { ...known, obstacle: diffs.obstacle };
    }
  }
}

async function judgeDocuments(world: World, { folder }: Place): Promise<Pick<TutorialFacts, 'products' | 'canvases' | 'findings'>> {
  const selection = await selectTargets(world, [folder]);
  const products = selection.targets.flatMap((target) => target.products);
  const { findings } = await judgeSelection(world, selection, { isOffline: true });
  return { products, findings, canvases: products.map((product) => buildCanvas(snapshotOf(product), { registry: undefined })) };
}

async function judgeByPolicies(world: World, { folder, today }: Place): Promise<TutorialFacts['findings']> {
  const { findings } = await judgeSelection(world, await selectTargets(world, [folder]), { isOffline: true, policies: { choice: { kind: 'settings' }, today } });
  return findings;
}

async function judgeAgainstRegistry(world: World, { folder, today }: Place): Promise<TutorialFacts['diffs']> {
  // A registry of the user's own (DP_REGISTRY) is none of the tutorial's business: the exercise's dp.yaml names it.
  const own: World = { ...world, env: { ...world.env, DP_REGISTRY: undefined } };
  const { outcomes } = await judgeSides(own, { path: folder, against: 'registry', registry: undefined, allowHttp: false, isOffline: true }, { mode: undefined, isOnlyUsed: false, today });
  return outcomes.map(({ against, result, findings }) => ({ against, result, isExpired: findings.some(({ rule }) => rule === 'ignore-expired') }));
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly obstacle: string };

// Half-done work is what a tutorial sees most: a missing file or registry is told like any other check that fails.
async function attempt<T>(judge: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await judge() };
  } catch (error) {
    if (!(error instanceof DpError) || error.code === 'interrupted') throw error;
    return { ok: false, obstacle: `${error.message}${error.hint === undefined ? '' : ` Try: ${error.hint}`}` };
  }
}
