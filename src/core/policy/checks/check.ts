import type { Mending } from '../../fix/attach-fixes.ts';
import type { Place } from '../../model/draft.ts';
import type { RelatedLocation } from '../../model/finding.ts';
import { didYouMean } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import type { RuleSurroundings } from '../language/scope.ts';
import type { Node, TargetName } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';

/** What a check finds wrong with one subject. */
export interface Violation {
  /** Where, if more exactly than at the subject. */
  readonly place?: Place | undefined;
  /** What tells two violations of one subject apart. */
  readonly discriminator?: string;
  /** What the message may fill in, by the names in `Check.fields`. */
  readonly found: Readonly<Record<string, string>>;
  readonly related?: readonly RelatedLocation[];
  readonly mending?: Mending | undefined;
}

/** `unknown` says why nothing could be said: it is recorded, never passed over. So is the reason why a check does not apply, where there is more to it than the subject. */
export type Outcome =
  | { readonly kind: 'fine' }
  | { readonly kind: 'not-applicable'; readonly reason?: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'broken'; readonly violations: readonly Violation[] };

export const fine: Outcome = { kind: 'fine' };
export const notApplicable: Outcome = { kind: 'not-applicable' };

/** Broken where something was found, else fine. */
export function outcomeOf(violations: readonly Violation[]): Outcome {
  return violations.length === 0 ? fine : { kind: 'broken', violations };
}

export interface CheckParam {
  readonly kind: 'text' | 'texts' | 'number' | 'flag';
  readonly help: string;
  /** What it is where the rule says nothing. A parameter without default must be given. */
  readonly fallback?: string | number | boolean | readonly string[];
}

/** Parameters as the check reads them, complete and of the right type. */
export interface CheckParams {
  text(name: string): string;
  texts(name: string): readonly string[];
  number(name: string): number;
  flag(name: string): boolean;
}

/**
 * A built-in check: what the language of assertions cannot say (POLICY, "A rule"). It looks at one subject at a time, is
 * pure, and its cost is linear in the documents.
 */
export interface Check {
  readonly name: string;
  /** In one line. */
  readonly help: string;
  /** What `for` may say; all of them where it says nothing. */
  readonly targets: readonly TargetName[];
  readonly params: Readonly<Record<string, CheckParam>>;
  /** Names that its message may fill in besides the subject's fields. */
  readonly fields: readonly string[];
  readonly message: string;
  /** Reads the parameters once; `undefined` after a problem was reported. */
  prepare(params: CheckParams, around: RuleSurroundings): ((node: Node, run: Run) => Outcome) | undefined;
}

/** Reads a rule's parameters for a check; `undefined` after problems were reported. */
export function readCheckParams(check: Check, written: Readonly<Record<string, unknown>>, place: { readonly pointer: string; readonly around: RuleSurroundings }): CheckParams | undefined {
  const { pointer, around } = place;
  const names = Object.keys(check.params);
  const values = new Map<string, unknown>();
  const state = { problems: 0 };
  const report = (at: string, message: string, part?: 'key'): void => {
    state.problems += 1;
    around.report(at, message, part);
  };
  for (const key of Object.keys(written)) {
    if (!names.includes(key)) report(joinPointer(pointer, key), `The check ${check.name} has no parameter ${key}.${didYouMean(key, names) || (names.length > 0 ? ` It has ${names.join(', ')}.` : ' It has none.')}`, 'key');
  }
  for (const [name, param] of Object.entries(check.params)) {
    const isWritten = Object.hasOwn(written, name) && written[name] !== null;
    if (!isWritten && param.fallback === undefined) report(pointer, `The check ${check.name} needs ${name}: ${param.help}.`);
    else if (isWritten && !fits(written[name], param.kind)) report(joinPointer(pointer, name), `${name} must be ${words[param.kind]}: ${param.help}.`);
    values.set(name, isWritten ? written[name] : param.fallback);
  }
  return state.problems === 0 ? paramsOf(values) : undefined;
}

const words = { text: 'a text', texts: 'a list of texts', number: 'a number', flag: 'true or false' } as const;

function fits(value: unknown, kind: CheckParam['kind']): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

function paramsOf(values: ReadonlyMap<string, unknown>): CheckParams {
  return {
    text: (name) => String(values.get(name)),
    texts: (name) => values.get(name) as readonly string[],
    number: (name) => Number(values.get(name)),
    flag: (name) => values.get(name) === true,
  };
}
