import { dpItems, missingPortIssues } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-exposure-port-missing',
  severity: 'error',
  title: 'An exposure names an output port that exists',
  why: 'An exposure is named when the port that it reads changes. One that reads a port which is not there is never warned.',
  remedy: 'Correct `port` in the exposure, or add the output port.',
  bad: 'outputPorts:\n  - {name: orders, version: 1.0.0}\ncustomProperties:\n  - property: exposures\n    vendor: dp\n    value:\n      - {type: dashboard, name: Revenue, port: order}',
  good: 'outputPorts:\n  - {name: orders, version: 1.0.0}\ncustomProperties:\n  - property: exposures\n    vendor: dp\n    value:\n      - {type: dashboard, name: Revenue, port: orders}',
  *check({ product }) {
    for (const node of dpItems(product, 'exposures')) yield* missingPortIssues(product, 'output', { node, key: 'port', what: `The exposure ${node.string('name') ?? ''}`.trim() });
  },
});
