import { describe, expect, test } from 'vitest';
import { broken } from './support.ts';

const contract = '{schema: [{name: orders, properties: [{name: bare}, {name: full, description: paid, classification: internal}]}]}';
const bare = 'schema[name=orders].properties[name=bare]';
const full = 'schema[name=orders].properties[name=full]';

describe('in must, a field that is not there', () => {
  const failing = [
    '{present: true}', '{equals: paid}', '{in: [paid]}', '{notIn: [open]}', '{pattern: paid}', '{casing: lower}', '{minLength: 1}', '{maxLength: 99}', '{notSameAs: name}', '{anyOf: [{equals: paid}, {equals: open}]}',
    '{allOf: [{minLength: 1}]}', '{requiresOneOf: [name]}', '{not: {absent: true}}',
  ];
  test.each(failing)('fails description: %s, which the other column meets', (assertion) => {
    expect(broken(`for: columns, must: {description: ${assertion}}`, contract)).toEqual([bare]);
  });

  test.each(['{absent: true}', '{not: {present: true}}'])('meets description: %s', (assertion) => {
    expect(broken(`for: columns, must: {description: ${assertion}}`, contract)).toEqual([full]);
  });

  test.each(['{not: {equals: open}}', '{not: {pattern: open}}', '{not: {in: [open]}}'])('meets description: %s, as nothing is not open', (assertion) => {
    expect(broken(`for: columns, must: {description: ${assertion}}`, contract)).toEqual([]);
  });

  test('meets everything that is optional, of one field or of a block', () => {
    expect(broken('for: columns, must: {description: {optional: true, equals: open}}', contract)).toEqual([full]);
    expect(broken('for: columns, must: {optional: true, description: {equals: open}, businessName: {equals: x}}', contract)).toEqual([full]);
    expect(broken('for: columns, must: {description: {optional: true, equals: paid}, name: {present: true}}', contract)).toEqual([]);
  });

  test.each(['{count: {max: 5}}', '{unique: true}', '{every: {casing: kebab}}', '{none: {equals: x}}', '{some: {equals: x}}'])('fails tags: %s, since an empty list is no list', (assertion) => {
    expect(broken(`for: columns, must: {tags: ${assertion}}`, '{schema: [{name: orders, properties: [{name: a, tags: []}, {name: b}]}]}')).toEqual([
      'schema[name=orders].properties[name=a]',
      'schema[name=orders].properties[name=b]',
    ]);
  });
});

describe('in when, a field that is not there', () => {
  const inapplicable = [
    '{present: true}', '{equals: paid}', '{in: [paid]}', '{notIn: [open]}', '{minLength: 1}', '{notSameAs: name}', '{not: {equals: open}}', '{not: {pattern: open}}', '{not: {notIn: [paid]}}', '{anyOf: [{equals: paid}, {not: {equals: open}}]}',
  ];
  test.each(inapplicable)('makes description: %s false', (assertion) => {
    expect(broken(`for: columns, when: {description: ${assertion}}, must: {businessName: {present: true}}`, contract)).toEqual([full]);
  });

  test('makes a negated block false, too', () => {
    expect(broken('for: columns, when: {not: {description: {equals: open}}}, must: {businessName: {present: true}}', contract)).toEqual([full]);
    expect(broken('for: columns, when: {not: {anyOf: [{description: {equals: open}}, {classification: {equals: secret}}]}}, must: {businessName: {present: true}}', contract)).toEqual([full]);
  });

  test('is what absent, a negated present and optional ask for', () => {
    expect(broken('for: columns, when: {description: {absent: true}}, must: {businessName: {present: true}}', contract)).toEqual([bare]);
    expect(broken('for: columns, when: {not: {description: {present: true}}}, must: {businessName: {present: true}}', contract)).toEqual([bare]);
    expect(broken('for: columns, when: {description: {optional: true, equals: paid}}, must: {businessName: {present: true}}', contract)).toEqual([bare, full]);
  });

  test('of an item of a list only takes that item out', () => {
    const tables = '{schema: [{name: orders, properties: [{name: a}]}, {name: people, properties: [{name: b}, {name: c, classification: restricted}]}]}';
    expect(broken('for: tables, when: {columns: {none: {classification: {equals: restricted}}}}, must: {description: {present: true}}', tables)).toEqual(['schema[name=orders]']);
    expect(broken('for: tables, when: {columns: {some: {classification: {equals: restricted}}}}, must: {description: {present: true}}', tables)).toEqual(['schema[name=people]']);
    expect(broken('for: tables, when: {not: {columns: {some: {classification: {equals: restricted}}}}}, must: {description: {present: true}}', tables)).toEqual(['schema[name=orders]']);
  });
});

describe('several values for one field', () => {
  const twice = '{schema: [], slaProperties: [{property: retention, value: 1, unit: y, element: orders.a}, {property: retention, value: 10, unit: y, element: orders.b}]}';

  test('must all hold in must, and none of them under a not', () => {
    expect(broken('for: contract, must: {sla.retention: {atMost: 7 years}}', twice)).toEqual(['']);
    expect(broken('for: contract, must: {sla.retention: {atMost: 10 years}}', twice)).toEqual([]);
    expect(broken('for: contract, must: {sla.retention: {not: {atLeast: 10 years}}}', twice)).toEqual(['']);
    expect(broken('for: contract, must: {sla.retention: {not: {atLeast: 11 years}}}', twice)).toEqual([]);
  });

  test('need only hold once in when', () => {
    expect(broken('for: contract, when: {sla.retention: {atLeast: 10 years}}, must: {name: {present: true}}', twice)).toEqual(['']);
    expect(broken('for: contract, when: {sla.retention: {atLeast: 11 years}}, must: {name: {present: true}}', twice)).toEqual([]);
  });
});
