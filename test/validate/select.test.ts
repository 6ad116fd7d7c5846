import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';
import { contract, manifest } from './documents.ts';

it('judges the product of an *.odps.yaml that is named outside git and any workspace', async () => {
  const cwd = folderWith({ 'p/orders.odps.yaml': manifest().replace('kind: DataProduct', 'kind: DataProdukt'), 'p/orders.odcs.yaml': contract() });
  const result = await runDp(['validate', 'p/orders.odps.yaml'], { cwd });
  expect(result.code).toBe(1);
  expect(result.stdout).toContain('p/orders.odps.yaml:2:7  schema-');
  expect(result.stderr).toBe('');
});

it('refuses a dp.yaml whose diff settings name a rule that does not exist', async () => {
  const cwd = folderWith({ 'dp.yaml': 'apiVersion: dp/v1\nkind: Workspace\ndiff: {rules: {enum-value-aded: breaking}}\n', 'dataproduct.yaml': manifest(), 'orders.odcs.yaml': contract() });
  const result = await runDp(['validate'], { cwd });
  expect(result.code).toBe(2);
  expect(result.stderr).toContain('Did you mean enum-value-added');
});

it('says where service levels live when a manifest has some', async () => {
  const cwd = folderWith({ 'dataproduct.yaml': manifest({ extra: 'slaProperties: [{property: availability, value: 99.9, unit: percent}]\n' }), 'orders.odcs.yaml': contract() });
  const { code, stdout } = await runDp(['validate'], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain('reference-misplaced-key');
  expect(stdout).not.toContain('schema-additional-properties');
});
