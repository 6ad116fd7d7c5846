import { ordersFiles, orderColumns, workspaceSettings } from '../documents.ts';
import type { Exercise } from '../exercise.ts';

export const canvas: Exercise = {
  id: 'canvas',
  title: 'Answer the canvas: who uses the data, and what for',
  story: 'A product without consumers is a table. Finance closes the month with the orders, and needs them at most a day old.',
  task: `See what the canvas knows already, then answer the rest at the end of orders/dataproduct.yaml:
  dp canvas orders
  customProperties:
    - property: canvas
      vendor: dp
      value:
        value: (one sentence: what is better with this product)
        consumers:
          - persona: (who)
            useCases: [(what they do with it)]
            painPoints: [(what hurts today)]
            needs:
              - {port: orders, freshness: (how old at most, as in 48 h), format: parquet, priority: must}
Begin customProperties at the start of the line, and replace what stands in parentheses. dp canvas holds each need against what the port promises: ask for less than it can
give and the need is met; ask for an hour and it is not.`,
  files: { 'dp.yaml': workspaceSettings(), ...ordersFiles({ version: '1.0.0', columns: orderColumns }) },
  requirements: [
    { kind: 'product', key: 'sales/orders' },
    { kind: 'clean', level: 'error' },
    { kind: 'canvas' },
  ],
  asks: 'documents',
  learned: 'The canvas is part of the manifest: what has a home elsewhere (owner, SLA, schema) is never asked for twice.',
};
