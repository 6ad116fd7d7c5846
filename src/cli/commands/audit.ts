import { Option, type Command } from 'commander';
import { complianceOf } from '../../core/audit/compliance.ts';
import { compliancePage } from '../../core/audit/compliance-page.ts';
import { recordsOfProcessing, ropaPage } from '../../core/audit/ropa.ts';
import { DpError } from '../../core/model/errors.ts';
import { type Audit, type AuditOptions, auditRegistry, auditSelection } from '../../io/policies/audit.ts';
import { parseGitUrl } from '../../io/git-url.ts';
import { selectTargets } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { choiceOption } from '../flags.ts';
import { packsOption, todayOf, todayOption } from '../policies/policy-flags.ts';
import { addPageFlags, writePage } from '../policies/write-page.ts';
import { withProgress } from '../progress.ts';
import { chooseRegistry } from '../registry/registry-flags.ts';

const examples = `
One record for each rule and subject: pass, fail, waived, not applicable, or could not be judged.

Examples:
  $ dp audit                                        this workspace
  $ dp audit --format html --output compliance.html
  $ dp audit --registry                             every published product, by domain
  $ dp audit --report ropa --format markdown        the record of processing (GDPR Art. 30)`;

interface AuditFlags {
  /** What follows \`--registry=\`; empty for the bare flag. */
  readonly registry?: string;
  readonly allowHttp?: boolean;
  readonly report: 'compliance' | 'ropa';
  readonly policies?: readonly string[];
  readonly today?: string;
}

export const command: CommandModule = {
  register(program, context) {
    addPageFlags(program)
      .argument('[paths...]', 'files, folders or globs; none: the whole workspace')
      .addOption(new Option('--registry [url]', 'judge the latest version of every published product, not this workspace'))
      .option('--allow-http', 'allow a registry over plain http')
      .addOption(choiceOption('--report <report>', 'what to report', ['compliance', 'ropa']).default('compliance'))
      .addOption(packsOption())
      .addOption(todayOption())
      .addHelpText('after', examples)
      .action(async (paths: string[], flags: AuditFlags, self: Command) => {
        await run(context.world, { paths, flags, self });
        context.finish(0);
      });
  },
};

interface Call {
  readonly paths: readonly string[];
  readonly flags: AuditFlags;
  readonly self: Command;
}

async function run(world: World, { paths, flags, self }: Call): Promise<void> {
  const today = todayOf(world, flags);
  const options: AuditOptions = { choice: flags.policies === undefined ? { kind: 'settings' } : { kind: 'given', references: flags.policies }, today };
  const audit = await withProgress(world, 'Auditing', async () => await auditOf(world, { paths, flags, self }, options));
  const compliance = complianceOf(audit.records, audit.waivers, today);
  const processing = flags.report === 'ropa' ? recordsOfProcessing(audit.units, audit.vocabulary) : undefined;
  const section = processing === undefined ? { ...compliance, records: audit.records } : { date: today, processing };
  await writePage(world, self, { command: 'audit', summary: audit.summary, sections: { audit: section }, page: processing === undefined ? compliancePage(compliance) : ropaPage(processing, today) });
}

async function auditOf(world: World, { paths, flags }: Call, options: AuditOptions): Promise<Audit> {
  if (flags.registry === undefined) return await auditSelection(world, await selectTargets(world, paths), options);
  if (paths.length > 0) throw new DpError('usage', 'With --registry the published products are judged: paths mean nothing.', { hint: 'dp audit --registry' });
  const url = flags.registry === '' ? await chooseRegistry(world, { ...(flags.allowHttp === undefined ? {} : { allowHttp: flags.allowHttp }) }) : parseGitUrl(flags.registry, { baseDir: world.cwd, allowHttp: flags.allowHttp });
  return await auditRegistry(world, url, options);
}
