import { clashIssues } from '../clashes.ts';
import { workspaceRule } from '../reference-rule.ts';

export const rule = workspaceRule({
  id: 'reference-duplicate-product-id',
  severity: 'error',
  title: 'A product id belongs to one product',
  why: 'The `id` stays the same for ever, whatever the product is called. Two products with one id look like one to every catalogue that reads them.',
  remedy: 'Give the newer product an id of its own. A copied folder is the usual reason.',
  bad: '# sales/orders/dataproduct.yaml and sales/returns/dataproduct.yaml\nid: urn:dp:sales:orders',
  good: '# sales/returns/dataproduct.yaml\nid: urn:dp:sales:returns',
  *check({ index }) {
    for (const [id, products] of index.productsById) {
      yield* clashIssues(
        products.map((judged) => ({ judged, pointer: '/id' })),
        () => ({ message: `The product id ${id} stands in ${String(products.length)} manifests of this workspace.`, discriminator: id }),
      );
    }
  },
});
