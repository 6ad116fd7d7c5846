import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';

const root = join(import.meta.dirname, '..', '..');
const python = (JSON.parse(process.env['DP_PYTHON'] ?? '{}') as Record<string, string>)['pre-commit'] ?? '';

/** A folder of programs with `dp` in it, as an installation puts it on the path. */
function installDp(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'dp'), `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin', 'dp.js')}" "$@"\n`);
  chmodSync(join(bin, 'dp'), 0o755);
  return bin;
}

it('the hook that init writes lets a good product in and keeps a broken one out, under real pre-commit', () => {
  const home = folderWith({});
  const path = [installDp(home), python, process.env['PATH']].join(delimiter);
  const repository = join(home, 'orders');
  mkdirSync(repository);
  const run = (program: string, ...args: string[]) => {
    const env = { PATH: path, HOME: home, GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@acme.example', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@acme.example', GIT_CONFIG_NOSYSTEM: '1' };
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: repository, env, encoding: 'utf8' });
    if (error !== undefined) throw error;
    return { status, output: stdout + stderr };
  };
  run('git', 'init', '-q', '-b', 'main');
  expect(run('dp', 'init', '.', '--yes', '--name', 'orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example').status).toBe(0);
  expect(run('pre-commit', 'install').status).toBe(0);
  run('git', 'add', '-A');
  const good = run('git', 'commit', '-m', 'Add orders');
  expect(good.output).toMatch(/data products \(dp validate\)\.+Passed/u);
  expect(good.status).toBe(0);

  const contract = join(repository, 'contracts', 'orders.odcs.yaml');
  writeFileSync(contract, readFileSync(contract, 'utf8').replace('logicalType: string', 'logicalType: strnig'));
  const bad = run('git', 'commit', '-am', 'Break orders');
  expect(bad.status).toBe(1);
  expect(bad.output).toContain('schema-enum');
  expect(bad.output).toContain('contracts/orders.odcs.yaml:');
  expect(run('git', 'log', '--format=%s').output).toBe('Add orders\n');
});
