import type { SourceDocument } from '../../model/source-document.ts';
import { productRule, type ReferenceIssue } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';

interface Port {
  readonly at: string;
  readonly name: string;
  readonly version?: string | undefined;
}

export const rule = productRule({
  id: 'reference-duplicate-port',
  severity: 'error',
  title: 'A port\'s name and version stand once',
  why: 'Name and version together are the key of a port (ODPS). Two ports of one key leave open which contract, which address or which sort of data is meant.',
  remedy: 'Give the second port another version or another name, or delete it.',
  bad: 'outputPorts:\n  - {name: orders, version: 1.0.0, contractId: orders-contract}\n  - {name: orders, version: 1.0.0, contractId: orders-contract-v2}',
  good: 'outputPorts:\n  - {name: orders, version: 1.0.0, contractId: orders-contract}\n  - {name: orders, version: 2.0.0, contractId: orders-contract-v2}',
  *check({ document, product }) {
    yield* issuesIn(document, product.inputPorts, 'input');
    yield* issuesIn(document, product.outputPorts, 'output');
    yield* issuesIn(document, product.managementPorts, 'management');
  },
});

function issuesIn(document: SourceDocument, ports: readonly Port[], kind: string): ReferenceIssue[] {
  return repetitionIssues(document, ports, {
    keyOf: ({ name, version }) => (name === '' ? undefined : version === undefined ? name : `${name} ${version}`),
    pointerOf: ({ at }) => `${at}/name`,
    messageOf: ({ name, version }) => `Two ${kind} ports are called ${name}${version === undefined ? '' : ` ${version}`}.`,
  });
}
