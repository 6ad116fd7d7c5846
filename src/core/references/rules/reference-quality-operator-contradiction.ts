import type { QualityRule } from '../../model/contract.ts';
import { isSatisfiable } from '../accepted-values.ts';
import { contractRule, type ReferenceIssue } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-quality-operator-contradiction',
  severity: 'error',
  title: 'Some value passes a quality rule',
  why: 'All operators of a rule hold at once. When no value can satisfy them the rule always fails, and soon nobody looks at it.',
  remedy: 'Correct the bounds: the smaller one stands first, and both ends of mustBeBetween are left out. A count is a whole number from 0 on.',
  bad: 'quality:\n  - {metric: rowCount, mustBeBetween: [1000, 100]}',
  good: 'quality:\n  - {metric: rowCount, mustBeBetween: [100, 1000]}',
  *check({ contract }, context) {
    for (const { rule: quality } of context.elementsOf(contract).qualityRules) {
      const reversed = [...reversedIn(quality)];
      yield* reversed;
      if (reversed.length > 0 || isSatisfiable(quality)) continue;
      const operators = Object.entries(quality.operators);
      const [last] = operators.at(-1) ?? [''];
      yield {
        message: `No value can satisfy ${operators.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(' and ')}.`,
        pointer: `${quality.at}/${last}`,
        discriminator: operators.map(([name]) => name).join(' '),
      };
    }
  },
});

function* reversedIn(quality: QualityRule): Generator<ReferenceIssue> {
  for (const name of ['mustBeBetween', 'mustNotBeBetween'] as const) {
    const value = quality.operators[name];
    const [low, high] = Array.isArray(value) ? (value as unknown[]) : [];
    if (typeof low !== 'number' || typeof high !== 'number' || low <= high) continue;
    yield { message: `The bounds of ${name} are reversed: ${String(low)} is greater than ${String(high)}.`, pointer: `${quality.at}/${name}`, discriminator: name };
  }
}
