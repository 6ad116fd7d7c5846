import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { CompatibilityGate, PublishPlan } from '../../core/registry/plan.ts';
import type { GitUrl } from '../../io/git-url.ts';
import { sha256 } from '../../io/hash.ts';
import type { Judgement } from '../../io/judge.ts';
import type { Publisher } from '../../io/registry/publish.ts';
import { isInteractive, type World } from '../../io/world.ts';
import type { ExitCode } from '../command.ts';
import type { ReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
import { plural } from '../reporters/wording.ts';
import { writeReport } from '../reporters/write-report.ts';
import { colourFor, printable } from '../terminal.ts';
import { planLines, publishEntries, publishPage, type PublishEntry } from './publish-page.ts';

/** What the steps of one run share. */
export interface PublishCall {
  readonly world: World;
  readonly url: GitUrl;
  readonly report: ReportFlags;
  readonly judgement: Judgement;
  /** The judgement once the plan is made: rules about changes know then what changed. */
  readonly judgePlan: () => Promise<{ readonly judgement: Judgement; readonly isRefused: boolean }>;
  readonly isDryRun: boolean;
  /** `--yes`. */
  readonly isAgreed: boolean;
}

/** Plans, asks, applies and reports; `explain` makes the gate that also knows who reads what. */
export async function planAndApply(start: PublishCall, publisher: Publisher, explain: () => Promise<CompatibilityGate>): Promise<ExitCode> {
  const { world, url } = start;
  const plan = await withProgress(world, `Reading ${url.shown}`, async () => await publisher.plan());
  const { judgement, isRefused } = await start.judgePlan();
  const call = { ...start, judgement };
  const refuse = async (): Promise<ExitCode> => {
    const explained = await planWithConsumers(call, publisher, explain);
    return await reportRefused(call, findingsOf(explained), publishEntries(explained, undefined));
  };
  if (plan.isRefused) return await refuse();
  if (isRefused) return await reportRefused(call, findingsOf(plan), publishEntries(plan, undefined).map((entry) => ({ ...entry, status: 'refused' })));
  if (call.isDryRun) return await reportDone(call, plan, undefined);
  if (plan.additions.length > 0 && !call.isAgreed && !(await confirm(call, plan))) {
    await writeOutcome(call, { entries: publishEntries(plan, undefined), findings: findingsOf(plan), isCancelled: true, isOk: false });
    return 1;
  }
  const result = await withProgress(world, `Publishing to ${url.shown}`, async () => await publisher.apply());
  return result.plan.isRefused ? await refuse() : await reportDone(call, result.plan, result.commit);
}

/** Reports a run that nothing came of. */
export async function reportRefused(call: PublishCall, findings: readonly Finding[], entries: readonly PublishEntry[]): Promise<ExitCode> {
  await writeOutcome(call, { entries, findings, isCancelled: false, isOk: false });
  return 1;
}

async function reportDone(call: PublishCall, plan: PublishPlan, commit: string | undefined): Promise<ExitCode> {
  await writeOutcome(call, { entries: publishEntries(plan, commit), findings: findingsOf(plan), isCancelled: false, isOk: true });
  return 0;
}

// Who reads a product takes all products to find out: asked only when there is a refusal to explain.
async function planWithConsumers({ world }: PublishCall, publisher: Publisher, explain: () => Promise<CompatibilityGate>): Promise<PublishPlan> {
  try {
    return await publisher.plan(await explain());
  } catch (error) {
    if (!(error instanceof DpError) || error.code === 'interrupted') throw error;
    world.stderr.write(`Which products this hits is not known: ${printable(error.message)}\n`);
    return await publisher.plan();
  }
}

function findingsOf(plan: PublishPlan): Finding[] {
  return settleFindings(plan.products.flatMap(({ drafts }) => drafts), sha256);
}

async function confirm({ world, url, report }: PublishCall, plan: PublishPlan): Promise<boolean> {
  const colour = colourFor(world, world.stderr, { isColourOff: report.isColourOff });
  const converse = isInteractive(world) ? world.stdin.converse : undefined;
  if (!report.isQuiet || converse !== undefined) world.stderr.write(`${planLines(plan, colour).join('\n')}\n`);
  if (converse === undefined) {
    throw new DpError('usage', `dp publish asks before it writes to ${url.shown}, and there is nobody to answer.`, { hint: 'dp publish --yes, or dp publish --dry-run for the plan alone' });
  }
  const conversation = converse();
  try {
    const line = await conversation.ask(`Publish ${plural(plan.additions.length, 'version')} to ${printable(url.shown)}, for good? [y/N] `);
    return /^y(?:es)?$/iu.test(line?.trim() ?? '');
  } finally {
    conversation.close();
  }
}

interface Outcome {
  readonly entries: readonly PublishEntry[];
  readonly findings: readonly Finding[];
  readonly isCancelled: boolean;
  readonly isOk: boolean;
}

async function writeOutcome(call: PublishCall, outcome: Outcome): Promise<void> {
  const { url, judgement, isDryRun } = call;
  const { entries, isCancelled, isOk } = outcome;
  await writeReport(
    call.world,
    {
      command: 'publish',
      ok: isOk,
      findings: [...judgement.findings, ...outcome.findings],
      summary: judgement.summary,
      sections: { publish: entries },
      views: { text: (report, style) => publishPage({ entries, registry: url.shown, isDryRun, isCancelled }, report, style) },
    },
    { ...call.report, documents: judgement.documents },
  );
}
