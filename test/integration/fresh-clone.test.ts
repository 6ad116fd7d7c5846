import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const npm = process.env['npm_execpath'] ?? '';

// What is committed is what a stranger gets: uncommitted files do not help here.
it('a fresh clone sets itself up with NODE_ENV=production, CI and no input, also when two start at once', async () => {
  const home = folderWith({});
  const clone = join(home, 'dataproduct');
  expect(spawnSync('git', ['clone', '-q', '--no-hardlinks', root, clone]).status).toBe(0);
  expect(existsSync(join(clone, 'node_modules'))).toBe(false);
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], npm_execpath: npm, NODE_ENV: 'production', CI: 'true' };
  const setUp = async () =>
    await new Promise<{ code: number | null; log: string }>((resolve) => {
      const child = spawn(process.execPath, ['.ci/setup.mjs'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let log = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { log += chunk.toString(); });
      child.on('close', (code) => { resolve({ code, log }); });
    });
  const both = await Promise.all([setUp(), setUp()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.filter(({ log }) => log.includes('Installing packages')).length).toBe(1);
  expect(existsSync(join(clone, '.setup.lock'))).toBe(false);
  const dp = spawnSync(process.execPath, ['bin/dp.js', '--cwd', 'examples/mesh', 'validate', '--offline'], { cwd: clone, encoding: 'utf8' });
  expect(dp.status).toBe(0);
  const again = await setUp();
  expect(again).toEqual({ code: 0, log: '' });
});
