import { expect, test } from 'vitest';
import { findings, judge, pack, packText, places, problemsOf, unit } from './support.ts';

const sec = packText(`
- id: SEC-001
  title: Confidential columns are protected
  area: security
  why: GDPR Art. 32
  severity: error
  enforcement: soft-mandatory
  stage: enforced
  effectiveFrom: 2027-03-01
  appliesTo: {kind: contract, status: [active], when: {domain: {notIn: [sandbox]}}}
  for: columns
  when: {classification: {in: [confidential, restricted]}}
  must:
    anyOf:
      - {encryptedName: {present: true}}
      - {custom.masking: {present: true}}
  message: "Column {{name}} is {{classification}} but has neither encryptedName nor a masking policy."
  fix: {hint: "Add customProperties: [{property: maskingPolicy, value: hash}]"}
  maps: [GDPR-32, ISO27001-A.8.11]
  tests:
    - name: restricted without masking fails
      given: {schema: [{name: t, properties: [{name: ssn, classification: restricted}]}]}
      expect: [{at: "schema[name=t].properties[name=ssn]"}]
    - name: public passes
      given: {schema: [{name: t, properties: [{name: id, classification: public}]}]}
      expect: []
`, 'vocabulary:\n  pii: personalData\n  masking: maskingPolicy\n');

test('the pack of POLICY judges a contract', () => {
  expect(problemsOf(sec)).toEqual([]);
  const judged = unit(undefined, `
apiVersion: v3.2.0
kind: DataContract
id: payments
status: active
domain: finance
schema:
  - name: tbl
    properties:
      - name: rcvr_id
        classification: restricted
      - name: ok
        classification: restricted
        customProperties: [{property: maskingPolicy, value: hash}]
`);
  const result = judge(pack(sec), judged);
  expect(places(result)).toEqual(['acme/SEC-001 10:9 schema[name=tbl].properties[name=rcvr_id]']);
  expect(findings(result)).toMatchInlineSnapshot(`
    [
      {
        "column": 9,
        "endColumn": 22,
        "endLine": 10,
        "file": "orders/contracts/1.odcs.yaml",
        "fingerprint": "e2b6641e7d5349431d93",
        "fix": null,
        "help": "Add customProperties: [{property: maskingPolicy, value: hash}]",
        "line": 10,
        "message": "Column rcvr_id is restricted but has neither encryptedName nor a masking policy. (Enforced from 2027-03-01 on.)",
        "pointer": "/schema/0/properties/0",
        "policy": {
          "effectiveFrom": "2027-03-01",
          "enforcement": "soft-mandatory",
          "pack": "acme",
          "stage": "enforced",
          "version": "1.0.0",
        },
        "related": [],
        "rule": "acme/SEC-001",
        "severity": "warning",
        "subject": {
          "contract": "payments",
          "key": null,
          "path": "schema[name=tbl].properties[name=rcvr_id]",
          "product": null,
        },
        "waiver": null,
      },
    ]
  `);
});
