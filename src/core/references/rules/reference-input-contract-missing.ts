import { didYouMean } from '../../model/nearest.ts';
import { productRule } from '../reference-rule.ts';
import { portName, referencesOf, resolveContract } from '../resolve-contract.ts';

export const rule = productRule({
  id: 'reference-input-contract-missing',
  severity: 'warning',
  title: 'The contract of an input port exists',
  why: 'The contract of an input says what this product may rely on, and links it to the product that it reads. Without a registry dp sees only the workspace, so it warns; with one it knows, and the finding is an error.',
  remedy: 'Correct `contractId`, or say where published contracts are: `registry:` in dp.yaml, `--registry` or DP_REGISTRY. A source outside the mesh has no `contractId` but the dp property `sourceSystem`.',
  bad: 'inputPorts:\n  - {name: customers, version: 1.0.0, contractId: crm-customer}',
  good: 'inputPorts:\n  - {name: customers, version: 1.0.0, contractId: crm-customers}',
  *check({ product, settings }, context) {
    for (const reference of referencesOf(product.inputPorts, 'input')) {
      if (resolveContract(context, reference).kind !== 'unknown') continue;
      const { contractId, pointer } = reference;
      const isAsked = context.published !== undefined;
      yield {
        message: `${portName(reference)} names the contract ${contractId}, which is not in ${isAsked ? 'this workspace or the registry' : 'this workspace'}.${didYouMean(contractId, context.index.contractsById.keys())}`,
        pointer,
        part: 'value',
        discriminator: contractId,
        severity: isAsked ? 'error' : 'warning',
        ...(!isAsked && context.hasRegistry(settings) ? { help: 'Run dp validate without --offline: it then looks in the registry.' } : {}),
      };
    }
  },
});
