import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/model/finding.ts';
import { failsRun, stageOn } from '../../src/core/policy/weight.ts';
import { compiled, effective, findings, judge, judgeBy, node, pack, packText, places, today, unit } from './support.ts';

const contract = `
apiVersion: v3.2.0
kind: DataContract
id: payments-v1
name: payments
status: active
domain: finance
schema:
  - name: transfers
    properties:
      - id: rcvr
        name: rcvr_id
        classification: restricted
      - name: amount
        classification: internal
`;
const product = 'apiVersion: v1.1.0\nkind: DataProduct\nid: urn:dp:finance:payments\nname: payments\ndomain: finance\nversion: 1.0.0\nstatus: active\n';

const masked = (weight: string): string =>
  packText(`- {id: SEC-001, title: Masked, ${weight}for: columns, when: {classification: {in: [restricted]}}, must: {custom.masking: {present: true}}, message: "Column {{name}} of {{table.name}} is {{classification}}.", fix: {hint: "Mask {{name}}."}}`);

test('a finding has its rule, place, subject, message, help and origin', () => {
  const [finding] = findings(judge(pack(masked('severity: error, enforcement: hard-mandatory, ')), unit(product, contract)));
  expect(finding).toEqual({
    rule: 'acme/SEC-001',
    severity: 'error',
    message: 'Column rcvr_id of transfers is restricted.',
    file: 'orders/contracts/1.odcs.yaml',
    line: 12,
    column: 9,
    endLine: 12,
    endColumn: 22,
    pointer: '/schema/0/properties/0',
    subject: { product: 'payments', key: 'finance/payments', contract: 'payments-v1', path: 'schema[name=transfers].properties[name=rcvr_id]' },
    help: 'Mask rcvr_id.',
    fingerprint: finding?.fingerprint,
    related: [],
    fix: null,
    policy: { pack: 'acme', version: '1.0.0', enforcement: 'hard-mandatory', stage: 'enforced', effectiveFrom: null },
    waiver: null,
  });
});

describe('a finding is placed', () => {
  const at = (rule: string): string[] => places(judge(pack(packText(`- {id: R-1, title: A rule, ${rule}}`)), unit(product, contract)));

  test('at the value that is wrong', () => {
    expect(at('for: columns, must: {classification: {in: [internal]}}')).toEqual(['acme/R-1 13:9 schema[name=transfers].properties[name=rcvr_id]']);
    expect(at('for: contract, must: {status: {equals: draft}}')).toEqual(['acme/R-1 6:1 ']);
  });

  test('at the entry that names the thing, where a value is missing', () => {
    expect(at('for: columns, when: {name: {equals: rcvr_id}}, must: {description: {present: true}}')).toEqual(['acme/R-1 12:9 schema[name=transfers].properties[name=rcvr_id]']);
    expect(at('for: contract, must: {description.purpose: {present: true}}')).toEqual(['acme/R-1 5:1 ']);
    expect(at('for: product, must: {support: {present: true}}')).toEqual(['acme/R-1 4:1 ']);
  });

  test('at the first of several things that are wrong', () => {
    expect(at('for: contract, must: {name: {present: true}, status: {equals: draft}, domain: {equals: x}}')).toEqual(['acme/R-1 6:1 ']);
    expect(at('for: tables, must: {columns: {every: {classification: {equals: restricted}}}}')).toEqual(['acme/R-1 15:9 schema[name=transfers]']);
    expect(at('for: tables, must: {columns: {none: {classification: {equals: internal}}}}')).toEqual(['acme/R-1 15:9 schema[name=transfers]']);
    expect(at('for: columns, must: {not: {classification: {equals: internal}}}')).toEqual(['acme/R-1 15:9 schema[name=transfers].properties[name=amount]']);
    expect(at('for: contract, must: {anyOf: [{description: {present: true}}, {status: {equals: draft}}]}')).toEqual(['acme/R-1 6:1 ']);
  });

  test('in its own document, with the other place beside it', () => {
    const result = judge(pack(packText('- {id: R-1, title: A rule, for: columns, when: {name: {equals: amount}}, must: {product.status: {equals: draft}}}')), unit(product, contract));
    expect(places(result)).toEqual(['acme/R-1 14:9 schema[name=transfers].properties[name=amount]']);
    expect(findings(result)[0]?.related).toEqual([{ file: 'orders/dataproduct.yaml', line: 7, column: 1, message: 'It is about this.', side: null }]);
  });
});

