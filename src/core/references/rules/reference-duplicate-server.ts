import { contractRule } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';

export const rule = contractRule({
  id: 'reference-duplicate-server',
  severity: 'error',
  title: 'A server\'s name stands once in its contract',
  why: '`dp test --server prod` and every other tool pick a server by its name. Of two, one is never reached.',
  remedy: 'Name each server after what sets it apart, such as its environment.',
  bad: 'servers:\n  - {server: lake, type: s3, environment: prod, location: "s3://acme-prod/orders"}\n  - {server: lake, type: s3, environment: dev, location: "s3://acme-dev/orders"}',
  good: 'servers:\n  - {server: lake-prod, type: s3, environment: prod, location: "s3://acme-prod/orders"}\n  - {server: lake-dev, type: s3, environment: dev, location: "s3://acme-dev/orders"}',
  check: ({ document, contract }) =>
    repetitionIssues(document, contract.servers, { keyOf: ({ server }) => server, pointerOf: ({ at }) => `${at}/server`, messageOf: ({ server }) => `Two servers are called ${server}.` }),
});
