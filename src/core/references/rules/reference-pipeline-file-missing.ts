import { missingFileIssues } from '../local-files.ts';
import { dpMapping } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-pipeline-file-missing',
  severity: 'error',
  title: 'The file of a pipeline step exists',
  why: '`dp run` stops at a step whose code is not there, and whoever clones the product cannot build it.',
  remedy: 'Add the file, or correct its path: it is relative to the manifest.',
  bad: '# pipeline; the folder holds pipeline/01_orders.sql\nsteps: [{name: orders, file: pipeline/orders.sql}]',
  good: 'steps: [{name: orders, file: pipeline/01_orders.sql}]',
  *check(subject) {
    for (const node of dpMapping(subject.product, 'pipeline')?.children('steps') ?? []) yield* missingFileIssues(subject, { node, key: 'file', what: `The pipeline step ${node.string('name') ?? ''}`.trim() });
  },
});
