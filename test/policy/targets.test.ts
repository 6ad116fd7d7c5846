import { describe, expect, test } from 'vitest';
import { startRun } from '../../src/core/policy/targets/run.ts';
import { kindOf, targets } from '../../src/core/policy/targets/index.ts';
import { type Node, type NodeKind, pathOf, targetNames } from '../../src/core/policy/targets/node.ts';
import { customPropertiesOf } from '../../src/core/policy/targets/custom.ts';
import { resolveField } from '../../src/core/policy/targets/resolve-field.ts';
import { policyWorld } from '../../src/core/policy/targets/world.ts';
import { valueAt } from '../../src/core/manifest/value-at.ts';
import { richContract, richProduct } from './rich-documents.ts';
import { broken, judge, pack, packText, problemsOf, today, unit } from './support.ts';

const rich = unit(richProduct, richContract);
const change = { verdict: 'compatible', demanded: 'minor', declared: 'minor', isEnough: true } as const;
const world = policyWorld({ units: [rich], changes: new Map([['orders/contracts/1.odcs.yaml', change]]) });
const run = startRun(world, today);
const [view] = world.units;

function nodes(kind: NodeKind): Node[] {
  const documents = [view?.product, ...(view?.contracts ?? [])].filter((document) => document !== undefined);
  return targetNames.filter((name) => name === kind).flatMap((name) => documents.flatMap((document) => document.nodes(name)));
}

/** Items of lists are found through the fields that hold them. */
function items(kind: NodeKind): Node[] {
  return targets.flatMap(({ name, fields }) => Object.values(fields).filter(({ target }) => target === kind).flatMap((field) => nodes(name).flatMap((node) => (field.read(node, run) ?? []) as Node[])));
}

const itemKinds: readonly NodeKind[] = ['links', 'synonyms', 'enumValues', 'relationships', 'sboms', 'inputContracts', 'trainingData', 'artifacts', 'featurePipelines'];

describe.each([...targetNames, ...itemKinds])('%s', (kind) => {
  const found = itemKinds.includes(kind) ? items(kind) : nodes(kind);

  test('are found in the documents they stand in', () => {
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ view: { kind: document } }) => kindOf(kind).documents.includes(document))).toBe(true);
    expect(kindOf(kind).isSingle ? found.length <= kindOf(kind).documents.length : true).toBe(true);
  });

  test.each(Object.entries(kindOf(kind).fields))('have %s, read where it stands', (_name, field) => {
    const withValue = found.filter((node) => field.read(node, run) !== undefined);
    expect(withValue.length).toBeGreaterThan(0);
    for (const node of withValue) {
      const { document, pointer } = field.place(node, run);
      expect(document).toBe(node.view.source);
      // A default of the standard stands nowhere.
      if (field.hasDefault !== true || node === withValue[0]) expect(valueAt(node.view.source.data, pointer), pointer).toBeDefined();
    }
  });
});

