import { expect, test } from 'vitest';
import { runDp } from '../support/run-dp.ts';
import { readTree, tempFolder } from './support.ts';

const typed = [
  'Customer Orders',
  'sales',
  '', // the owner is required: asked again
  'orders-team@acme.example',
  '', // purpose: as proposed
  'One list of orders',
  'Finance controller',
  'Close the month; Watch large orders',
  '-', // pain points: none
  'SQL',
  'maybe', // priority: not one of the choices, asked again
  'should',
  'Web shop',
  'cdc',
  'csv',
  '12 hours', // freshness: no duration, asked again
  '12h',
  '',
  'confidential',
  '#sales-data',
  '../registry.git',
].join('\n');

test('at a terminal every question is put, the canvas first, until its answer fits', async () => {
  const cwd = tempFolder();
  const { code, stdout, stderr } = await runDp(['init', 'orders'], { cwd, isTTY: true, stdin: typed });
  expect(code).toBe(0);
  await expect(stderr).toMatchFileSnapshot('golden/interview.txt');
  expect(stdout).toContain(
    "  dp init orders --yes --name customer-orders --domain sales --set owner=orders-team@acme.example --set 'value=One list of orders' --set 'persona=Finance controller' --set 'useCases=Close the month' --set 'useCases=Watch large orders' --set painPoints= --set priority=should --set 'sourceSystem=Web shop' --set acquisition=cdc --set format=csv --set freshness=12h --set classification=confidential --set 'support=#sales-data' --set registry=../registry.git\n",
  );
});

test('the command that it prints makes the same product without a question', async () => {
  const cwd = tempFolder();
  await runDp(['init', 'asked'], { cwd, isTTY: true, stdin: typed });
  const args = ['init', 'told', '--yes', '--name', 'customer-orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example', '--set', 'value=One list of orders', '--set', 'persona=Finance controller', '--set', 'useCases=Close the month', '--set', 'useCases=Watch large orders', '--set', 'painPoints=', '--set', 'priority=should', '--set', 'sourceSystem=Web shop', '--set', 'acquisition=cdc', '--set', 'format=csv', '--set', 'freshness=12h', '--set', 'classification=confidential', '--set', 'support=#sales-data', '--set', 'registry=../registry.git'];
  expect((await runDp(args, { cwd })).code).toBe(0);
  const tree = readTree(cwd);
  const below = (folder: string) => Object.entries(tree).filter(([path]) => path.startsWith(`${folder}/`)).map(([path, text]) => [path.slice(folder.length), text]);
  expect(below('told')).toEqual(below('asked'));
});

test('what flags answer is not asked', async () => {
  const cwd = tempFolder();
  const { code, stderr } = await runDp(['init', 'orders', '--name', 'orders', '--domain', 'sales', '--set', 'owner=x', '--set', 'purpose=Orders', '--set', 'value=One list'], { cwd, isTTY: true, stdin: '\n'.repeat(20) });
  expect({ code, isAsked: stderr.includes('The product') || stderr.includes('Purpose') }).toEqual({ code: 0, isAsked: false });
});

test('input that ends before the last answer writes nothing', async () => {
  const cwd = tempFolder();
  const { code } = await runDp(['init', 'orders'], { cwd, isTTY: true, stdin: 'orders\nsales\n' });
  expect({ code, tree: readTree(cwd) }).toEqual({ code: 130, tree: {} });
});
