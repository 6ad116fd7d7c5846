import { missingFileIssues } from '../local-files.ts';
import { dpItems } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-example-file-missing',
  severity: 'error',
  title: 'The file of a usage example exists',
  why: 'The file is published with the product and run by dp test. Without it the example is a title.',
  remedy: 'Add the file, or correct its path: it is relative to the manifest and may not lead out of its folder.',
  bad: '# examples; the folder holds examples/revenue-by-day.sql\n- {port: orders, title: Revenue by day, file: examples/revenue.sql}',
  good: '- {port: orders, title: Revenue by day, file: examples/revenue-by-day.sql}',
  *check(subject) {
    for (const node of dpItems(subject.product, 'examples')) yield* missingFileIssues(subject, { node, key: 'file', what: `The example ${node.string('title') ?? ''}`.trim() });
  },
});
