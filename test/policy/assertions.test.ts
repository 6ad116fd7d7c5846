import { describe, expect, test } from 'vitest';
import { assertionNames } from '../../src/core/policy/assertions/index.ts';
import { isoTest } from '../../src/core/policy/assertions/iso.ts';
import { compilePattern } from '../../src/core/policy/assertions/pattern.ts';
import { broken, packText, problemsOf } from './support.ts';

/** A contract whose one column holds the value as its description, or as a customProperty where it is no text. */
function withText(value: string): string {
  return `{id: orders-v1, schema: [{name: orders, properties: [{name: status, description: ${value}}]}]}`;
}

function withCustom(value: string): string {
  return `{id: orders-v1, schema: [{name: orders, properties: [{name: status, customProperties: [{property: fact, value: ${value}}]}]}]}`;
}

const column = 'schema[name=orders].properties[name=status]';
const onText = (assertions: string, value: string): string[] => broken(`for: columns, must: {description: ${assertions}}`, withText(value));
const onCustom = (assertions: string, value: string): string[] => broken(`for: columns, must: {custom.fact: ${assertions}}`, withCustom(value));

interface Case {
  readonly assertion: string;
  readonly meets: readonly string[];
  readonly breaks: readonly string[];
}

const textCases: readonly Case[] = [
  { assertion: '{present: true}', meets: ['x'], breaks: ['""', '"  "'] },
  { assertion: '{equals: paid}', meets: ['paid'], breaks: ['Paid', 'pai'] },
  { assertion: '{in: [paid, open]}', meets: ['paid', 'open'], breaks: ['closed', 'PAID'] },
  { assertion: '{notIn: [paid, open]}', meets: ['closed'], breaks: ['paid'] },
  { assertion: '{pattern: "^o-[0-9]+$"}', meets: ['o-17'], breaks: ['x-17', 'o-'] },
  { assertion: '{pattern: "[0-9]{2}"}', meets: ['order 17 of 20'], breaks: ['order 1 of 2'] },
  { assertion: '{pattern: "(?i)OWNER"}', meets: ['Product owner'], breaks: ['steward'] },
  { assertion: '{casing: kebab}', meets: ['order-lines', 'orders', 'v2-orders'], breaks: ['order_lines', 'Order-lines', 'order--lines', '-orders', '2-orders'] },
  { assertion: '{casing: snake}', meets: ['order_lines', 'orders2'], breaks: ['order-lines', 'orderLines', 'order__lines', '_orders'] },
  { assertion: '{casing: camel}', meets: ['orderLines', 'orders'], breaks: ['OrderLines', 'order_lines'] },
  { assertion: '{casing: pascal}', meets: ['OrderLines', 'Orders'], breaks: ['orderLines', 'Order_Lines'] },
  { assertion: '{casing: upper}', meets: ['ORDER LINES', 'EUR'], breaks: ['Eur', '"12"'] },
  { assertion: '{casing: lower}', meets: ['order lines', 'über'], breaks: ['Orders', '"12"'] },
  { assertion: '{minLength: 5}', meets: ['12345x', '" order "'], breaks: ['abcd', '" abcd "'] },
  { assertion: '{maxLength: 5}', meets: ['order', '"  order  "'], breaks: ['orders'] },
  { assertion: '{minLength: 2, maxLength: 2}', meets: ['"🙂🙂"'], breaks: ['"🙂"'] },
  { assertion: '{before: 2027-01-01}', meets: ['"2026-12-31"', '"2026-12-31T23:59:59Z"'], breaks: ['"2027-01-01"', '"2027-01-01T00:00:00Z"', 'soon', '"2026-02-30"'] },
  { assertion: '{after: 2027-01-01}', meets: ['"2027-01-02"', '"2027-01-01T23:30:00-02:00"'], breaks: ['"2027-01-01"', '"2027-01-02T00:30:00+02:00"', 'soon'] },
  { assertion: '{before: today}', meets: ['"2026-11-21"'], breaks: ['"2026-11-22"', '"2026-11-23"'] },
  { assertion: '{after: today}', meets: ['"2026-11-23"'], breaks: ['"2026-11-22"'] },
  { assertion: '{after: today + 90 days}', meets: ['"2027-02-21"'], breaks: ['"2027-02-20"'] },
  { assertion: '{after: "today - 180 days"}', meets: ['"2026-05-27"'], breaks: ['"2026-05-26"'] },
  { assertion: '{atMost: 7 years}', meets: ['7 years', '84 months', '15 min', 'PT1H'], breaks: ['8 years', '3000 days', '7', 'seven years', '50 %'] },
  { assertion: '{atLeast: 24 h}', meets: ['1 d', '1 week', 'P1D'], breaks: ['23 h', '86399 s', 'long'] },
  { assertion: '{atLeast: 99.5 %}', meets: ['99.9 %', '99.5 percent'], breaks: ['99 %', '7 years'] },
  { assertion: '{semver: true}', meets: ['1.0.0', '2.1.0-rc.1'], breaks: ['"1.0"', 'v1.0.0', '01.0.0', 'latest'] },
  {
    assertion: '{url: true}',
    meets: ['"https://acme.example/a?b=c#d"', '"s3://acme-lake/orders/*.parquet"', '"mailto:kim@acme.example"', '"urn:dp:sales:orders"', '"file:///data/orders.csv"', '"postgres://db.acme.example:5432/orders"'],
    breaks: ['acme.example', '"https://"', '"https:/acme.example"', '"mailto:kim"', '"https://acme example/"', 'see the wiki'],
  },
  {
    assertion: '{email: true}',
    meets: ['kim.lee@acme.example', 'o+tag@sub.acme.example'],
    breaks: ['kim', 'kim@acme', '"kim @acme.example"', '"@acme.example"', 'kim@-acme.example', 'kim..lee@acme.example', '"kim@acme.example, lee@acme.example"'],
  },
  { assertion: '{iso: country}', meets: ['CH', 'DEU'], breaks: ['ch', 'XX', 'Germany'] },
  { assertion: '{iso: currency}', meets: ['EUR', 'CHF'], breaks: ['eur', 'XYZ', '€'] },
  { assertion: '{iso: language}', meets: ['de', 'deu', 'de-CH'], breaks: ['DE', 'de-XX', 'german', 'de-CH-1901'] },
  { assertion: '{sameAs: name}', meets: ['status'], breaks: ['Status', 'the status'] },
  { assertion: '{notSameAs: name}', meets: ['the status'], breaks: ['status'] },
  { assertion: '{sameAs: businessName}', meets: [], breaks: ['status'] },
  { assertion: '{notSameAs: businessName}', meets: ['status'], breaks: [] },
  { assertion: '{anyOf: [{equals: paid}, {minLength: 10}]}', meets: ['paid', 'ten letters'], breaks: ['open'] },
  { assertion: '{allOf: [{minLength: 3}, {maxLength: 5}]}', meets: ['open'], breaks: ['no', 'closed'] },
  { assertion: '{not: {pattern: "(?i)tbd"}}', meets: ['paid'], breaks: ['TBD'] },
  { assertion: '{minLength: 3, notIn: [none]}', meets: ['paid'], breaks: ['no', 'none'] },
];

