import { yamlRules } from '../manifest/yaml-rules.ts';
import { compareText } from '../model/draft.ts';
import type { RuleInfo } from '../model/rule-info.ts';

/** Every rule that dp itself has, by area and then id. Rules of policy packs come with their packs. */
export const ruleCatalogue: readonly RuleInfo[] = [yamlRules].flat();

const byId: ReadonlyMap<string, RuleInfo> = new Map(ruleCatalogue.map((rule) => [rule.id, rule]));

/** The rule of an id, if dp has it. */
export function findRule(id: string): RuleInfo | undefined {
  return byId.get(id);
}

/** The areas that have rules, in the order of the catalogue. */
export function ruleAreas(): RuleInfo['area'][] {
  return [...new Set(ruleCatalogue.map((rule) => rule.area))];
}

/** The rules of one area, sorted by id. */
export function rulesOf(area: RuleInfo['area']): RuleInfo[] {
  return ruleCatalogue.filter((rule) => rule.area === area).sort((a, b) => compareText(a.id, b.id));
}
