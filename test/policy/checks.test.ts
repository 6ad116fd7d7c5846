import { describe, expect, test } from 'vitest';
import { checks } from '../../src/core/policy/checks/index.ts';
import { secretIn } from '../../src/core/policy/checks/no-secrets.ts';
import { soundsPersonal } from '../../src/core/policy/checks/personal-names.ts';
import { countryOf, isRegionWithin } from '../../src/core/policy/checks/regions.ts';
import { catalogue } from './builtin.ts';
import { findings, judge, type JudgeOptions, pack, packText, unit } from './support.ts';

function run(check: string, product: string | undefined, contracts: readonly string[] = [], options: JudgeOptions = {}): string[] {
  const result = judge(pack(packText(`- {id: R-1, title: A rule, check: ${check}}`)), unit(product, ...contracts), { ...options, withRecords: true });
  const problems = result.records.filter(({ outcome }) => outcome === 'error').map(({ reason }) => `? ${String(reason)}`);
  return [...findings(result).map(({ file, line, column, subject, message }) => `${file}:${String(line)}:${String(column)} ${subject.path}: ${message}`), ...problems];
}

test('every built-in check is used by a rule of the catalogue, where it has examples, but for needs-met', () => {
  const used = new Set(catalogue.rules.flatMap(({ check }) => check?.name ?? []));
  expect(checks.map(({ name }) => name).filter((name) => !used.has(name))).toEqual(['needs-met']);
});

