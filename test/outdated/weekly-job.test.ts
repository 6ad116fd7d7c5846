import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { folderWith } from '../support/folder.ts';
import { runDp } from '../support/run-dp.ts';

interface Job {
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}

interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly jobs: Readonly<Record<string, Job>>;
}

test.each([
  ['a registry in dp.yaml', ['--set', 'registry=../registry.git'], "github.event_name == 'schedule'", undefined],
  ['no registry', [], "github.event_name == 'schedule' && vars.DP_REGISTRY != ''", { DP_REGISTRY: '${{ vars.DP_REGISTRY }}' }],
])('a fresh product with %s asks once a week what it reads is outdated, and nothing else runs then', async (_name, more, condition, env) => {
  const cwd = folderWith({});
  const { code } = await runDp(['init', '.', '--yes', '--name', 'orders', '--domain', 'sales', '--set', 'owner=orders-team@acme.example', ...more], { cwd });
  expect(code).toBe(0);
  const workflow = parseDocument(readFileSync(join(cwd, '.github/workflows/dp.yml'), 'utf8')).toJS() as Workflow;
  expect(workflow.on.schedule).toEqual([{ cron: '0 6 * * 1' }]);
  const { check, publish, outdated } = workflow.jobs;
  expect([check?.if, publish?.if?.includes("github.event_name == 'push'"), outdated?.if, outdated?.env]).toEqual(["github.event_name != 'schedule'", true, condition, env]);
  expect(outdated?.steps.flatMap(({ run }) => run ?? []).at(-1)).toBe('dp outdated --fail-on deprecated --format markdown >> "$GITHUB_STEP_SUMMARY"');
});
