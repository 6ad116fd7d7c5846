import type { Bump } from '../model/semver.ts';

/** E breaking, W needs a human, I info, - not reported: as in DIFF's tables, "mode consumers / mode history". */
export type LevelLetter = 'E' | 'W' | 'I' | '-';
export type Levels = `${LevelLetter}/${LevelLetter}`;

/** Circumstances of a change, or settings, that move its level. Facts of the documents come from compare, settings from judge. */
export type Trait =
  | 'was-undeclared'
  | 'no-longer-declared'
  | 'typed-readers'
  | 'positional-format'
  | 'temporal'
  | 'same-paradigm'
  | 'limitations'
  | 'last-one'
  | 'no-end-date'
  | 'short-notice'
  | 'past-end-of-life'
  | 'from-deprecated'
  | 'compatible-contents'
  | 'threshold-crossed'
  | 'select-star'
  | 'widening-info'
  | 'widening-warn'
  | 'widening-breaking'
  | 'constraints-strict'
  | 'sign-appears'
  | 'sized-sink'
  | 'closed-enum'
  | 'extensible-enum'
  | 'file-layout'
  | 'last-of-environment'
  | 'severe'
  | 'sla-warn'
  | 'softer-sla'
  | 'enough-notice';

export interface RuleCase {
  readonly when: Trait;
  readonly levels: Levels;
  /** Where it does not follow from the level. */
  readonly bump?: Bump;
  /** Where the row's own sentence would not be true. */
  readonly effect?: string;
}

/** What kind of thing a rule reports on. */
export type RuleSubject =
  | 'product'
  | 'output port'
  | 'input port'
  | 'management port'
  | 'model'
  | 'contract'
  | 'table'
  | 'column'
  | 'key'
  | 'relationship'
  | 'role'
  | 'price'
  | 'support channel'
  | 'team'
  | 'quality rule'
  | 'service level'
  | 'server'
  | 'stream'
  | 'any element';

/**
 * One row of the rule table: what a fact means. A new rule is one row here, one line in compare that finds the fact,
 * and one fixture folder of the same name. Levels and bump are DIFF's; the first case whose trait holds wins.
 */
export interface DiffRule {
  readonly id: string;
  readonly on: RuleSubject;
  readonly levels: Levels;
  /** For mode consumers; where a case or a setting moves the level, the bump follows it. */
  readonly bump: Bump;
  readonly cases?: readonly RuleCase[];
  /** ‡ in DIFF: holds in every mode, for drafts too, and no setting lowers it. */
  readonly isAlways?: true;
  /** Not exempt in drafts: the row is about leaving them. */
  readonly holdsForDrafts?: true;
  /** Version arithmetic: level `gate`, counted in no verdict. */
  readonly isGate?: true;
  /** The rule for the opposite change, or why there is none. */
  readonly mirror: string | { readonly none: string };
  /** The change, in a line without full stop. */
  readonly title: string;
  /** What it does to those who rely on the promise: one sentence, which ends the finding's message. */
  readonly effect: string;
  /** What to do. `{newPort}` becomes the output port and version a break belongs in. */
  readonly remedy: string;
}

/** The rules of one section of DIFF.md. */
export interface RuleSection {
  readonly number: number;
  readonly title: string;
  readonly rules: readonly DiffRule[];
}
