import { contractRule } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-array-without-items',
  severity: 'warning',
  title: 'An array says what its items are',
  why: 'Without `items` a reader knows that there is a list, and not of what. Generated code, tables and checks have to guess.',
  remedy: 'Add `items` with the `logicalType` of an item, and its `properties` where the items are objects.',
  bad: 'properties:\n  - {name: lines, logicalType: array}',
  good: 'properties:\n  - name: lines\n    logicalType: array\n    items: {logicalType: object, properties: [{name: sku, logicalType: string}]}',
  *check({ contract }, context) {
    for (const { element, table } of context.elementsOf(contract).elements) {
      if (element.logicalType !== 'array' || !('items' in element) || element.items !== undefined) continue;
      yield { message: `${element.name === '' ? `A list in ${table.name}` : `The array ${element.name}`} does not say what its items are.`, pointer: `${element.at}/logicalType` };
    }
  },
});
