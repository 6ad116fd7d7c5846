import { ruleSections } from '../diff/rules/index.ts';
import { lineageRules } from '../lineage/rules.ts';
import { yamlRules } from '../manifest/yaml-rules.ts';
import { compareText } from '../model/draft.ts';
import type { RuleArea, RuleInfo } from '../model/rule-info.ts';
import { outdatedRules } from '../outdated/rules.ts';
import { policyRules } from '../policy/rules.ts';
import { referenceRules } from '../references/index.ts';
import { registryRules } from '../registry/rules.ts';
import { schemaRules } from '../schema/rules.ts';
import { describeDiffRule } from './describe-diff-rule.ts';

const diffRules = ruleSections.flatMap((section) => section.rules.map(describeDiffRule));

/** Every rule that dp itself has, by area. Rules of policy packs come with their packs. */
export const ruleCatalogue: readonly RuleInfo[] = [yamlRules, schemaRules, referenceRules, diffRules, registryRules, outdatedRules, lineageRules, policyRules].flat().map(describe);

const byId: ReadonlyMap<string, RuleInfo> = new Map(ruleCatalogue.map((rule) => [rule.id, rule]));

/** The rule of an id, if dp has it. */
export function findRule(id: string): RuleInfo | undefined {
  return byId.get(id);
}

/** The areas that have rules, in the order of the catalogue. */
export function ruleAreas(): RuleArea[] {
  return [...new Set(ruleCatalogue.map((rule) => rule.area))];
}

/** The rules of one area, sorted by id. */
export function rulesOf(area: RuleArea): RuleInfo[] {
  return ruleCatalogue.filter((rule) => rule.area === area).sort((a, b) => compareText(a.id, b.id));
}

// Rows of some areas hold more (how they check), which is nothing to print.
function describe({ id, area, severity, title, why, remedy, bad, good, since, grade }: RuleInfo): RuleInfo {
  return {
    id,
    area,
    severity,
    title,
    why,
    remedy,
    ...(bad === undefined ? {} : { bad }),
    ...(good === undefined ? {} : { good }),
    since,
    ...(grade === undefined ? {} : { grade }),
  };
}
