import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';

const titles = [
  'Scaffold a data product and validate it',
  'Mend a broken contract',
  'Answer the canvas: who uses the data, and what for',
  'Publish to a registry',
  'Review a breaking change and choose the way out',
  'Write a policy rule, and a waiver that ends',
];

test('a folder that holds something is left as it is', async () => {
  const root = folderWith({ 'work/notes.txt': 'mine' });
  const result = await runDp(['tutorial', 'work'], { cwd: root });
  expect({ code: result.code, stdout: result.stdout, files: readdirSync(join(root, 'work')) }).toEqual({ code: 2, stdout: '', files: ['notes.txt'] });
  expect(result.stderr).toContain(`Nothing was written: ${join(root, 'work')} is not empty.`);
});

test('a file is no folder for a tutorial', async () => {
  const root = folderWith({ 'notes.txt': 'mine' });
  expect(await runDp(['tutorial', 'notes.txt'], { cwd: root })).toMatchObject({ code: 2, stdout: '' });
  expect(readFileSync(join(root, 'notes.txt'), 'utf8')).toBe('mine');
});

test('without a folder the tutorial begins among the temporary files and touches nothing else', async () => {
  const root = folderWith({ 'work/notes.txt': 'mine', 'tmp/.keep': '' });
  const result = await runDp(['tutorial', '--format', 'json'], { cwd: join(root, 'work'), env: { TMPDIR: join(root, 'tmp') } });
  const { tutorial } = JSON.parse(result.stdout) as { tutorial: { folder: string } };
  expect({ code: result.code, work: readdirSync(join(root, 'work')) }).toEqual({ code: 0, work: ['notes.txt'] });
  expect(tutorial.folder.startsWith(join(root, 'tmp', 'dp-tutorial-'))).toBe(true);
  expect(readdirSync(tutorial.folder)).toEqual(['1-first-product', 'dp-tutorial.json']);
});

test('the exercise at hand is found from any folder of the tutorial, and tells where to go', async () => {
  const root = folderWith({});
  const first = await runDp(['tutorial', 'learn'], { cwd: root });
  expect(first.stdout).toContain(`cd ${join(root, 'learn/1-first-product')}`);
  const again = await runDp(['tutorial'], { cwd: join(root, 'learn/1-first-product') });
  expect(again.stdout).toBe(first.stdout.replace(`  cd ${join(root, 'learn/1-first-product')}\n`, ''));
});

test('a list names the six exercises, and no tutorial is started by it', async () => {
  const root = folderWith({});
  const result = await runDp(['tutorial', '--list'], { cwd: root });
  expect({ ...result, stdout: result.stdout.split('\n').filter((line) => line !== '').map((line) => line.slice(5)) }).toEqual({ code: 0, stderr: '', stdout: titles });
  expect(readdirSync(root)).toEqual([]);
});

test('outside of a tutorial there is nothing to check or to reset', async () => {
  const root = folderWith({});
  for (const verb of ['check', 'reset']) {
    const result = await runDp(['tutorial', verb], { cwd: root });
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 2, stdout: '' });
    expect(result.stderr).toContain(`There is no tutorial in ${root} or above.`);
  }
});

test('a reset lays the exercise out again, and leaves other files and what a link points to alone', async () => {
  const root = folderWith({ 'mine/precious.txt': 'precious' });
  await runDp(['tutorial', 'learn'], { cwd: root });
  const exercise = join(root, 'learn/1-first-product');
  const begun = readFileSync(join(exercise, 'dp.yaml'), 'utf8');
  writeFileSync(join(exercise, 'dp.yaml'), 'spoiled');
  writeFileSync(join(root, 'learn/notes.txt'), 'notes');
  symlinkSync(join(root, 'mine'), join(exercise, 'link'));
  expect(await runDp(['tutorial', 'reset', 'learn'], { cwd: root })).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(exercise)).toEqual(['dp.yaml']);
  expect(readFileSync(join(exercise, 'dp.yaml'), 'utf8')).toBe(begun);
  expect(readFileSync(join(root, 'learn/notes.txt'), 'utf8')).toBe('notes');
  expect(readFileSync(join(root, 'mine/precious.txt'), 'utf8')).toBe('precious');
});

test('a progress file that dp did not write is refused, and so is one of a newer dp', async () => {
  for (const [text, message] of [['{"schema": 2, "current": 1}', 'was written by a newer dp'], ['{"schema": 1, "current": 99}', 'does not say how far'], ['no json', 'does not say how far']] as const) {
    const root = folderWith({ 'dp-tutorial.json': text });
    const result = await runDp(['tutorial', 'reset', '--all'], { cwd: root });
    expect({ code: result.code, stdout: result.stdout, files: readdirSync(root) }).toEqual({ code: 2, stdout: '', files: ['dp-tutorial.json'] });
    expect(result.stderr).toContain(message);
  }
});

test('every form prints one JSON document as the schema `output` says', async () => {
  const root = folderWith({});
  const validator = await loadValidator('output');
  for (const [argv, code] of [[['tutorial', '--list'], 0], [['tutorial', 'learn'], 0], [['tutorial', 'check', 'learn'], 1], [['tutorial', 'reset', 'learn', '--all'], 0]] as const) {
    const result = await runDp([...argv, '--format', 'json'], { cwd: root });
    const document = JSON.parse(result.stdout) as Record<string, unknown>;
    expect({ argv, problems: validator.check(document), code: result.code, ok: document['ok'] }).toEqual({ argv, problems: [], code, ok: code === 0 });
  }
  expect(existsSync(join(root, 'learn/1-first-product/dp.yaml'))).toBe(true);
});
