import { missingFileIssues } from '../local-files.ts';
import { dpMapping } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-model-artifact-missing',
  severity: 'error',
  title: 'The local files of a model exist',
  why: 'A model whose file is missing cannot be served, checked against its hash or compared with the next one.',
  remedy: 'Add the file, correct its `path` (relative to the manifest), or give a `url` where it is kept elsewhere.',
  bad: '# mlModel; the folder holds model/churn-v2.onnx\nartifacts: [{path: model/churn.onnx, format: onnx}]',
  good: 'artifacts: [{path: model/churn-v2.onnx, format: onnx}]',
  *check(subject) {
    const model = dpMapping(subject.product, 'mlModel');
    for (const node of model?.children('artifacts') ?? []) yield* missingFileIssues(subject, { node, key: 'path', what: 'An artifact of the model' });
    for (const node of model?.children('featurePipelines') ?? []) yield* missingFileIssues(subject, { node, key: 'file', what: `The feature pipeline ${node.string('name') ?? ''}`.trim() });
  },
});
