import { pointerOf } from '../../model/common.ts';
import { relatedTo } from '../../model/draft.ts';
import { productRule } from '../reference-rule.ts';
import { listOf, portName, referencesOf, resolveContract } from '../resolve-contract.ts';

export const rule = productRule({
  id: 'reference-contract-version-mismatch',
  severity: 'error',
  title: 'A port names a version of its contract that exists',
  why: 'A contract id with another version is another promise. A port that names a version nobody wrote promises, or relies on, nothing at all.',
  remedy: 'Correct the `version` of the port or of the contract, or add the missing version of the contract in a file of its own.',
  bad: 'outputPorts:\n  - {name: orders, version: 1.1.0, contractId: orders-contract}   # the contract says version: 1.0.0',
  good: 'outputPorts:\n  - {name: orders, version: 1.0.0, contractId: orders-contract}',
  *check({ product, settings }, context) {
    for (const reference of [...referencesOf(product.inputPorts, 'input'), ...referencesOf(product.outputPorts, 'output')]) {
      const resolution = resolveContract(context, reference);
      if (resolution.kind !== 'other-versions') continue;
      const { contractId, version, port, direction } = reference;
      // Which older versions an upstream product has published only its registry knows.
      const mayBePublished = direction === 'input' && context.published === undefined && context.hasRegistry(settings);
      const { versions, contracts } = resolution;
      const exist = versions.length === 0 ? 'which has no version' : `of which there ${versions.length === 1 ? 'is' : 'are'} ${listOf(versions)}`;
      yield {
        message: `${portName({ port: { ...port, version: undefined }, direction })} names ${version === undefined ? 'no version' : `version ${version}`} of the contract ${contractId}, ${exist}.`,
        pointer: version === undefined ? reference.pointer : pointerOf(port, 'version'),
        part: version === undefined ? 'entry' : 'value',
        discriminator: `${contractId} ${version ?? ''}`,
        related: contracts.slice(0, 3).map(({ document, contract }) => relatedTo({ document, pointer: pointerOf(contract, 'version') }, `version ${contract.version ?? 'missing'} of the contract`)),
        ...(mayBePublished ? { severity: 'warning', help: 'Run dp validate without --offline: it then looks in the registry.' } : {}),
      };
    }
  },
});
