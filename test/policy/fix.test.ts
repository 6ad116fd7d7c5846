import { expect, test } from 'vitest';
import { applyEdits } from '../../src/core/fix/apply-edits.ts';
import { attachFixes } from '../../src/core/fix/attach-fixes.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { document, judge, pack, packText } from './support.ts';

const terms = 'definitions: [{name: customer_id, logicalType: string, classification: internal, description: "The number of a customer: never reused"}]\n';
const rules = packText('- {id: R-1, title: A rule, check: {name: matches-definition, facts: [logicalType, classification, description]}}', terms);

async function mended(text: string, policies = rules): Promise<string> {
  const source = document('orders/contracts/1.odcs.yaml', text);
  const { drafts } = judge(pack(policies), { product: undefined, contracts: [readContract(source)] });
  const fixed = await attachFixes(drafts);
  return applyEdits(text, fixed.flatMap(({ fix }) => fix?.edits ?? []));
}

test('missing keys are written below the name, and every comment stays', async () => {
  expect(await mended('id: a # the id\nschema:\n  - name: t\n    properties:\n      - name: customer_id # who\n        # a number to us\n        logicalType: integer\n      - name: other\n')).toBe(
    'id: a # the id\nschema:\n  - name: t\n    properties:\n      - name: customer_id # who\n        classification: internal\n        description: "The number of a customer: never reused"\n        # a number to us\n        logicalType: integer\n      - name: other\n',
  );
});

test('a flow mapping stays one', async () => {
  expect(await mended('{id: a, schema: [{name: t, properties: [{name: customer_id, tags: [x]}]}]}\n')).toBe(
    '{id: a, schema: [{name: t, properties: [{name: customer_id, logicalType: string, classification: internal, description: "The number of a customer: never reused", tags: [x]}]}]}\n',
  );
});

test('line ends, JSON and a last line without a break are kept as they are', async () => {
  expect(await mended('schema:\r\n  - name: t\r\n    properties:\r\n      - logicalType: string\r\n        name: customer_id')).toBe(
    'schema:\r\n  - name: t\r\n    properties:\r\n      - logicalType: string\r\n        name: customer_id\r\n        classification: internal\r\n        description: "The number of a customer: never reused"',
  );
  expect(await mended('{"schema": [{"name": "t", "properties": [{"name": "customer_id", "logicalType": "string", "classification": "internal"}]}]}')).toBe(
    '{"schema": [{"name": "t", "properties": [{"name": "customer_id", "description": "The number of a customer: never reused", "logicalType": "string", "classification": "internal"}]}]}',
  );
});

test('several columns are mended in one go', async () => {
  expect(await mended('schema:\n- name: t\n  properties:\n  - name: customer_id\n    classification: internal\n    description: Who\n  - {name: b, items: {properties: [{name: customer_id, classification: internal, description: Who}]}}\n')).toBe(
    'schema:\n- name: t\n  properties:\n  - name: customer_id\n    logicalType: string\n    classification: internal\n    description: Who\n  - {name: b, items: {properties: [{name: customer_id, logicalType: string, classification: internal, description: Who}]}}\n',
  );
});

test('fix.set replaces what is there and adds what is not', async () => {
  const set = packText('- {id: R-1, title: A rule, for: columns, must: {classification: {equals: internal}}, fix: {set: {classification: internal, criticalDataElement: true}}}');
  expect(await mended('schema:\n  - name: t\n    properties:\n      - name: a\n        classification: public # wrong\n      - name: b\n', set)).toBe(
    'schema:\n  - name: t\n    properties:\n      - name: a\n        criticalDataElement: true\n        classification: internal # wrong\n      - name: b\n        classification: internal\n        criticalDataElement: true\n',
  );
});