test('each target lists its things by keyed path and place', () => {
  const found = targetNames.map((kind) => `${kind}: ${nodes(kind).map((node) => `${pathOf(node)} @${node.at}`).join(' | ')}`);
  expect(found).toEqual([
    'product:  @',
    'contract:  @',
    'tables: schema[name=orders] @/schema/0',
    'columns: schema[name=orders].properties[name=total] @/schema/0/properties/0 | schema[name=orders].properties[name=lines] @/schema/0/properties/1 | schema[name=orders].properties[name=lines].items.properties[name=sku] @/schema/0/properties/1/items/properties/0 | schema[name=orders].properties[name=address] @/schema/0/properties/2 | schema[name=orders].properties[name=address].properties[name=zip] @/schema/0/properties/2/properties/0 | schema[name=orders].properties[name=labels] @/schema/0/properties/3 | schema[name=orders].properties[name=labels].map.value.properties[name=text] @/schema/0/properties/3/map/value/properties/0',
    'inputPorts: inputPorts[name=shop] @/inputPorts/0',
    'outputPorts: outputPorts[name=orders,version=1.2.0] @/outputPorts/0',
    'managementPorts: managementPorts[name=health] @/managementPorts/0',
    'slas: slaProperties[property=ly,element=orders.total] @/slaProperties/0',
    'servers: servers[server=lake] @/servers/0',
    'team: team @/team | team @/team',
    'members: team.members[username="maria@acme.example"] @/team/members/0 | team.members[username="maria@acme.example"] @/team/members/0',
    'roles: roles[role=reader] @/roles/0 | servers[server=lake].roles[role=lake_reader] @/servers/0/roles/0',
    'quality: schema[name=orders].quality[id=adds-up] @/schema/0/quality/0 | schema[name=orders].properties[name=total].quality[metric=nullValues] @/schema/0/properties/0/quality/0',
    'support: support[channel="#sales"] @/support/0 | support[channel="#sales"] @/support/0',
    'canvas: canvas @/customProperties/1/value',
    'consumers: canvas.consumers[persona="Finance analyst"] @/customProperties/1/value/consumers/0',
    'needs: canvas.consumers[persona="Finance analyst"].needs[port=orders,format=parquet,freshness="1 h"] @/customProperties/1/value/consumers/0/needs/0',
    'examples: examples[title=Revenue,port=orders] @/customProperties/2/value/0 | examples[title="One line",port=orders] @/customProperties/2/value/1',
    'exposures: exposures[name=Close] @/customProperties/3/value/0',
    'sourceSystems: inputPorts[name=shop].sourceSystem @/inputPorts/0/customProperties/0/value',
    'model: mlModel @/customProperties/4/value',
    'modelMetrics: mlModel.metrics[name=rmse,dataset=holdout,slice="country=CH"] @/customProperties/4/value/metrics/0',
    'stream: stream @/customProperties/0/value',
    'errorHandling: errorHandling @/customProperties/1/value',
  ]);
});

interface Relation {
  readonly rule: string;
  readonly holds: boolean;
}

// What can be asked of one thing about another: own parts, the document around, the product, the port's contract.
const relations: readonly Relation[] = [
  { rule: 'for: columns, when: {name: {equals: zip}}, must: {table.name: {equals: orders}, contract.id: {equals: orders-v1}, product.name: {equals: orders}, product.team.name: {equals: sales-data}, team.name: {equals: sales-data}, domain: {equals: sales}, status: {equals: active}, label: {equals: orders.address.zip}}', holds: true },
  { rule: 'for: columns, when: {name: {equals: address}}, must: {columns: {every: {name: {equals: zip}}}}', holds: true },
  { rule: 'for: columns, when: {name: {equals: total}}, must: {quality: {every: {metric: {equals: nullValues}}}, sla.latency: {atMost: 24 h}, custom.personalData: {equals: true}}', holds: true },
  { rule: 'for: tables, must: {columns: {count: {min: 7, max: 7}}, quality: {count: {min: 2, max: 2}}, servers: {some: {type: {equals: s3}}}}', holds: true },
  { rule: 'for: quality, when: {metric: {equals: nullValues}}, must: {table.name: {equals: orders}}', holds: true },
  { rule: 'for: contract, must: {tables: {present: true}, columns: {some: {name: {equals: sku}}}, members: {present: true}, stream.ordering: {equals: key}, errorHandling.late.action: {equals: accept}, outputPorts: {some: {name: {equals: orders}}}, model.card.ethics: {present: true}}', holds: true },
  { rule: 'for: product, must: {contract: {every: {id: {equals: orders-v1}}}, columns: {some: {classification: {equals: confidential}}}, roles: {count: {min: 2, max: 2}}, stream: {some: {partitions: {min: 12}}}, sla.ly: {atMost: 1 d}, model.card.intendedUse: {equals: Ranking}, canvas.value: {present: true}}', holds: true },
  { rule: 'for: outputPorts, must: {contract.status: {equals: active}, tables: {present: true}, examples: {count: {min: 2}}, exposures: {present: true}, needs: {present: true}, stream.key: {equals: order_id}}', holds: true },
  { rule: 'for: inputPorts, must: {sourceSystems: {some: {acquisition: {equals: cdc}}}, contract: {absent: true}}', holds: true },
  { rule: 'for: consumers, must: {needs: {every: {isMet: {equals: false}}}}', holds: true },
  { rule: 'for: needs, must: {freshness: {atMost: 1 h}, port: {resolves: true}, persona: {equals: Finance analyst}, reasons: {pattern: "promises 24 h"}}', holds: true },
  { rule: 'for: servers, must: {roles: {every: {access: {equals: read}}}, stream: {equals: a}}', holds: true },
  { rule: 'for: model, must: {modelMetrics: {every: {keepsThreshold: {equals: true}}}, trainingData: {every: {port: {resolves: true}}}}', holds: true },
  { rule: 'for: team, must: {members: {some: {role: {equals: owner}}}, custom.reviewedOn: {absent: true}}', holds: true },
  { rule: 'for: tables, must: {columns: {count: {max: 6}}}', holds: false },
  { rule: 'for: outputPorts, must: {contract.status: {equals: draft}}', holds: false },
];

