import type { Command } from 'commander';
import { settleFindings } from '../../core/model/draft.ts';
import { portFindings } from '../../core/outdated/findings.ts';
import { warningFindings } from '../../core/registry/warnings.ts';
import { sha256 } from '../../io/hash.ts';
import { readOutdated } from '../../io/outdated.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { outdatedMarkdown } from '../outdated/markdown-view.ts';
import { failsAtLevel, outdatedFailLevels, outdatedSection } from '../outdated/section.ts';
import { outdatedText } from '../outdated/text-view.ts';
import { withProgress } from '../progress.ts';
import { addRegistryFlags, type RegistryFlags } from '../registry/registry-flags.ts';
import { writeReport } from '../reporters/write-report.ts';
import { dayOf } from '../today.ts';

const examples = `
Holds every input port that names a contract against the registry: is there a newer version and does it break its reader,
was the version read deprecated or yanked, does it end?

  --fail-on deprecated   what is read is deprecated, ends, is retired, or was yanked
  --fail-on breaking     the newest version breaks readers, or what is read was yanked or has ended

Examples:
  $ dp outdated                                  the whole workspace
  $ dp outdated sales/billing --fail-on deprecated
  $ dp outdated --format markdown >> "$GITHUB_STEP_SUMMARY"

Exit codes: 0 fine, 1 --fail-on is met, 2 could not judge.`;

interface OutdatedFlags extends RegistryFlags {
  readonly today?: string;
}

export const command: CommandModule = {
  register(program, context) {
    addRegistryFlags(addReportFlags(program, { failOn: outdatedFailLevels }))
      .argument('[paths...]', 'products, or folders of products; none: the whole workspace')
      .option('--today <date>', 'judge as if it were this day (YYYY-MM-DD)')
      .addHelpText('after', examples)
      .action(async (paths: string[], flags: OutdatedFlags, self: Command) => {
        context.finish(await run(context.world, { paths, flags, self }));
      });
  },
};

interface Call {
  readonly paths: readonly string[];
  readonly flags: OutdatedFlags;
  readonly self: Command;
}

async function run(world: World, { paths, flags, self }: Call): Promise<ExitCode> {
  const report = readReportFlags(self);
  const request = { paths, registry: flags.registry, allowHttp: flags.allowHttp === true, today: dayOf(flags.today, world) };
  const { products, ports, registries, skipped } = await withProgress(world, 'Asking the registry', async () => await readOutdated(world, request));
  for (const path of skipped) world.stderr.write(`Skipped ${path}: it is no contract and belongs to no data product.\n`);
  const level = outdatedFailLevels.find((known) => known === report.failOn) ?? 'never';
  const failing = ports.filter((judged) => failsAtLevel(judged, level));
  const isOk = failing.length === 0;
  const findings = settleFindings(ports.flatMap(portFindings), sha256);
  const broken = new Set(failing.flatMap(portFindings).map(({ at, subject }) => JSON.stringify([at.document.file, subject.path])));
  await writeReport(
    world,
    {
      command: 'outdated',
      ok: isOk,
      findings: [...findings, ...registries.flatMap((reader) => warningFindings(reader.warnings, sha256))],
      summary: { products: products.length, contracts: 0 },
      sections: { outdated: outdatedSection(ports) },
      fails: ({ file, subject }) => broken.has(JSON.stringify([file, subject.path])),
      views: { text: (_report, style) => outdatedText(ports, style), markdown: () => outdatedMarkdown(ports) },
    },
    { ...report, documents: products.map(({ manifest }) => manifest.document) },
  );
  return isOk ? 0 : 1;
}
