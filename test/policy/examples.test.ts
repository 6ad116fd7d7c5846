import { describe, expect, test } from 'vitest';
import { settleFindings } from '../../src/core/model/draft.ts';
import { type PackTestReport, runPackTests } from '../../src/core/policy/pack-tests.ts';
import { sha256 } from '../../src/io/hash.ts';
import { compiled, effective, node, pack, packText, today } from './support.ts';

function report(rules: string, extra = ''): PackTestReport {
  const own = pack(packText(rules, extra));
  return runPackTests(own, compiled(effective([node(own)])), { today });
}

const masked = (tests: string, more = ''): string => `
- id: SEC-001
  title: Masked
  ${more}for: columns
  when: {classification: {equals: restricted}}
  must: {custom.masking: {present: true}}
  message: "Column {{name}} is in clear."
  tests:
${tests.trim().replace(/^/gmu, '    ')}
`;

const both = `
- {name: in clear fails, given: {schema: [{name: t, properties: [{name: ssn, classification: restricted}]}]}, expect: [{at: "schema[name=t].properties[name=ssn]"}]}
- {name: public passes, given: {schema: [{name: t, properties: [{name: id, classification: public}]}]}, expect: []}
`;

test('examples that come out as they say pass', () => {
  const { results, lacking, drafts } = report(masked(both));
  expect(results).toEqual([
    { rule: 'acme/SEC-001', test: 'in clear fails', isPassed: true, difference: null },
    { rule: 'acme/SEC-001', test: 'public passes', isPassed: true, difference: null },
  ]);
  expect([lacking, drafts]).toEqual([[], []]);
});

test('an example that does not is a finding at its name', () => {
  const { drafts } = report(masked(`${both}- {name: public fails, given: {schema: [{name: t, properties: [{name: id, classification: public}]}]}, expect: [{at: "schema[name=t].properties[name=id]"}]}\n`));
  expect(settleFindings(drafts, sha256).map(({ rule, severity, line, column, message }) => [rule, severity, line, column, message])).toEqual([
    ['policy-example-failed', 'error', 14, 10, 'acme/SEC-001, "public fails": expected schema[name=t].properties[name=id], found nothing.'],
  ]);
});

test('a message that is expected is compared, too', () => {
  const said = (message: string): (string | null)[] => report(masked(`- {name: in clear fails, given: {schema: [{name: t, properties: [{name: ssn, classification: restricted}]}]}, expect: [{at: "schema[name=t].properties[name=ssn]", message: ${message}}]}`)).results.map(({ difference }) => difference);
  expect(said('Column ssn is in clear.')).toEqual([null]);
  expect(said('Column ssn is bare.')).toEqual(['expected schema[name=t].properties[name=ssn]: Column ssn is bare., found schema[name=t].properties[name=ssn]: Column ssn is in clear.']);
});

test('a rule without a passing or a failing example is reported; a retired one is not', () => {
  const [fails = '', passes = ''] = both.trim().split('\n');
  expect(report(masked(fails)).lacking).toEqual([{ rule: 'acme/SEC-001', lacks: ['passing'] }]);
  expect(report(masked(passes)).lacking).toEqual([{ rule: 'acme/SEC-001', lacks: ['failing'] }]);
  expect(report('- {id: R-1, title: A rule, for: product, must: {name: {present: true}}}').lacking).toEqual([{ rule: 'acme/R-1', lacks: ['passing', 'failing'] }]);
  expect(report('- {id: R-1, title: A rule, stage: retired}').lacking).toEqual([]);
  expect(settleFindings(report(masked(fails)).drafts, sha256).map(({ rule, severity, message }) => [rule, severity, message])).toEqual([['policy-example-missing', 'warning', 'acme/SEC-001 has no passing example.']]);
});

test.each(['stage: draft\n  ', 'stage: audit\n  ', 'stage: grace\n  ', 'effectiveFrom: 2099-01-01\n  '])('an example shows what the rule means, whatever its roll-out: %s', (more) => {
  expect(report(masked(both, more)).results.map(({ isPassed }) => isPassed)).toEqual([true, true]);
});

describe('an example gives', () => {
  const passes = (rule: string, given: string, at: string, more = ''): boolean =>
    report(`- {id: R-1, title: A rule, ${rule}, tests: [{name: fails, given: ${given}, ${more}expect: [{at: "${at}"}]}]}`).results.every(({ isPassed }) => isPassed);

  test('a product, by its keys, by its kind, or because the rule looks at nothing else', () => {
    expect(passes('for: [product, contract], must: {tenant: {present: true}}', '{name: orders, outputPorts: []}', '')).toBe(true);
    expect(passes('for: outputPorts, must: {description: {present: true}}', '{outputPorts: [{name: orders}]}', 'outputPorts[name=orders]')).toBe(true);
    expect(passes('for: [product, tables], must: {description: {present: true}}', '{schema: [{name: orders}]}', 'schema[name=orders]')).toBe(true);
    expect(passes('for: support, appliesTo: {kind: contract}, must: {url: {present: true}}', '{support: [{channel: a}]}', 'support[channel=a]')).toBe(true);
    expect(passes('for: members, must: {role: {present: true}}', '{kind: DataProduct, team: [{username: a}]}', 'team[username=a]')).toBe(true);
  });

  test('a product with its contracts and other products', () => {
    expect(passes('for: outputPorts, must: {contract.status: {equals: active}}', '{product: {outputPorts: [{name: o, contractId: c}]}, contracts: [{id: c, status: draft}]}', 'outputPorts[name=o]')).toBe(true);
    expect(passes('for: inputPorts, must: {contract.status: {equals: active}}', '{product: {inputPorts: [{name: o, contractId: c}]}, others: [{contracts: [{id: c, status: retired}]}]}', 'inputPorts[name=o]')).toBe(true);
  });

  test('a day of its own', () => {
    expect(passes('for: members, must: {dateOut: {after: today}}', '{kind: DataProduct, team: [{username: a, dateOut: "2030-01-01"}]}', 'team[username=a]', 'today: 2031-01-01, ')).toBe(true);
  });

  test('what a diff would say', () => {
    expect(passes('for: contract, when: {change.verdict: {equals: breaking}}, must: {change.isEnough: {equals: true}}', '{schema: [], change: {verdict: breaking, demanded: major, declared: minor}}', '')).toBe(true);
  });
});
