import type { Command } from 'commander';
import { failsAt } from '../../core/model/severity.ts';
import { applyFixes } from '../../io/apply-fixes.ts';
import { judgeSelection, type Judgement } from '../../io/judge.ts';
import { selectTargets } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
import { writeReport } from '../reporters/write-report.ts';

const examples = `
Examples:
  $ dp validate                          the whole workspace
  $ dp validate orders                   one product
  $ dp validate orders/contracts/orders.odcs.yaml
                                         the product a file belongs to, as a commit hook does
  $ dp validate --fix                    mend what has one right answer
  $ dp validate --format sarif --output dp.sarif

Exit codes: 0 nothing at or above --fail-on, 1 something, 2 could not judge.`;

interface ValidateFlags {
  readonly registry?: string;
  readonly offline: boolean;
  readonly fix: boolean;
}

export const command: CommandModule = {
  register(program, context) {
    addReportFlags(program, { failOn: ['error', 'warning', 'info'] })
      .argument('[paths...]', 'files, folders or globs; none: the whole workspace')
      .option('--offline', 'ask no registry for contracts that the workspace does not hold', false)
      .option('--registry <url>', 'the registry to ask (default: DP_REGISTRY, then dp.yaml)')
      .option('--fix', 'mend what has one right answer; comments and layout stay', false)
      .addHelpText('after', examples)
      .action(async (paths: string[], flags: ValidateFlags, self: Command) => {
        context.finish(await validate(context.world, { paths, flags, self }));
      });
  },
};

interface Call {
  readonly paths: readonly string[];
  readonly flags: ValidateFlags;
  readonly self: Command;
}

async function validate(world: World, { paths, flags, self }: Call): Promise<ExitCode> {
  const report = readReportFlags(self);
  const judgement = await withProgress(world, 'Validating', async () => {
    const first = await judgePaths(world, paths, flags);
    if (!flags.fix) return first;
    const fixed = applyFixes(first);
    if (fixed.count === 0) return first;
    world.stderr.write(`Mended ${String(fixed.count)} ${fixed.count === 1 ? 'place' : 'places'} in ${String(fixed.files.length)} ${fixed.files.length === 1 ? 'file' : 'files'}.\n`);
    return await judgePaths(world, paths, flags);
  });
  for (const path of judgement.skipped) world.stderr.write(`Skipped ${path}: it is no contract and belongs to no data product.\n`);
  const isOk = !judgement.findings.some((finding) => failsAt(finding, report.failOn ?? 'error'));
  await writeReport(world, { command: 'validate', ok: isOk, findings: judgement.findings, summary: judgement.summary }, { ...report, documents: judgement.documents });
  return isOk ? 0 : 1;
}

async function judgePaths(world: World, paths: readonly string[], flags: ValidateFlags): Promise<Judgement & { readonly skipped: readonly string[] }> {
  const selection = await selectTargets(world, paths);
  return { ...(await judgeSelection(world, selection, { registry: flags.registry, isOffline: flags.offline })), skipped: selection.skipped };
}
