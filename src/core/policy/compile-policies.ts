import type { EffectivePolicies, EffectiveRule } from './effective.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import { type PackProblem, problemList } from './pack/problem.ts';

/** A rule in force as closures. */
export interface ReadyRule {
  readonly effective: EffectiveRule;
  readonly compiled: CompiledRule;
}

export interface CompiledPolicies {
  readonly policies: EffectivePolicies;
  /** Sorted by name; retired rules are not among them. */
  readonly rules: readonly ReadyRule[];
}

export type PolicyCompilation = { readonly ok: true; readonly compiled: CompiledPolicies } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** Turns everything in force into closures, once a run. Problems that only the parameters in force bring about are reported. */
export function compilePolicies(policies: EffectivePolicies): PolicyCompilation {
  const problems: PackProblem[] = [];
  const rules: ReadyRule[] = [];
  const active = [...policies.rules.values()].filter(({ stage }) => stage.value !== 'retired').sort((a, b) => (a.rule.name < b.rule.name ? -1 : 1));
  for (const effective of active) {
    const list = problemList(effective.rule.document);
    const params = new Map([...effective.params].map(([name, { value }]) => [name, value] as const));
    const compiled = compileRule(effective.rule, { vocabulary: policies.vocabulary, params, lists: effective.pack.lists, definitions: policies.definitions, report: list.report, isTrusted: effective.pack.isBuiltIn });
    problems.push(...list.problems);
    if (compiled !== undefined) rules.push({ effective, compiled });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, compiled: { policies, rules } };
}
