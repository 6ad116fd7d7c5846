import { contractRule } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';

export const rule = contractRule({
  id: 'reference-duplicate-column',
  severity: 'error',
  title: 'A column\'s name stands once in its table',
  why: 'A table has one column of a name; so has each nested object. Of two entries, tools take the first, the last or both, and check different things.',
  remedy: 'Rename one of the columns, or delete the one that is out of date.',
  bad: 'properties:\n  - {name: order_id, logicalType: string}\n  - {name: order_id, logicalType: integer}',
  good: 'properties:\n  - {name: order_id, logicalType: string}\n  - {name: order_number, logicalType: integer}',
  *check({ document, contract }, context) {
    for (const { element, table } of context.elementsOf(contract).elements) {
      const owner = element === table ? `the table ${table.name}` : element.name === '' ? `a nested object of ${table.name}` : `the column ${element.name} of ${table.name}`;
      yield* repetitionIssues(document, element.columns, { keyOf: ({ name }) => name, pointerOf: ({ at }) => `${at}/name`, messageOf: ({ name }) => `Two columns in ${owner} are called ${name}.` });
    }
  },
});
