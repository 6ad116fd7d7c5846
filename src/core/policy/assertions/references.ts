import { type Assertion, isTrue } from './assertion.ts';

/** Where it cannot be known whether a name resolves, the rule lets it pass: `reference-*` findings say so already. */
const resolves: Assertion = {
  name: 'resolves',
  about: ['text', 'any'],
  help: 'names something that exists',
  compile(operand, scope) {
    const ask = scope.field?.resolves;
    if (ask === undefined) {
      scope.report(`${scope.field?.name ?? 'An item of a list'} refers to nothing, so that resolves says nothing about it. It can be said of contractId, element and port.`);
      return undefined;
    }
    return isTrue('resolves', operand, scope) ? (_value, node, run) => ask(node, run) !== false : undefined;
  },
};

export const referenceAssertions: readonly Assertion[] = [resolves];
