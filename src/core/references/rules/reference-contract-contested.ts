import { pointerOf } from '../../model/common.ts';
import { productKey } from '../../model/product.ts';
import { clashIssues } from '../clashes.ts';
import { groupBy } from '../group-by.ts';
import { workspaceRule } from '../reference-rule.ts';

export const rule = workspaceRule({
  id: 'reference-contract-contested',
  severity: 'error',
  title: 'A contract is promised by one product',
  why: 'A contract id belongs to the product that published it first. When output ports of two products name it, readers cannot tell whose data they read, and the second one cannot be published.',
  remedy: 'Give one of the products a contract of its own. A product that only reads the data names the contract in an input port.',
  bad: '# sales/orders and finance/orders-copy\noutputPorts:\n  - {name: orders, version: 1.0.0, contractId: sales-orders}',
  good: '# finance/orders-copy\ninputPorts:\n  - {name: orders, version: 1.0.0, contractId: sales-orders}',
  *check({ index }) {
    for (const [contractId, offered] of index.outputPortsByContract) {
      // A copied folder is one mistake: that its id or key stands twice is reported already.
      const byId = firstOfEach(offered, ({ owner }) => owner.product.id ?? owner.document.file);
      const owners = firstOfEach(byId, ({ owner }) => productKey(owner.product) || owner.document.file);
      yield* clashIssues(
        owners.map(({ owner, port }) => ({ judged: owner, pointer: pointerOf(port, 'contractId') })),
        () => ({ message: `Output ports of ${String(owners.length)} products name the contract ${contractId}.`, discriminator: contractId }),
      );
    }
  },
});

function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...groupBy(items, keyOf).values()].flatMap(([first]) => first ?? []);
}
