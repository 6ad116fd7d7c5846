import { contractRule } from '../reference-rule.ts';
import { endsOf, relationshipsIn } from '../relationship-ends.ts';

export const rule = contractRule({
  id: 'reference-relationship-arity',
  severity: 'error',
  title: 'A composite key has as many columns on both sides',
  why: 'The columns of `from` and `to` are matched one by one (ODCS, "References"). With different numbers the join has no meaning.',
  remedy: 'Name as many columns in `to` as in `from`, in the same order. A relationship that stands at a column starts at that one column.',
  bad: 'relationships:\n  - from: [order_lines.order_id, order_lines.product_id]\n    to: [orders.id]',
  good: 'relationships:\n  - from: [order_lines.order_id, order_lines.product_id]\n    to: [stock.order_id, stock.product_id]',
  *check({ contract }, context) {
    for (const { element, table, relationship } of relationshipsIn(context.elementsOf(contract))) {
      const to = endsOf(contract, relationship, 'to');
      const from = endsOf(contract, relationship, 'from');
      // A list against a single column is the schema's affair.
      if (!to.isList || (element === table && !from.isList)) continue;
      const count = from.isList ? from.ends.length : 1;
      if (count === to.ends.length) continue;
      yield {
        message: `The relationship goes from ${columns(count)} to ${columns(to.ends.length)}.`,
        pointer: `${relationship.at}/to`,
        part: 'value',
        discriminator: to.ends.map(({ text }) => text).join(' '),
      };
    }
  },
});

function columns(count: number): string {
  return `${String(count)} column${count === 1 ? '' : 's'}`;
}
