import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadValidator } from '../../src/io/validators.ts';
import { folderWith } from '../support/folder.ts';
import { runDp, type RunResult } from '../support/run-dp.ts';

const author = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@acme.example', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@acme.example' };

test('every command from init to pull prints one JSON document as the schema `output` says, and ok says its exit code', async () => {
  const root = folderWith({ 'work/.gitkeep': '' });
  const cwd = join(root, 'work');
  const git = (...args: string[]): void => {
    execFileSync('git', args, { cwd, env: { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1', ...author } });
  };
  const validator = await loadValidator('output');
  const print = async (argv: readonly string[], code: number): Promise<RunResult & { readonly document: Record<string, unknown> }> => {
    const result = await runDp([...argv, '--format', 'json'], { cwd, env: author });
    const document = JSON.parse(result.stdout) as Record<string, unknown>;
    expect({ argv, problems: validator.check(document), code: result.code, ok: document['ok'] }).toEqual({ argv, problems: [], code, ok: code === 0 });
    return { ...result, document };
  };

  git('init', '-q', '-b', 'main');
  git('init', '-q', '--bare', '../registry.git');
  await print(['registry', 'init', '../registry.git'], 0);
  await print(['registry', 'init', '../registry.git'], 0);
  await print(['init', '.', '--yes'], 2);
  await print(['init', '.', '--yes', '--name', 'orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example', '--set', 'registry=../registry.git'], 0);
  await print(['validate'], 0);
  await print(['canvas'], 0);
  git('add', '-A');
  git('commit', '-qm', 'orders');
  await print(['publish', '--dry-run'], 0);
  const { document } = await print(['publish', '--yes'], 0);
  expect(document['publish']).toMatchObject([{ product: 'sales/orders', status: 'published' }]);
  await print(['search', 'orders'], 0);
  await print(['search', 'zebra'], 0);
  await print(['show', 'sales/orders'], 0);
  await print(['versions', 'sales/orders'], 0);
  await print(['pull', 'sales/orders', '../pulled'], 0);
  await print(['diff'], 0);
  const contract = join(cwd, 'contracts/orders.odcs.yaml');
  writeFileSync(contract, readFileSync(contract, 'utf8').replace('required: true', 'required: false'));
  await print(['diff'], 1);
  const refused = await print(['publish', '--yes', '--allow-dirty'], 1);
  expect(refused.document['publish']).toMatchObject([{ product: 'sales/orders', status: 'refused' }]);
});
