import type { DataContract } from '../../model/contract.ts';
import { parseVersion } from '../../model/semver.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { recordAt } from '../raw.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { foldSpace, sameValue } from '../value.ts';
import { compareErrorHandling } from './compare-error-handling.ts';
import { comparePrice, compareRoles, compareSupport, compareTeam } from './compare-people.ts';
import { compareQuality } from './compare-quality.ts';
import { compareRelationships } from './compare-relationships.ts';
import { compareServers } from './compare-servers.ts';
import { compareSla } from './compare-sla.ts';
import { compareStatus } from './compare-status.ts';
import { compareStream } from './compare-stream.ts';
import { compareTables } from './compare-tables.ts';
import { compareContext, type CompareContext, type CompareOptions, contractEndDate } from './context.ts';
import { compareDpProperties, compareProse, compareRest, type RestSpec } from './rest.ts';

const root: Spot = { path: '', at: '', was: '' };
const descriptionSpot: Spot = { path: 'description', at: '/description', was: '/description' };

/**
 * Everything that differs between two contracts, as facts. Both are compared in the canonical model, so that the version
 * of the standard, an explicit default, an order or a spelling is no difference. Versions are judged apart (version-gate).
 */
export function compareContracts(contracts: Pair<DataContract>, options: CompareOptions): Change[] {
  if (isSameContent({ old: contracts.old.document, new: contracts.new.document })) return [];
  const context = compareContext(contracts, options);
  return [
    ...compareIdentity(contracts),
    ...compareTexts(context),
    ...compareTables(context),
    ...compareRelationships(context),
    ...comparePeople(context),
    ...compareStatus(statusFacts(contracts, options.today), root),
    ...compareQuality(context),
    ...compareSla(context),
    ...compareServers({ old: contracts.old.servers, new: contracts.new.servers }, context.documents),
    ...compareStream(contracts),
    ...compareErrorHandling(contracts),
  ];
}

// Most contracts of a change set did not change at all.
function isSameContent({ old, new: successor }: Pair<DataContract['document']>): boolean {
  return old.text === successor.text || sameValue(old.data, successor.data);
}

function statusFacts({ old, new: successor }: Pair<DataContract>, today: string): Parameters<typeof compareStatus>[0] {
  return { from: old.status, to: successor.status, today, prefix: '', endsOn: contractEndDate(successor), ended: contractEndDate(old) };
}

function comparePeople({ contracts, documents, today }: CompareContext): Change[] {
  const { old, new: successor } = contracts;
  return [
    ...compareRoles({ old: old.roles, new: successor.roles }, root, documents),
    ...comparePrice({ old: old.price, new: successor.price }, root, documents),
    ...compareSupport({ old: old.support, new: successor.support }, root, { documents, prefix: '' }),
    ...compareTeam({ old: old.team, new: successor.team }, root, { documents, prefix: '', today }),
  ];
}

function compareIdentity({ old, new: successor }: Pair<DataContract>): Change[] {
  const field = (name: 'id' | 'name' | 'domain' | 'tenant' | 'dataProduct', rule: DiffRuleId): Change[] =>
    old[name] === successor[name] ? [] : [change(rule, root, { field: name, from: old[name], to: successor[name] })];
  return [
    ...field('id', 'contract-id-changed'),
    ...field('name', 'contract-name-changed'),
    ...field('domain', 'contract-domain-changed'),
    ...field('tenant', 'contract-tenant-changed'),
    ...field('dataProduct', 'contract-data-product-changed'),
    ...compareApiVersion(old.apiVersion, successor.apiVersion, { upgraded: 'contract-api-version-upgraded', downgraded: 'contract-api-version-downgraded' }),
  ];
}

/** The version of the standard: greater or smaller, by semantic version. */
export function compareApiVersion(from: string, to: string, rules: { readonly upgraded: DiffRuleId; readonly downgraded: DiffRuleId }): Change[] {
  if (from === to) return [];
  const [before, after] = [parseVersion(from.replace(/^v/u, '')), parseVersion(to.replace(/^v/u, ''))];
  if (before === undefined || after === undefined) return [change('unknown-change', root, { field: 'apiVersion', from, to })];
  const steps = after.major - before.major || after.minor - before.minor || after.patch - before.patch;
  return [change(steps > 0 ? rules.upgraded : rules.downgraded, root, { field: 'apiVersion', from, to })];
}

const contractRest: RestSpec = {
  known: {
    apiVersion: 'text', kind: 'any', id: 'text', version: 'text', name: 'text', status: 'text', domain: 'text', tenant: 'text', dataProduct: 'text',
    description: 'record', context: 'any', schema: 'list', roles: 'list', support: 'list', team: 'any', price: 'record', contractCreatedTs: 'text', servers: 'list', slaProperties: 'list', slaDefaultElement: 'text',
  },
  prose: ['contractCreatedTs', 'tags', 'authoritativeDefinitions'],
  rule: 'contract-author-metadata-changed',
  skipsId: true,
  skipsDpProperties: true,
};

function compareTexts(context: CompareContext): Change[] {
  const { documents, contracts } = context;
  const raw = { old: recordAt(documents.old, ''), new: recordAt(documents.new, '') };
  return [
    ...compareRest(documents, root, contractRest),
    ...compareTerms({ old: recordAt(documents.old, '/description'), new: recordAt(documents.new, '/description') }),
    ...compareRest(documents, descriptionSpot, { known: { purpose: 'text', usage: 'text', limitations: 'text' }, prose: ['authoritativeDefinitions'], rule: 'contract-description-changed' }),
    ...compareProse({ old: { context: raw.old['context'] }, new: { context: raw.new['context'] } }, root, { prose: ['context'], rule: 'contract-description-changed' }),
    ...compareDpProperties({ old: contracts.old.customProperties, new: contracts.new.customProperties }, root, ['stream', 'errorHandling']),
  ];
}

const terms = ['purpose', 'usage', 'limitations'] as const;

function compareTerms({ old, new: successor }: Pair<Readonly<Record<string, unknown>>>): Change[] {
  const textOf = (value: unknown): string => (typeof value === 'string' ? foldSpace(value) : '');
  const changed = terms.filter((name) => textOf(old[name]) !== textOf(successor[name]));
  const [first] = changed;
  if (first === undefined) return [];
  const pick = (side: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(changed.map((name) => [name, side[name] ?? null]));
  const where = changed.includes('limitations') ? 'limitations' : first;
  return [
    change('usage-terms-changed', descriptionSpot, {
      from: pick(old), to: pick(successor), what: `${changed.join(', ')} changed`,
      at: `/description/${where}`, was: `/description/${where}`, traits: changed.includes('limitations') ? ['limitations'] : [],
    }),
  ];
}
