import type { Column, Table } from '../../model/contract.ts';
import { relatedTo } from '../../model/draft.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { repeated } from '../group-by.ts';
import { contractRule, type ReferenceIssue } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-primary-key-position',
  severity: 'error',
  title: 'Primary key positions count 1, 2, 3 over the key\'s columns',
  why: 'The position says where a column stands in a composite key. Positions that repeat, skip, or belong to a column outside the key leave the key open.',
  remedy: 'Number the columns with `primaryKey: true` from 1 on, without gaps, and give no other column a `primaryKeyPosition`.',
  bad: 'properties:\n  - {name: order_id, primaryKey: true, primaryKeyPosition: 1}\n  - {name: line, primaryKey: true, primaryKeyPosition: 1}',
  good: 'properties:\n  - {name: order_id, primaryKey: true, primaryKeyPosition: 1}\n  - {name: line, primaryKey: true, primaryKeyPosition: 2}',
  *check({ document, contract }) {
    for (const table of contract.tables) yield* issuesIn(document, table);
  },
});

function* issuesIn(document: SourceDocument, table: Table): Generator<ReferenceIssue> {
  const columns = table.columns.flatMap(ofOneRow);
  const key = columns.filter(({ primaryKey }) => primaryKey);
  const placed = key.filter((column) => hasPosition(column));
  for (const column of columns) {
    if (column.primaryKey || !hasPosition(column)) continue;
    yield issueAt(column, `The column ${column.name} has position ${String(column.primaryKeyPosition)} in the primary key, but it is not part of it.`);
  }
  for (const { item, first } of repeated(placed, (column) => String(column.primaryKeyPosition))) {
    yield {
      ...issueAt(item, `The columns ${first.name} and ${item.name} both have position ${String(item.primaryKeyPosition)} in the primary key.`),
      related: [relatedTo({ document, pointer: `${first.at}/primaryKeyPosition`, part: 'value' }, 'has the same position')],
    };
  }
  const positions = new Set(placed.map((column) => column.primaryKeyPosition));
  for (const column of placed) {
    const position = column.primaryKeyPosition;
    if (position > 1 && !positions.has(position - 1)) yield { ...issueAt(column, `The primary key of ${table.name} has a position ${String(position)}, but none ${String(position - 1)}.`), severity: 'warning' };
  }
}

/** A column and the fields of nested objects: what there is once in a row. Items of a list have keys of their own. */
function ofOneRow(column: Column): Column[] {
  return [column, ...column.columns.flatMap(ofOneRow)];
}

// The standard's default is -1; many tools write it, or 0, for "none".
function hasPosition(column: Column): boolean {
  return column.primaryKeyPosition > 0;
}

function issueAt(column: Column, message: string): ReferenceIssue {
  return { message, pointer: `${column.at}/primaryKeyPosition`, part: 'value' };
}
