import { didYouMean } from '../../model/nearest.ts';
import { productRule } from '../reference-rule.ts';
import { portName, referencesOf, resolveContract } from '../resolve-contract.ts';

export const rule = productRule({
  id: 'reference-output-contract-missing',
  severity: 'error',
  title: 'The contract of an output port exists',
  why: 'A port promises what its contract says. Without the contract nobody can check the data, review a change or read what is promised.',
  remedy: 'Put the contract into the product\'s folder (`contracts/orders.odcs.yaml`), or correct `contractId` to the `id` of the contract that is there.',
  bad: 'outputPorts:\n  - {name: orders, version: 1.0.0, contractId: order-contract}   # the file says id: orders-contract',
  good: 'outputPorts:\n  - {name: orders, version: 1.0.0, contractId: orders-contract}',
  *check({ product, contracts }, context) {
    // A contract that cannot be read may be the one that is meant; its own finding comes first.
    if (contracts.some(({ document }) => document.data === undefined)) return;
    for (const reference of referencesOf(product.outputPorts, 'output')) {
      if (resolveContract(context, reference).kind !== 'unknown') continue;
      const { contractId, pointer } = reference;
      const places = context.published === undefined ? 'this workspace' : 'this workspace or the registry';
      const known = contracts.flatMap(({ contract }) => contract.id ?? []);
      yield {
        message: `${portName(reference)} names the contract ${contractId}, which is not in ${places}.${didYouMean(contractId, known)}`,
        pointer,
        part: 'value',
        discriminator: contractId,
      };
    }
  },
});