test('a message says what was found: lists, failing items, parameters and what is not set', () => {
  const said = (message: string, rule = 'for: tables, must: {columns: {every: {description: {present: true}}}}, params: {days: {value: 90}, names: {value: null}}'): string | undefined =>
    judge(pack(packText(`- id: R-1\n  title: A rule\n  ${rule.replaceAll(', must', '\n  must').replaceAll(', params', '\n  params')}\n  message: "${message}"`)), unit(product, contract)).drafts[0]?.message;
  expect(said('{{failing}} of {{columns}}')).toBe('transfers.rcvr_id and transfers.amount of transfers.rcvr_id and transfers.amount');
  expect(said('{{description}}, {{tags}}, {{sla.retention}}')).toBe('(not set), (not set), (not set)');
  expect(said('{{params.days}} days, {{params.names}}, {{today}}')).toBe('90 days, (not set), 2026-11-22');
  expect(said('{{ product.key }} {{contract.id}} {{domain}} {{status}}')).toBe('finance/payments payments-v1 finance active');
});

test('a message says in a few words what is wrong', () => {
  const said = (must: string, target = 'contract'): string | undefined =>
    judge(pack(packText(`- {id: R-1, title: A rule, for: ${target}, must: ${must}, message: "{{problem}}"}`)), unit(undefined, contract)).drafts[0]?.message;
  expect(said('{tags: {present: true}}')).toBe('tags is missing');
  expect(said('{status: {equals: draft}}')).toBe('status is active');
  expect(said('{status: {equals: active}, description.purpose: {minLength: 3}}')).toBe('description.purpose is missing');
  expect(said('{anyOf: [{status: {equals: draft}}, {description.purpose: {present: true}}]}')).toBe('status is active and description.purpose is missing');
  expect(said('{requiresOneOf: [tenant, description.purpose]}')).toBe('there is none of tenant, description.purpose');
  expect(said('{not: {status: {equals: active}}}')).toBe('status is active');
  expect(said('{columns: {every: {description: {present: true}}}}')).toBe('transfers.rcvr_id: description is missing');
  expect(said('{columns: {none: {classification: {equals: restricted}}}}')).toBe('transfers.rcvr_id: classification is restricted');
  expect(said('{columns: {some: {classification: {equals: secret}}}}')).toBe('nothing in columns fits');
  expect(said('{columns: {count: {max: 1}}}')).toBe('columns has 2 items');
});

test('a rule without a message says its title and the thing', () => {
  expect(judge(pack(packText('- {id: R-1, title: Tables are described, for: tables, must: {description: {present: true}}}')), unit(product, contract)).drafts[0]?.message).toBe('Tables are described: transfers.');
});

test('what a document says cannot break out of a message', () => {
  const long = 'x'.repeat(500);
  const found = judge(pack(packText('- {id: R-1, title: A rule, for: contract, must: {name: {absent: true}}, message: "{{name}}"}')), unit(undefined, `{id: a, name: "{{id}} ${long}", schema: []}`)).drafts[0]?.message;
  expect(found).toBe(`{{id}} ${'x'.repeat(92)}…`);
});

describe('appliesTo', () => {
  const paths = (applies: string, text = contract): number => judge(pack(packText(`- {id: R-1, title: A rule, appliesTo: ${applies}, for: [product, contract], must: {tenant: {present: true}}}`)), unit(product, text)).drafts.length;

  test('selects by kind, status and a condition', () => {
    expect(paths('{kind: contract}')).toBe(1);
    expect(paths('{kind: product}')).toBe(1);
    expect(paths('{status: [active]}')).toBe(2);
    expect(paths('{status: [draft]}')).toBe(0);
    expect(paths('{when: {domain: {in: [finance]}}}')).toBe(2);
    expect(paths('{when: {domain: {notIn: [finance]}}}')).toBe(0);
  });

  test("takes the product's domain for a contract that names none", () => {
    expect(paths('{kind: contract, when: {domain: {equals: finance}}}', contract.replace('domain: finance\n', ''))).toBe(1);
  });
});