describe('no-secrets', () => {
  // Put together here, so that no scanner of this repository is alarmed.
  const secrets: readonly (readonly [string, string])[] = [
    [`AKIAIOSFODNN7EXAMPLE`, 'an AWS access key'],
    [`ghp_${'a1B2c3D4e5'.repeat(4)}`, 'a GitHub token'],
    [`glpat-${'a1B2c3D4e5'.repeat(2)}`, 'a GitLab token'],
    [`xoxb-1234567890-abcdef`, 'a Slack token'],
    [`AIza${'a1B2c3D4e5'.repeat(3)}a1B2c`, 'a Google API key'],
    [`sk_live_${'a1B2c3D4e5'.repeat(2)}`, 'a Stripe key'],
    [`dapi${'0123456789abcdef'.repeat(2)}`, 'a Databricks token'],
    [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl`, 'a signed token (JWT)'],
    [`-----BEGIN RSA PRIVATE KEY-----\nMIIE`, 'a private key'],
    ['postgres://etl:tr0ub4dor@db.acme.example/orders', 'a URL with a password'],
    ['Server=db;Pwd=tr0ub4dor;Encrypt=yes', 'a password in a connection string'],
    ['jdbc:snowflake://acme.example?user=etl&password=tr0ub4dor', 'a password in a connection string'],
  ];
  test.each(secrets)('finds %s: %s', (text, what) => {
    expect(secretIn(text)).toBe(what);
    expect(secretIn(`See "${text}" for more`)).toBe(what);
  });

  const harmless = [
    'postgres://etl:${DB_PASSWORD}@db.acme.example/orders', 'password=${PASSWORD}', 'password=<your password>', 'password=*****', 'https://acme.example/a:b@c', 'mailto:kim@acme.example', 'The password is in the vault.', 'password: ask the team',
    'arn:aws:iam::123456789012:role/reader', 'token', 'order-key-of-the-customer-in-the-shop', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ];
  test.each(harmless)('takes %s for no secret', (text) => {
    expect(secretIn(text)).toBeUndefined();
  });

  test('names the place and never the value', () => {
    const contract = `id: orders-v1\nservers:\n  - server: prod\n    type: custom\n    customProperties:\n      - {property: password, value: tr0ub4dor}\n      - {property: apiKey, value: "\${API_KEY}"}\n    description: "see postgres://etl:tr0ub4dor@db.acme.example"\n`;
    expect(run('{name: no-secrets}', undefined, [contract])).toEqual([
      'orders/contracts/1.odcs.yaml:6:37 : There is a value for password at servers[server=prod].customProperties[property=password].value.',
      'orders/contracts/1.odcs.yaml:8:18 : There is a URL with a password at servers[server=prod].description.',
    ]);
    expect(run('{name: no-secrets, allow: [tr0ub4dor]}', undefined, [contract])).toEqual([]);
  });
});

describe('personal-data-by-name', () => {
  test.each([
    ['customer_email', 'an e-mail address'], ['eMail', 'an e-mail address'], ['dateOfBirth', 'a date of birth'], ['DOB', 'a date of birth'], ['iban', 'a bank account or card'], ['IPAddress', 'an online identifier'],
    ['first_name', "a person's name"], ['telefon_privat', 'a phone number'], ['home-address', 'an address'], ['ssn_last4', 'an official number'],
  ])('%s sounds like %s', (name, kind) => {
    expect(soundsPersonal(name)).toBe(kind);
  });

  test.each(['order_id', 'product_name', 'address_count', 'healthy', 'emailed', 'table_name', 'sexagesimal', 'ip', 'phonetic', ''])('%s sounds like nothing', (name) => {
    expect(soundsPersonal(name)).toBeUndefined();
  });

  test('is content with a word on the column, on what it is nested in, or a no for the whole contract', () => {
    const mark = (value: string): string => `customProperties: [{property: personalData, vendor: dp, value: ${value}}]`;
    const column = (more: string): string => `{id: a, schema: [{name: t, properties: [{name: contact, ${more}logicalType: object, properties: [{name: email}]}]}]}`;
    expect(run('{name: personal-data-by-name}', undefined, [column('')])).toEqual(['orders/contracts/1.odcs.yaml:1:92 schema[name=t].properties[name=contact].properties[name=email]: The name of column t.contact.email sounds like an e-mail address, and nothing says whether it is personal data.']);
    expect(run('{name: personal-data-by-name}', undefined, [column(`${mark('true')}, `)])).toEqual([]);
    expect(run('{name: personal-data-by-name}', undefined, [`{id: a, ${mark('false')}, schema: [{name: t, properties: [{name: email}]}]}`])).toEqual([]);
    expect(run('{name: personal-data-by-name}', undefined, [`{id: a, ${mark('true')}, schema: [{name: t, properties: [{name: email}]}]}`]).length).toBe(1);
  });

  test('takes further words and known exceptions', () => {
    const contract = '{id: a, schema: [{name: t, properties: [{name: member_number}, {name: shop_phone}]}]}';
    expect(run('{name: personal-data-by-name, words: [member number], ignore: [shop_phone]}', undefined, [contract])).toEqual(['orders/contracts/1.odcs.yaml:1:42 schema[name=t].properties[name=member_number]: The name of column t.member_number sounds like member number, and nothing says whether it is personal data.']);
  });
});

describe('contract-resolves', () => {
  const product = (port: string): string => `name: orders\n${port}\n`;

  test('knows other versions, other products and published contracts', () => {
    const other = unit('{name: shop, domain: sales}', '{id: shop-v1, version: 1.0.0}', '{id: shop-v1, version: 1.1.0}');
    expect(run('{name: contract-resolves}', product('inputPorts: [{name: shop, contractId: shop-v1, version: 1.1.0}]'), [], { others: [other] })).toEqual([]);
    expect(run('{name: contract-resolves}', product('outputPorts: [{name: shop, contractId: shop-v1, version: 2.0.0}]'), [], { others: [other] })).toEqual(['orders/dataproduct.yaml:2:28 outputPorts[name=shop,version=2.0.0]: The port shop names shop-v1 2.0.0; there are 1.0.0, 1.1.0.']);
    expect(run('{name: contract-resolves}', product('inputPorts: [{name: shop, contractId: shop-v1, version: 1.0.0}]'), [], { published: [other] })).toEqual([]);
  });

  test('cannot tell about an input port while no registry was asked', () => {
    expect(run('{name: contract-resolves}', product('inputPorts: [{name: shop, contractId: shop-v1}]'))).toEqual(['? no registry was asked for the contract']);
    expect(run('{name: contract-resolves}', product('inputPorts: [{name: shop, contractId: shop-v1}]'), [], { published: [] })).toEqual(['orders/dataproduct.yaml:2:27 inputPorts[name=shop]: The port shop names the contract shop-v1, which nobody has.']);
  });

  test('lets a port be without a contract where the rule says so', () => {
    expect(run('{name: contract-resolves, mustName: false}', product('outputPorts: [{name: shop}]'))).toEqual([]);
    expect(run('{name: contract-resolves}', product('inputPorts: [{name: shop}]'))).toEqual([]);
  });
});

test('needs-met compares what is needed with what is promised, and says when it cannot', () => {
  const product = (need: string): string => `{name: orders, outputPorts: [{name: orders, contractId: o}], customProperties: [{property: canvas, vendor: dp, value: {consumers: [{persona: Analyst, needs: [${need}]}]}}]}`;
  const contract = '{id: o, servers: [{server: lake, type: s3, format: parquet}], slaProperties: [{property: latency, value: 1, unit: d}]}';
  expect(run('{name: needs-met}', product('{port: orders, freshness: 1 d, format: parquet}'), [contract])).toEqual([]);
  expect(run('{name: needs-met}', product('{port: orders, freshness: 1 h}'), [contract])).toEqual(['orders/dataproduct.yaml:1:159 canvas.consumers[persona=Analyst].needs[port=orders,freshness="1 h"]: Analyst needs more than the port orders promises: the contract promises 1 d, needed are 1 h.']);
  expect(run('{name: needs-met}', product('{port: orders, freshness: soon}'), [contract])).toEqual(['? soon is no number with a unit']);
});

describe('classification-through-lineage', () => {
  const inputs = unit('{name: shop}', '{id: shop-v1, version: 1.0.0, schema: [{name: orders, properties: [{name: email, classification: restricted}, {name: total, classification: internal}, {name: odd, classification: top-secret}]}]}');
  const product = '{name: revenue, inputPorts: [{name: shop, contractId: shop-v1, version: 1.0.0}]}';
  const made = (classification: string, ...sources: string[]): string => `{id: r, schema: [{name: t, properties: [{name: c, ${classification}transformSourceObjects: [${sources.join(', ')}]}]}]}`;
  const judged = (contract: string): string[] => run('{name: classification-through-lineage}', product, [contract], { others: [inputs] }).map((line) => line.replace(/^.*: Column/u, 'Column'));

  test('takes the highest of all sources', () => {
    expect(judged(made('classification: restricted, ', 'orders.total', 'shop-v1.orders.email'))).toEqual([]);
    expect(judged(made('classification: internal, ', 'orders.total', 'shop-v1.orders.email'))).toEqual(['Column t.c is internal, but it is made from shop-v1 orders.email, which is restricted.']);
    expect(judged(made('', 'orders.total'))).toEqual(['Column t.c is not classified, but it is made from shop-v1 orders.total, which is internal.']);
  });

  test('takes a word that nobody ranked for the highest', () => {
    expect(judged(made('classification: restricted, ', 'orders.odd'))).toEqual(['Column t.c is restricted, but it is made from shop-v1 orders.odd, which is top-secret.']);
  });

  test('says so when it cannot see the sources', () => {
    expect(judged(made('classification: public, ', 'elsewhere.x'))).toEqual(['? the contracts it is made from are not here, or classify nothing']);
  });
});

describe('data-residency', () => {
  const contract = (residency: string, region: string): string => `{id: o, customProperties: [{property: dataResidency, vendor: dp, value: ${residency}}], servers: [{server: s, type: redshift, region: ${region}}]}`;
  const judged = (residency: string, region: string, allowed = ''): string[] => run(`{name: data-residency${allowed}}`, undefined, [contract(residency, region)]).map((line) => line.replace(/^.*not settled: /u, ''));

  test('knows where the regions of the clouds stand', () => {
    expect(['eu-central-1', 'europe-west6', 'westeurope', 'us-gov-west-1', 'eu-west-2', 'europe-west3-a', 'mars-1'].map(countryOf)).toEqual(['DE', 'CH', 'NL', 'US', 'GB', 'DE', undefined]);
    expect([isRegionWithin('eu-central-1', 'EU'), isRegionWithin('eu-central-2', 'EU'), isRegionWithin('CH', 'ch'), isRegionWithin('eu-west-2', 'UK'), isRegionWithin('DE', 'EEA'), isRegionWithin('on-premises', 'EU')]).toEqual([true, false, true, true, true, undefined]);
  });

  test('agrees with servers in one of the places, and with regions that nobody knows', () => {
    expect(judged('[EU, CH]', 'eu-central-2')).toEqual([]);
    expect(judged('EU', 'our-basement')).toEqual([]);
    expect(judged('EU', '"${REGION}"')).toEqual([]);
    expect(judged('EU', 'us-east-1')).toEqual(['the server s stands in us-east-1, outside of EU.']);
    expect(judged('US', 'us-east-1', ', allowed: [EU]')).toEqual(['US is none of EU.']);
  });
});

describe('people', () => {
  const members = (...list: string[]): string => `{name: orders, team: {members: [${list.join(', ')}]}}`;

  test('different-people asks for two who are still there', () => {
    const judged = (...list: string[]): string[] => run('{name: different-people}', members(...list)).map((line) => line.replace(/^.*people: /u, ''));
    expect(judged('{username: a, role: owner}', '{username: b, role: Data Steward}')).toEqual([]);
    expect(judged('{username: a, role: owner}', '{username: a, role: steward}', '{username: b, role: owner}')).toEqual([]);
    expect(judged('{username: a, role: owner}')).toEqual(['nobody holds the second role.']);
    expect(judged('{username: a, role: owner, dateOut: "2026-01-01"}', '{username: b, role: steward}')).toEqual(['nobody holds the first role.']);
    expect(judged('{username: a, role: owner, dateOut: "2026-11-22"}', '{username: b, role: steward}')).toEqual([]);
  });

  test('unique-in-workspace names the other product', () => {
    const other = unit('{id: urn:dp:sales:orders, name: orders, domain: sales}');
    expect(run('{name: unique-in-workspace}', '{id: urn:dp:sales:orders, name: orders, domain: sales}', [], { others: [other] }).map((line) => line.replace(/^.*: The/u, 'The'))).toEqual([
      'The id of orders is that of another product, too: sales/orders.',
      'The name of orders is that of another product, too: sales/orders.',
    ]);
    expect(run('{name: unique-in-workspace}', '{id: a, name: orders, domain: retail}', [], { others: [other] })).toEqual([]);
  });
});

test('matches-definition offers to fill in what is missing, and only that', () => {
  const rules = packText('- {id: R-1, title: A rule, check: {name: matches-definition, facts: [logicalType, format, classification, businessName, description]}}', 'definitions: [{name: customer_id, aliases: [cust_id], logicalType: string, format: uuid, classification: internal, businessName: Customer number, description: The number of a customer}]\n');
  const result = judge(pack(rules), unit(undefined, 'id: a\nschema:\n  - name: t\n    properties:\n      - name: cust_id\n        logicalType: integer\n      - {name: other}\n'));
  expect(findings(result).map(({ line, message }) => `${String(line)} ${message}`)).toEqual(['6 Column t.cust_id is not the term customer_id as it is defined: logicalType is integer, not string; format is missing; classification is missing; businessName is missing; description is missing.']);
  expect(result.drafts[0]?.mending?.repair).toEqual({
    kind: 'set-keys',
    title: 'Fill in classification and businessName and description from the term customer_id',
    mapping: '/schema/0/properties/0',
    entries: [['classification', 'internal'], ['businessName', 'Customer number'], ['description', 'The number of a customer']],
  });
});

test('breaking-change-without-bump takes the verdict of a diff, and says nothing without one', () => {
  const contract = '{id: orders-v1, version: 1.1.0}';
  const judged = (verdict: 'compatible' | 'breaking', isEnough: boolean): string[] =>
    run('{name: breaking-change-without-bump}', undefined, [contract], { changes: new Map([['orders/contracts/1.odcs.yaml', { verdict, demanded: 'major', declared: 'none', isEnough }]]) });
  expect(run('{name: breaking-change-without-bump}', undefined, [contract])).toEqual([]);
  expect(judged('breaking', true)).toEqual([]);
  expect(judged('compatible', false)).toEqual([]);
  expect(judged('breaking', false)).toEqual(['orders/contracts/1.odcs.yaml:1:17 : orders-v1 breaks its readers, which needs a major version; it declares no new one.']);
});
