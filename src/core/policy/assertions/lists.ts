import { isRecord } from '../../manifest/node-reader.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { Node } from '../targets/node.ts';
import { type Assertion, type OperandScope, type Test, textOf } from './assertion.ts';

const count: Assertion = {
  name: 'count',
  about: ['values', 'nodes', 'any'],
  help: 'has so many items: {min, max}',
  isAboutLists: () => true,
  explain: (value, field) => `${field} has ${Array.isArray(value) && value.length !== 1 ? `${String(value.length)} items` : '1 item'}`,
  compile(operand, scope) {
    if (!isRecord(operand) || Object.keys(operand).length === 0) {
      scope.report('count takes {min: 1}, {max: 10} or both.');
      return undefined;
    }
    const unknown = Object.keys(operand).filter((key) => key !== 'min' && key !== 'max');
    for (const key of unknown) scope.report(`count has no ${key}.${didYouMean(key, ['min', 'max']) || ' It takes min and max.'}`);
    const { min, max } = operand;
    const isCount = (value: unknown): boolean => value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= 0);
    if (!isCount(min) || !isCount(max)) scope.report('count takes whole numbers as min and max.');
    const [low, high] = [typeof min === 'number' ? min : 0, typeof max === 'number' ? max : Number.POSITIVE_INFINITY];
    if (low > high) scope.report(`count asks for at least ${String(low)} and at most ${String(high)}: nothing can be both.`);
    if (unknown.length > 0 || !isCount(min) || !isCount(max) || low > high) return undefined;
    return (value) => {
      const length = Array.isArray(value) ? value.length : 1;
      return length >= low && length <= high;
    };
  },
};

const unique: Assertion = {
  name: 'unique',
  about: ['values', 'nodes', 'any'],
  help: 'repeats nothing: `true` for values, else the field that tells items apart',
  isAboutLists: () => true,
  compile(operand, scope) {
    const key = keyReader(operand, scope);
    return key === undefined ? undefined : (value, _node, run) => repeatedItems(value, (item) => key(item, run)).length === 0;
  },
};

/** The items whose key stood on the list before. */
export function repeatedItems(value: unknown, key: (item: unknown) => string | undefined): unknown[] {
  const seen = new Set<string>();
  return (Array.isArray(value) ? value : [value]).filter((item: unknown) => {
    const text = key(item);
    if (text === undefined) return false;
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated;
  });
}

function keyReader(operand: unknown, scope: OperandScope): ((item: unknown, run: Parameters<Test>[2]) => string | undefined) | undefined {
  const hasFields = scope.field?.kind === 'nodes';
  if (operand === true) {
    if (!hasFields) return (item) => textOf(item) ?? JSON.stringify(item);
    scope.report('unique takes the name of a field here, such as `unique: name`.');
    return undefined;
  }
  if (typeof operand !== 'string' || !hasFields) {
    scope.report(hasFields ? 'unique takes the name of a field.' : 'unique takes `true` on a list of values.');
    return undefined;
  }
  const field = scope.resolve(operand);
  return field === undefined ? undefined : (item, run) => textOf(field.read(item as Node, run));
}

export const listAssertions: readonly Assertion[] = [count, unique];