describe('stage and date', () => {
  const shown = (weight: string, day: string): string[] => judge(pack(masked(weight)), unit(product, contract), { today: day }).drafts.map(({ severity, message }) => `${severity} ${message}`);

  test('before its day a rule warns and names the day', () => {
    expect(shown('effectiveFrom: 2027-03-01, ', '2027-02-28')).toEqual(['warning Column rcvr_id of transfers is restricted. (Enforced from 2027-03-01 on.)']);
    expect(shown('effectiveFrom: 2027-03-01, ', '2027-03-01')).toEqual(['error Column rcvr_id of transfers is restricted.']);
    expect(shown('severity: info, effectiveFrom: 2027-03-01, ', '2027-02-28')).toEqual(['info Column rcvr_id of transfers is restricted. (Enforced from 2027-03-01 on.)']);
  });

  test('grace warns until the day it names', () => {
    expect(shown('stage: grace, ', today)).toEqual(['warning Column rcvr_id of transfers is restricted. (Not enforced yet.)']);
    expect(shown('stage: grace, effectiveFrom: 2027-03-01, ', '2027-02-28')).toEqual(['warning Column rcvr_id of transfers is restricted. (Enforced from 2027-03-01 on.)']);
    expect(shown('stage: grace, effectiveFrom: 2027-03-01, ', '2027-03-01')).toEqual(['error Column rcvr_id of transfers is restricted.']);
  });

  test('audit is recorded and not shown; draft and retired rules are not run', () => {
    const outcome = (stage: string): string[] => {
      const result = judge(pack(masked(`stage: ${stage}, `)), unit(product, contract), { withRecords: true });
      return [`${String(result.drafts.length)} shown`, ...result.records.filter((record) => record.outcome === 'fail').map(({ rule }) => rule)];
    };
    expect(outcome('audit')).toEqual(['0 shown', 'acme/SEC-001']);
    expect(outcome('draft')).toEqual(['0 shown']);
    expect(outcome('retired')).toEqual(['0 shown']);
  });

  test('the stage of a day follows from stage and date alone', () => {
    expect([stageOn({ stage: 'audit', effectiveFrom: '2020-01-01' }, today), stageOn({ stage: 'draft', effectiveFrom: undefined }, today), stageOn({ stage: 'retired', effectiveFrom: null }, today)]).toEqual(['audit', 'draft', 'retired']);
  });
});

describe('a policy finding stops the run', () => {
  const finding = (weight: string, day = today): Finding => {
    const [found] = findings(judge(pack(masked(weight)), unit(product, contract), { today: day }));
    if (found === undefined) throw new Error('a finding was expected');
    return found;
  };
  const fails = (weight: string, options: { readonly level?: string; readonly isExplicit?: boolean; readonly day?: string } = {}): boolean =>
    failsRun(finding(weight, options.day), { level: options.level ?? 'error', isExplicit: options.isExplicit ?? false, today: options.day ?? today });

  test('by its enforcement, whatever its severity', () => {
    expect(fails('severity: info, enforcement: soft-mandatory, ')).toBe(true);
    expect(fails('severity: info, enforcement: hard-mandatory, ')).toBe(true);
    expect(fails('severity: error, enforcement: advisory, ')).toBe(false);
  });

  test('not before its day, and not while it is waived', () => {
    expect(fails('effectiveFrom: 2027-03-01, ', { day: '2027-02-28' })).toBe(false);
    expect(fails('effectiveFrom: 2027-03-01, ', { day: '2027-03-01' })).toBe(true);
    expect(failsRun({ ...finding(''), waiver: { id: 'W-1', owner: 'a', reason: 'b', expires: '2027-01-01' } }, { level: 'info', isExplicit: true, today })).toBe(false);
  });

  test('by its severity as well, when --fail-on warning or info is typed', () => {
    expect(fails('severity: warning, enforcement: advisory, ', { level: 'warning', isExplicit: true })).toBe(true);
    expect(fails('severity: warning, enforcement: advisory, ', { level: 'warning' })).toBe(false);
    expect(fails('severity: info, enforcement: advisory, ', { level: 'warning', isExplicit: true })).toBe(false);
    expect(fails('severity: error, enforcement: advisory, ', { level: 'error', isExplicit: true })).toBe(false);
  });
});

