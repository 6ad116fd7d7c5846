import { column, ordersFiles, orderColumns, workspaceSettings } from '../documents.ts';
import type { Exercise } from '../exercise.ts';

export const policy: Exercise = {
  id: 'policy',
  title: 'Write a policy rule, and a waiver that ends',
  story: 'The company decides that every column says what it means. One column, legacy_code, will be explained with release 12 only.',
  task: `Write the rule into policies/acme.yaml, two spaces further to the left than here, and look whom it hits:
  apiVersion: dp/v1
  kind: PolicyPack
  metadata: {name: acme, version: 1.0.0, owner: governance@acme.example}
  waivers: {approvers: [dpo@acme.example], maxDays: 90}
  rules:
    - id: COL-1
      title: Every column is described
      why: Nobody uses a column that nobody explains.
      severity: error
      enforcement: soft-mandatory
      for: columns
      must: {description: {present: true}}
      message: "Column {{name}} has no description."
      fix: {hint: Say what a value means.}
      tests:
        - name: a described column passes
          given: {schema: [{name: orders, properties: [{name: order_id, description: Number of the order}]}]}
          expect: []
        - name: a column without description fails
          given: {schema: [{name: orders, properties: [{name: order_id}]}]}
          expect: [{at: "schema[name=orders].properties[name=order_id]"}]

  dp policy test
  dp validate
Two columns fail. Describe country in orders/contracts/orders.odcs.yaml, and excuse the other in waivers/W-1.yaml:
  apiVersion: dp/v1
  kind: Waiver
  id: W-1
  rule: acme/COL-1
  scope: {product: orders, contract: sales-orders, path: "schema[name=orders].properties[name=legacy_code]"}
  owner: orders-team@acme.example
  approvedBy: dpo@acme.example
  reason: The code list comes with release 12
  created: "{{today}}"
  expires: "{{in60Days}}"
Done when dp validate passes and names the waived finding.`,
  files: {
    'dp.yaml': workspaceSettings('policies: {extends: ["./policies/acme.yaml"], waivers: waivers/}\n'),
    ...ordersFiles({ version: '1.0.0', columns: [...orderColumns, column('country', 'string'), column('legacy_code', 'string')] }),
  },
  requirements: [
    { kind: 'product', key: 'sales/orders' },
    { kind: 'columns', table: 'orders', columns: ['country', 'legacy_code'] },
    { kind: 'waived', table: 'orders', column: 'legacy_code' },
    { kind: 'nothing-else-waived', table: 'orders', column: 'legacy_code' },
    { kind: 'clean', level: 'error' },
  ],
  asks: 'policies',
  learned: 'A rule is a few lines of YAML with its own tests; an exception has an owner, a reason and a last day.',
};
