import { workspaceSettings } from '../documents.ts';
import type { Exercise } from '../exercise.ts';

export const firstProduct: Exercise = {
  id: 'first-product',
  title: 'Scaffold a data product and validate it',
  story: 'The sales team wants to serve its orders to others. A data product is a folder: a manifest, a contract, a pipeline.',
  task: `Scaffold sales/orders, look at what was written, and let dp judge it:
  dp init orders --yes --name orders --domain sales --set owner=orders-team@acme.example
  dp validate orders
Open orders/dataproduct.yaml and orders/contracts/orders.odcs.yaml: the manifest names the contract by id and version.`,
  files: { 'dp.yaml': workspaceSettings() },
  requirements: [
    { kind: 'product', key: 'sales/orders' },
    { kind: 'clean', level: 'error' },
  ],
  asks: 'documents',
  learned: 'A product is files in git. dp init writes them, dp validate judges them.',
};
