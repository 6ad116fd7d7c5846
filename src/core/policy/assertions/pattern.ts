import { RE2JS } from 're2js';
import type { Run } from '../targets/run.ts';

/** Whether a pattern is found in a text: a search, as in JSON Schema. Linear in the text, whatever the pattern. */
export type Matcher = (text: string, run: Pick<Run, 'spend'>) => boolean;

export type CompiledPattern = { readonly ok: true; readonly matches: Matcher } | { readonly ok: false; readonly problem: string };

const longestPattern = 1000;
const largestProgram = 1000;

const compiled = new Map<string, CompiledPattern>();
const mostKept = 2000;

/**
 * Compiles a pattern of RE2's syntax: no look-around, no back-references, nothing that backtracks. Over-large patterns are
 * refused; what matching costs is counted, so that many of them together cannot hang dp either. This is the one place
 * that knows the engine.
 */
export function compilePattern(pattern: string): CompiledPattern {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= mostKept) compiled.clear();
  const fresh = compile(pattern);
  compiled.set(pattern, fresh);
  return fresh;
}

function compile(pattern: string): CompiledPattern {
  if (pattern.length > longestPattern) return { ok: false, problem: `The pattern has ${String(pattern.length)} characters; ${String(longestPattern)} is the limit.` };
  let program: RE2JS;
  try {
    program = RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof Error) return { ok: false, problem: `RE2 refuses the pattern ${pattern}: ${reasonOf(error)}.` };
    throw error;
  }
  const size = program.programSize();
  if (size > largestProgram) return { ok: false, problem: `The pattern ${pattern} is too large once its repetitions are written out (${String(size)} steps; ${String(largestProgram)} is the limit).` };
  return {
    ok: true,
    matches: (text, run) => {
      run.spend(size * (text.length + 1));
      return program.test(text);
    },
  };
}

function reasonOf(error: Error): string {
  const reason = error.message.replace(/^error parsing regexp: /u, '');
  return /\(\?[=!<]/u.test(reason) ? 'it has no look-ahead and look-behind' : reason;
}
