import type { Repair } from '../fix/repair.ts';
import type { RelatedLocation, Severity } from '../model/finding.ts';
import type { RuleInfo } from '../model/rule-info.ts';
import type { EntryPart } from '../model/source-document.ts';
import type { Judged, JudgedContract, JudgedProduct } from './judged.ts';
import type { ReferenceContext } from './reference-context.ts';

/** What a rule has to say of one place in the document it was given. */
export interface ReferenceIssue {
  readonly message: string;
  readonly pointer: string;
  readonly part?: EntryPart;
  /** Keyed path, where that of the pointer does not say it. */
  readonly path?: string;
  readonly discriminator?: string;
  readonly related?: readonly RelatedLocation[];
  /** What to do; the rule's remedy where absent. */
  readonly help?: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  /** How `--fix` can mend it. */
  readonly repair?: Repair | undefined;
}

/** An issue of a rule that looks at many documents at once. */
export interface WorkspaceIssue extends ReferenceIssue {
  readonly in: Judged;
}

interface ContractRule extends RuleInfo {
  readonly scope: 'contract';
  check(subject: JudgedContract, context: ReferenceContext): Iterable<ReferenceIssue>;
}

interface ProductRule extends RuleInfo {
  readonly scope: 'product';
  check(subject: JudgedProduct, context: ReferenceContext): Iterable<ReferenceIssue>;
}

/** Products and contracts alike, one at a time. */
interface DocumentRule extends RuleInfo {
  readonly scope: 'document';
  check(subject: Judged, context: ReferenceContext): Iterable<ReferenceIssue>;
}

interface WorkspaceRule extends RuleInfo {
  readonly scope: 'workspace';
  check(context: ReferenceContext): Iterable<WorkspaceIssue>;
}

/** One `reference-*` rule: what it is, and the pure check. */
export type ReferenceRule = ContractRule | ProductRule | DocumentRule | WorkspaceRule;

type CheckOf<Rule extends ReferenceRule> = Omit<Rule, 'area' | 'since' | 'scope'>;

/** A rule that judges one contract at a time. */
export function contractRule(rule: CheckOf<ContractRule>): ReferenceRule {
  return { ...rule, area: 'reference', since: '0.1.0', scope: 'contract' };
}

/** A rule that judges one manifest at a time. */
export function productRule(rule: CheckOf<ProductRule>): ReferenceRule {
  return { ...rule, area: 'reference', since: '0.1.0', scope: 'product' };
}

/** A rule that judges manifests and contracts alike. */
export function documentRule(rule: CheckOf<DocumentRule>): ReferenceRule {
  return { ...rule, area: 'reference', since: '0.1.0', scope: 'document' };
}

/** A rule that looks for what clashes between documents. */
export function workspaceRule(rule: CheckOf<WorkspaceRule>): ReferenceRule {
  return { ...rule, area: 'reference', since: '0.1.0', scope: 'workspace' };
}
