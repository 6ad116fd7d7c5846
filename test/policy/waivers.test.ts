import { describe, expect, test } from 'vitest';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { SourceDocument } from '../../src/core/model/source-document.ts';
import type { PolicyUnit } from '../../src/core/policy/targets/node.ts';
import { applyWaivers, type WaivingInput, type WaivingResult } from '../../src/core/policy/waivers.ts';
import { isPathInScope, normalPath } from '../../src/core/policy/waivers/keyed-scope.ts';
import { readWaivers, type Waiver } from '../../src/core/policy/waivers/read-waiver.ts';
import { sha256 } from '../../src/io/hash.ts';
import { compiled, document, effective, judgeBy, node, pack, packText, today, unit } from './support.ts';

const product = 'kind: DataProduct\nid: urn:dp:finance:payments\nname: payments\ndomain: finance\n';
const contract = `
kind: DataContract
id: payments-v1
schema:
  - name: tbl
    properties:
      - {name: rcvr_id, classification: restricted}
      - {name: iban, classification: restricted}
`;
const payments = unit(product, contract);
const packs = {
  plain: packText('- {id: SEC-001, title: Masked, for: columns, when: {classification: {equals: restricted}}, must: {custom.masking: {present: true}}}\n- {id: OLD-001, title: Gone, stage: retired}'),
  hard: packText('- {id: SEC-001, title: Masked, enforcement: hard-mandatory, for: columns, when: {classification: {equals: restricted}}, must: {custom.masking: {present: true}}}'),
  audit: packText('- {id: SEC-001, title: Masked, stage: audit, for: columns, when: {classification: {equals: restricted}}, must: {custom.masking: {present: true}}}'),
  strict: packText('- {id: SEC-001, title: Masked, for: columns, when: {classification: {equals: restricted}}, must: {custom.masking: {present: true}}}', 'waivers: {approvers: [dpo@acme.example, ciso@acme.example], maxDays: 30}\n'),
};

const fields = {
  apiVersion: 'dp/v1',
  kind: 'Waiver',
  id: 'W-2026-014',
  rule: 'acme/SEC-001',
  scope: '{product: payments, contract: payments-v1, path: "schema[name=tbl].properties[name=rcvr_id]"}',
  owner: 'payments-team@acme.example',
  approvedBy: 'dpo@acme.example',
  reason: 'Masking view ships with release 12',
  created: '2026-11-01',
  expires: '2027-02-28',
};

function waiver(changes: Readonly<Record<string, string | null>> = {}, file = 'waivers/W-2026-014.yaml'): SourceDocument {
  const entries: Readonly<Record<string, string | null>> = { ...fields, ...changes };
  return document(file, Object.entries(entries).map(([key, value]) => (value === null ? '' : `${key}: ${value}\n`)).join(''));
}

interface Setting {
  readonly policies?: keyof typeof packs;
  readonly day?: string;
  readonly units?: readonly PolicyUnit[];
  readonly isJudged?: WaivingInput['isJudged'];
  readonly isHeldByBase?: WaivingInput['isHeldByBase'];
}

function run(documents: readonly SourceDocument[], setting: Setting = {}) {
  const policies = effective([node(pack(packs[setting.policies ?? 'plain']))]);
  const day = setting.day ?? today;
  const judged = judgeBy(compiled(policies), payments, { today: day, withRecords: true });
  const read = readWaivers(documents);
  const input: WaivingInput = { ...judged, waivers: read.waivers, malformed: read.malformed, policies, catalogue: new Set(['dp/OWN-001']), units: setting.units ?? [payments], isJudged: setting.isJudged ?? (() => true), today: day, isHeldByBase: setting.isHeldByBase };
  const result = applyWaivers(input);
  return { input, result, drafts: [...read.drafts, ...result.waiverDrafts] };
}

const waived = (result: WaivingResult): string[] => result.drafts.flatMap(({ subject, waiver: note }) => (note === undefined ? [] : [`${subject.path} by ${note.id}`]));
const column = 'schema[name=tbl].properties[name=rcvr_id]';

