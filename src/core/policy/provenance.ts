import { compareText } from '../model/draft.ts';
import type { EffectivePolicies, EffectiveRule, Sourced } from './effective.ts';
import { placeText } from './pack/problem.ts';

/** A value in force and who said it, for `dp policy show --effective`. */
export interface ProvenanceLine {
  readonly field: string;
  readonly value: unknown;
  /** The pack or dp.yaml, and the place in its file. */
  readonly origin: string;
  readonly place: string;
  /** What it replaced, the last first. */
  readonly before: readonly { readonly value: unknown; readonly origin: string }[];
}

/** Where every value of a rule came from. */
export function provenanceOf(rule: EffectiveRule): ProvenanceLine[] {
  const line = (field: string, { value, from, before }: Sourced<unknown>): ProvenanceLine => ({
    field,
    value: value ?? null,
    origin: from.origin,
    place: placeText(from.at),
    before: before.map((old) => ({ value: old.value ?? null, origin: old.from.origin })),
  });
  return [
    line('severity', rule.severity),
    line('enforcement', rule.enforcement),
    line('stage', rule.stage),
    line('effectiveFrom', rule.effectiveFrom),
    ...[...rule.params].sort(([a], [b]) => compareText(a, b)).map(([name, value]) => line(`params.${name}`, value)),
  ];
}

/** The rules in force, sorted by name. */
export function rulesInForce(policies: EffectivePolicies): EffectiveRule[] {
  return [...policies.rules.values()].filter(({ stage }) => stage.value !== 'retired').sort((a, b) => compareText(a.rule.name, b.rule.name));
}
