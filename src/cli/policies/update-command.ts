import type { Command } from 'commander';
import { updateWorkspacePacks } from '../../io/policies/open-policies.ts';
import type { PackUpdate } from '../../io/policies/update-packs.ts';
import type { World } from '../../io/world.ts';
import type { CliContext } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
import type { ReportContext } from '../reporters/report.ts';
import { writeReport } from '../reporters/write-report.ts';
import { printable } from '../terminal.ts';

const examples = `
Packs from git are pinned in dp.lock by commit and by a hash over their files; dp validate never asks the network. Commit dp.lock.

Examples:
  $ dp policy update                     the newest versions in the ranges of dp.yaml
  $ dp policy update --locked            exactly what dp.lock says, as CI and a fresh clone need it`;

/** `dp policy update`: resolves packs from git into dp.lock and the user's cache. */
export function registerUpdate(program: Command, context: CliContext): void {
  const update = program.command('update').summary('fetch packs from git and pin them in dp.lock').description('Fetch the packs from git that dp.yaml names, and pin them in dp.lock.');
  addReportFlags(update, { formats: ['text', 'json'] })
    .option('--locked', 'fetch exactly what dp.lock says and change nothing', false)
    .addHelpText('after', examples)
    .action(async (flags: { readonly locked: boolean }) => {
      await run(context.world, flags.locked, update);
      context.finish(0);
    });
}

async function run(world: World, isLockedOnly: boolean, self: Command): Promise<void> {
  const { updates, isChanged } = await withProgress(world, 'Fetching policy packs', async () => await updateWorkspacePacks(world, { isLockedOnly }));
  await writeReport(
    world,
    { command: 'policy update', ok: true, findings: [], summary: { products: 0, contracts: 0 }, sections: { policy: { updates, changed: isChanged } }, views: { text: (_report, context) => page(updates, isChanged, context) } },
    readReportFlags(self),
  );
}

function page(updates: readonly PackUpdate[], isChanged: boolean, { colour }: ReportContext): string {
  if (updates.length === 0) return 'dp.yaml names no pack from git: there is nothing to fetch.';
  const lines = updates.map(({ name, from, to, commit, reference }) => {
    const version = from === null || from === to ? to : `${from} → ${to}`;
    return `  ${colour.green('✔')} ${printable(name)} ${colour.bold(version)}  ${colour.dim(`${commit.slice(0, 12)}  ${printable(reference)}`)}`;
  });
  return [...lines, isChanged ? 'Wrote dp.lock. Commit it.' : 'dp.lock is as it was.'].join('\n');
}
