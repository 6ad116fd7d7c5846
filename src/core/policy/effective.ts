import type { Place } from '../model/draft.ts';
import type { Severity } from '../model/finding.ts';
import type { Definition, Enforcement, PackRule, PolicyPack, RuleReference, Stage, WaiverTerms } from './pack/model.ts';
import type { PackProblem } from './pack/problem.ts';
import type { Vocabulary } from './targets/vocabulary.ts';

/** Who said a value: a pack, or a dp.yaml, and where. */
export interface Origin {
  readonly origin: string;
  readonly at: Place;
}

/** A value in force, and everybody who had a say in it, the last first. */
export interface Sourced<T> {
  readonly value: T;
  readonly from: Origin;
  readonly before: readonly { readonly value: T; readonly from: Origin }[];
}

/** A rule as it is in force, with where every value came from (`dp policy show --effective`). */
export interface EffectiveRule {
  readonly rule: PackRule;
  readonly pack: PolicyPack;
  readonly severity: Sourced<Severity>;
  readonly enforcement: Sourced<Enforcement>;
  readonly stage: Sourced<Stage>;
  /** `undefined`: in force since always. */
  readonly effectiveFrom: Sourced<string | undefined>;
  readonly params: ReadonlyMap<string, Sourced<unknown>>;
  /** The packs that brought it in, in order. */
  readonly activatedBy: readonly string[];
}

/** A pack with those it extends, resolved by whoever reads files. */
export interface PackNode {
  readonly pack: PolicyPack;
  readonly parents: readonly PackNode[];
}

/** What one dp.yaml asks for; those of outer workspaces come first. */
export interface PolicyLayer {
  /** The dp.yaml, or what stands in its place. */
  readonly origin: string;
  readonly roots: readonly PackNode[];
  readonly overrides: readonly RuleReference[];
}

/** Everything that is in force in a workspace. */
export interface EffectivePolicies {
  /** By name. */
  readonly rules: ReadonlyMap<string, EffectiveRule>;
  /** Every pack once: those that are extended come before those that extend them. */
  readonly packs: readonly PolicyPack[];
  readonly vocabulary: Vocabulary;
  readonly definitions: readonly Definition[];
  /** The terms on which exceptions from a rule may be granted. */
  waiverTermsOf(rule: EffectiveRule): WaiverTerms;
}

export type EffectiveReading = { readonly ok: true; readonly policies: EffectivePolicies } | { readonly ok: false; readonly problems: readonly PackProblem[] };
