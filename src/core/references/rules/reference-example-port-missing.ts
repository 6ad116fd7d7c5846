import { dpItems, missingPortIssues } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-example-port-missing',
  severity: 'error',
  title: 'A usage example names an output port that exists',
  why: 'Readers find examples under the port that they show. An example of a port that is not there is found by nobody.',
  remedy: 'Correct `port` in the example, or add the output port.',
  bad: 'outputPorts:\n  - {name: orders, version: 1.0.0}\ncustomProperties:\n  - property: examples\n    vendor: dp\n    value:\n      - {port: order, title: Revenue by day, file: examples/revenue.sql}',
  good: 'outputPorts:\n  - {name: orders, version: 1.0.0}\ncustomProperties:\n  - property: examples\n    vendor: dp\n    value:\n      - {port: orders, title: Revenue by day, file: examples/revenue.sql}',
  *check({ product }) {
    for (const node of dpItems(product, 'examples')) yield* missingPortIssues(product, 'output', { node, key: 'port', what: `The example ${node.string('title') ?? ''}`.trim() });
  },
});
