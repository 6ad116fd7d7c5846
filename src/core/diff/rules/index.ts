import type { DiffRule, RuleSection } from '../rule-row.ts';
import { columnRules } from './column.ts';
import { boundRules, constraintRules } from './constraint.ts';
import { contractRules } from './contract.ts';
import { enumRules } from './enum.ts';
import { keyRules } from './key.ts';
import { metaRules } from './meta.ts';
import { peopleRules } from './people.ts';
import { productIdentityRules, type ProductTwinId } from './product-identity.ts';
import { productInputRules } from './product-inputs.ts';
import { productRules } from './product.ts';
import { protectionRules } from './protection.ts';
import { qualityRules } from './quality.ts';
import { serverRules } from './server.ts';
import { slaRules } from './sla.ts';
import { statusRules } from './status.ts';
import { streamRules } from './stream.ts';
import { tableRules } from './table.ts';
import { typeRules } from './type.ts';

/** Every rule of `dp diff`, by section of DIFF.md. A new section: one file beside this one, and its lines here. */
export const ruleSections: readonly RuleSection[] = [
  { number: 2, title: 'Contract identity and version', rules: contractRules },
  { number: 3, title: 'Schema objects', rules: tableRules },
  { number: 4, title: 'Existence and identity of columns', rules: columnRules },
  { number: 5, title: 'Types', rules: typeRules },
  { number: 6, title: 'Nullability and keys', rules: keyRules },
  { number: 7, title: 'Constraints on values', rules: [...boundRules, ...constraintRules] },
  { number: 8, title: 'Enumerations', rules: enumRules },
  { number: 9, title: 'Layout, classification, protection', rules: protectionRules },
  { number: 10, title: 'Quality rules', rules: qualityRules },
  { number: 11, title: 'Service levels', rules: slaRules },
  { number: 12, title: 'Servers', rules: serverRules },
  { number: 13, title: 'Roles, price, terms, people', rules: peopleRules },
  { number: 14, title: 'Status and deprecation', rules: statusRules },
  { number: 15, title: 'Streams', rules: streamRules },
  { number: 16, title: 'Data product and ports', rules: [...productIdentityRules, ...productRules, ...productInputRules] },
  { number: 17, title: 'Meta', rules: metaRules },
];

type RowId =
  | (typeof contractRules)[number]['id']
  | (typeof tableRules)[number]['id']
  | (typeof columnRules)[number]['id']
  | (typeof typeRules)[number]['id']
  | (typeof keyRules)[number]['id']
  | (typeof boundRules)[number]['id']
  | (typeof constraintRules)[number]['id']
  | (typeof enumRules)[number]['id']
  | (typeof protectionRules)[number]['id']
  | (typeof qualityRules)[number]['id']
  | (typeof slaRules)[number]['id']
  | (typeof serverRules)[number]['id']
  | (typeof streamRules)[number]['id']
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
