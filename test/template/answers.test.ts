import { expect, test } from 'vitest';
import { resolveAnswers } from '../../src/core/template/answers.ts';
import { answerFlag, initCommandLine, shellWord } from '../../src/core/template/command-line.ts';
import { readDescriptor } from '../../src/core/template/descriptor.ts';
import { given } from './support.ts';

const { questions } = readDescriptor(
  {
    apiVersion: 'dp/v1',
    kind: 'Template',
    id: 'orders-template',
    version: '1.0.0',
    title: 'Orders',
    questions: {
      type: 'object',
      required: ['name', 'owner'],
      properties: {
        name: { type: 'string', format: 'slug' },
        owner: { type: 'string' },
        purpose: { type: 'string', default: 'All [[ name ]] of [[ owner ]].' },
        useCases: { type: 'array', items: { type: 'string' }, default: ['Count [[ name ]]'] },
        format: { type: 'string', enum: ['parquet', 'csv'], default: 'parquet' },
        freshness: { type: 'string', format: 'duration', default: '24h' },
        partitions: { type: 'integer', minimum: 1, maximum: 64, default: 12 },
        isStream: { type: 'boolean', default: false },
        steward: { type: 'string', format: 'email', default: '' },
      },
    },
  },
  'template.yaml',
);

const required = { name: 'Customer Orders', owner: 'orders-team' };

test('what is not answered takes its default, which may name the answers before it', () => {
  expect(resolveAnswers(questions, given(required))).toEqual({
    ok: true,
    answers: {
      name: 'customer-orders',
      owner: 'orders-team',
      purpose: 'All customer-orders of orders-team.',
      useCases: ['Count customer-orders'],
      format: 'parquet',
      freshness: '24h',
      partitions: 12,
      isStream: false,
      steward: '',
    },
  });
});

test('words from a command line become numbers, booleans and lists, and white space becomes plain', () => {
  const answers = resolveAnswers(questions, [
    ...given({ ...required, purpose: '  two\n lines ', partitions: '3', isStream: 'yes', freshness: '2 d' }),
    { key: 'useCases', value: 'Count orders', source: '--set', rank: 3 },
    { key: 'useCases', value: 'Plan; shipments', source: '--set', rank: 3 },
  ]);
  expect(answers).toMatchObject({ ok: true, answers: { purpose: 'two lines', partitions: 3, isStream: true, freshness: '2d', useCases: ['Count orders', 'Plan; shipments'] } });
});

test('everything that is missing, wrong or unknown is told at once', () => {
  const resolution = resolveAnswers(questions, given({ format: 'xml', freshness: '12', partitions: '65', isStream: 'maybe', steward: 'nobody', purpose: 'bell \u0007', ownr: 'x', 'use-cases': 'y' }));
  expect(resolution).toMatchObject({
    ok: false,
    problems: [
      'purpose has a control character or a broken one',
      'format must be one of parquet, csv',
      'freshness must be a number and one of h, d, y (24h, 7d, 2y)',
      'partitions must be at most 64',
      'isStream must be true or false',
      'steward must be an e-mail address',
    ],
    unknown: ['--set: there is no question "ownr". Did you mean owner?', '--set: there is no question "use-cases". Did you mean useCases?'],
  });
  expect(resolution.ok ? [] : resolution.missing.map(answerFlag)).toEqual(['--name <name>', '--set owner=<owner>']);
});

test.each([
  ['owner', '', 'owner must not be empty'],
  ['owner', '   ', 'owner must not be empty'],
  ['owner', { a: 1 }, 'owner must be a text'],
  ['owner', 'x'.repeat(1001), 'owner must have at most 1000 characters'],
  ['owner', 'lone \ud800 half', 'owner has a control character or a broken one'],
  ['owner', 'right-to-left \u202e', 'owner has a control character or a broken one'],
  ['name', '注文', 'name "注文" has no letter a to z and no digit'],
  ['partitions', '1.5', 'partitions must be a whole number'],
  ['partitions', '1e3', 'partitions must be a number'],
  ['partitions', '0', 'partitions must be at least 1'],
  ['useCases', [1, { a: 2 }], 'useCases must be a text'],
])('the answer %s=%j is refused', (key, value, problem) => {
  expect(resolveAnswers(questions, given({ ...required, [key]: value }))).toEqual({ ok: false, missing: [], problems: [problem], unknown: [] });
});

test('a flag wins over an answers file, which wins over the workspace', () => {
  const sources = (ranks: readonly number[]) => ranks.map((rank) => ({ key: 'owner', value: `owner-${String(rank)}`, source: 'x', rank }));
  const name = { key: 'name', value: 'orders', source: 'x', rank: 1 };
  expect(resolveAnswers(questions, [name, ...sources([1, 3, 2])])).toMatchObject({ answers: { owner: 'owner-3' } });
  expect(resolveAnswers(questions, [name, ...sources([1, 2])])).toMatchObject({ answers: { owner: 'owner-2' } });
});

test('the same answer twice is fine, two different ones are not', () => {
  const twice = (first: string, second: string) => resolveAnswers(questions, [...given({ owner: 'orders-team' }), { key: 'name', value: first, source: '--name', rank: 3 }, { key: 'name', value: second, source: '--set', rank: 3 }]);
  expect(twice('orders', 'orders')).toMatchObject({ ok: true });
  expect(twice('orders', 'returns')).toMatchObject({ ok: false, problems: ['name is given more than once (--name, --set) with different values'] });
});

test('an unknown key that names a part of every object is unknown all the same', () => {
  expect(resolveAnswers(questions, given({ ...required, ['__proto__x']: 'a', constructor: 'b' }))).toMatchObject({ ok: false, unknown: ['--set: there is no question "__proto__x".', '--set: there is no question "constructor".'] });
});

test('the command line holds what differs from the defaults and gives the same answers again', () => {
  const first = resolveAnswers(questions, given({ ...required, useCases: ["Count what's new", '$HOME'], isStream: true }));
  if (!first.ok) throw new Error('refused');
  const line = initCommandLine({ folder: 'orders', template: 'orders-template', isDefaultTemplate: false, from: 'sales/customers@1.0.0', questions, answers: first.answers });
  expect(line).toBe("dp init orders --yes --template orders-template --from sales/customers@1.0.0 --name customer-orders --set owner=orders-team --set 'useCases=Count what'\\''s new' --set 'useCases=$HOME' --set isStream=true");
});

test.each([
  ['orders', 'orders'],
  ['', "''"],
  ['a b', "'a b'"],
  ['$(rm -rf /)', "'$(rm -rf /)'"],
  ["it's", "'it'\\''s'"],
])('the shell word of %j is %s', (text, word) => {
  expect(shellWord(text)).toBe(word);
});