function found({ drafts }: ReturnType<typeof run>): string[] {
  return settleFindings(drafts, sha256).map(({ rule, severity, file, line, column: at, message }) => `${rule} ${severity} ${file}:${String(line)}:${String(at)} ${message}`);
}

test('a waiver excuses what it names, with its justification, and nothing else', () => {
  const { result, drafts } = run([waiver()]);
  expect(result.drafts.map(({ subject, waiver: note }) => [subject.path, note])).toEqual([
    [column, { id: 'W-2026-014', owner: 'payments-team@acme.example', reason: 'Masking view ships with release 12', expires: '2027-02-28' }],
    ['schema[name=tbl].properties[name=iban]', undefined],
  ]);
  expect(result.records.map(({ outcome, waiver: id }) => [outcome, id])).toEqual([['waived', 'W-2026-014'], ['fail', null]]);
  expect(drafts).toEqual([]);
});

describe('the scope', () => {
  const scoped = (scope: string): string[] => waived(run([waiver({ scope })]).result);
  const both = [`${column} by W-2026-014`, 'schema[name=tbl].properties[name=iban] by W-2026-014'];

  test('takes the product by name, key or id', () => {
    expect(scoped('{product: payments}')).toEqual(both);
    expect(scoped('{product: finance/payments}')).toEqual(both);
    expect(scoped('{product: "urn:dp:finance:payments"}')).toEqual(both);
    expect(scoped('{product: orders}')).toEqual([]);
  });

  test('is narrowed by contract and path', () => {
    expect(scoped('{product: payments, contract: payments-v1}')).toEqual(both);
    expect(scoped('{product: payments, contract: payments-v2}')).toEqual([]);
    expect(scoped('{product: payments, path: "schema[name=tbl]"}')).toEqual(both);
    expect(scoped('{product: payments, path: "schema[name=\\"tbl\\"].properties[name=iban]"}')).toEqual([both[1]]);
    expect(scoped('{product: payments, path: "schema[name=tb]"}')).toEqual([]);
  });

  test('is not a product that several are called by', () => {
    const twin = unit('{kind: DataProduct, id: a, name: payments, domain: retail}');
    expect(found(run([waiver()], { units: [payments, twin] }))).toEqual(['waiver-invalid error waivers/W-2026-014.yaml:5:18 W-2026-014: several products are called payments: write finance/payments or retail/payments.']);
  });
});

test('keyed paths have one spelling, and a path covers what lies below it', () => {
  expect(['schema[name="orders"].properties[name=a_b]', 'outputPorts[name=orders,version=1.0.0]', 'support[channel="#sales"]', 'a"b', 'schema[0', 'schema[name=]', ''].map(normalPath)).toEqual([
    'schema[name=orders].properties[name=a_b]',
    'outputPorts[name=orders,version=1.0.0]',
    'support[channel="#sales"]',
    undefined,
    undefined,
    undefined,
    '',
  ]);
  expect(normalPath('a.'.repeat(5000))).toBeUndefined();
  expect([isPathInScope('schema[name=a].x', 'schema[name=a]'), isPathInScope('schema[name=ab]', 'schema[name=a]')]).toEqual([true, false]);
});