describe.each(textCases)('description: $assertion', ({ assertion, meets, breaks }) => {
  test.each([...meets])('is met by %s', (value) => {
    expect(onText(assertion, value)).toEqual([]);
  });

  test.each([...breaks])('is broken by %s', (value) => {
    expect(onText(assertion, value)).toEqual([column]);
  });
});

const valueCases: readonly Case[] = [
  { assertion: '{equals: true}', meets: ['true', '"true"'], breaks: ['false', '1', '[true, false]'] },
  { assertion: '{equals: [a, b]}', meets: ['[a, b]'], breaks: ['[b, a]', 'a'] },
  { assertion: '{equals: {a: 1, b: 2}}', meets: ['{b: 2, a: 1}'], breaks: ['{a: 1}', 'x'] },
  { assertion: '{min: 3}', meets: ['3', '4.5', '"7"'], breaks: ['2.9', 'many', 'true'] },
  { assertion: '{max: 3}', meets: ['3', '-1'], breaks: ['3.1', '""'] },
  { assertion: '{in: [EU, CH]}', meets: ['EU', '[EU, CH]'], breaks: ['US', '[EU, US]', '{a: EU}'] },
  { assertion: '{count: {min: 2, max: 3}}', meets: ['[a, b]', '[a, b, c]'], breaks: ['[a]', '[a, b, c, d]', 'a', '[]'] },
  { assertion: '{unique: true}', meets: ['[a, b]', 'a', '[1, true]'], breaks: ['[a, b, a]', '[{x: 1}, {x: 1}]'] },
  { assertion: '{some: {equals: a}}', meets: ['[b, a]', 'a'], breaks: ['[b]', 'b'] },
  { assertion: '{every: {casing: kebab}}', meets: ['[a, b-c]'], breaks: ['[a, B]'] },
  { assertion: '{none: {casing: upper}}', meets: ['[a, b]'], breaks: ['[a, B]'] },
  { assertion: '{atMost: 2 h}', meets: ['90 min'], breaks: ['3 h', '90'] },
];

