import type { Command } from 'commander';
import { initRegistry, serverSettings, type InitResult } from '../../io/registry/init-registry.ts';
import { parseGitUrl } from '../../io/git-url.ts';
import { publisherIdentity } from '../../io/registry/identity.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
import { addRegistryFlags, chooseRegistry, type RegistryFlags } from '../registry/registry-flags.ts';
import type { ReportContext } from '../reporters/report.ts';
import { writeReport } from '../reporters/write-report.ts';
import { printable } from '../terminal.ts';

const initHelp = `
A path that is free gets a new bare repository; an empty repository gets its first commit; a registry stays as it is.

Examples:
  $ dp registry init ../registry.git
  $ dp registry init git@git.acme.example:data/registry.git --name acme`;

/** `dp registry …`: each subcommand declares itself here. */
export const command: CommandModule = {
  register(program, context) {
    const init = program.command('init').summary('make a registry').description('Make a registry: a git repository that holds published versions.');
    addRegistryFlags(addReportFlags(init, { formats: ['text', 'json'] }))
      .argument('[path|url]', 'where it is to be (default: --registry, DP_REGISTRY, then dp.yaml)')
      .option('--name <name>', 'what people call it (default: the last part of the address)')
      .addHelpText('after', initHelp)
      .action(async (address: string | undefined, flags: InitFlags) => {
        await runInit(context.world, { address, flags, self: init });
        context.finish(0);
      });
  },
};

interface InitFlags extends RegistryFlags {
  readonly name?: string;
}

interface InitCall {
  readonly address: string | undefined;
  readonly flags: InitFlags;
  readonly self: Command;
}

async function runInit(world: World, { address, flags, self }: InitCall): Promise<void> {
  const url = address === undefined ? await chooseRegistry(world, flags) : parseGitUrl(address, { baseDir: world.cwd, allowHttp: flags.allowHttp });
  const identity = await publisherIdentity(world, world.cwd);
  const result = await withProgress(world, `Preparing ${url.shown}`, async () => await initRegistry({ world, url, name: flags.name, identity }));
  const section = { address: url.shown, ...result };
  await writeReport(
    world,
    { command: 'registry init', ok: true, findings: [], summary: { products: 0, contracts: 0 }, sections: { registry: section }, views: { text: (_report, style) => initPage(url.shown, result, style) } },
    readReportFlags(self),
  );
}

function initPage(address: string, result: InitResult, { colour }: ReportContext): string {
  const shown = printable(address);
  const name = printable(result.name);
  switch (result.outcome) {
    case 'existing':
      return `${shown} is the registry ${name} already; nothing was changed.`;
    case 'created':
      return `${colour.green('✔')} ${shown} is a registry now, named ${name}, on branch ${result.branch}. It takes no forced pushes and no deletions.\n${colour.dim('Name it in dp.yaml:')}  registry: ${shown}`;
    case 'written': {
      const settings = serverSettings.map(([key, value]) => `  git config ${key} ${value}`);
      return [
        `${colour.green('✔')} ${shown} is a registry now, named ${name}, on branch ${result.branch}.`,
        `${colour.dim('Name it in dp.yaml:')}  registry: ${shown}`,
        colour.dim('dp did not create the repository. On a server of your own, set in it:'),
        ...settings,
        colour.dim(`On a host, protect the branch ${result.branch} against forced pushes and deletion, and let CI push to it.`),
      ].join('\n');
    }
  }
}