describe('a waiver is invalid', () => {
  test.each<[string, Parameters<typeof waiver>[0], string]>([
    ['without an owner', { owner: null }, '1:1 W-2026-014: A waiver needs owner.'],
    ['without a scope', { scope: null }, '1:1 W-2026-014: A waiver needs scope, with the product at least.'],
    ['without a product', { scope: '{contract: payments-v1}' }, '5:1 W-2026-014: Scope needs product.'],
    ['without an end', { expires: null }, '1:1 W-2026-014: expires is missing: a day as YYYY-MM-DD.'],
    ['with a key that is none', { expiry: '2027-01-01' }, '11:1 W-2026-014: A waiver has no key expiry. Did you mean expires?'],
    ['with a date that is none', { expires: '2027-02-30' }, '10:1 W-2026-014: expires must be a day of the calendar as YYYY-MM-DD; 2027-02-30 is none.'],
    ['that ends before it begins', { expires: '2026-10-31' }, '10:10 W-2026-014: It expires on 2026-10-31, before it was created (2026-11-01).'],
    ['with a short reason', { reason: 'Because we must so' }, '8:9 W-2026-014: The reason has 18 characters; say it in 20 or more.'],
    ['that its owner approved', { approvedBy: 'Payments-Team@acme.example' }, '7:13 W-2026-014: Who asks for an exception cannot approve it: approvedBy is the owner.'],
    ['that counts items', { scope: '{product: payments, path: "schema[0].properties[1]"}' }, '5:34 W-2026-014: schema[0].properties[1] counts items, which breaks when they are reordered: name them, as in schema[name=orders].properties[name=email].'],
    ['with a path that is none', { scope: '{product: payments, path: "schema[name="}' }, '5:34 W-2026-014: schema[name= is no keyed path, such as schema[name=orders].properties[name=email].'],
    ['for a rule that no pack has', { rule: 'acme/SEC-002' }, '4:7 W-2026-014: no active pack has the rule acme/SEC-002. Did you mean acme/SEC-001, acme/OLD-001?'],
    ['for what is no name of a rule', { rule: 'SEC-001' }, '4:7 W-2026-014: SEC-001 is no name of a rule: write <pack>/<id>.'],
    ['that is longer than 180 days', { expires: '2027-05-01' }, '10:10 W-2026-014: it lasts 181 days; acme allows 180.'],
    ['that is dated tomorrow', { created: '2026-11-23' }, '9:10 W-2026-014: it is dated 2026-11-23, after 2026-11-22.'],
    ['of a newer format', { apiVersion: 'dp/v2' }, '1:1 W-2026-014: It was written by a newer dp (dp/v2); this one reads dp/v1.'],
  ])('%s', (_what, changes, problem) => {
    const outcome = run([waiver(changes)]);
    expect(found(outcome)).toEqual([`waiver-invalid error waivers/W-2026-014.yaml:${problem}`]);
    expect(waived(outcome.result)).toEqual([]);
  });

  test("by the pack's terms: who may approve, and for how long", () => {
    expect(found(run([waiver({ expires: '2026-12-01' })], { policies: 'strict' }))).toEqual(['waiver-expiring warning waivers/W-2026-014.yaml:10:1 W-2026-014 expires in 9 days (2026-12-01); then acme/SEC-001 counts again.']);
    expect(found(run([waiver({ expires: '2026-12-02' })], { policies: 'strict' }))).toEqual(['waiver-invalid error waivers/W-2026-014.yaml:10:10 W-2026-014: it lasts 31 days; acme allows 30.']);
    expect(found(run([waiver({ expires: '2026-12-01', approvedBy: 'lead@acme.example' })], { policies: 'strict' }))).toEqual([
      'waiver-invalid error waivers/W-2026-014.yaml:7:13 W-2026-014: lead@acme.example may not approve it: acme names dpo@acme.example, ciso@acme.example.',
    ]);
  });

  test('when another one has its id, or its file is no waiver', () => {
    expect(found(run([waiver(), waiver({}, 'waivers/copy.yaml')]))).toEqual(['waiver-invalid error waivers/copy.yaml:3:1 W-2026-014: Another waiver is called W-2026-014, too.']);
    expect(found(run([document('waivers/list.yaml', '- a\n')]))[0]).toContain('waiver-invalid error waivers/list.yaml:1:1 kind must be Waiver or AcceptedChange.');
  });
});

