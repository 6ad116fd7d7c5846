import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('docs/rules.md and docs/cli.md say what the rules and commands are', () => {
  const root = join(import.meta.dirname, '../..');
  const { status, stderr } = spawnSync(process.execPath, [join(root, '.ci/references.mjs'), '--check'], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
