import { DpError } from '../../core/model/errors.ts';
import { type PackProblem, problemLine } from '../../core/policy/pack/problem.ts';

const mostLines = 20;

/** The error that ends a run when packs can't be used: every problem with its place. Nothing is judged by half a pack. */
export function refusePacks(problems: readonly PackProblem[]): DpError {
  const lines = problems.slice(0, mostLines).map((problem) => `  ${problemLine(problem)}`);
  const more = problems.length > mostLines ? [`  and ${String(problems.length - mostLines)} more`] : [];
  return new DpError('configuration', ['The policy packs can’t be used:', ...lines, ...more].join('\n'), { hint: 'dp policy test' });
}
