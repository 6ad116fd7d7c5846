import { ordersFiles, orderColumns, workspaceSettings } from '../documents.ts';
import type { Exercise } from '../exercise.ts';

export const publish: Exercise = {
  id: 'publish',
  title: 'Publish to a registry',
  story: 'Others find a product in a registry: a git repository of published, immutable versions. Yours is a folder beside the product.',
  task: `Make the registry, commit the product, and publish it:
  dp registry init registry.git
  git init -q && git add dp.yaml orders && git commit -qm "Add orders"
  dp publish --dry-run --registry registry.git
  dp publish --yes --registry registry.git
  dp search orders --registry registry.git
dp.yaml names the registry, too: --registry only matters where DP_REGISTRY names another. Publish a second time: nothing changes.
After dp tutorial reset the registry is a new one, and dp publish says so: add --accept-rewritten-history once.`,
  files: {
    'dp.yaml': workspaceSettings('policies: {extends: []}\nregistry: ./registry.git\n'),
    ...ordersFiles({ version: '1.0.0', columns: orderColumns }),
  },
  requirements: [
    { kind: 'product', key: 'sales/orders' },
    { kind: 'published', version: '1.0.0' },
  ],
  asks: 'registry',
  learned: 'A published version never changes. Whoever reads sales/orders 1.0.0 reads the same for ever.',
};
