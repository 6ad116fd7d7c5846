import { expect, test } from 'vitest';
import { policyRuleInfo, policyRules } from '../../src/core/policy/rules.ts';
import { pack, packText } from './support.ts';

test('a rule of a pack is explained by what its pack says, with its first examples', () => {
  const [rule] = pack(
    packText(`
- id: SEC-001
  title: Masked
  why: They are copied.
  severity: warning
  for: columns
  must: {custom.masking: {present: true}}
  fix: {hint: Mask it.}
  tests:
    - name: passes
      given:
        schema:
          - name: t
      expect: []
    - name: fails
      given: {schema: [{name: t, properties: [{name: a}]}]}
      expect: [{at: "schema[name=t].properties[name=a]"}]
`),
  ).rules;
  expect(rule === undefined ? undefined : policyRuleInfo(rule)).toEqual({
    id: 'acme/SEC-001',
    area: 'policy',
    severity: 'warning',
    title: 'Masked',
    why: 'They are copied.',
    remedy: 'Mask it.',
    bad: '{schema: [{name: t, properties: [{name: a}]}]}',
    good: 'schema:\n  - name: t',
    since: '0.1.0',
  });
});

test('waivers and packs have their rules, each with what it means and what to do', () => {
  expect(policyRules.map(({ id, area, severity }) => `${id} ${area} ${severity}`)).toEqual([
    'waiver-invalid waiver error',
    'waiver-expired waiver warning',
    'waiver-expiring waiver warning',
    'waiver-unused waiver warning',
    'waiver-not-allowed waiver error',
    'policy-example-failed policy error',
    'policy-example-missing policy warning',
  ]);
  expect(policyRules.every(({ why, remedy }) => why.length > 60 && remedy.length > 40)).toBe(true);
});