test('a void waiver gives the finding back, with a note why', () => {
  const { result } = run([waiver({ reason: 'Too short' }), waiver({ id: 'W-2', expires: '2026-11-21' }, 'waivers/W-2.yaml')]);
  expect(result.drafts[0]?.waiver).toBeUndefined();
  expect(result.drafts[0]?.related).toEqual([
    { file: 'waivers/W-2.yaml', line: 3, column: 1, message: 'The waiver W-2 expired on 2026-11-21.', side: null },
    { file: 'waivers/W-2026-014.yaml', line: 3, column: 1, message: 'The waiver W-2026-014 is void: The reason has 9 characters; say it in 20 or more.', side: null },
  ]);
});

describe('time', () => {
  const on = (day: string): string[] => found(run([waiver()], { day }));

  test('a waiver holds on its last day, and not after', () => {
    expect(waived(run([waiver()], { day: '2027-02-28' }).result)).toEqual([`${column} by W-2026-014`]);
    expect(waived(run([waiver()], { day: '2027-03-01' }).result)).toEqual([]);
    expect(on('2027-03-01')).toEqual(['waiver-expired warning waivers/W-2026-014.yaml:10:1 W-2026-014 expired on 2027-02-28: what it excused counts again.']);
  });

  test('its end is announced 30 days ahead', () => {
    expect(on('2027-01-28')).toEqual([]);
    expect(on('2027-01-29')).toEqual(['waiver-expiring warning waivers/W-2026-014.yaml:10:1 W-2026-014 expires in 30 days (2027-02-28); then acme/SEC-001 counts again.']);
    expect(on('2027-02-27')[0]).toContain('expires tomorrow');
    expect(on('2027-02-28')[0]).toContain('expires today');
  });
});

test('a waiver for a hard-mandatory rule is an error, and excuses nothing', () => {
  const outcome = run([waiver()], { policies: 'hard' });
  expect(found(outcome)).toEqual(['waiver-not-allowed error waivers/W-2026-014.yaml:4:1 W-2026-014: acme/SEC-001 is hard-mandatory and cannot be waived.']);
  expect(waived(outcome.result)).toEqual([]);
});

describe('a waiver that excuses nothing', () => {
  const elsewhere = { scope: '{product: payments, path: "schema[name=other]"}' };

  test('is unused', () => {
    expect(found(run([waiver(elsewhere)]))).toEqual(['waiver-unused warning waivers/W-2026-014.yaml:5:1 W-2026-014 excuses nothing: acme/SEC-001 finds nothing there.']);
    expect(found(run([waiver({ scope: '{product: orders}' })]))).toEqual(['waiver-unused warning waivers/W-2026-014.yaml:5:1 W-2026-014 excuses nothing: there is no product orders here.']);
    expect(found(run([waiver({ rule: 'acme/OLD-001' })]))).toEqual(['waiver-unused warning waivers/W-2026-014.yaml:5:1 W-2026-014 excuses nothing: acme/OLD-001 finds nothing there.']);
    expect(found(run([waiver({ rule: 'dp/OWN-001' })]))).toEqual(['waiver-unused warning waivers/W-2026-014.yaml:5:1 W-2026-014 excuses nothing: dp/OWN-001 finds nothing there.']);
  });

  test('is not called so where its product was not judged, or its rule is only recorded', () => {
    expect(found(run([waiver(elsewhere)], { isJudged: () => false }))).toEqual([]);
    expect(found(run([waiver()], { policies: 'audit' }))).toEqual([]);
  });
});

test('a waiver that comes in with the change it excuses does not count yet', () => {
  const outcome = run([waiver()], { isHeldByBase: ({ id }: Waiver) => id !== 'W-2026-014' });
  expect(waived(outcome.result)).toEqual([]);
  expect(outcome.result.drafts[0]?.related?.map(({ message }) => message)).toEqual(['The waiver W-2026-014 comes in with this very change: it counts once it is merged.']);
  expect(found(outcome)).toEqual([]);
});

test('waiving what is waived changes nothing', () => {
  const documents = [waiver(), waiver({ id: 'W-2', scope: '{product: payments}', expires: '2026-11-20' }, 'waivers/W-2.yaml')];
  const { input, result } = run(documents);
  const again = applyWaivers({ ...input, ...result });
  expect(again).toEqual(result);
});
