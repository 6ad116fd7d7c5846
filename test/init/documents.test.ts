import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveAnswers } from '../../src/core/template/answers.ts';
import { lookAround, planProduct } from '../../src/io/init-product.ts';
import { loadTemplate } from '../../src/io/templates.ts';
import { writeTree } from '../../src/io/write-tree.ts';
import { runDp } from '../support/run-dp.ts';
import { given } from '../template/support.ts';
import { ordersArgs, tempFolder } from './support.ts';
import { writeFileSync } from 'node:fs';

const template = loadTemplate('sql-duckdb');

function make(root: string, answers: Readonly<Record<string, unknown>>): void {
  const resolved = resolveAnswers(template.descriptor.questions, given(answers));
  if (!resolved.ok) throw new Error(`refused: ${JSON.stringify(resolved)}`);
  const folder = join(root, String(resolved.answers['name']));
  writeTree(planProduct({ folder, template, answers: resolved.answers, surroundings: lookAround(folder) }));
}

interface Answer {
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly file: string; readonly message: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

async function validate(cwd: string): Promise<Answer> {
  const { stdout, stderr } = await runDp(['validate', '--offline', '--format', 'json'], { cwd });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Answer;
}

test('a fresh product has no finding at all', async () => {
  const cwd = tempFolder({ isGit: true });
  await runDp(['init', '.', '--yes', ...ordersArgs], { cwd });
  expect(await validate(cwd)).toMatchObject({ findings: [], summary: { products: 1, contracts: 1 } });
});

test('nor has it in three years, on a clock that is ahead', async () => {
  const cwd = tempFolder({ isGit: true });
  const now = new Date('2029-11-22T09:00:00Z');
  await runDp(['init', '.', '--yes', ...ordersArgs], { cwd, now });
  const { code, stdout } = await runDp(['validate', '--offline', '--format', 'json'], { cwd, now });
  expect({ code, findings: (JSON.parse(stdout) as Answer).findings }).toEqual({ code: 0, findings: [] });
});

test('no combination of choices brings a finding above info', async () => {
  const cwd = tempFolder({ isGit: true });
  writeFileSync(join(cwd, 'dp.yaml'), 'apiVersion: dp/v1\nkind: Workspace\n');
  const acquisitions = ['batch', 'api', 'cdc', 'file', 'stream'];
  const durations = ['1h', '24h', '7d', '10y'];
  let count = 0;
  for (const format of ['parquet', 'csv', 'json'])
    for (const classification of ['public', 'internal', 'confidential', 'restricted'])
      for (const owner of ['orders-team@acme.example', 'Orders Team'])
        for (const support of ['#sales-data', 'https://chat.acme.example/sales', 'help@acme.example'])
          for (const lists of [[], ['Count orders', 'Plan: shipments']]) {
            const pick = (choices: readonly string[]): string => choices[count % choices.length] ?? '';
            make(cwd, { name: `orders-${String(count)}`, domain: 'sales', owner, format, classification, support, useCases: lists, painPoints: lists, acquisition: pick(acquisitions), priority: pick(['must', 'should', 'could']), freshness: pick(durations), retention: pick([...durations].reverse()), purpose: pick(['Orders', 'Every order of the shop, one row an order, as the one agreed source.']), registry: pick(['', '../registry.git']) });
            count += 1;
          }
  const { findings, summary } = await validate(cwd);
  expect({ findings, count: summary['products'] }).toEqual({ findings: [], count: 144 });
});

test.each([
  ['order', 'order'],
  ['2024 orders', '2024-orders'],
  ['Select', 'select'],
  ['null', 'null'],
  ['true', 'true'],
  ['NO', 'no'],
  ['0x1F', '0x1f'],
  ['1e3', '1e3'],
  ['2026-11-22', '2026-11-22'],
  ['o', 'o'],
  ['o'.repeat(63), 'o'.repeat(63)],
  ['${HOME}/orders', 'home-orders'],
  ['Größe der Bestellungen', 'grosse-der-bestellungen'],
])('a product named %j is made as %s, and valid', async (name, slug) => {
  const cwd = tempFolder({ isGit: true });
  const { code } = await runDp(['init', '.', '--yes', '--name', name, '--domain', 'sales', '--set', 'owner=orders-team'], { cwd });
  const { findings, summary } = await validate(cwd);
  expect({ code, findings, products: summary['products'] }).toEqual({ code: 0, findings: [], products: 1 });
  const { stdout } = await runDp(['canvas', '--format', 'json'], { cwd });
  expect((JSON.parse(stdout) as { canvas: { key: string; name: string }[] }).canvas.map(({ key }) => key)).toEqual([`sales/${slug}`]);
});

const hostile = [
  `"]}\n- x: {{ y }} # '; DROP TABLE orders; --`,
  '<script>alert(1)</script> & <!-- -->',
  '[[ name ]] [% for i in (1..9) %] {% raw %} ${{ github.token }}',
  "it's `code` | a | *b* _c_ \\ $HOME $(id)",
  '- item: [a, b]',
  '&anchor *alias !!tag %directive @at',
  '🙂 注文 ﷽',
];

test.each(hostile)('the answer %j stays a plain text wherever it lands', async (text) => {
  const cwd = tempFolder({ isGit: true });
  const texts = ['purpose', 'value', 'persona', 'useCases', 'painPoints', 'integration', 'sourceSystem', 'support', 'owner'].flatMap((key) => ['--set', `${key}=${text}`]);
  const { code } = await runDp(['init', '.', '--yes', '--name', 'orders', '--domain', 'sales', ...texts], { cwd });
  expect({ code, findings: (await validate(cwd)).findings.filter(({ severity }) => severity !== 'info') }).toEqual({ code: 0, findings: [] });
  const { stdout } = await runDp(['canvas', '--format', 'json'], { cwd });
  const [canvas] = (JSON.parse(stdout) as { canvas: { value: string; team: string; consumers: { persona: string; useCases: string[]; painPoints: string[] }[]; sources: { system: string }[] }[] }).canvas;
  const plain = text.replace(/\s+/gu, ' ');
  expect({ value: canvas?.value, team: canvas?.team, persona: canvas?.consumers[0]?.persona, useCases: canvas?.consumers[0]?.useCases, painPoints: canvas?.consumers[0]?.painPoints, system: canvas?.sources[0]?.system }).toEqual({ value: plain, team: plain, persona: plain, useCases: [plain], painPoints: [plain], system: plain });
});
