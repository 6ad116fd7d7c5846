import { didYouMean } from '../../model/nearest.ts';
import { groupBy } from '../group-by.ts';
import { productRule } from '../reference-rule.ts';
import { listOf, sortVersions } from '../resolve-contract.ts';

export const rule = productRule({
  id: 'reference-input-contract-undeclared',
  severity: 'warning',
  title: 'What goes into an output port is declared as an input port',
  why: '`inputContracts` says which inputs a port is made from. An input that the product does not declare is missing from the graph: its owner will not know of this reader.',
  remedy: 'Add an input port with that `contractId` and `version`, or correct the entry.',
  bad: 'inputPorts:\n  - {name: orders, version: 1.0.0, contractId: sales-orders}\noutputPorts:\n  - {name: revenue, version: 1.0.0, contractId: revenue, inputContracts: [{id: sales-order, version: 1.0.0}]}',
  good: 'inputPorts:\n  - {name: orders, version: 1.0.0, contractId: sales-orders}\noutputPorts:\n  - {name: revenue, version: 1.0.0, contractId: revenue, inputContracts: [{id: sales-orders, version: 1.0.0}]}',
  *check({ product }) {
    const declared = groupBy(product.inputPorts, ({ contractId }) => contractId);
    for (const port of product.outputPorts) {
      for (const { at, id, version } of port.inputContracts) {
        if (id === '') continue;
        const ports = declared.get(id);
        if (ports?.some((input) => input.version === undefined || version === '' || input.version === version) === true) continue;
        const reason =
          ports === undefined
            ? `which no input port names.${didYouMean(id, declared.keys())}`
            : `but the input ports name version ${listOf(sortVersions(ports.flatMap((input) => input.version ?? [])))} of it.`;
        yield {
          message: `The output port ${port.name} is made from the contract ${id}${version === '' ? '' : ` ${version}`}, ${reason}`,
          pointer: ports === undefined ? `${at}/id` : `${at}/version`,
          part: 'value',
          discriminator: `${id} ${version}`,
        };
      }
    }
  },
});
