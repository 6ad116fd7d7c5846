import { contractRule } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';

export const rule = contractRule({
  id: 'reference-duplicate-table',
  severity: 'error',
  title: 'A table\'s name stands once in its contract',
  why: 'Service levels, relationships and checks name tables by `name`. With two of one name each of them may mean either.',
  remedy: 'Rename one of the tables, or merge the two.',
  bad: 'schema:\n  - {name: orders}\n  - {name: orders}',
  good: 'schema:\n  - {name: orders}\n  - {name: order_lines}',
  check: ({ document, contract }) =>
    repetitionIssues(document, contract.tables, { keyOf: ({ name }) => name, pointerOf: ({ at }) => `${at}/name`, messageOf: ({ name }) => `Two tables are called ${name}.` }),
});
