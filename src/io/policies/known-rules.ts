import { compareText } from '../../core/model/draft.ts';
import type { RuleInfo } from '../../core/model/rule-info.ts';
import { policyRuleInfo } from '../../core/policy/rules.ts';
import type { World } from '../world.ts';
import { loadCatalogue } from './load-policies.ts';
import { openPolicies } from './open-policies.ts';

/** The rules of dp's own catalogue, sorted by id. */
export function cataloguePolicyRules(): RuleInfo[] {
  return loadCatalogue()
    .rules.map((rule) => policyRuleInfo(rule))
    .sort((a, b) => compareText(a.id, b.id));
}

/** The rules of the packs in force where the command was typed, then those of dp's catalogue. */
export async function knownPolicyRules(world: World): Promise<RuleInfo[]> {
  const { policies } = await openPolicies(world, { kind: 'settings' });
  const inForce = [...policies.rules.values()].map((effective) => policyRuleInfo(effective.rule, effective));
  const names = new Set(inForce.map(({ id }) => id));
  return [...inForce, ...cataloguePolicyRules().filter(({ id }) => !names.has(id))];
}
