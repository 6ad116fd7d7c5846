import { didYouMean } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import { dpMapping, missingPortIssues } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-model-port-missing',
  severity: 'error',
  title: 'The ports of a model exist',
  why: 'A model says which output port serves it and which input ports it learnt from. That is its lineage: through a port that is not there nobody can follow it.',
  remedy: 'Correct `mlModel.port` (an output port), `trainingData[].port` or `featurePipelines[].inputs` (input ports).',
  bad: 'inputPorts: [{name: customers, version: 1.2.0}]\n# mlModel\ntrainingData: [{port: customer, version: 1.2.0}]',
  good: 'inputPorts: [{name: customers, version: 1.2.0}]\n# mlModel\ntrainingData: [{port: customers, version: 1.2.0}]',
  *check({ product }) {
    const model = dpMapping(product, 'mlModel');
    if (model === undefined) return;
    yield* missingPortIssues(product, 'output', { node: model, key: 'port', what: 'The model' });
    for (const node of model.children('trainingData')) yield* missingPortIssues(product, 'input', { node, key: 'port', what: 'The training data' });
    const inputs = product.inputPorts.map(({ name }) => name);
    for (const pipeline of model.children('featurePipelines')) {
      const named = pipeline.raw['inputs'];
      for (const [index, name] of (Array.isArray(named) ? named : []).entries()) {
        if (typeof name !== 'string' || inputs.includes(name)) continue;
        yield {
          message: `The feature pipeline ${pipeline.string('name') ?? ''} names the input port ${name}, which the product does not have.${didYouMean(name, inputs)}`,
          pointer: joinPointer(pipeline.at, 'inputs', index),
          part: 'value',
          discriminator: name,
        };
      }
    }
  },
});
