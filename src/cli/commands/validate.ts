import type { Command } from 'commander';
import type { Finding } from '../../core/model/finding.ts';
import { failsRun } from '../../core/policy/weight.ts';
import { applyFixes } from '../../io/apply-fixes.ts';
import { judgeSelection, type Judgement } from '../../io/judge.ts';
import type { PolicyOptions } from '../../io/policies/judge-policies.ts';
import { type Selection, selectTargets, type Target } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { addPolicyFlags, policyOptions, type PolicyFlags, todayOf } from '../policies/policy-flags.ts';
import { writeAuditRecords } from '../policies/audit-records.ts';
import { withBaselines } from '../policies/baselines.ts';
import { withProgress } from '../progress.ts';
import type { Format, Report } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { writeReport } from '../reporters/write-report.ts';

const examples = `
Examples:
  $ dp validate                          the whole workspace
  $ dp validate orders                   one product
  $ dp validate orders/contracts/orders.odcs.yaml
                                         the product a file belongs to, as a commit hook does
  $ dp validate --changed=origin/main    what a branch touches; waivers count as they stand there
  $ dp validate --fix                    mend what has one right answer
  $ dp validate --format sarif --output dp.sarif
  $ dp validate --policies dp:gdpr       judge by this pack instead of those of dp.yaml
  $ dp validate --write-baseline         take what is found today as known

Exit codes: 0 nothing at or above --fail-on and no mandatory policy broken, 1 something, 2 could not judge.
Policies fail a run by their enforcement; --fail-on warning or info counts them by severity, too.`;

interface ValidateFlags extends PolicyFlags {
  readonly registry?: string;
  readonly offline: boolean;
  readonly fix: boolean;
  readonly writeBaseline: boolean;
  /** What follows `--changed=`; empty for the bare flag. */
  readonly changed?: string;
  /** `--report`: where the audit records go. */
  readonly report?: string;
}

export const command: CommandModule = {
  register(program, context) {
    addPolicyFlags(addReportFlags(program, { failOn: ['error', 'warning', 'info'] }))
      .argument('[paths...]', 'files, folders or globs; none: the whole workspace')
      .option('--offline', 'ask no registry for contracts that the workspace does not hold', false)
      .option('--registry <url>', 'the registry to ask (default: DP_REGISTRY, then dp.yaml)')
      .option('--fix', 'mend what has one right answer; comments and layout stay', false)
      .option('--changed [ref]', 'only what differs from where this branch began, or from REF')
      .option('--report <file>', 'write one audit record for each rule and subject, as JSON')
      .option('--write-baseline', 'take what is found today as known: .dp/baseline.json', false)
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
  const today = todayOf(world, flags);
  const judged = await withProgress(world, 'Validating', async () => (flags.fix ? await judgeAndFix(world, { paths, flags, self }) : await judgePaths(world, { paths, flags, self })));
  const judgement = { ...judged, findings: withBaselines(world, judged, { isWritten: flags.writeBaseline }) };
  for (const path of judgement.skipped) world.stderr.write(`Skipped ${path}: it is no contract and belongs to no data product.\n`);
  const failOn = { level: report.failOn ?? 'error', isExplicit: report.failOn !== undefined, today };
  const fails = (finding: Finding): boolean => failsRun(finding, failOn);
  const isOk = !judgement.findings.some(fails);
  if (flags.report !== undefined) await writeAuditRecords(world, judged, { file: flags.report, today });
  await writeReport(
    world,
    { command: 'validate', ok: isOk, findings: judgement.findings, summary: judgement.summary, fails, checked: await checkedFiles(judgement, report.format), rules: judgement.policies.flatMap(({ rules }) => rules) },
    { ...report, documents: judgement.documents, root: judgement.root },
  );
  return isOk ? 0 : 1;
}

// Only JUnit tells what passed.
async function checkedFiles({ documents, findings, policies }: Judgement, format: Format): Promise<NonNullable<Report['checked']>> {
  if (format !== 'junit') return [];
  const { judgedRules } = await import('../../core/rules/judged-rules.ts');
  const passed = policies.flatMap(({ records }) => records).filter(({ outcome }) => outcome === 'pass');
  return [...judgedRules(documents, findings), ...passed.map(({ file, rule }) => ({ file, rules: [rule] }))];
}

const maxFixRounds = 20;

// A fix may make room for the next one: two that append to the same list can't be made from the same offsets.
async function judgeAndFix(world: World, call: Call): Promise<Judged> {
  let judgement = await judgePaths(world, call);
  const files = new Set<string>();
  let count = 0;
  for (let round = 0; round < maxFixRounds; round += 1) {
    const fixed = applyFixes(judgement);
    if (fixed.count === 0) break;
    count += fixed.count;
    for (const file of fixed.files) files.add(file);
    judgement = await judgePaths(world, call);
  }
  if (count > 0) world.stderr.write(`Mended ${plural(count, 'place')} in ${plural(files.size, 'file')}.\n`);
  return judgement;
}

interface Judged extends Judgement {
  readonly skipped: readonly string[];
  /** The one workspace that the findings are in. */
  readonly root: string | undefined;
  /** The roots of all workspaces that were looked at. */
  readonly roots: readonly string[];
  readonly targets: readonly Target[];
}

async function judgePaths(world: World, { paths, flags, self }: Call): Promise<Judged> {
  const withRecords = flags.report !== undefined || readReportFlags(self).format === 'junit';
  const { selection, options } = await selectFor(world, paths, flags);
  const [target, ...others] = selection.targets;
  const root = others.length === 0 ? target?.workspace.root : undefined;
  const judgement = await judgeSelection(world, selection, { registry: flags.registry, isOffline: flags.offline, policies: options === undefined ? undefined : { ...options, withRecords } });
  return { ...judgement, targets: selection.targets, skipped: selection.skipped, root, roots: selection.targets.map(({ workspace }) => workspace.root) };
}

async function selectFor(world: World, paths: readonly string[], flags: ValidateFlags): Promise<{ selection: Selection; options: PolicyOptions | undefined }> {
  const selection = await selectTargets(world, paths);
  const options = policyOptions(world, flags);
  if (flags.changed === undefined) return { selection, options };
  const { narrowToChanged } = await import('../policies/changed-selection.ts');
  return await narrowToChanged(world, { selection, options, reference: flags.changed === '' ? undefined : flags.changed });
}
