import type { Place } from '../../model/draft.ts';
import type { PolicyOrigin, Severity } from '../../model/finding.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import type { DocumentKind, TargetName } from '../targets/node.ts';
import type { Term } from '../targets/vocabulary.ts';

export type Enforcement = PolicyOrigin['enforcement'];
export type Stage = PolicyOrigin['stage'];

/** From lenient to strict: a child pack may only move to the right (POLICY, "Inheritance"). */
export const severityOrder: readonly Severity[] = ['info', 'warning', 'error'];
export const enforcementOrder: readonly Enforcement[] = ['advisory', 'soft-mandatory', 'hard-mandatory'];
export const stageOrder: readonly Stage[] = ['draft', 'audit', 'grace', 'enforced'];

/** What a rule without its own word has. */
export const ruleDefaults = { severity: 'error', enforcement: 'soft-mandatory', stage: 'enforced' } as const;

export type Direction = 'lower' | 'higher' | 'subset' | 'superset';

export interface Param {
  readonly value: unknown;
  /** Absent: the value is settled. */
  readonly tighten: Direction | undefined;
  readonly at: Place;
}

/** What an override, a selection or the rule itself may say of a rule's weight; absent where it says nothing. */
export interface RuleWeight {
  readonly severity: Severity | undefined;
  readonly enforcement: Enforcement | undefined;
  readonly stage: Stage | undefined;
  readonly effectiveFrom: string | undefined;
}

/** Tightens a rule of another pack, or takes one out of dp's catalogue. */
export interface RuleReference extends RuleWeight {
  /** `<pack>/<id>`. */
  readonly rule: string;
  readonly params: ReadonlyMap<string, unknown>;
  readonly at: Place;
}

export interface RuleTest {
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly today: string | undefined;
  readonly expect: readonly { readonly at: string; readonly message: string | undefined }[];
  readonly at: string;
}

/** A rule as its pack writes it, checked. Blocks stay as written: they are compiled with the parameters in force. */
export interface PackRule extends RuleWeight {
  readonly id: string;
  /** `<pack>/<id>`, the rule of a finding. */
  readonly name: string;
  readonly packName: string;
  readonly packVersion: string;
  /** The document the rule stands in, and its pointer there. */
  readonly document: SourceDocument;
  readonly at: string;
  readonly title: string;
  readonly area: string | undefined;
  readonly why: string | undefined;
  readonly kind: DocumentKind | undefined;
  readonly statuses: readonly string[] | undefined;
  readonly appliesWhen: unknown;
  readonly targets: readonly TargetName[];
  readonly when: unknown;
  readonly must: unknown;
  readonly check: { readonly name: string; readonly params: Readonly<Record<string, unknown>> } | undefined;
  readonly params: ReadonlyMap<string, Param>;
  readonly message: string | undefined;
  readonly hint: string | undefined;
  /** Fields and values that `--fix` gives them. */
  readonly set: Readonly<Record<string, unknown>> | undefined;
  readonly maps: readonly string[];
  readonly tests: readonly RuleTest[];
}

/** A shared business term that columns are compared with (POLICY, "Standard models"). */
export interface Definition {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly logicalType: string | undefined;
  readonly format: string | undefined;
  readonly classification: string | undefined;
  readonly businessName: string | undefined;
  readonly description: string | undefined;
  readonly url: string | undefined;
  readonly at: Place;
}

export interface WaiverTerms {
  /** Absent: anyone but the owner. */
  readonly approvers: readonly string[] | undefined;
  readonly maxDays: number;
}

export const defaultWaiverTerms: WaiverTerms = { approvers: undefined, maxDays: 180 };

/** The files of a pack as they were read. A pack is one file, or a folder with further files. */
export interface PackFiles {
  /** How messages and `extends` name the pack: `dp:starter`, `./policies/sales.yaml`, `git+https://…@2.3.0`. */
  readonly origin: string;
  /** A pack that ships with dp. */
  readonly isBuiltIn: boolean;
  readonly main: SourceDocument;
  /** Further rules (kind PolicyRules): the pack is one list of rules to whoever reads it. */
  readonly rules?: readonly SourceDocument[];
  readonly definitions?: readonly SourceDocument[];
  /** Lists by the path that rules call them by. */
  readonly lists?: ReadonlyMap<string, SourceDocument>;
}

/** A policy pack that was checked: every name in it means something. */
export interface PolicyPack {
  readonly origin: string;
  readonly isBuiltIn: boolean;
  readonly document: SourceDocument;
  readonly name: string;
  readonly version: string;
  readonly owner: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly extends: readonly { readonly reference: string; readonly at: Place }[];
  readonly vocabulary: ReadonlyMap<string, { readonly terms: readonly Term[]; readonly at: Place }>;
  readonly params: ReadonlyMap<string, Param>;
  readonly rules: readonly PackRule[];
  /** Rules of dp's catalogue that this pack takes. */
  readonly selections: readonly RuleReference[];
  readonly overrides: readonly RuleReference[];
  /** Absent where the pack says nothing of waivers. */
  readonly waivers: WaiverTerms | undefined;
  readonly definitions: readonly Definition[];
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of `custom.<name>` that its rules use. */
  readonly customNames: ReadonlySet<string>;
}
