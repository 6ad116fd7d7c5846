import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automatonOf, matches } from '../../../src/core/diff/patterns/automaton.ts';
import { type FoundText, findText } from '../../../src/core/diff/patterns/find-text.ts';

const patterns = ['^[A-Z]{2}-\\d{4}$', 'a+b|c?', '^(?:ord|inv)-[0-9]+$', '[^a-z]', '^.{2,3}$', '\\.csv$', '^$', '(?<year>\\d{4})-\\d\\d', '^(a|ab)(c|bcd)*$', '[\\w-]+@x', '\\u0041\\x42', '^a{0,2}?b$', '^[]-_]$'];

function automaton(pattern: string): NonNullable<ReturnType<typeof automatonOf>> {
  const found = automatonOf(pattern);
  if (found === undefined) throw new Error(`${pattern} has no automaton`);
  return found;
}

function found(within: readonly string[], outside: readonly string[], lengths: { minLength?: number; maxLength?: number } = {}): FoundText {
  return findText({ within: within.map(automaton), outside: outside.map(automaton), minLength: lengths.minLength ?? 0, maxLength: lengths.maxLength });
}

describe('a pattern as an automaton', () => {
  test.each(patterns.slice(0, -1))('%s matches what the engine of JavaScript matches', (pattern) => {
    const expression = new RegExp(pattern, 'u');
    const alphabet = fc.constantFrom('a', 'b', 'c', 'd', 'A', 'B', 'Z', '0', '9', '-', '_', '.', '@', 'x', 'o', 'r', 'd', 'i', 'n', 'v', 's', '\n', 'é', '😀');
    const text = fc.oneof(fc.string({ unit: alphabet, maxLength: 9 }), fc.constantFrom('AB-1234', 'ord-7', 'inv-', 'a.csv', '2026-01', 'x@x', 'AB', 'aab'));
    fc.assert(fc.property(text, (candidate) => matches(automaton(pattern), candidate) === expression.test(candidate)));
  });

  test.each(['(?=a)b', '(a)\\1', '\\bword', '\\p{L}+', 'a{300}', '(', '[a', 'a**', 'a{2}{3}', '^[]-_]$', '\\', `${'('.repeat(60)}a${')'.repeat(60)}`, `(?:${'a{100}'.repeat(40)})`])('%s is left to people', (pattern) => {
    expect(automatonOf(pattern)).toBeUndefined();
  });

  test('of nested repetition answers at once', () => {
    expect(matches(automaton('^(?:(?:a+)+)+$'), `${'a'.repeat(2000)}!`)).toBe(false);
  });
});

describe('a text that one pattern allows and another does not', () => {
  test('is the shortest, of letters that read well', () => {
    expect(found(['^[A-Z]{2}-\\d{4}$'], [])).toEqual({ kind: 'found', text: 'AA-0000' });
    expect(found(['^[A-Z]{2}-\\d{4,6}$'], ['^[A-Z]{2}-\\d{4}$'])).toEqual({ kind: 'found', text: 'AA-00000' });
    expect(found(['^[A-Za-z]+$'], ['^[A-Z]+$'])).toEqual({ kind: 'found', text: 'a' });
    expect(found([], ['^x'])).toEqual({ kind: 'found', text: '' });
  });

  test('keeps to the lengths asked for', () => {
    expect(found(['^[a-z]+$'], [], { minLength: 4 })).toEqual({ kind: 'found', text: 'aaaa' });
    expect(found(['^\\d{6}$'], [], { maxLength: 5 })).toEqual({ kind: 'none' });
  });

  test('is not there where the first pattern allows no more than the second', () => {
    expect(found(['^[a-c]$'], ['^[a-z]$'])).toEqual({ kind: 'none' });
    expect(found(['^(?:NEW|PAID)$'], ['^(?:PAID|NEW|LOST)$'])).toEqual({ kind: 'none' });
  });

  test('is given up where looking would take too long', () => {
    expect(found(['^(?:[ab]*a[ab]{12})$'], ['^(?:[ab]*b[ab]{12}|[ab]*a[ab]{12})$'], {}).kind).not.toBe('found');
  });
});
