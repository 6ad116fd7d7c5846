import type { MendableDraft } from '../fix/attach-fixes.ts';
import type { Place } from '../model/draft.ts';
import { relatedTo } from '../model/draft.ts';
import type { PolicyOrigin, Severity, Subject } from '../model/finding.ts';
import { fine, type Outcome, type Violation } from './checks/check.ts';
import type { CompiledPolicies, ReadyRule } from './compile-policies.ts';
import type { TargetRule } from './compile-rule.ts';
import type { Blame } from './language/predicate.ts';
import { anchorOf } from './place.ts';
import { settingMending } from './setting.ts';
import { type DocumentView, type Node, pathOf, subjectOf } from './targets/node.ts';
import { type Run, startRun, type World } from './targets/run.ts';
import { severityOn, stageOn } from './weight.ts';

export type RecordOutcome = 'pass' | 'fail' | 'waived' | 'not-applicable' | 'error';

/** What became of one rule on one subject (POLICY, "Audit trail"). */
export interface PolicyRecord {
  readonly rule: string;
  readonly subject: Subject;
  readonly file: string;
  readonly outcome: RecordOutcome;
  /** Why nothing could be said, or why it does not apply. */
  readonly reason: string | null;
  readonly severity: Severity;
  readonly policy: PolicyOrigin;
  /** The waiver that excuses it. */
  readonly waiver: string | null;
}

export interface PolicyInput {
  readonly compiled: CompiledPolicies;
  readonly world: World;
  /** What is judged: documents of the world's units. */
  readonly isJudged: (view: DocumentView) => boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Records cost something: only reports ask for them. */
  readonly withRecords?: boolean;
  /** `dp policy test` runs drafts, too. */
  readonly withDrafts?: boolean;
}

/** A finding of a policy before it is settled. */
export interface PolicyDraft extends MendableDraft {
  readonly policy: PolicyOrigin;
}

export interface PolicyResult {
  /** Findings to show: rules in audit are only recorded. */
  readonly drafts: readonly PolicyDraft[];
  readonly records: readonly PolicyRecord[];
}

interface Sink {
  readonly drafts: PolicyDraft[];
  readonly records: PolicyRecord[];
}

/**
 * Judges documents by the policies in force. Pure: the verdict depends on documents, packs and the date alone.
 * Errors: `configuration` when the packs' patterns would take too long on a document.
 */
export function evaluatePolicies(input: PolicyInput): PolicyResult {
  const sink: Sink = { drafts: [], records: [] };
  for (const unit of input.world.units) {
    for (const view of [...(unit.product === undefined ? [] : [unit.product]), ...unit.contracts]) {
      if (input.isJudged(view)) judgeDocument(input, view, sink);
    }
  }
  return sink;
}

function judgeDocument(input: PolicyInput, view: DocumentView, sink: Sink): void {
  const run = startRun(input.world, input.today);
  for (const ready of input.compiled.rules) {
    if (!ready.compiled.documents.includes(view.kind)) continue;
    const weight = weightOf(ready, input.today);
    if (weight.stage === 'retired' || (weight.stage === 'draft' && input.withDrafts !== true)) continue;
    judgeRule({ input, run, view, ready, weight, sink });
  }
}

/** A rule's weight on the day of the run. */
interface Weight {
  readonly stage: ReturnType<typeof stageOn>;
  readonly severity: Severity;
  readonly policy: PolicyOrigin;
}

function weightOf({ effective }: ReadyRule, today: string): Weight {
  const { severity, enforcement, stage, effectiveFrom, rule } = effective;
  const current = stageOn({ stage: stage.value, effectiveFrom: effectiveFrom.value }, today);
  const policy: PolicyOrigin = { pack: rule.packName, version: rule.packVersion, enforcement: enforcement.value, stage: stage.value, effectiveFrom: effectiveFrom.value ?? null };
  return { stage: current, severity: severityOn(severity.value, current), policy };
}

interface Job {
  readonly input: PolicyInput;
  readonly run: Run;
  readonly view: DocumentView;
  readonly ready: ReadyRule;
  readonly weight: Weight;
  readonly sink: Sink;
}

