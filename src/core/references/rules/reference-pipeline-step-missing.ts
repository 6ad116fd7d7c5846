import { didYouMean } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import { dpMapping } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-pipeline-step-missing',
  severity: 'error',
  title: 'A pipeline step depends on steps that exist',
  why: 'A step runs after those it depends on. With one that is not there the order is unknown and the run cannot start.',
  remedy: 'Correct the name in `dependsOn`, or add the step.',
  bad: '# pipeline\nsteps: [{name: clean, file: clean.sql}, {name: orders, file: orders.sql, dependsOn: [cleaned]}]',
  good: 'steps: [{name: clean, file: clean.sql}, {name: orders, file: orders.sql, dependsOn: [clean]}]',
  *check({ product }) {
    const steps = dpMapping(product, 'pipeline')?.children('steps') ?? [];
    const names = new Set(steps.flatMap((step) => step.string('name') ?? []));
    for (const step of steps) {
      const wanted = step.raw['dependsOn'];
      for (const [index, name] of (Array.isArray(wanted) ? wanted : []).entries()) {
        if (typeof name !== 'string' || names.has(name)) continue;
        yield { message: `The pipeline step ${step.string('name') ?? ''} depends on ${name}, which is no step of this pipeline.${didYouMean(name, names)}`, pointer: joinPointer(step.at, 'dependsOn', index), part: 'value', discriminator: name };
      }
    }
  },
});
