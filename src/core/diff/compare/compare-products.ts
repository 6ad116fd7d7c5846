import { dpValue } from '../../manifest/read-product.ts';
import { isRecord } from '../../manifest/node-reader.ts';
import type { DataProduct } from '../../model/product.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { type RawRecord, recordAt } from '../raw.ts';
import type { Trait } from '../rule-row.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { proseForm, sameValue, show } from '../value.ts';
import { compareApiVersion } from './compare-contracts.ts';
import { compareModel } from './compare-model.ts';
import { compareSupport, compareTeam } from './compare-people.ts';
import { compareInputPorts, compareManagementPorts, compareOutputPorts, type PortOracle } from './compare-ports.ts';
import { compareStatus } from './compare-status.ts';
import type { MatchedPorts } from './match-ports.ts';
import { compareDpProperties, compareProse, compareUnknown, type Documents } from './rest.ts';

const root: Spot = { path: '', at: '', was: '' };

export interface ProductFacts {
  readonly today: string;
  readonly ports: MatchedPorts;
  readonly oracle: PortOracle;
  /** YYYY-MM-DD: the ends that the contracts name, on either side. */
  readonly ends: Pair<string | undefined>;
}

/** Everything of a data product but its contracts' contents, as facts (DIFF, section 16). */
export function compareProducts(products: Pair<DataProduct>, facts: ProductFacts): Change[] {
  const { old, new: successor } = products;
  const documents: Documents = { old: old.document, new: successor.document };
  return [
    ...compareIdentity(products),
    ...compareTexts(products),
    ...compareOutputPorts(facts.ports, facts.oracle),
    ...compareInputPorts({ old: old.inputPorts, new: successor.inputPorts }, documents),
    ...compareManagementPorts({ old: old.managementPorts, new: successor.managementPorts }, documents),
    ...compareSupport({ old: old.support, new: successor.support }, root, { documents, prefix: 'product-' }),
    ...compareTeam({ old: old.team, new: successor.team }, root, { documents, prefix: 'product-', today: facts.today }),
    ...compareStatus({ from: old.status, to: successor.status, today: facts.today, prefix: 'product-', endsOn: facts.ends.new, ended: facts.ends.old }, root),
    ...compareModel({ old: dpValue(old, 'mlModel'), new: dpValue(successor, 'mlModel') }),
    ...compareExamples(products),
    ...compareDpProperties({ old: old.customProperties, new: successor.customProperties }, root, ['mlModel', 'examples']),
  ];
}

function compareIdentity({ old, new: successor }: Pair<DataProduct>): Change[] {
  const field = (name: 'id' | 'name' | 'domain' | 'tenant', rule: DiffRuleId): Change[] =>
    old[name] === successor[name] ? [] : [change(rule, root, { field: name, from: old[name], to: successor[name] })];
  const deprecated = old.deprecated === successor.deprecated ? [] : [change(successor.deprecated ? 'product-deprecated' : 'product-undeprecated', root, { field: 'deprecated', from: old.deprecated, to: successor.deprecated })];
  return [
    ...field('id', 'product-id-changed'),
    ...field('name', 'product-name-changed'),
    ...field('domain', 'product-domain-changed'),
    ...field('tenant', 'product-tenant-changed'),
    ...deprecated,
    ...compareApiVersion(old.apiVersion, successor.apiVersion, { upgraded: 'product-api-version-upgraded', downgraded: 'product-api-version-downgraded' }),
  ];
}

const prose = ['productCreatedTs', 'type', 'context', 'synonyms', 'tags', 'authoritativeDefinitions'] as const;
const ofDescription = ['purpose', 'usage', 'limitations', 'links'] as const;