test.each(relations)('$rule', ({ rule, holds }) => {
  const result = judge(pack(packText(`- {id: R-1, title: A rule, ${rule}}`)), rich);
  expect(result.drafts.length === 0).toBe(holds);
});

test('a rule for several targets looks at each', () => {
  const result = judge(pack(packText('- {id: R-1, title: A rule, for: [product, contract, tables], must: {description: {absent: true}}}')), rich);
  expect(result.drafts.map(({ at, subject }) => `${at.document.file} ${subject.path}`)).toEqual(['orders/dataproduct.yaml ', 'orders/contracts/1.odcs.yaml ', 'orders/contracts/1.odcs.yaml schema[name=orders]']);
});

describe('custom.<name>', () => {
  const about = (property: string): string => `{schema: [{name: orders, properties: [{name: email, customProperties: [${property}]}]}]}`;
  const asks = (name: string, property: string, vocabulary = ''): boolean => judge(pack(packText(`- {id: R-1, title: A rule, for: columns, must: {custom.${name}: {equals: hash}}}`, vocabulary)), unit(undefined, about(property))).drafts.length === 0;

  test("reads dp's own home first, in both spellings", () => {
    expect(asks('masking', '{property: masking, value: none}, {property: masking, vendor: dp, value: hash}')).toBe(true);
    expect(asks('masking', '{property: dp.masking, value: hash}')).toBe(true);
    expect(asks('masking', '{property: masking, vendor: dp, value: {method: hash}}')).toBe(true);
  });

  test('then the key that the vocabulary gives: one, several, with vendor and pointer', () => {
    expect(asks('masking', '{property: maskingPolicy, value: hash}', 'vocabulary: {masking: maskingPolicy}\n')).toBe(true);
    expect(asks('masking', '{property: masked, value: hash}', 'vocabulary: {masking: [maskingPolicy, masked]}\n')).toBe(true);
    expect(asks('masking', '{property: protection, vendor: acme, value: {how: hash}}', 'vocabulary: {masking: {property: protection, vendor: acme, pointer: /how}}\n')).toBe(true);
    expect(asks('masking', '{property: protection, vendor: other, value: {how: hash}}', 'vocabulary: {masking: {property: protection, vendor: acme, pointer: /how}}\n')).toBe(false);
    expect(asks('masking', '{property: masking, value: hash}', 'vocabulary: {masking: maskingPolicy}\n')).toBe(false);
  });

  test('else takes the name as the key itself, whoever the vendor is', () => {
    expect(asks('howHidden', '{property: howHidden, value: hash}')).toBe(true);
    expect(asks('howHidden', '{property: howHidden, vendor: acme, value: hash}')).toBe(true);
    expect(asks('masking', '{property: masking, value: hash}')).toBe(true);
  });

  test('reads customProperties of things that the model has none for', () => {
    expect(broken('for: support, must: {custom.hours: {equals: 9-17}}', '{schema: [], support: [{channel: a, customProperties: [{property: hours, value: 9-17}]}, {channel: b}]}')).toEqual(['support[channel=b]']);
    expect(customPropertiesOf(nodes('consumers')[0] as Node).length).toBe(5);
  });

  test("knows the parts of dp's facts", () => {
    expect(broken('for: columns, must: {custom.personalData.categories: {some: {equals: contact}}, custom.pii.special: {equals: true}, custom.lawfulBasis.purpose: {equals: Delivery}, custom.masking.exceptRoles: {count: {min: 1}}}', richContract).length).toBe(6);
  });
});

