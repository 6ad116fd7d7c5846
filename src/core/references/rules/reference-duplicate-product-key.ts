import { clashIssues } from '../clashes.ts';
import { groupBy } from '../group-by.ts';
import { workspaceRule } from '../reference-rule.ts';

export const rule = workspaceRule({
  id: 'reference-duplicate-product-key',
  severity: 'error',
  title: 'A domain has one product of a name',
  why: 'A product is addressed as `<domain>/<name>`, here and in the registry. Two products of one key cannot both be published, and a reader cannot say which is meant.',
  remedy: 'Rename one of them, or correct its domain.',
  bad: '# two manifests\nname: orders\ndomain: sales',
  good: '# the second one\nname: order-returns\ndomain: sales',
  *check({ index }) {
    for (const [key, products] of index.productsByKey) {
      // Products that share their id as well are one mistake, which reference-duplicate-product-id names.
      const distinct = [...groupBy(products, ({ product, document }) => product.id ?? document.file).values()].flatMap(([first]) => first ?? []);
      yield* clashIssues(
        distinct.map((judged) => ({ judged, pointer: '/name' })),
        () => ({ message: `${String(distinct.length)} products of this workspace are called ${key}.`, discriminator: key }),
      );
    }
  },
});