describe.each(valueCases)('custom.fact: $assertion', ({ assertion, meets, breaks }) => {
  test.each([...meets])('is met by %s', (value) => {
    expect(onCustom(assertion, value)).toEqual([]);
  });

  test.each([...breaks])('is broken by %s', (value) => {
    expect(onCustom(assertion, value)).toEqual([column]);
  });
});

test('requiresOneOf asks for one of several fields, under a field and by itself', () => {
  const contract = '{schema: [{name: orders, properties: [{name: a, encryptedName: x}, {name: b, customProperties: [{property: masking, vendor: dp, value: hash}]}, {name: c}]}]}';
  expect(broken('for: columns, must: {requiresOneOf: [encryptedName, custom.masking]}', contract)).toEqual(['schema[name=orders].properties[name=c]']);
  expect(broken('for: columns, must: {name: {requiresOneOf: [encryptedName, custom.masking]}}', contract)).toEqual(['schema[name=orders].properties[name=c]']);
});

test('unique takes the field that tells things apart', () => {
  const contract = '{schema: [{name: orders, properties: [{name: a}, {name: b}]}, {name: lines, properties: [{name: a}, {name: a}]}]}';
  expect(broken('for: tables, must: {columns: {unique: name}}', contract)).toEqual(['schema[name=lines]']);
});

test('resolves looks names up: elements, ports and contracts', () => {
  const contract = '{schema: [{name: orders, properties: [{name: ts}]}], slaProperties: [{property: latency, value: 1, unit: h, element: orders.ts}, {property: latency, value: 1, unit: h, element: orders.at}]}';
  expect(broken('for: slas, must: {element: {resolves: true}}', contract)).toEqual(['slaProperties[property=latency,element=orders.at]']);
});

interface BadOperand {
  readonly must: string;
  readonly problem: string;
}

const badOperands: readonly BadOperand[] = [
  { must: '{description: {present: false}}', problem: 'present takes `true` and nothing else.' },
  { must: '{description: {semver: 1}}', problem: 'semver takes `true` and nothing else.' },
  { must: '{description: {in: []}}', problem: 'in takes a list of at least one value, such as [a, b].' },
  { must: '{description: {in: paid}}', problem: 'in takes a list of at least one value, such as [a, b].' },
  { must: '{description: {equals: null}}', problem: 'equals takes a value; for a field that must not be there write `absent: true`.' },
  { must: '{description: {minLength: -1}}', problem: 'minLength takes a whole number of characters.' },
  { must: '{description: {minLength: "20"}}', problem: 'minLength takes a whole number of characters.' },
  { must: '{description: {casing: kebap}}', problem: 'There is no casing kebap. Did you mean kebab?' },
  { must: '{description: {iso: countries}}', problem: 'There is no ISO list countries. Did you mean country?' },
  { must: '{description: {before: tomorrow}}', problem: 'before takes a date such as 2027-01-31, or `today`, also as `today + 90 days`; tomorrow is neither.' },
  { must: '{description: {after: 2027-02-30}}', problem: 'after takes a date such as 2027-01-31, or `today`, also as `today + 90 days`; 2027-02-30 is neither.' },
  { must: '{description: {atMost: 7}}', problem: 'atMost takes a duration with its unit, such as 7 years or 15 min; for plain numbers there are min and max.' },
  { must: '{primaryKeyPosition: {min: one}}', problem: 'min takes a number; for durations there are atMost and atLeast, for dates before and after.' },
  { must: '{tags: {count: {least: 1}}}', problem: 'count has no least. It takes min and max.' },
  { must: '{tags: {count: {min: 3, max: 1}}}', problem: 'count asks for at least 3 and at most 1: nothing can be both.' },
  { must: '{tags: {unique: name}}', problem: 'unique takes `true` on a list of values.' },
  { must: '{quality: {unique: true}}', problem: 'unique takes the name of a field here, such as `unique: name`.' },
  { must: '{description: {sameAs: nam}}', problem: 'A column has no field nam. Did you mean name?' },
  { must: '{description: {resolves: true}}', problem: 'description refers to nothing, so that resolves says nothing about it. It can be said of contractId, element and port.' },
  { must: '{description: {oneOfList: lists/domains.yaml}}', problem: 'The pack has no list lists/domains.yaml.' },
  { must: '{requiresOneOf: encryptedName}', problem: 'requiresOneOf takes a list of fields.' },
  { must: '{requiresOneOf: [encryptdName]}', problem: 'A column has no field encryptdName. Did you mean encryptedName?' },
  { must: '{anyOf: {description: {present: true}}}', problem: 'anyOf takes a list of blocks.' },
  { must: '{description: {anyOf: []}}', problem: 'anyOf takes a list of assertions.' },
  { must: '{description: paid}', problem: 'description needs assertions, such as {present: true}; `paid` is none (for a value write {equals: …}).' },
  { must: '{description: {}}', problem: 'description needs assertions, such as {present: true}; here is none.' },
  { must: '{description: {optional: true}}', problem: 'optional needs an assertion beside it.' },
  { must: '{description: {optional: false, present: true}}', problem: 'optional takes `true` and nothing else.' },
  { must: '{tags: {in: [a]}}', problem: 'tags is a list, and in is about one value: write tags: {some: {in: …}}, or every or none.' },
  { must: '{columns: {pattern: a}}', problem: 'columns is a list, and pattern is about one value: write columns: {some: {<field>: {pattern: …}}}, or every or none.' },
  { must: '{name: {some: {equals: a}}}', problem: 'name is no list, so that some says nothing about it.' },
  { must: '{name: {count: {min: 1}}}', problem: 'count says nothing about name, which is a text.' },
  { must: '{primaryKey: {minLength: 1}}', problem: 'minLength says nothing about primaryKey, which is a boolean.' },
  { must: '{primaryKey: {present: true}}', problem: "primaryKey always has a value, the standard's default where it is not written: ask for it with equals." },
  { must: '{primaryKey: {equals: yes}}', problem: 'primaryKey is never yes. It is one of true, false.' },
  { must: '{logicalType: {in: [string, integr]}}', problem: 'logicalType is never integr. Did you mean integer?' },
  { must: '{logicalTypeOptions: {equals: 1}}', problem: 'logicalTypeOptions holds several values, and equals is about one: ask for one of its fields, or for {present: true}.' },
  { must: '{table: {equals: 1}}', problem: 'table holds several values, and equals is about one: ask for one of its fields, or for {present: true}.' },
];

