import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';

it('takes --domain over the domain of the dp.yaml above, without a word about spelling', async () => {
  const cwd = folderWith({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndomain: sales\n' });
  const result = await runDp(['init', 'shipments', '--yes', '--name', 'shipments', '--domain', 'logistics', '--set', 'owner=logistics@acme.example'], { cwd });
  expect(result.code).toBe(0);
  expect(result.stderr).toBe('');
  expect(result.stdout).toContain('✔ logistics/shipments from sql-duckdb');
});
