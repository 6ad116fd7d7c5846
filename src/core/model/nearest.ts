import { distance } from 'fastest-levenshtein';
import { compareText } from './draft.ts';

/**
 * The candidates that someone who typed `name` most likely meant, nearest first: at most `limit`, none where all are
 * far off. Letter case counts little, a shared beginning or a contained word counts as near.
 */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase();
  if (wanted === '') return [];
  const reach = Math.max(1, Math.floor(wanted.length * 0.4));
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, steps: stepsBetween(wanted, candidate.toLowerCase()) }))
    .filter(({ steps }) => steps <= reach)
    .sort((a, b) => a.steps - b.steps || compareText(a.candidate, b.candidate))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

const shortestPart = 3;

function stepsBetween(wanted: string, candidate: string): number {
  const steps = isSwap(wanted, candidate) ? 1 : distance(wanted, candidate);
  const isPart = wanted.length >= shortestPart && candidate.includes(wanted);
  return isPart ? Math.min(steps, 1) : steps;
}

/** Whether two neighbouring letters changed places (`hots`, `host`): the commonest slip, and two steps to Levenshtein. */
function isSwap(wanted: string, candidate: string): boolean {
  if (wanted.length !== candidate.length) return false;
  const at = Array.from(wanted, (_, index) => index).find((index) => wanted[index] !== candidate[index]) ?? 0;
  return wanted !== candidate && wanted[at] === candidate[at + 1] && wanted[at + 1] === candidate[at] && wanted.slice(at + 2) === candidate.slice(at + 2);
}

/** ` Did you mean a, b?`, or nothing where nothing is near; to be put after a sentence about an unknown name. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const names = nearest(name, candidates);
  return names.length === 0 ? '' : ` Did you mean ${names.join(', ')}?`;
}