const known = {
  apiVersion: 'text', kind: 'any', id: 'text', name: 'text', version: 'text', status: 'text', domain: 'text', tenant: 'text', deprecated: 'flag', description: 'record',
  inputPorts: 'list', outputPorts: 'list', managementPorts: 'list', support: 'list', team: 'any', customProperties: 'list',
  productCreatedTs: 'any', type: 'any', context: 'any', synonyms: 'any', tags: 'any', authoritativeDefinitions: 'any',
} as const;
const knownOfDescription = { purpose: 'text', usage: 'text', limitations: 'text', authoritativeDefinitions: 'list', customProperties: 'list' } as const;

const descriptionSpot: Spot = { path: 'description', at: '/description', was: '/description' };

// The description and all other prose of the product are one element, hence one finding.
function compareTexts({ old, new: successor }: Pair<DataProduct>): Change[] {
  const raw = { old: recordAt(old.document, ''), new: recordAt(successor.document, '') };
  const description = { old: recordAt(old.document, '/description'), new: recordAt(successor.document, '/description') };
  const flat = { old: flatten(raw.old), new: flatten(raw.new) };
  const isLimited = proseForm(flat.old['limitations']) !== proseForm(flat.new['limitations']);
  const where = isLimited ? 'limitations' : ofDescription.find((key) => proseForm(flat.old[key]) !== proseForm(flat.new[key]));
  const place = where === undefined ? {} : { at: `/description/${where}`, was: `/description/${where}` };
  const traits: Trait[] = isLimited ? ['limitations'] : [];
  return [
    ...compareProse(flat, root, { prose: [...prose, ...ofDescription], rule: 'product-description-changed', skipsDpProperties: true }).map((item) => ({ ...item, ...place, traits })),
    ...compareUnknown(raw, root, known),
    ...compareUnknown(description, descriptionSpot, knownOfDescription),
  ];
}

function flatten(raw: RawRecord): RawRecord {
  const description = isRecord(raw['description']) ? raw['description'] : {};
  const { purpose, usage, limitations, authoritativeDefinitions: links, customProperties } = description;
  const own: readonly unknown[] = Array.isArray(raw['customProperties']) ? raw['customProperties'] : [];
  return { ...raw, purpose, usage, limitations, links, customProperties: [...own, ...(Array.isArray(customProperties) ? (customProperties as unknown[]) : [])] };
}

interface Example {
  readonly at: string;
  readonly label: string;
  readonly value: unknown;
}

function examplesOf(product: DataProduct): Example[] {
  const found = dpValue(product, 'examples');
  if (found === undefined || !Array.isArray(found.value)) return [];
  return found.value.map((value: unknown, index) => {
    const title: unknown = isRecord(value) ? (value['title'] ?? value['file']) : undefined;
    return { at: `${found.at}/${String(index)}`, label: typeof title === 'string' ? title : String(index), value };
  });
}

/** Usage examples, by title, then by file. */
function compareExamples({ old, new: successor }: Pair<DataProduct>): Change[] {
  const fileOf = (item: Example): string | undefined => (isRecord(item.value) && typeof item.value['file'] === 'string' ? item.value['file'] : undefined);
  const matched = matchByKeys<Example>(examplesOf(old), examplesOf(successor), [(item) => item.label, fileOf]);
  const spotOf = (item: Example, sides: { readonly at: string; readonly was: string }): Spot => ({ path: keyedPath('', { name: 'examples', keys: { title: item.label } }), ...sides });
  const anchor = dpValue(successor, 'examples')?.at ?? '/customProperties';
  return [
    ...matched.pairs
      .filter((pair) => !sameValue(pair.old.value, pair.new.value))
      .map((pair) => change('usage-example-changed', spotOf(pair.new, { at: pair.new.at, was: pair.old.at }), { from: pair.old.value, to: pair.new.value, what: `Usage example ${show(pair.new.label)} changed` })),
    ...matched.removed.map((item) => change('usage-example-removed', spotOf(item, { at: anchor, was: item.at }), { from: item.label, what: `Usage example ${show(item.label)} is gone`, part: 'key' })),
    ...matched.added.map((item) => change('usage-example-added', spotOf(item, { at: item.at, was: '' }), { to: item.label, what: `Usage example ${show(item.label)} is new`, was: undefined })),
  ];
}
