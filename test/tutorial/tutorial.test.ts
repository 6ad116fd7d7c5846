import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';

const author = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };

interface Learner {
  readonly folder: string;
  readonly dp: (at: string, ...argv: string[]) => Promise<RunResult>;
  /** Claim and hint of each check that fails, and the exit code. */
  readonly check: () => Promise<{ readonly code: number; readonly failed: readonly string[] }>;
  readonly edit: (path: string, change: (text: string) => string) => void;
}

async function begin(): Promise<Learner> {
  const root = folderWith({});
  const folder = join(root, 'learn');
  const env = { ...author, HOME: root, XDG_CACHE_HOME: join(root, 'cache') };
  const dp = async (at: string, ...argv: string[]): Promise<RunResult> => await runDp(argv, { cwd: join(folder, at), env, withPolicies: true });
  const started = await runDp(['tutorial', 'learn'], { cwd: root, env });
  expect({ code: started.code, stderr: started.stderr }).toEqual({ code: 0, stderr: '' });
  return {
    folder,
    dp,
    check: async () => {
      const { code, stdout, stderr } = await dp('.', 'tutorial', 'check', '--format', 'json');
      expect(stderr).toBe('');
      const { tutorial } = JSON.parse(stdout) as { tutorial: { judged: { checks: { claim: string; ok: boolean; hint: string | null }[] } } };
      return { code, failed: tutorial.judged.checks.flatMap(({ claim, ok, hint }) => (ok ? [] : [`${claim}: ${hint ?? ''}`])) };
    },
    edit: (path, change) => {
      const file = join(folder, path);
      writeFileSync(file, change(readFileSync(file, 'utf8')));
    },
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The lines of a task between two that begin so, as a learner would paste them. */
function pasted(task: string, from: string, to: string): string {
  const lines = task.split('\n');
  const start = lines.findIndex((line) => line.trim().startsWith(from));
  const end = lines.findIndex((line, index) => index > start && line.startsWith(to));
  return `${lines.slice(start, end).map((line) => line.slice(2)).join('\n')}\n`;
}

async function taskOf({ dp }: Learner): Promise<string> {
  const { stdout } = await dp('.', 'tutorial', '--format', 'json');
  return (JSON.parse(stdout) as { tutorial: { current: { task: string } } }).tutorial.current.task;
}

async function solveFirst(learner: Learner): Promise<void> {
  await learner.dp('1-first-product', 'init', 'orders', '--yes', '--name', 'orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example');
  expect(await learner.check()).toEqual({ code: 0, failed: [] });
}

test('a learner solves all six exercises from the command line, and each is judged wrong before it is right', async () => {
  const learner = await begin();
  const { dp, check, edit, folder } = learner;

  const unsolved = async (): Promise<readonly string[]> => {
    const { code, failed } = await check();
    expect(code).toBe(1);
    return failed;
  };
  expect((await unsolved())[0]).toContain('the folder holds the product sales/orders with a contract');
  await solveFirst(learner);

  expect(await unsolved()).toEqual([expect.stringContaining('dp validate finds no error or warning: 3 to mend')]);
  expect((await dp('2-broken-contract', 'validate', '--fix')).stderr).toContain('Mended');
  expect(await unsolved()).toEqual([expect.stringContaining('dp validate finds no error or warning: 2 to mend')]);
  const broken = readFileSync(join(folder, '2-broken-contract/orders/contracts/orders.odcs.yaml'), 'utf8');
  edit('2-broken-contract/orders/dataproduct.yaml', (text) => text.replace('version: 1.1.0', 'version: 1.0.0'));
  edit('2-broken-contract/orders/contracts/orders.odcs.yaml', (text) => text.replace(/.*strng.*\n/u, ''));
  expect(await unsolved()).toEqual(['the table orders has order_id, placed_at, amount_eur, country: Missing: country.']);
  write(join(folder, '2-broken-contract/orders/contracts/orders.odcs.yaml'), broken.replace('strng', 'string'));
  expect(await check()).toEqual({ code: 0, failed: [] });

  expect(await unsolved()).toEqual([expect.stringContaining('The canvas has no value')]);
  const before = readFileSync(join(folder, '3-canvas/orders/dataproduct.yaml'), 'utf8');
  const template = pasted(await taskOf(learner), 'customProperties:', 'Begin');
  write(join(folder, '3-canvas/orders/dataproduct.yaml'), before + template);
  expect((await unsolved()).join()).toContain('The canvas has no value');
  const answered = template
    .replace('(one sentence: what is better with this product)', 'The month closes a day earlier.')
    .replace('(who)', 'Controller')
    .replace('(what they do with it)', 'Close the month')
    .replace('(what hurts today)', 'Numbers by e-mail');
  write(join(folder, '3-canvas/orders/dataproduct.yaml'), before + answered.replace('(how old at most, as in 48 h)', '1 h'));
  expect((await unsolved()).join()).toContain('A need is not met');
  write(join(folder, '3-canvas/orders/dataproduct.yaml'), before + answered.replace('(how old at most, as in 48 h)', '48 h'));
  expect(await check()).toEqual({ code: 0, failed: [] });

  expect((await unsolved())[0]).toContain('the registry holds 1.0.0 as it stands here');
  expect((await dp('4-publish', 'registry', 'init', 'registry.git')).code).toBe(0);
  expect((await unsolved())[0]).toContain('It was never published');
  const git = (...args: string[]): void => {
    execFileSync('git', args, { cwd: join(folder, '4-publish'), env: { PATH: process.env['PATH'], HOME: dirname(folder), ...author } });
  };
  git('init', '-q');
  git('add', 'dp.yaml', 'orders');
  git('commit', '-qm', 'Add orders');
  expect(await dp('4-publish', 'publish', '--yes', '--registry', 'registry.git')).toMatchObject({ code: 0 });
  expect((await dp('4-publish', 'search', 'orders', '--registry', 'registry.git')).stdout).toContain('sales/orders');
  edit('4-publish/orders/contracts/orders.odcs.yaml', (text) => text.replace('One row for each order.', 'One row for each order of the shop.'));
  expect((await unsolved()).join()).toContain('The folder differs from what was published');
  git('checkout', '-q', '.');
  expect(await check()).toEqual({ code: 0, failed: [] });

  expect(await unsolved()).toEqual(['dp diff finds the version large enough for the change: The change is breaking and needs a major version; declared is minor. Type dp diff.']);
  expect((await dp('5-breaking-change', 'diff')).code).toBe(1);
  const contract = '5-breaking-change/orders/contracts/orders.odcs.yaml';
  // The other way out: a major version, in the open.
  const raise = (from: string, to: string): void => {
    for (const file of [contract, '5-breaking-change/orders/dataproduct.yaml']) edit(file, (text) => text.replaceAll(`version: ${from}\n`, `version: ${to}\n`));
  };
  raise('1.1.0', '2.0.0');
  expect((await dp('5-breaking-change', 'diff')).code).toBe(0);
  expect((await dp('5-breaking-change', 'validate')).code).toBe(0);
  raise('2.0.0', '1.1.0');
  edit(contract, (text) => text.replace('{name: amount,', '{name: amount_eur,'));
  expect((await dp('5-breaking-change', 'diff')).code).toBe(0);
  const kept = readFileSync(join(folder, contract), 'utf8');
  edit(contract, (text) => text.replace(/.*name: country.*\n/u, ''));
  expect((await unsolved())[0]).toBe('the table orders has order_id, placed_at, country: Missing: country.');
  write(join(folder, contract), kept);
  expect(await check()).toEqual({ code: 0, failed: [] });

  expect(await unsolved()).toEqual([
    expect.stringContaining('No mandatory, enforced rule of your own finds legacy_code'),
    expect.stringContaining('dp can judge the folder: There is no policy pack'),
  ]);
  const task = await taskOf(learner);
  write(join(folder, '6-policy/policies/acme.yaml'), pasted(task, 'apiVersion: dp/v1', '  dp policy test'));
  expect(await dp('6-policy', 'policy', 'test')).toMatchObject({ code: 0 });
  expect((await unsolved()).join()).toContain('no waiver excuses it');
  const waiver = pasted(task.slice(task.indexOf('waivers/W-1.yaml')), 'apiVersion: dp/v1', 'Done');
  write(join(folder, '6-policy/waivers/W-1.yaml'), waiver.replace(/, path: .*\}/u, '}'));
  expect((await unsolved()).join()).toContain('nothing but orders.legacy_code is excused');
  write(join(folder, '6-policy/waivers/W-1.yaml'), waiver);
  expect((await unsolved()).join()).toContain('1 to mend; the first, acme/COL-1');
  edit('6-policy/orders/contracts/orders.odcs.yaml', (text) => text.replace('{name: country, logicalType: string}', '{name: country, logicalType: string, description: Where it goes to}'));
  expect(await dp('6-policy', 'validate')).toMatchObject({ code: 0 });
  const last = await dp('6-policy', 'tutorial', 'check');
  expect(last).toMatchObject({ code: 0 });
  expect(last.stdout).toContain('All 6 exercises are solved.');
  expect(await dp('.', 'tutorial', 'check')).toMatchObject({ code: 0 });
});
