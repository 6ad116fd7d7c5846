import { valueAt } from '../../manifest/value-at.ts';
import { pointerOf } from '../../model/common.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { DataContract } from '../../model/contract.ts';
import type { ContractIndex } from '../contract-index.ts';
import { listOf } from '../resolve-contract.ts';
import { contractRule } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-sla-element-missing',
  severity: 'error',
  title: 'The element of a service level exists',
  why: 'A service level is measured on its `element`. On a column that is not there nothing is ever measured, and the promise stays unchecked.',
  remedy: 'Write `table.column` (several, separated by commas) with the names of the contract\'s own schema.',
  bad: 'schema: [{name: orders, properties: [{name: ordered_at}]}]\nslaProperties:\n  - {property: latency, value: 1, unit: d, element: orders.order_date}',
  good: 'schema: [{name: orders, properties: [{name: ordered_at}]}]\nslaProperties:\n  - {property: latency, value: 1, unit: d, element: orders.ordered_at}',
  *check({ contract }, context) {
    // Without a schema there is nothing that an element could name.
    if (contract.tables.length === 0) return;
    const index = context.elementsOf(contract);
    for (const { pointer, text } of elementsOf(contract)) {
      const parts = text.split(',').map((part) => part.trim().replace(/^`(.*)`$/u, '$1'));
      for (const part of parts) {
        if (part === '' || exists(contract, index, part)) continue;
        const holders = contract.tables.filter((table) => index.findIn(table, part, 'physical') !== undefined).map(({ name }) => `${name}.${part}`);
        const place = { pointer, part: 'value', discriminator: part } as const;
        if (holders.length === 0) yield { ...place, message: `The element ${part} is neither a table nor a column of this contract.${didYouMean(part, index.paths())}` };
        // Sloppy, not dangling: the column is there, and readers will find it.
        else yield { ...place, severity: 'warning', message: `The element ${part} does not say which table it is in: ${listOf(holders)}.` };
      }
    }
  },
});

/** The `element` of each service level, and the default where one is given, each at its own place. */
function elementsOf(contract: DataContract): { pointer: string; text: string }[] {
  const found = new Map<string, string>();
  const fallback = valueAt(contract.document.data, '/slaDefaultElement');
  if (typeof fallback === 'string') found.set('/slaDefaultElement', fallback);
  for (const sla of contract.slaProperties) if (sla.element !== undefined) found.set(pointerOf(sla, 'element'), sla.element);
  return [...found].map(([pointer, text]) => ({ pointer, text }));
}

// "If there is only one object in the contract, the object name is not required" (ODCS, "Service-Level Agreement").
function exists(contract: DataContract, index: ContractIndex, element: string): boolean {
  if (/^\/?schema\//u.test(element)) return index.findById(element) !== undefined;
  const [only, ...others] = contract.tables;
  const isImplied = only !== undefined && others.length === 0 && index.findIn(only, element, 'physical') !== undefined;
  return isImplied || index.find(element, 'physical') !== undefined;
}
