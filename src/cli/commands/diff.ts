import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type DiffMode, diffModes } from '../../core/diff/settings.ts';
import { DpError } from '../../core/model/errors.ts';
import type { DiffRequest } from '../../io/diff-sides.ts';
import { writeOutput } from '../../io/report-file.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { consumersFile } from '../diff/consumers-file.ts';
import { runGitDriver } from '../diff/git-driver.ts';
import { countContracts, documentsOf, judgeSides } from '../diff/judge-sides.ts';
import { markdownView } from '../diff/markdown-view.ts';
import { migrationNotes } from '../diff/migration-notes.ts';
import { diffSection, failLevels, type FailLevel, passes } from '../diff/outcome.ts';
import { textView } from '../diff/text-view.ts';
import { addReportFlags, choiceOption, readReportFlags } from '../flags.ts';
import { writeReport } from '../reporters/write-report.ts';
import { printable } from '../terminal.ts';

const examples = `
SPEC is a path, git:REV[:PATH], registry, or registry:VERSION. Default: the registry where one is configured, else the
point where this branch left the default one. A folder named registry is ./registry.

Examples:
  $ dp diff                                  what changed since it was published, or since this branch began
  $ dp diff orders --against git:main
  $ dp diff orders --against registry:1.2.0 --mode full
  $ dp diff orders.odcs.yaml --against old/orders.odcs.yaml
  $ dp diff --format markdown --output comment.md
  $ dp diff --migration-notes note.md        drafts what readers have to be told
  $ dp diff --transitive                     every published version of this major

Exit codes: 0 the declared version is large enough (or --fail-on is met), 1 it is not, 2 could not judge.`;

interface DiffFlags {
  readonly against?: string;
  readonly mode?: DiffMode;
  readonly onlyUsed?: boolean;
  readonly today?: string;
  readonly registry?: string;
  readonly allowHttp?: boolean;
  readonly offline?: boolean;
  readonly transitive?: boolean;
  readonly migrationNotes?: string;
  readonly consumersOut?: string;
  readonly gitDriver?: boolean;
}

export const command: CommandModule = {
  register(program, context) {
    addReportFlags(program, { failOn: failLevels })
      .argument('[path]', 'a product, a folder of products, or one contract file; none: the workspace')
      .argument('[driver...]')
      .usage('[options] [path]')
      .option('--against <spec>', 'what to compare with')
      .option('--transitive', 'compare with every published version of the declared major')
      .addOption(choiceOption('--mode <mode>', 'who is protected (default: dp.yaml, then consumers)', diffModes))
      .option('--only-used', 'leave out what hits no known consumer')
      .option('--today <date>', 'judge as if it were this day (YYYY-MM-DD)')
      .option('--registry <path|url>', 'the registry (default: DP_REGISTRY, then dp.yaml)')
      .option('--allow-http', 'allow a registry over plain http')
      .option('--offline', 'do not ask the registry who reads what')
      .option('--migration-notes <file>', 'draft a note to the readers, as Markdown')
      .option('--consumers-out <file>', 'write who is hit, as JSON')
      .option('--git-driver', 'be a diff driver of git: takes the arguments that git gives (see docs/diff.md)')
      .addHelpText('after', examples)
      .action(async (path: string | undefined, rest: readonly string[], flags: DiffFlags) => {
        if (flags.gitDriver !== true && rest.length > 0) throw new DpError('usage', `dp diff takes one path, not ${String(rest.length + 1)}.`, { hint: 'dp diff FOLDER, with everything that is meant below it' });
        context.finish(flags.gitDriver === true ? await runGitDriver(context.world, [path ?? '', ...rest]) : await run(context.world, { path, flags, self: program }));
      });
  },
};

interface Call {
  readonly path: string | undefined;
  readonly flags: DiffFlags;
  readonly self: Command;
}

async function run(world: World, { path, flags, self }: Call): Promise<ExitCode> {
  const report = readReportFlags(self);
  const request: DiffRequest = { path, against: flags.against, registry: flags.registry, allowHttp: flags.allowHttp === true, isOffline: flags.offline === true, isTransitive: flags.transitive === true };
  const { sides, outcomes, today } = await judgeSides(world, request, { mode: flags.mode, isOnlyUsed: flags.onlyUsed === true, today: flags.today });
  if (report.format !== 'text') for (const { against, label } of outcomes) if (against === null) world.stderr.write(`${printable(label)} was never published: there is nothing to compare with.\n`);
  const failOn: FailLevel = failLevels.find((level) => level === report.failOn) ?? 'bump';
  const isOk = passes(outcomes, failOn);
  const mode = outcomes[0]?.result.mode ?? flags.mode ?? 'consumers';
  if (flags.migrationNotes !== undefined) writeOutput(resolve(world.cwd, flags.migrationNotes), migrationNotes({ outcomes, pairs: sides.pairs, today }));
  if (flags.consumersOut !== undefined) writeOutput(resolve(world.cwd, flags.consumersOut), consumersFile(outcomes));
  await writeReport(
    world,
    {
      command: 'diff',
      ok: isOk,
      findings: outcomes.flatMap(({ findings }) => findings),
      summary: { products: sides.pairs.filter((pair) => pair.kind === 'product').length, contracts: countContracts(sides.pairs) },
      fails: ({ severity }) => !isOk && (severity === 'error' || (severity === 'warning' && failOn === 'warning')),
      sections: { diff: diffSection(outcomes, { isFolder: !sides.isWholeProduct || flags.transitive === true, mode, spec: flags.against ?? 'registry' }) },
      views: { text: (_report, style) => textView(outcomes, style), markdown: (_report, style) => markdownView(outcomes, style) },
    },
    { ...report, documents: sides.pairs.flatMap(documentsOf) },
  );
  return isOk ? 0 : 1;
}
