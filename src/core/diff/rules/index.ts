import type { DiffRule, RuleSection } from '../rule-row.ts';
import { columnRules } from './column.ts';
import { contractRules } from './contract.ts';
import { keyRules } from './key.ts';
import { metaRules } from './meta.ts';
import { peopleRules } from './people.ts';
import { productIdentityRules, type ProductTwinId } from './product-identity.ts';
import { productInputRules } from './product-inputs.ts';
import { productRules } from './product.ts';
import { statusRules } from './status.ts';
import { tableRules } from './table.ts';
import { typeRules } from './type.ts';

/** Every rule of `dp diff`, by section of DIFF.md. A new section: one file beside this one, and its lines here. */
export const ruleSections: readonly RuleSection[] = [
  { number: 2, title: 'Contract identity and version', rules: contractRules },
  { number: 3, title: 'Schema objects', rules: tableRules },
  { number: 4, title: 'Existence and identity of columns', rules: columnRules },
  { number: 5, title: 'Types', rules: typeRules },
  { number: 6, title: 'Nullability and keys', rules: keyRules },
  { number: 13, title: 'Roles, price, terms, people', rules: peopleRules },
  { number: 14, title: 'Status and deprecation', rules: statusRules },
  { number: 16, title: 'Data product and ports', rules: [...productIdentityRules, ...productRules, ...productInputRules] },
  { number: 17, title: 'Meta', rules: metaRules },
];

type RowId =
  | (typeof contractRules)[number]['id']
  | (typeof tableRules)[number]['id']
  | (typeof columnRules)[number]['id']
  | (typeof typeRules)[number]['id']
  | (typeof keyRules)[number]['id']
  | (typeof peopleRules)[number]['id']
  | (typeof statusRules)[number]['id']
  | (typeof productRules)[number]['id']
  | (typeof productInputRules)[number]['id']
  | (typeof metaRules)[number]['id'];

/** The id of every rule; compare can name no other. */
export type DiffRuleId = RowId | ProductTwinId;

const byId: ReadonlyMap<string, DiffRule> = new Map(ruleSections.flatMap((section) => section.rules.map((rule) => [rule.id, rule] as const)));

/** The row of a rule. */
export function findDiffRule(id: string): DiffRule | undefined {
  return byId.get(id);
}

/** Every id, for "did you mean" and the settings. */
export function diffRuleIds(): string[] {
  return [...byId.keys()];
}
