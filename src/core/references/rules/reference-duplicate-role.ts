import { contractRule } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';

export const rule = contractRule({
  id: 'reference-duplicate-role',
  severity: 'error',
  title: 'A role\'s name stands once in its list',
  why: 'A role says what its holders may do and who grants it. Two entries of one name say two different things about the same people.',
  remedy: 'Merge the two, or name the second role after what it may do.',
  bad: 'roles:\n  - {role: orders_reader, access: read}\n  - {role: orders_reader, access: write}',
  good: 'roles:\n  - {role: orders_reader, access: read}\n  - {role: orders_writer, access: write}',
  *check({ document, contract }) {
    for (const roles of [contract.roles, ...contract.servers.map((server) => server.roles)]) {
      yield* repetitionIssues(document, roles, { keyOf: ({ role }) => role, pointerOf: ({ at }) => `${at}/role`, messageOf: ({ role }) => `Two roles in this list are called ${role}.` });
    }
  },
});
