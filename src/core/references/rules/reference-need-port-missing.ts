import { dpMapping, missingPortIssues } from '../port-names.ts';
import { productRule } from '../reference-rule.ts';

export const rule = productRule({
  id: 'reference-need-port-missing',
  severity: 'error',
  title: 'A need of the canvas names an output port that exists',
  why: 'A need says which port meets it, so that it can be held against what the port promises. A port that is not there meets no need.',
  remedy: 'Correct the name in `needs[].port`, or add the output port.',
  bad: 'outputPorts: [{name: orders, version: 1.0.0}]\n# canvas\nconsumers: [{persona: Finance analyst, needs: [{port: order, freshness: 24 h}]}]',
  good: 'outputPorts: [{name: orders, version: 1.0.0}]\n# canvas\nconsumers: [{persona: Finance analyst, needs: [{port: orders, freshness: 24 h}]}]',
  *check({ product }) {
    for (const consumer of dpMapping(product, 'canvas')?.children('consumers') ?? []) {
      for (const node of consumer.children('needs')) yield* missingPortIssues(product, 'output', { node, key: 'port', what: `A need of ${consumer.string('persona') ?? 'a consumer'}` });
    }
  },
});
