import { column, ordersFiles, orderColumns, workspaceSettings } from '../documents.ts';
import type { Exercise } from '../exercise.ts';

const files = ordersFiles({ version: '1.0.0', columns: [...orderColumns, column('country', 'strng', 'description: Where it goes to')] });
const contract = files['orders/contracts/orders.odcs.yaml'] ?? '';
const manifest = files['orders/dataproduct.yaml'] ?? '';

export const brokenContract: Exercise = {
  id: 'broken-contract',
  title: 'Mend a broken contract',
  story: 'Somebody edited the product in a hurry. Three things are wrong; dp says of each where it stands, by file, line and column.',
  task: `See what is wrong, let dp mend what has one right answer, and mend the rest by hand:
  dp validate
  dp validate --fix
  dp explain schema-enum
Keep all four columns: readers need them. Done when dp validate finds nothing.`,
  files: {
    'dp.yaml': workspaceSettings(),
    'orders/contracts/orders.odcs.yaml': contract,
    // The port asks for a version that no contract has; the canvas stands where the standard knows no such key.
    'orders/dataproduct.yaml': `${manifest.replace('    version: 1.0.0\n    contractId', '    version: 1.1.0\n    contractId')}canvas:
  value: Other teams count orders without asking the sales team.
`,
  },
  requirements: [
    { kind: 'product', key: 'sales/orders' },
    { kind: 'clean', level: 'warning' },
    { kind: 'columns', table: 'orders', columns: ['order_id', 'placed_at', 'amount_eur', 'country'] },
  ],
  asks: 'documents',
  learned: 'dp validate points at the place, dp explain says why, --fix does the mechanical part and keeps your comments.',
};
