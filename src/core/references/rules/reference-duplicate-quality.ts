import { contractRule } from '../reference-rule.ts';
import { repetitionIssues } from '../repetitions.ts';

export const rule = contractRule({
  id: 'reference-duplicate-quality',
  severity: 'error',
  title: 'A quality rule\'s id and name stand once in their list',
  why: 'Results, trends and accepted exceptions are kept by the rule\'s id, or its name. Two rules of one name share one history.',
  remedy: 'Give each rule an `id` and a `name` of its own.',
  bad: 'quality:\n  - {id: filled, metric: nullValues, mustBe: 0}\n  - {id: filled, metric: missingValues, mustBe: 0}',
  good: 'quality:\n  - {id: not-null, metric: nullValues, mustBe: 0}\n  - {id: not-blank, metric: missingValues, mustBe: 0}',
  *check({ document, contract }, context) {
    for (const { element } of context.elementsOf(contract).elements) {
      const ids = repetitionIssues(document, element.quality, { keyOf: ({ id }) => id, pointerOf: ({ at }) => `${at}/id`, messageOf: ({ id }) => `Two quality rules in this list have the id ${id ?? ''}.` });
      const names = repetitionIssues(document, element.quality, { keyOf: ({ name }) => name, pointerOf: ({ at }) => `${at}/name`, messageOf: ({ name }) => `Two quality rules in this list are called ${name ?? ''}.` });
      // A rule that was copied with both is one mistake.
      const copied = new Set(ids.map(({ pointer }) => pointer.replace(/\/id$/u, '/name')));
      yield* [...ids, ...names.filter(({ pointer }) => !copied.has(pointer))];
    }
  },
});
