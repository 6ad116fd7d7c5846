import { joinPointer } from '../../model/pointer.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { DataContract } from '../../model/contract.ts';
import type { NodeReader } from '../../manifest/node-reader.ts';
import { findContract } from '../../model/snapshot.ts';
import type { JudgedProduct } from '../judged.ts';
import { dpItems } from '../port-names.ts';
import type { ReferenceContext } from '../reference-context.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-exposure-column-missing',
  severity: 'error',
  title: 'The columns of an exposure exist',
  why: 'With its columns an exposure is named only for changes that hit it. A column that is not there hides every change to the one that was meant.',
  remedy: 'Write `table.column` with names of the port\'s contract; with one table, `column` alone will do.',
  bad: '# exposures; the contract has orders.total_amount\n- {type: dashboard, name: Revenue, port: orders, columns: [orders.amount]}',
  good: '- {type: dashboard, name: Revenue, port: orders, columns: [orders.total_amount]}',
  *check(subject, context) {
    for (const node of dpItems(subject.product, 'exposures')) {
      const contracts = contractsOf(subject, node);
      // A contract that is elsewhere, or not readable, cannot be looked into.
      if (contracts.length === 0) continue;
      const columns = node.raw['columns'];
      for (const [index, column] of (Array.isArray(columns) ? columns : []).entries()) {
        if (typeof column !== 'string' || contracts.some((contract) => hasColumn(context, contract, column))) continue;
        yield {
          message: `The exposure ${node.string('name') ?? ''} reads the column ${column}, which the port's contract does not have.${didYouMean(column, contracts.flatMap((contract) => proposals(context, contract, column)))}`,
          pointer: joinPointer(node.at, 'columns', index),
          part: 'value',
          discriminator: column,
        };
      }
    }
  },
});

/** The contracts of the port that an exposure reads, of all ports where it names none; empty when one of them is not at hand. */
function contractsOf({ product, contracts }: JudgedProduct, exposure: NodeReader): DataContract[] {
  const name = exposure.string('port');
  const ports = product.outputPorts.filter((port) => name === undefined || port.name === name);
  const own = contracts.map(({ contract }) => contract);
  const found = ports.map((port) => findContract(own, port));
  return found.every((contract) => contract !== undefined && contract.tables.length > 0) ? found.flatMap((contract) => contract ?? []) : [];
}

function hasColumn(context: ReferenceContext, contract: DataContract, column: string): boolean {
  const index = context.elementsOf(contract);
  const [only, ...others] = contract.tables;
  if (only !== undefined && others.length === 0 && index.findIn(only, column, 'physical') !== undefined) return true;
  return index.find(column, 'physical') !== undefined;
}

function proposals(context: ReferenceContext, contract: DataContract, column: string): readonly string[] {
  if (column.includes('.') || contract.tables.length > 1) return context.elementsOf(contract).paths();
  return contract.tables.flatMap((table) => table.columns.map(({ name }) => name));
}