interface Misspelt {
  readonly target: string;
  readonly field: string;
  readonly problem: string;
}

const misspelt: readonly Misspelt[] = [
  { target: 'columns', field: 'clasification', problem: 'A column has no field clasification. Did you mean classification?' },
  { target: 'columns', field: 'logicalTypeOptions.patern', problem: 'A column has no field logicalTypeOptions.patern. Did you mean logicalTypeOptions.pattern, logicalTypeOptions.maxItems, logicalTypeOptions.format?' },
  { target: 'columns', field: 'table.nam', problem: 'A table has no field nam. Did you mean name?' },
  { target: 'columns', field: 'custom.maskng', problem: 'custom.maskng is not in the vocabulary. Did you mean custom.masking? If not, add `maskng: maskng` to the vocabulary.' },
  { target: 'columns', field: 'custom.personaldata', problem: 'custom.personaldata is not in the vocabulary. Did you mean custom.personalData? If not, add `personaldata: personaldata` to the vocabulary.' },
  { target: 'contract', field: 'sla.retentoin', problem: 'There is no service level retentoin. Did you mean sla.retention?' },
  { target: 'contract', field: 'colums', problem: 'A contract has no field colums. Did you mean columns?' },
  { target: 'contract', field: 'columns.name', problem: 'A contract may have several of these: write `columns: {some: {name: …}}`, or every or none.' },
  { target: 'product', field: 'team.nmae', problem: 'A team has no field nmae. Did you mean name?' },
  { target: 'product', field: 'contract.status', problem: 'A product may have several of these: write `contract: {some: {status: …}}`, or every or none.' },
  { target: 'product', field: 'table.name', problem: 'A product has no field table.name. Did you mean team.name?' },
  { target: 'servers', field: 'hosts', problem: 'A server has no field hosts. Did you mean host?' },
  { target: 'contract', field: 'schema', problem: 'A contract has no field schema: in rules it is called tables.' },
  { target: 'columns', field: 'customProperties', problem: 'A column has no field customProperties: in rules it is called custom.<name>.' },
  { target: 'members', field: 'user', problem: 'A team member has no field user. Did you mean replacedByUsername, username?' },
];

test.each(misspelt)('for $target, the field $field is no field', ({ target, field, problem }) => {
  const [first] = problemsOf(packText(`- {id: R-1, title: A rule, for: ${target}, must: {${field}: {present: true}}}`));
  expect(first?.replace(/^\S+ /u, '')).toBe(problem);
});

test('service levels are known by any spelling of the standard, and foreign ones by their own', () => {
  const names = ['retention', 'Retention', 're', 'latency', 'freshness', 'ly', 'timeToRepair', 'tr', 'supportHours'];
  expect(names.filter((name) => !resolveField('contract', `sla.${name}`, { vocabulary: new Map() }).ok)).toEqual([]);
  const promise = (property: string): string => `{slaProperties: [{property: ${property}, value: 1, unit: h}]}`;
  expect(broken('for: contract, must: {sla.latency: {present: true}}', promise('freshness'))).toEqual([]);
  expect(broken('for: contract, must: {sla.latency: {present: true}}', promise('LY'))).toEqual([]);
  expect(broken('for: contract, must: {sla.latency: {present: true}}', promise('retention'))).toEqual(['']);
  expect(broken('for: slas, must: {property: {equals: latency}}', promise('ly'))).toEqual([]);
});
