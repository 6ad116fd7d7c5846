import type { Assertion } from './assertion.ts';

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function bound(name: 'min' | 'max', help: string, isKept: (value: number, bound: number) => boolean): Assertion {
  return {
    name,
    about: ['number', 'any'],
    help,
    compile(operand, scope) {
      if (typeof operand !== 'number' || !Number.isFinite(operand)) {
        scope.report(`${name} takes a number; for durations there are atMost and atLeast, for dates before and after.`);
        return undefined;
      }
      return (value) => {
        const number = numberOf(value);
        return number !== undefined && isKept(number, operand);
      };
    },
  };
}

export const numberAssertions: readonly Assertion[] = [
  bound('min', 'is this number or greater', (value, limit) => value >= limit),
  bound('max', 'is this number or smaller', (value, limit) => value <= limit),
];
