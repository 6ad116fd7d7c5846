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

/** A pattern that is known to be fine, compiled when it is first used. */
export function trustedPattern(pattern: string): Matcher {
  return (text, run) => {
    const compiledNow = compilePattern(pattern);
    if (!compiledNow.ok) throw new Error(compiledNow.problem);
    return compiledNow.matches(text, run);
  };
}

function compile(pattern: string): CompiledPattern {
  if (pattern.length > longestPattern) return { ok: false, problem: `The pattern has ${String(pattern.length)} characters; ${String(longestPattern)} is the limit.` };
  const literal = literalSearch(pattern);
  if (literal !== undefined) return { ok: true, matches: literal };
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

const literalPattern = /^(\(\?i\))?(\^)?([A-Za-z0-9 _:/@#-]+)(\$)?$/u;

/** Most patterns are a word to look for: that needs no engine. */
function literalSearch(pattern: string): Matcher | undefined {
  const [, ignoresCase, fromStart, word, toEnd] = literalPattern.exec(pattern) ?? [];
  if (word === undefined) return undefined;
  const wanted = ignoresCase === undefined ? word : word.toLowerCase();
  const fold = ignoresCase === undefined ? (text: string) => text : (text: string) => text.toLowerCase();
  if (fromStart !== undefined && toEnd !== undefined) return (text) => fold(text) === wanted;
  if (fromStart !== undefined) return (text) => fold(text).startsWith(wanted);
  return toEnd === undefined ? (text) => fold(text).includes(wanted) : (text) => fold(text).endsWith(wanted);
}

function reasonOf(error: Error): string {
  const reason = error.message.replace(/^error parsing regexp: /u, '');
  return /\(\?[=!<]/u.test(reason) ? 'it has no look-ahead and look-behind' : reason;
}