function judgeRule(job: Job): void {
  const { compiled } = job.ready;
  const { view, run } = job;
  const { withRecords } = job.input;
  if (!compiled.appliesTo(view, run)) {
    if (withRecords === true) record(job, '', { outcome: 'not-applicable', reason: 'appliesTo does not select the document' });
    return;
  }
  for (const part of compiled.targets) {
    if (!part.target.documents.includes(view.kind)) continue;
    const nodes = view.nodes(part.target.name);
    if (nodes.length === 0 && withRecords === true) record(job, '', { outcome: 'not-applicable', reason: `the document has no ${part.target.name}` });
    for (const node of nodes) judgeNode(job, part, node);
  }
}

function judgeNode(job: Job, part: TargetRule, node: Node): void {
  const { run } = job;
  if (part.when !== undefined && !part.when.test(node, run)) {
    if (job.input.withRecords === true) record(job, pathOf(node), { outcome: 'not-applicable', reason: 'when does not hold' });
    return;
  }
  const outcome: BlockOutcome = part.check?.(node, run) ?? judgeBlock(part, node, run);
  if (outcome.kind === 'broken') {
    const path = pathOf(node);
    for (const violation of outcome.violations) report(job, { part, node, path, violation });
    record(job, path, { outcome: 'fail', reason: null });
  } else if (job.input.withRecords === true) {
    record(job, pathOf(node), recordOf(outcome));
  }
}

function recordOf(outcome: Exclude<Outcome, { kind: 'broken' }>): Verdict {
  switch (outcome.kind) {
    case 'fine':
      return { outcome: 'pass', reason: null };
    case 'not-applicable':
      return { outcome: 'not-applicable', reason: outcome.reason ?? null };
    case 'unknown':
      return { outcome: 'error', reason: outcome.reason };
  }
}

/** What a block says, with everything that is known of why. */
interface BlamedViolation extends Violation {
  readonly blame?: Blame;
}

type BlockOutcome = Outcome | { readonly kind: 'broken'; readonly violations: readonly BlamedViolation[] };

function judgeBlock({ must }: TargetRule, node: Node, run: Run): BlockOutcome {
  if (must === undefined || must.test(node, run)) return fine;
  const blame: Blame = must.blame(node, run);
  return { kind: 'broken', violations: [{ place: blame.place, found: {}, blame }] };
}

interface Verdict {
  readonly outcome: RecordOutcome;
  readonly reason: string | null;
}

function record(job: Job, path: string, { outcome, reason }: Verdict): void {
  const { input, view, ready, weight, sink } = job;
  if (input.withRecords !== true) return;
  sink.records.push({ rule: ready.effective.rule.name, subject: subjectOf(view, path), file: view.source.file, outcome, reason, severity: weight.severity, policy: weight.policy, waiver: null });
}

interface Broken {
  readonly part: TargetRule;
  readonly node: Node;
  readonly path: string;
  readonly violation: BlamedViolation;
}

function report(job: Job, { part, node, path, violation }: Broken): void {
  const { run, view, ready, weight, sink } = job;
  if (weight.stage === 'audit') return;
  const facts = { node, run, failing: violation.blame?.failing, problem: violation.blame?.problem, found: violation.found };
  const { rule } = ready.effective;
  const elsewhere = violation.place !== undefined && violation.place.document.file !== view.source.file ? violation.place : undefined;
  sink.drafts.push({
    rule: rule.name,
    severity: weight.severity,
    message: `${part.message(facts)}${graceText(weight)}`,
    at: placeFor(node, violation.place),
    subject: subjectOf(view, path),
    discriminator: violation.discriminator ?? '',
    help: part.hint?.(facts) ?? `dp explain ${rule.name}`,
    related: [...(elsewhere === undefined ? [] : [relatedTo(elsewhere, 'It is about this.')]), ...(violation.related ?? [])],
    policy: weight.policy,
    mending: violation.mending ?? settingMending(rule, node),
  });
}

function placeFor(node: Node, place: Place | undefined): Place {
  return place !== undefined && place.document.file === node.view.source.file && place.pointer !== node.at ? place : anchorOf(node);
}

function graceText({ stage, policy }: Weight): string {
  if (stage !== 'grace') return '';
  return policy.effectiveFrom === null ? ' (Not enforced yet.)' : ` (Enforced from ${policy.effectiveFrom} on.)`;
}