test.each(badOperands)('must: $must is refused', ({ must, problem }) => {
  const problems = problemsOf(packText(`- id: R-1\n  title: A rule\n  for: columns\n  must: ${must}`));
  expect(problems.map((line) => line.replace(/^\S+ /u, ''))).toEqual([problem]);
});

test('every assertion of POLICY is there, and no other', () => {
  expect([...assertionNames].sort()).toEqual(
    [
      'present', 'absent', 'equals', 'in', 'notIn', 'pattern', 'casing', 'minLength', 'maxLength', 'min', 'max', 'before', 'after', 'atMost', 'atLeast', 'count', 'unique', 'some', 'every', 'none',
      'requiresOneOf', 'sameAs', 'notSameAs', 'resolves', 'semver', 'url', 'email', 'iso', 'oneOfList', 'anyOf', 'allOf', 'not', 'optional',
    ].sort(),
  );
});

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

test('every country and language code is one that the runtime knows, too', () => {
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const countries = pairs.map((pair) => pair.toUpperCase()).filter((code) => isoTest('country')?.(code) === true);
  const spoken = pairs.filter((code) => isoTest('language')?.(code) === true);
  expect([countries.length, spoken.length]).toEqual([249, 184]);
  expect(countries.filter((code) => regions.of(code) === undefined)).toEqual([]);
  expect(spoken.filter((code) => languages.of(code) === undefined)).toEqual([]);
});

test('the currencies that are traded most are there, and invented ones are not', () => {
  const traded = ['USD', 'EUR', 'JPY', 'GBP', 'CNY', 'AUD', 'CAD', 'CHF', 'HKD', 'SGD', 'SEK', 'KRW', 'NOK', 'NZD', 'INR', 'MXN', 'TWD', 'ZAR', 'BRL', 'DKK', 'PLN', 'THB', 'ILS', 'IDR', 'CZK', 'AED', 'TRY', 'HUF'];
  expect(traded.filter((code) => isoTest('currency')?.(code) !== true)).toEqual([]);
  expect(['EURO', 'XXZ', 'eur', ''].filter((code) => isoTest('currency')?.(code) === true)).toEqual([]);
});

test('a pattern that is only a word finds what an engine would find', () => {
  const texts = ['owner', 'Product Owner', 'OWNERS', 'downer', 'own er', '', 'owner\n'];
  const found = (pattern: string): boolean[] => texts.map((text) => {
    const compiled = compilePattern(pattern);
    return compiled.ok && compiled.matches(text, { spend: () => undefined });
  });
  // A group says the same and is left to the engine.
  for (const [word, engine] of [['owner', '(?:owner)'], ['(?i)owner', '(?i)(?:owner)'], ['^owner', '^(?:owner)'], ['owner$', '(?:owner)$'], ['(?i)^owner$', '(?i)^(?:owner)$']] as const) {
    expect([word, found(word)]).toEqual([word, found(engine)]);
  }
  expect(found('(?i)owner')).toEqual([true, true, true, true, false, false, true]);
});
