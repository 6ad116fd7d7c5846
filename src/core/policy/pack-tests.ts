import { compareText, type FindingDraft } from '../model/draft.ts';
import { joinPointer } from '../model/pointer.ts';
import type { CompiledPolicies, ReadyRule } from './compile-policies.ts';
import { compileRule } from './compile-rule.ts';
import { evaluatePolicies } from './evaluate.ts';
import { readGiven } from './examples/given.ts';
import { sourced } from './inherit/strictness.ts';
import type { Definition, PackRule, PolicyPack, RuleTest } from './pack/model.ts';
import { problemList } from './pack/problem.ts';
import { policyWorld } from './targets/world.ts';

export interface ExampleResult {
  readonly rule: string;
  readonly test: string;
  readonly isPassed: boolean;
  /** What was expected and what came, where they differ. */
  readonly difference: string | null;
}

export interface PackTestReport {
  readonly results: readonly ExampleResult[];
  /** Rules without an example that passes, or without one that fails. */
  readonly lacking: readonly { readonly rule: string; readonly lacks: readonly ('passing' | 'failing')[] }[];
  /** `policy-example-failed` and `policy-example-missing` findings. */
  readonly drafts: readonly FindingDraft[];
}

/**
 * Runs the examples of a pack's own rules (`dp policy test`), drafts included: each gives a document and the findings it
 * expects, by keyed path. `today` is only for examples that name no day of their own.
 */
export function runPackTests(pack: PolicyPack, compiled: CompiledPolicies, options: { readonly today: string }): PackTestReport {
  const own = pack.rules.filter(({ stage }) => stage !== 'retired');
  const ready = new Map(compiled.rules.map((rule) => [rule.effective.rule.name, rule] as const));
  const results: ExampleResult[] = [];
  const lacking: { rule: string; lacks: ('passing' | 'failing')[] }[] = [];
  const drafts: FindingDraft[] = [];
  for (const rule of own) {
    const runnable = ready.get(rule.name);
    if (runnable === undefined) continue;
    for (const test of rule.tests) {
      const difference = runExample(asEnforced(runnable), test, { compiled, today: test.today ?? options.today });
      results.push({ rule: rule.name, test: test.name, isPassed: difference === null, difference });
      if (difference !== null) drafts.push(failedDraft(rule, test, difference));
    }
    const lacks = lacksOf(rule);
    if (lacks.length > 0) lacking.push({ rule: rule.name, lacks });
    if (lacks.length > 0) drafts.push(missingDraft(rule, lacks));
  }
  return { results, lacking, drafts };
}

/** An example shows what the rule means, whatever the state of its roll-out. */
function asEnforced(ready: ReadyRule): ReadyRule {
  const { stage } = ready.effective;
  return { ...ready, effective: { ...ready.effective, stage: sourced('enforced', stage.from), effectiveFrom: sourced(undefined, stage.from) } };
}

function runExample(ready: ReadyRule, test: RuleTest, { compiled, today }: { readonly compiled: CompiledPolicies; readonly today: string }): string | null {
  const { judged, others, changes, definitions } = readGiven(ready.effective.rule, test, ready.compiled.documents);
  const world = policyWorld({ units: [judged, ...others], published: [], changes });
  const isJudged = (view: { readonly unit: { readonly unit: unknown } }): boolean => view.unit.unit === judged;
  const { drafts } = evaluatePolicies({ compiled: { ...compiled, rules: [withDefinitions(ready, compiled, definitions)] }, world, isJudged, today });
  const expected = test.expect.map(({ at, message }) => (message === undefined ? at : `${at}: ${message}`)).sort(compareText);
  const hasMessage = new Map(test.expect.map(({ at, message }) => [at, message !== undefined] as const));
  const found = drafts.map(({ subject, message }) => (hasMessage.get(subject.path) === true ? `${subject.path}: ${message}` : subject.path)).sort(compareText);
  return JSON.stringify(expected) === JSON.stringify(found) ? null : `expected ${listed(expected)}, found ${listed(found)}`;
}

/** A rule that compares with shared terms is compiled anew for an example that brings its own. */
function withDefinitions(ready: ReadyRule, { policies }: CompiledPolicies, definitions: readonly Definition[]): ReadyRule {
  if (definitions.length === 0) return ready;
  const { rule, pack, params } = ready.effective;
  const values = new Map([...params].map(([name, { value }]) => [name, value] as const));
  const compiled = compileRule(rule, { vocabulary: policies.vocabulary, params: values, lists: pack.lists, definitions, report: problemList(rule.document).report });
  return compiled === undefined ? ready : { ...ready, compiled };
}

function listed(paths: readonly string[]): string {
  return paths.length === 0 ? 'nothing' : paths.map((path) => (path === '' ? 'the document itself' : path)).join(' and ');
}

function lacksOf({ tests }: PackRule): ('passing' | 'failing')[] {
  const hasPassing = tests.some(({ expect }) => expect.length === 0);
  const hasFailing = tests.some(({ expect }) => expect.length > 0);
  return [...(hasPassing ? [] : (['passing'] as const)), ...(hasFailing ? [] : (['failing'] as const))];
}

const noSubject = { product: null, key: null, contract: null, path: '' };

function failedDraft(rule: PackRule, test: RuleTest, difference: string): FindingDraft {
  return {
    rule: 'policy-example-failed',
    severity: 'error',
    message: `${rule.name}, "${test.name}": ${difference}.`,
    at: { document: rule.document, pointer: joinPointer(test.at, 'name') },
    subject: noSubject,
    discriminator: JSON.stringify([rule.name, test.name]),
    help: 'Mend the rule, or what the example expects.',
  };
}

function missingDraft(rule: PackRule, lacks: readonly string[]): FindingDraft {
  return {
    rule: 'policy-example-missing',
    severity: 'warning',
    message: `${rule.name} has no ${lacks.join(' and no ')} example.`,
    at: { document: rule.document, pointer: joinPointer(rule.at, 'id') },
    subject: noSubject,
    discriminator: rule.name,
    help: 'Add one under tests: a document that meets the rule with expect: [], and one that breaks it with expect: [{at: …}].',
  };
}
