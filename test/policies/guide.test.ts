import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';

const guide = readFileSync(join(packageRoot, 'docs', 'policies.md'), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, text = '']) => text);

it('the rule in the guide to policies can be copied as it is, and its examples come out', async () => {
  const pack = blocks.find((text) => text.includes('kind: PolicyPack')) ?? '';
  const cwd = folderWith({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\npolicies: {extends: ["./core.yaml"]}\n', 'core.yaml': pack });
  expect(await runDp(['policy', 'test'], { cwd })).toEqual({ code: 0, stdout: '✔ 2 examples of 1 rule in 1 pack: all come out as they say\n', stderr: '' });
  expect(await runDp(['policy', 'show', 'acme-core/UND-001'], { cwd })).toMatchObject({ code: 0 });
});

it('the waiver in the guide is complete', async () => {
  const waiver = blocks.find((text) => text.includes('kind: Waiver')) ?? '';
  const { stdout } = await runDp(['policy', 'waivers', '--format', 'json'], { cwd: folderWith({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\n', 'waivers/w.yaml': waiver }) });
  expect(JSON.parse(stdout)).toMatchObject({ findings: [], policy: { waivers: [{ id: 'W-2026-014' }] } });
});

it('names only commands and flags that there are', async () => {
  const adoption = readFileSync(join(packageRoot, 'docs', 'adoption.md'), 'utf8');
  const typed = new Set([...`${guide}\n${adoption}`.matchAll(/`(dp (?:policy )?[a-z]+)[^`]*`/gu)].map(([, command = '']) => command));
  for (const command of typed) expect({ command, code: (await runDp([...command.split(' ').slice(1), '--help'], { cwd: packageRoot })).code }).toEqual({ command, code: 0 });
  expect(typed.size).toBeGreaterThan(8);
});
