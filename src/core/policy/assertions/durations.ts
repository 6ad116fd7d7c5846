import { parseQuantity, type Quantity } from '../targets/quantity.ts';
import type { Assertion } from './assertion.ts';

function bounded(name: 'atMost' | 'atLeast', help: string, isKept: (amount: number, bound: number) => boolean): Assertion {
  return {
    name,
    about: ['text', 'any'],
    help,
    isQuantity: true,
    compile(operand, scope) {
      const limit = typeof operand === 'string' ? parseQuantity(operand) : undefined;
      if (limit === undefined) {
        scope.report(`${name} takes a duration with its unit, such as 7 years or 15 min; for plain numbers there are min and max.`);
        return undefined;
      }
      const read = scope.field?.quantity;
      return (value, node, run) => {
        const quantity = read === undefined ? ownQuantity(value) : read(value, node, run);
        return quantity !== undefined && quantity.dimension === limit.dimension && isKept(quantity.amount, limit.amount);
      };
    },
  };
}

function ownQuantity(value: unknown): Quantity | undefined {
  return typeof value === 'string' ? parseQuantity(value) : undefined;
}

export const durationAssertions: readonly Assertion[] = [
  bounded('atMost', 'is this duration or shorter', (amount, limit) => amount <= limit),
  bounded('atLeast', 'is this duration or longer', (amount, limit) => amount >= limit),
];