test('records tell for each rule and subject what became of it', () => {
  const rules = packText(`
- {id: R-1, title: One, for: columns, when: {classification: {in: [restricted]}}, must: {custom.masking: {present: true}}}
- {id: R-2, title: Two, for: columns, must: {classification: {present: true}}}
- {id: R-3, title: Three, for: slas, must: {unit: {present: true}}}
- {id: R-4, title: Four, appliesTo: {status: [draft]}, for: contract, must: {name: {present: true}}}
- {id: R-5, title: Five, check: {name: classification-through-lineage}}
`);
  const result = judge(pack(rules), unit(product, contract.replace('classification: internal', 'classification: internal\n        transformSourceObjects: [ledger.amount]')), { withRecords: true });
  expect(result.records.map(({ rule, outcome, subject, reason }) => `${rule} ${outcome} ${subject.path}${reason === null ? '' : `: ${reason}`}`)).toEqual([
    'acme/R-1 fail schema[name=transfers].properties[name=rcvr_id]',
    'acme/R-1 not-applicable schema[name=transfers].properties[name=amount]: when does not hold',
    'acme/R-2 pass schema[name=transfers].properties[name=rcvr_id]',
    'acme/R-2 pass schema[name=transfers].properties[name=amount]',
    'acme/R-3 not-applicable : the document has no slas',
    'acme/R-4 not-applicable : appliesTo does not select the document',
    'acme/R-5 not-applicable schema[name=transfers].properties[name=rcvr_id]',
    'acme/R-5 error schema[name=transfers].properties[name=amount]: the contracts it is made from are not here, or classify nothing',
  ]);
  expect(result.records[0]).toEqual({
    rule: 'acme/R-1',
    subject: { product: 'payments', key: 'finance/payments', contract: 'payments-v1', path: 'schema[name=transfers].properties[name=rcvr_id]' },
    file: 'orders/contracts/1.odcs.yaml',
    outcome: 'fail',
    reason: null,
    severity: 'error',
    policy: { pack: 'acme', version: '1.0.0', enforcement: 'soft-mandatory', stage: 'enforced', effectiveFrom: null },
    waiver: null,
  });
});

test('the verdict depends on nothing but the documents, the packs and the date', () => {
  const policies = compiled(effective([node(pack(masked('effectiveFrom: 2027-01-01, ')))]));
  const one = unit(product, contract);
  const other = unit(undefined, contract.replace('payments-v1', 'refunds-v1'));
  const alone = findings(judgeBy(policies, one));
  expect(alone.length).toBe(1);
  expect(findings(judgeBy(policies, one))).toEqual(alone);
  expect(findings(judgeBy(policies, one, { others: [other] }))).toEqual(alone);
  expect(findings(judge(pack(masked('effectiveFrom: 2027-01-01, ')), unit(product, contract)))).toEqual(alone);
  expect(judgeBy(policies, one, { today: '2027-01-01' }).drafts.map(({ severity }) => severity)).toEqual(['error']);
});

test('fix.set says what --fix is to write', () => {
  const result = judge(pack(packText('- {id: R-1, title: A rule, for: columns, must: {classification: {present: true}}, fix: {hint: Classify it., set: {classification: internal}}}')), unit(undefined, '{id: a, schema: [{name: orders, properties: [{name: status}]}]}'));
  expect(result.drafts.map(({ mending }) => mending?.repair)).toEqual([{ kind: 'set-keys', title: 'Set classification to internal', mapping: '/schema/0/properties/0', entries: [['classification', 'internal']] }]);
});
