import { column, ordersFiles, orderColumns, workspaceSettings } from '../documents.ts';
import type { Exercise } from '../exercise.ts';

const changed = orderColumns.map((line) => line.replace('name: amount_eur', 'name: amount'));

export const breakingChange: Exercise = {
  id: 'breaking-change',
  title: 'Review a breaking change and choose the way out',
  story: 'A colleague adds the column country, which marketing asked for, renames amount_eur to amount by the way, and calls it 1.1.0.',
  task: `Review it against what you published in the exercise before:
  dp diff
It breaks readers, so 1.1.0 is too small. Choose a way out, in orders/contracts/orders.odcs.yaml and orders/dataproduct.yaml:
  - keep the promise: name the column amount_eur again; country alone is a minor change, and 1.1.0 is right
  - or break it in the open: call manifest, port and contract 2.0.0
Either way country stays. Done when dp diff ends with ✔ and dp validate finds no error.`,
  files: {
    'dp.yaml': workspaceSettings('policies: {extends: []}\nregistry: ../4-publish/registry.git\n'),
    ...ordersFiles({ version: '1.1.0', columns: [...changed, column('country', 'string', 'description: Where it goes to')] }),
  },
  requirements: [
    { kind: 'product', key: 'sales/orders' },
    { kind: 'columns', table: 'orders', columns: ['order_id', 'placed_at', 'country'] },
    { kind: 'clean', level: 'error' },
    { kind: 'reviewed' },
  ],
  asks: 'registry',
  learned: 'dp diff grades a change by what readers lose. dp publish refuses the same change, whoever runs it.',
};
