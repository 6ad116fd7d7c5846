import { isRecord } from '../../manifest/node-reader.ts';
import { joinPointer } from '../../model/pointer.ts';
import { documentRule, type ReferenceIssue } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';
import type { SourceDocument } from '../../model/source-document.ts';

/** Lists whose items are named by another key besides; when that stands twice too, its own rule says so. */
const nameOfList: Readonly<Record<string, string>> = { schema: 'name', properties: 'name', inputPorts: 'name', outputPorts: 'name', managementPorts: 'name', servers: 'server', roles: 'role' };

/** In `inputContracts` an id is the contract's, and `quality` has a rule of its own. */
const otherLists = new Set(['inputContracts', 'quality']);

/** What these hold is somebody's own data, not elements of the standard. */
const foreign = new Set(['value', 'implementation', 'arguments', 'logicalTypeOptions', 'examples']);

export const rule = documentRule({
  id: 'reference-duplicate-id',
  severity: 'error',
  title: 'An id stands once among its siblings',
  why: 'The `id` of an element is its stable name: references, comparisons and accepted exceptions find it by that. Two siblings of one id are taken for each other.',
  remedy: 'Give the second element an `id` of its own. Copy and paste is the usual reason.',
  bad: 'properties:\n  - {id: order_id, name: order_id}\n  - {id: order_id, name: customer_id}',
  good: 'properties:\n  - {id: order_id, name: order_id}\n  - {id: customer_id, name: customer_id}',
  check({ document }) {
    const issues: ReferenceIssue[] = [];
    addIssuesBelow(issues, document, { value: document.data, pointer: '' });
    return issues;
  },
});

function addIssuesBelow(issues: ReferenceIssue[], document: SourceDocument, { value, pointer }: { value: unknown; pointer: string }): void {
  if (!isRecord(value)) return;
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || foreign.has(key)) continue;
    const at = joinPointer(pointer, key);
    if (!Array.isArray(child)) {
      addIssuesBelow(issues, document, { value: child, pointer: at });
      continue;
    }
    if (!otherLists.has(key)) issues.push(...issuesIn(document, child, { key, at }));
    for (const [index, item] of child.entries()) addIssuesBelow(issues, document, { value: item, pointer: `${at}/${String(index)}` });
  }
}

function issuesIn(document: SourceDocument, list: readonly unknown[], { key, at }: { key: string; at: string }): ReferenceIssue[] {
  if (list.length < 2) return [];
  const items = list.flatMap((item, index) => (isRecord(item) && typeof item['id'] === 'string' ? [{ at: joinPointer(at, index), id: item['id'], item }] : []));
  const name = nameOfList[key];
  const issues = repetitionIssues(document, items, { keyOf: ({ id }) => id, pointerOf: (item) => `${item.at}/id`, messageOf: ({ id }) => `Two entries of ${key} have the id ${id}.` });
  if (name === undefined || issues.length === 0) return issues;
  const copied = repetitionIssues(document, items, {
    keyOf: ({ id, item }) => (typeof item[name] === 'string' ? JSON.stringify([id, item[name], key === 'outputPorts' || key === 'inputPorts' ? item['version'] : undefined]) : undefined),
    pointerOf: (item) => `${item.at}/id`,
    messageOf: () => '',
  });
  const explained = new Set(copied.map(({ pointer }) => pointer));
  return issues.filter((issue) => !explained.has(issue.pointer));
}
