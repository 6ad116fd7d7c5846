import { didYouMean } from '../model/nearest.ts';
import { joinPointer } from '../model/pointer.ts';
import { type Check, type Outcome, readCheckParams } from './checks/check.ts';
import { checks, findCheck } from './checks/index.ts';
import { compileBlock } from './language/compile-block.ts';
import { compileMessage, type Message } from './language/message.ts';
import { fillParams } from './language/params.ts';
import type { Predicate } from './language/predicate.ts';
import { outerScope, type RuleSurroundings } from './language/scope.ts';
import type { PackRule } from './pack/model.ts';
import { contradictionIn, documentsOf } from './pack/reachability.ts';
import { targetOf } from './targets/index.ts';
import { type DocumentKind, type DocumentView, type Node } from './targets/node.ts';
import type { Run } from './targets/run.ts';
import type { ListedTarget } from './targets/target.ts';

/** A rule for one target, as closures. */
export interface TargetRule {
  readonly target: ListedTarget;
  readonly when: Predicate | undefined;
  readonly must: Predicate | undefined;
  readonly check: ((node: Node, run: Run) => Outcome) | undefined;
  readonly message: Message;
  readonly hint: Message | undefined;
}

export interface CompiledRule {
  readonly rule: PackRule;
  readonly documents: readonly DocumentKind[];
  /** Whether the rule looks at a document at all (`appliesTo`). */
  readonly appliesTo: (view: DocumentView, run: Run) => boolean;
  readonly targets: readonly TargetRule[];
}

/**
 * Turns a rule into closures, with the parameters that are in force. Everything that is wrong with it is reported: the
 * same function checks a pack before it runs. `undefined` after problems.
 */
export function compileRule(rule: PackRule, surroundings: RuleSurroundings): CompiledRule | undefined {
  const state = { problems: 0 };
  const around: RuleSurroundings = {
    ...surroundings,
    report: (pointer, message, part) => {
      state.problems += 1;
      surroundings.report(pointer, message, part);
    },
  };
  const check = rule.check === undefined ? undefined : namedCheck(rule, rule.check.name, around);
  const names = rule.targets.length > 0 ? rule.targets : (check?.targets ?? []);
  const documents = documentsOf(names, rule.kind);
  if (names.length > 0 && documents.length === 0) around.report(joinPointer(rule.at, 'appliesTo', 'kind'), `Nothing can meet this rule: a ${rule.kind ?? ''} has no ${names.join(' and no ')} of its own.`);
  const applies = compileApplies(rule, documents, around);
  const targets = names.flatMap((name) => compileTarget(rule, { target: targetOf(name), check }, around));
  if (state.problems === 0) reportUnreachable(rule, { documents, targets }, around);
  return state.problems === 0 ? { rule, documents, appliesTo: applies, targets } : undefined;
}

function namedCheck(rule: PackRule, name: string, around: RuleSurroundings): Check | undefined {
  const check = findCheck(name);
  const at = joinPointer(rule.at, 'check', 'name');
  if (check === undefined) {
    const names = checks.map((candidate) => candidate.name);
    around.report(at, `There is no built-in check ${name}.${didYouMean(name, names) || ` There are ${names.join(', ')}.`}`);
    return undefined;
  }
  for (const target of rule.targets) {
    if (!check.targets.includes(target)) around.report(joinPointer(rule.at, 'for'), `The check ${name} cannot look at ${target}: it looks at ${check.targets.join(' or ')}.`);
  }
  return check;
}

function compileApplies(rule: PackRule, documents: readonly DocumentKind[], around: RuleSurroundings): CompiledRule['appliesTo'] {
  const { statuses } = rule;
  const byKind = new Map<DocumentKind, Predicate>();
  if (rule.appliesWhen !== undefined) {
    for (const kind of documents) {
      const predicate = compileBlock(rule.appliesWhen, joinPointer(rule.at, 'appliesTo', 'when'), outerScope(kind, 'when', around));
      if (predicate !== undefined) byKind.set(kind, predicate);
    }
  }
  return (view, run) => {
    const status = (view.contract ?? view.unit.unit.product)?.status;
    if (statuses !== undefined && (status === undefined || !statuses.includes(status))) return false;
    const predicate = byKind.get(view.kind);
    const root = predicate === undefined ? undefined : view.nodes(view.kind)[0];
    return predicate === undefined || root === undefined || predicate.test(root, run);
  };
}

interface TargetPart {
  readonly target: ListedTarget;
  readonly check: Check | undefined;
}

function compileTarget(rule: PackRule, { target, check }: TargetPart, around: RuleSurroundings): TargetRule[] {
  const kind = target.name;
  const when = rule.when === undefined ? undefined : compileBlock(rule.when, joinPointer(rule.at, 'when'), outerScope(kind, 'when', around));
  const must = rule.must === undefined ? undefined : compileBlock(rule.must, joinPointer(rule.at, 'must'), outerScope(kind, 'must', around));
  const messageScope = { kind, around, checkFields: check?.fields ?? [] };
  const text = rule.message ?? check?.message ?? `${rule.title}: {{label}}.`;
  const message = compileMessage(text, joinPointer(rule.at, 'message'), messageScope);
  const hint = rule.hint === undefined ? undefined : compileMessage(rule.hint, joinPointer(rule.at, 'fix', 'hint'), messageScope);
  reportSettings(rule, target, around);
  return [{ target, when, must, check: check === undefined ? undefined : prepareCheck(rule, check, around), message, hint }];
}

function prepareCheck(rule: PackRule, check: Check, around: RuleSurroundings): TargetRule['check'] {
  const pointer = joinPointer(rule.at, 'check');
  const filled = fillParams(rule.check?.params ?? {}, pointer, around);
  if (filled === undefined) return undefined;
  const params = readCheckParams(check, filled.value as Readonly<Record<string, unknown>>, { pointer, around });
  const report: RuleSurroundings['report'] = (at, message, part) => {
    around.report(at === '' ? pointer : at, message, part);
  };
  return params === undefined ? undefined : check.prepare(params, { ...around, report });
}

// `fix.set` gives values to the subject's own fields.
function reportSettings(rule: PackRule, target: ListedTarget, around: RuleSurroundings): void {
  for (const key of Object.keys(rule.set ?? {})) {
    const field = Object.hasOwn(target.fields, key) ? target.fields[key] : undefined;
    const at = joinPointer(rule.at, 'fix', 'set', key);
    if (field === undefined) around.report(at, `A ${target.noun} has no field ${key}.${didYouMean(key, Object.keys(target.fields))}`, 'key');
    else if (key.includes('.') || field.kind === 'node' || field.kind === 'nodes' || field.kind === 'object') around.report(at, `--fix can only set plain fields; ${key} is none.`, 'key');
  }
}

interface Compiled {
  readonly documents: readonly DocumentKind[];
  readonly targets: readonly TargetRule[];
}

function reportUnreachable(rule: PackRule, { documents, targets }: Compiled, around: RuleSurroundings): void {
  const reasons = targets.flatMap(({ target }) =>
    documents
      .filter((document) => target.documents.includes(document))
      .map((document) => contradictionIn({ document, target: target.name, statuses: rule.statuses, appliesWhen: rule.appliesWhen, when: rule.when, scope: { vocabulary: around.vocabulary } })),
  );
  if (reasons.length === 0 || reasons.some((reason) => reason === undefined)) return;
  around.report(joinPointer(rule.at, rule.when === undefined ? 'appliesTo' : 'when'), `Nothing can meet this rule: ${reasons[0] ?? ''}.`, 'key');
}


