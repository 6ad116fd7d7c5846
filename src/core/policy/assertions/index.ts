import type { Assertion } from './assertion.ts';
import { dateAssertions } from './dates.ts';
import { durationAssertions } from './durations.ts';
import { equalityAssertions } from './equality.ts';
import { listAssertions } from './lists.ts';
import { numberAssertions } from './numbers.ts';
import { referenceAssertions } from './references.ts';
import { textAssertions } from './text.ts';

/** Assertions that judge a value by itself. */
export const assertions: readonly Assertion[] = [...equalityAssertions, ...textAssertions, ...numberAssertions, ...dateAssertions, ...durationAssertions, ...listAssertions, ...referenceAssertions];

const byName: ReadonlyMap<string, Assertion> = new Map(assertions.map((assertion) => [assertion.name, assertion]));

/** The assertion of a name, if there is one. */
export function findAssertion(name: string): Assertion | undefined {
  return byName.get(name);
}

/** What the language itself does: presence, items of lists, and how assertions are joined. */
export const languageWords = {
  presence: ['present', 'absent'],
  items: ['some', 'every', 'none'],
  joins: ['anyOf', 'allOf', 'not', 'requiresOneOf'],
  modifiers: ['optional'],
} as const;

/** Every word that may stand where an assertion is expected: the closed list of POLICY. */
export const assertionNames: readonly string[] = [...Object.values(languageWords).flat(), ...byName.keys()];
