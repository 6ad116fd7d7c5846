import { describe, expect, test } from 'vitest';
import { diffPacks } from '../../src/core/policy/pack-diff.ts';
import type { PolicyPack } from '../../src/core/policy/pack/model.ts';
import { pack } from './support.ts';

function version(text: string, { rules = '', extra = '' } = {}): PolicyPack {
  return pack(`apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: acme, version: ${text}}\n${extra}${rules === '' ? '' : `rules:\n  ${rules}\n`}`);
}

const rule = (more: string): string => `- {id: R-1, title: A rule, for: tables, must: {description: {minLength: "{{params.least}}"}}, params: {least: {value: 20, tighten: higher}}${more}}`;

function changes(before: string, after: string): string[] {
  return diffPacks(version('1.0.0', { rules: before }), version('1.1.0', { rules: after })).changes.map(({ subject, what, effect, bump }) => `${subject} ${what}: ${effect}, ${bump}`);
}

test('a pack does not differ from itself', () => {
  const own = version('1.0.0', { rules: rule('') });
  expect(diffPacks(own, own)).toEqual({ changes: [], demanded: 'none', declared: 'none', isEnough: true, suggestedVersion: '1.0.0' });
});

describe('a rule', () => {
  test.each([
    ['added', '', rule(''), 'acme/R-1 added: stricter, major'],
    ['added as advice', '', rule(', enforcement: advisory'), 'acme/R-1 added: stricter, minor'],
    ['added with a day', '', rule(', effectiveFrom: 2027-01-01'), 'acme/R-1 added: stricter, minor'],
    ['removed', rule(''), '', 'acme/R-1 removed: looser, major'],
    ['retired', rule(''), '- {id: R-1, title: A rule, stage: retired, for: tables, must: {description: {minLength: "{{params.least}}"}}, params: {least: {value: 20, tighten: higher}}}', 'acme/R-1 stage: looser, minor'],
    ['made worse', rule(', severity: info'), rule(''), 'acme/R-1 severity: stricter, minor'],
    ['made mandatory', rule(', enforcement: advisory'), rule(''), 'acme/R-1 enforcement: stricter, major'],
    ['made advisory', rule(''), rule(', enforcement: advisory'), 'acme/R-1 enforcement: looser, minor'],
    ['enforced', rule(', stage: audit'), rule(''), 'acme/R-1 stage: stricter, major'],
    ['brought forward', rule(', effectiveFrom: 2027-03-01'), rule(', effectiveFrom: 2027-01-01'), 'acme/R-1 effectiveFrom: stricter, major'],
    ['put off', rule(', effectiveFrom: 2027-01-01'), rule(', effectiveFrom: 2027-03-01'), 'acme/R-1 effectiveFrom: looser, minor'],
    ['narrowed', rule(''), rule('').replace('value: 20', 'value: 30'), 'acme/R-1 params.least: stricter, major'],
    ['widened', rule(''), rule('').replace('value: 20', 'value: 10'), 'acme/R-1 params.least: looser, minor'],
    ['rewritten', rule(''), rule('').replace('for: tables', 'for: columns'), 'acme/R-1 for: unlike, major'],
    ['asked of others', rule(''), rule(', appliesTo: {status: [active]}'), 'acme/R-1 appliesTo.status: unlike, major'],
    ['reworded', rule(''), rule(', message: Too short.'), 'acme/R-1 message: text, patch'],
    ['shown by example', rule(''), rule(', tests: [{name: a, given: {schema: []}, expect: []}]'), 'acme/R-1 tests: text, patch'],
  ])('that is %s', (_what, before, after, change) => {
    expect(changes(before, after)).toEqual([change]);
  });

  test('that only moved in the file is the same', () => {
    const other = '- {id: R-2, title: Other, for: product, must: {name: {present: true}}, tests: [{name: a, given: {name: a}, expect: []}]}';
    expect(changes(`${rule('')}\n  ${other}`, `${other}\n  ${rule('')}`)).toEqual([]);
  });
});

test('other parts of a pack count, too', () => {
  const before = version('1.0.0', { extra: 'vocabulary: {masking: a}\nwaivers: {maxDays: 90}\nlists: {domains: [a, b]}\nselect: [{rule: dp/OWN-002}]\n' });
  const after = version('2.0.0', { extra: 'vocabulary: {masking: b}\nwaivers: {maxDays: 30}\nlists: {domains: [b]}\nselect: [{rule: dp/OWN-002, enforcement: advisory}]\nparams: {a: {value: 1}}\n' });
  expect(diffPacks(before, after).changes.map(({ subject, what, bump }) => `${subject} ${what} ${bump}`)).toEqual(['dp/OWN-002 selection major', 'custom.masking vocabulary major', 'acme waivers major', 'acme params major', 'acme lists minor']);
});

test('the version is held against what changed', () => {
  const verdict = (from: string, to: string): unknown[] => {
    const { demanded, declared, isEnough, suggestedVersion } = diffPacks(version(from, { rules: rule(', enforcement: advisory') }), version(to, { rules: rule('') }));
    return [demanded, declared, isEnough, suggestedVersion];
  };
  expect(verdict('1.2.0', '1.3.0')).toEqual(['major', 'minor', false, '2.0.0']);
  expect(verdict('1.2.0', '2.0.0')).toEqual(['major', 'major', true, '2.0.0']);
  expect(verdict('0.2.0', '0.3.0')).toEqual(['minor', 'minor', true, '0.3.0']);
  expect(verdict('1.2.0', '1.1.0')).toEqual(['major', 'none', false, '2.0.0']);
});
