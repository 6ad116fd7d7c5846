import { describe, expect, test } from 'vitest';
import { DpError } from '../../src/core/model/errors.ts';
import { compilePattern } from '../../src/core/policy/assertions/pattern.ts';
import { isEmail, isUrl } from '../../src/core/policy/assertions/text.ts';
import { secretIn } from '../../src/core/policy/checks/no-secrets.ts';
import { soundsPersonal } from '../../src/core/policy/checks/personal-names.ts';
import { parseKeyedPath } from '../../src/core/policy/waivers/keyed-scope.ts';
import { judge, pack, packText, unit } from './support.ts';

// Each of these took a backtracking engine seconds to minutes on its input; a test that hangs fails by its time limit.
const attacks: readonly (readonly [string, string])[] = [
  ['(a+)+$', `${'a'.repeat(50_000)}!`],
  ['(a|a)*b', 'a'.repeat(50_000)],
  ['(x+x+)+y', 'x'.repeat(50_000)],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(50_000)],
  ['(.*)*,(.*)*$', ','.repeat(50_000)],
  ['^(\\w+\\s?)*$', `${'word '.repeat(10_000)}!`],
  ['a{0,200}a{200}$', `${'a'.repeat(20_000)}!`],
];

describe('patterns that make other engines hang', () => {
  test.each(attacks)('%s ends', (pattern, text) => {
    const compiled = compilePattern(pattern);
    expect(compiled.ok && compiled.matches(text, { spend: () => undefined })).toBeTypeOf('boolean');
  });

  test.each(['(a{1000}){1000}', '(.{0,1000}){0,1000}x', '(((((a{10}){10}){10}){10}){10}){10}', `${'('.repeat(2000)}a${')'.repeat(2000)}`, 'x{1000}'.repeat(50)])('%s is refused', (pattern) => {
    expect(compilePattern(pattern).ok).toBe(false);
  });
});

test('many costly patterns over a large text end the run instead of dragging on', () => {
  const rules = Array.from({ length: 200 }, (_unused, index) => `- {id: R-${String(index)}, title: A rule, for: contract, must: {description.purpose: {pattern: "(?:a?){300}a{300}b${String(index)}"}}}`).join('\n');
  const contract = `{id: a, description: {purpose: ${'a'.repeat(100_000)}}}`;
  expect(() => judge(pack(packText(rules)), unit(undefined, contract))).toThrow(DpError);
});

test("dp's own checks are linear in what they are given", () => {
  const size = 300_000;
  const texts = ['eyJ'.repeat(size / 3), '://a'.repeat(size / 4), 'password='.repeat(size / 9), '-----BEGIN '.repeat(size / 11), `${'a.'.repeat(size / 2)}@`, 'AKIA'.repeat(size / 4), ' '.repeat(size), `https://${'a'.repeat(size)}`, `password=${' '.repeat(size)}`];
  for (const text of texts) expect([secretIn(text), isUrl(text), isEmail(text), soundsPersonal(text), parseKeyedPath(text)].length).toBe(5);
});

test('a contract as large as one may be is judged', () => {
  const columns = Array.from({ length: 8000 }, (_unused, index) => `{name: c${String(index)}, classification: internal, tags: [a, b]}`).join(', ');
  const rules = packText(`
- {id: R-1, title: Unique, for: tables, must: {columns: {unique: name, every: {tags: {unique: true}}}}}
- {id: R-2, title: Siblings, for: columns, must: {contract.id: {present: true}, table.name: {present: true}, tables: {count: {min: 1}}}}
- {id: R-3, title: Described, for: columns, must: {description: {present: true}}}
`);
  const result = judge(pack(rules), unit(undefined, `{id: a, schema: [{name: t, properties: [${columns}]}]}`));
  expect(result.drafts.length).toBe(8000);
});

test('names of the language that are names of objects are no fields', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const judged = judge(pack(packText(`- {id: R-1, title: A rule, for: columns, must: {custom.${name}: {present: true}}}`)), unit(undefined, '{id: a, schema: [{name: t, properties: [{name: c}]}]}'));
    expect(judged.drafts.length).toBe(1);
  }
});
