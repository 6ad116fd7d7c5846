import { relative } from 'node:path';
import type { Command } from 'commander';
import { type DiffMode, diffModes } from '../../core/diff/settings.ts';
import { DpError } from '../../core/model/errors.ts';
import type { Finding } from '../../core/model/finding.ts';
import { writeAcceptance, type WrittenAcceptance } from '../../io/diff/write-acceptance.ts';
import { slashed } from '../../io/files.ts';
import { publisherIdentity } from '../../io/registry/identity.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { checkedReason, checkUntil, chooseAcceptable } from '../diff/acceptance-checks.ts';
import { judgeSides } from '../diff/judge-sides.ts';
import { subjectPath } from '../diff/wording.ts';
import { addReportFlags, choiceOption, readReportFlags } from '../flags.ts';
import { oneLine } from '../reporters/display.ts';
import { writeReport } from '../reporters/write-report.ts';

const examples = `
Writes a file into waivers/ that says what is accepted, why and until when. Commit it with the change: whoever reviews the one
reviews the other. Until its last day the finding stays visible as waived and asks for no version; after it, it counts again.

Examples:
  $ dp diff --format json                    shows fingerprints; a unique beginning is enough
  $ dp accept 4c948abf --reason "The one reader handles NULL already" --until 2026-12-31
  $ dp accept 4c948abf orders --against git:main --reason "…" --until 2026-12-31 --approved-by lead@acme.example

Exit codes: 0 written, 2 no such finding, several of them, or nothing that can be accepted.`;

interface AcceptFlags {
  readonly reason: string;
  readonly until: string;
  readonly owner?: string;
  readonly approvedBy?: string;
  readonly against?: string;
  readonly mode?: DiffMode;
  readonly today?: string;
  readonly registry?: string;
  readonly allowHttp?: boolean;
}

export const command: CommandModule = {
  register(program, context) {
    addReportFlags(program, { formats: ['text', 'json'] })
      .argument('<fingerprint>', 'of a finding of dp diff; its beginning, where that is unique')
      .argument('[path]', 'what dp diff compares: a product, a folder of products, or one contract file')
      .requiredOption('--reason <text>', 'why it is acceptable, in at least 20 characters')
      .requiredOption('--until <date>', 'the last day it is accepted (YYYY-MM-DD)')
      .option('--owner <who>', 'who answers for it (default: your git e-mail address)')
      .option('--approved-by <who>', 'who accepts it on behalf of the readers')
      .option('--against <spec>', 'what to compare with, as for dp diff')
      .addOption(choiceOption('--mode <mode>', 'who is protected (default: dp.yaml, then consumers)', diffModes))
      .option('--today <date>', 'judge as if it were this day (YYYY-MM-DD)')
      .option('--registry <path|url>', 'the registry (default: DP_REGISTRY, then dp.yaml)')
      .option('--allow-http', 'allow a registry over plain http')
      .addHelpText('after', examples)
      .action(async (prefix: string, path: string | undefined, flags: AcceptFlags) => {
        context.finish(await run(context.world, { prefix, path, flags, self: program }));
      });
  },
};

interface Call {
  readonly prefix: string;
  readonly path: string | undefined;
  readonly flags: AcceptFlags;
  readonly self: Command;
}

async function run(world: World, { prefix, path, flags, self }: Call): Promise<ExitCode> {
  const report = readReportFlags(self);
  const reason = checkedReason(flags.reason);
  const request = { path, against: flags.against, registry: flags.registry, allowHttp: flags.allowHttp === true, isOffline: true };
  const judged = await judgeSides(world, request, { mode: flags.mode, isOnlyUsed: false, today: flags.today });
  checkUntil(flags.until, judged.today);
  const { finding, pair } = chooseAcceptable(judged, prefix);
  const owner = flags.owner ?? (await ownEmail(world));
  if (owner.trim().toLowerCase() === flags.approvedBy?.trim().toLowerCase()) throw new DpError('usage', 'Who asks for an exception cannot approve it: --approved-by is the owner.', { hint: '--approved-by lead@acme.example' });
  const written = writeAcceptance(pair.settings, finding, { reason, owner, acceptedBy: flags.approvedBy, created: judged.today, until: flags.until });
  const waived: Finding = { ...finding, waiver: { id: written.id, owner, reason, expires: flags.until } };
  await writeReport(
    world,
    {
      command: 'accept',
      ok: true,
      findings: [waived],
      summary: { products: judged.sides.pairs.filter(({ kind }) => kind === 'product').length, contracts: 0 },
      sections: { accept: { id: written.id, file: relativeTo(world, written.file), fingerprint: finding.fingerprint, rule: finding.rule, until: flags.until } },
      views: { text: (_report, { colour }) => [`${colour.green('✔')} ${said(finding, written, relativeTo(world, written.file))} until ${flags.until}.`, 'Commit it with the change, so that both are reviewed together.'].join('\n') },
    },
    report,
  );
  return 0;
}

function relativeTo(world: World, file: string): string {
  return slashed(relative(world.cwd, file));
}

function said(finding: Finding, { isRenewed }: WrittenAcceptance, file: string): string {
  return oneLine(`${file} ${isRenewed ? 'accepts again' : 'accepts'} ${finding.rule} at ${subjectPath(finding)}`);
}

async function ownEmail(world: World): Promise<string> {
  const { email } = await publisherIdentity(world, world.cwd);
  if (email !== 'dp@localhost') return email;
  throw new DpError('usage', 'dp does not know who answers for this acceptance: git has no user.email here.', { hint: '--owner orders-team@acme.example' });
}
