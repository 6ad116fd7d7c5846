import type { DiffRule } from '../rule-row.ts';
import { contractRules } from './contract.ts';
import { peopleRules } from './people.ts';
import { statusRules } from './status.ts';

type ContractRuleId = (typeof contractRules)[number]['id'];
type PeopleRuleId = (typeof peopleRules)[number]['id'];
type StatusRuleId = (typeof statusRules)[number]['id'];

const likeContract = [
  'contract-id-changed',
  'contract-version-not-semver',
  'contract-version-decreased',
  'contract-version-not-bumped',
  'contract-version-bump-too-small',
  'contract-version-larger-than-needed',
  'contract-api-version-upgraded',
  'contract-api-version-downgraded',
  'contract-name-changed',
  'contract-domain-changed',
  'contract-tenant-changed',
] as const satisfies readonly ContractRuleId[];

const likePeople = [
  'support-channel-removed',
  'support-channel-added',
  'support-channel-changed',
  'team-owner-changed',
  'team-empty',
  'team-members-changed',
  'team-description-changed',
] as const satisfies readonly PeopleRuleId[];

const likeStatus = ['status-promoted', 'status-deprecated', 'status-retired', 'status-reverted', 'status-invalid-transition'] as const satisfies readonly StatusRuleId[];

type WithoutContract<Id extends string> = Id extends `contract-${infer Rest}` ? Rest : Id;
type Twin = (typeof likeContract)[number] | (typeof likePeople)[number] | (typeof likeStatus)[number];

/** The product's own rule for what is a rule of contracts: `contract-name-changed` → `product-name-changed`, `team-empty` → `product-team-empty`. */
export type ProductTwinId = `product-${WithoutContract<Twin>}`;

const twins: ReadonlySet<string> = new Set([...likeContract, ...likePeople, ...likeStatus]);

function twinId(id: string): string {
  return `product-${id.replace(/^contract-/u, '')}`;
}

function ofProduct(text: string): string {
  return text.replaceAll(/\bcontract\b/gu, 'product').replaceAll(/\bcontracts\b/gu, 'products').replace('ports and consumers that name', 'consumers and registries that name');
}

/** DIFF, section 16: "as sections 13 and 14, with the prefix `product-`", and the version arithmetic of section 2. */
export const productIdentityRules: readonly (DiffRule & { readonly id: ProductTwinId })[] = [...contractRules, ...peopleRules, ...statusRules]
  .filter((rule) => twins.has(rule.id))
  .map((rule) => ({
    ...rule,
    id: twinId(rule.id) as ProductTwinId,
    on: rule.on === 'contract' ? 'product' : rule.on,
    mirror: typeof rule.mirror === 'string' ? twinId(rule.mirror) : rule.mirror,
    title: ofProduct(rule.title),
    effect: ofProduct(rule.effect),
    ...('cases' in rule ? { cases: rule.cases.map((given) => ({ ...given, ...('effect' in given ? { effect: ofProduct(given.effect) } : {}) })) } : {}),
    remedy: rule.id === 'status-deprecated' ? 'Name the last day far enough ahead: an SLA endOfLife (or endOfSupport) in its contracts, and say what replaces it.' : ofProduct(rule.remedy),
  }));
