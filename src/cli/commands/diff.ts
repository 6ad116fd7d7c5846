import type { Command } from 'commander';
import { diffContracts, type DiffOptionsAt } from '../../core/diff/diff-contracts.ts';
import { diffProducts } from '../../core/diff/diff-products.ts';
import { readDiffSettings } from '../../core/diff/read-settings.ts';
import type { DiffResult } from '../../core/diff/result.ts';
import { type DiffMode, diffModes } from '../../core/diff/settings.ts';
import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import { productKey } from '../../core/model/product.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { type DiffRequest, type DiffSides, readDiffSides } from '../../io/diff-sides.ts';
import type { ComparedPair } from '../../io/diff/sides.ts';
import { sha256 } from '../../io/hash.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { markdownView } from '../diff/markdown-view.ts';
import { diffSection, failLevels, type FailLevel, type Outcome, passes } from '../diff/outcome.ts';
import { textView } from '../diff/text-view.ts';
import { addReportFlags, choiceOption, readReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
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

Exit codes: 0 the declared version is large enough (or --fail-on is met), 1 it is not, 2 could not judge.`;

interface DiffFlags {
  readonly against?: string;
  readonly mode?: DiffMode;
  readonly onlyUsed?: boolean;
  readonly today?: string;
  readonly registry?: string;
  readonly allowHttp?: boolean;
  readonly offline?: boolean;
}

export const command: CommandModule = {
  register(program, context) {
    addReportFlags(program, { failOn: failLevels })
      .argument('[path]', 'a product, a folder of products, or one contract file; none: the workspace')
      .option('--against <spec>', 'what to compare with')
      .addOption(choiceOption('--mode <mode>', 'who is protected (default: dp.yaml, then consumers)', diffModes))
      .option('--only-used', 'leave out what hits no known consumer')
      .option('--today <date>', 'judge as if it were this day (YYYY-MM-DD)')
      .option('--registry <path|url>', 'the registry (default: DP_REGISTRY, then dp.yaml)')
      .option('--allow-http', 'allow a registry over plain http')
      .option('--offline', 'do not ask the registry who reads what')
      .addHelpText('after', examples)
      .action(async (path: string | undefined, flags: DiffFlags, self: Command) => {
        context.finish(await run(context.world, { path, flags, self }));
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
  const today = dayOf(flags.today, world);
  const request: DiffRequest = { path, against: flags.against, registry: flags.registry, allowHttp: flags.allowHttp === true, isOffline: flags.offline === true };
  const sides = await withProgress(world, 'Comparing', async () => await readDiffSides(world, request));
  for (const note of sides.notes) world.stderr.write(`${printable(note)}\n`);
  const outcomes = sides.pairs.map((pair) => judgePair(pair, sides, { flags, today }));
  if (report.format !== 'text') for (const { against, label } of outcomes) if (against === null) world.stderr.write(`${printable(label)} was never published: there is nothing to compare with.\n`);
  const failOn: FailLevel = failLevels.find((level) => level === report.failOn) ?? 'bump';
  const isOk = passes(outcomes, failOn);
  const mode = outcomes[0]?.result.mode ?? flags.mode ?? 'consumers';
  await writeReport(
    world,
    {
      command: 'diff',
      ok: isOk,
      findings: outcomes.flatMap(({ findings }) => findings),
      summary: { products: sides.pairs.filter((pair) => pair.kind === 'product').length, contracts: countContracts(sides.pairs) },
      sections: { diff: diffSection(outcomes, { isFolder: !sides.isWholeProduct, mode, spec: flags.against ?? 'registry' }) },
      views: { text: (_report, style) => textView(outcomes, style), markdown: (_report, style) => markdownView(outcomes, style) },
    },
    { ...report, documents: sides.pairs.flatMap(documentsOf) },
  );
  return isOk ? 0 : 1;
}

function dayOf(text: string | undefined, world: World): string {
  if (text === undefined) return world.now().toISOString().slice(0, 10);
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new DpError('usage', `--today takes a day as YYYY-MM-DD, not ${JSON.stringify(text)}.`, { hint: '--today 2026-12-31' });
  return text;
}

function judgePair(pair: ComparedPair, sides: DiffSides, { flags, today }: { readonly flags: DiffFlags; readonly today: string }): Outcome {
  const options: DiffOptionsAt = { settings: readDiffSettings(pair.settings.diff, flags.mode), today, graph: sides.graph, isOnlyUsed: flags.onlyUsed === true };
  const result = resultOf(pair, options);
  return { against: pair.against, label: labelOf(pair), result, findings: settleFindings(result.drafts, sha256), unreported: settleFindings(result.unreported, sha256) };
}

function resultOf(pair: ComparedPair, options: DiffOptionsAt): DiffResult {
  if (pair.kind === 'contract') {
    if (pair.old === undefined) return nothingYet(pair, options);
    return diffContracts({ old: pair.old, new: pair.new }, { ...options, owners: pair.owners });
  }
  return pair.against === null ? nothingYet(pair, options) : diffProducts(pair.old, pair.new, options);
}

// Never published: nothing is promised yet, so nothing can break.
function nothingYet(pair: ComparedPair, { settings }: DiffOptionsAt): DiffResult {
  const product = pair.kind === 'product' ? pair.new?.product : undefined;
  const contract = pair.kind === 'contract' ? pair.new : undefined;
  return {
    title: { product: product?.name ?? null, key: product === undefined ? null : productKey(product), contract: contract?.id ?? null, fromVersion: null, toVersion: (product ?? contract)?.version ?? null },
    mode: settings.mode,
    drafts: [],
    unreported: [],
    verdict: 'identical',
    bump: { demanded: 'none', declared: 'none', ok: true, suggestedVersion: null },
    hiddenCount: 0,
    newPorts: [],
  };
}

function labelOf(pair: ComparedPair): string {
  if (pair.kind === 'contract') return pair.new.id ?? pair.new.document.file;
  const product = (pair.new ?? pair.old)?.product;
  return product === undefined ? '' : productKey(product) || product.document.file;
}

function documentsOf(pair: ComparedPair): SourceDocument[] {
  const contracts = pair.kind === 'contract' ? [pair.old, pair.new] : [pair.old?.product, pair.new?.product, ...(pair.old?.contracts ?? []), ...(pair.new?.contracts ?? [])];
  return contracts.flatMap((item) => item?.document ?? []);
}

function countContracts(pairs: readonly ComparedPair[]): number {
  return pairs.reduce((sum, pair) => sum + (pair.kind === 'contract' ? 1 : (pair.new ?? pair.old)?.contracts.length ?? 0), 0);
}
