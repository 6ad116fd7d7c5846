import { clashIssues } from '../clashes.ts';
import { groupBy } from '../group-by.ts';
import { workspaceRule } from '../reference-rule.ts';

export const rule = workspaceRule({
  id: 'reference-duplicate-contract',
  severity: 'error',
  title: 'A version of a contract stands in one file',
  why: 'A port names its contract by id and version. When two files have both in common, nobody can tell which of them holds.',
  remedy: 'Delete the copy, or give it the version or the id that it was meant to have.',
  bad: '# contracts/orders.odcs.yaml and contracts/orders-v2.odcs.yaml\nid: orders-contract\nversion: 1.0.0',
  good: '# contracts/orders-v2.odcs.yaml\nid: orders-contract\nversion: 2.0.0',
  *check({ index }) {
    for (const [id, sameId] of index.contractsById) {
      for (const [version, contracts] of groupBy(sameId, ({ contract }) => contract.version ?? '')) {
        yield* clashIssues(
          contracts.map((judged) => ({ judged, pointer: '/id' })),
          () => ({ message: `The contract ${id}${version === '' ? '' : ` ${version}`} stands in ${String(contracts.length)} files of this workspace.`, discriminator: `${id} ${version}` }),
        );
      }
    }
  },
});
