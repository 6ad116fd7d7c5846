import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import type { Finding } from '../../core/model/finding.ts';
import { productKey } from '../../core/model/product.ts';
import { failsRun } from '../../core/policy/weight.ts';
import { prepareCandidate, type Candidate } from '../../core/registry/candidate.ts';
import type { CompatibilityGate } from '../../core/registry/plan.ts';
import { snapshotOf, type LoadedProduct } from '../../core/workspace/workspace.ts';
import { consumerGraph } from '../../io/diff/consumer-graph.ts';
import { readAcceptances } from '../../io/diff/accepted-changes.ts';
import type { GitUrl } from '../../io/git-url.ts';
import { sha256 } from '../../io/hash.ts';
import { judgeSelection, type Judgement } from '../../io/judge.ts';
import { requireRegistry } from '../../io/registry/address.ts';
import { realChance } from '../../io/registry/clock.ts';
import { collectProducts, type CollectedProduct } from '../../io/registry/collect-files.ts';
import { publisherIdentity } from '../../io/registry/identity.ts';
import { openRegistry } from '../../io/registry/open-registry.ts';
import { withPublisher, type PublisherOptions } from '../../io/registry/publish.ts';
import { selectTargets } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule, ExitCode } from '../command.ts';
import { addReportFlags, readReportFlags, type ReportFlags } from '../flags.ts';
import { withProgress } from '../progress.ts';
import type { ChangeVerdicts } from '../registry/change-verdicts.ts';
import { compatibilityGate } from '../registry/compatibility-gate.ts';
import type { PublishEntry } from '../registry/publish-page.ts';
import { planAndApply, reportRefused, type PublishCall } from '../registry/publish-steps.ts';
import { addRegistryFlags, type RegistryFlags } from '../registry/registry-flags.ts';
import { printable } from '../terminal.ts';

const examples = `
Validates, compares with what is published, and adds one immutable file a version in one commit. Publishing the same again
changes nothing. All or nothing: one refused product refuses the run.

Examples:
  $ dp publish --dry-run           the plan only
  $ dp publish orders              asks before it writes
  $ dp publish --yes               in CI

Exit codes: 0 published, unchanged or planned, 1 refused or answered no, 2 could not judge or reach the registry.`;

interface PublishFlags extends RegistryFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly allowDirty?: boolean;
  readonly acceptRewrittenHistory?: boolean;
}

export const command: CommandModule = {
  register(program, context) {
    addRegistryFlags(addReportFlags(program))
      .argument('[paths...]', 'products, files or globs; none: the whole workspace')
      .option('--dry-run', 'show what would be published, and stop there')
      .option('-y, --yes', 'do not ask')
      .option('--allow-dirty', 'publish files as they are, committed or not')
      .option('--accept-rewritten-history', 'go on where the registry is not what this machine saw last')
      .addHelpText('after', examples)
      .action(async (paths: string[], flags: PublishFlags) => {
        context.finish(await run({ world: context.world, paths, flags, report: readReportFlags(program) }));
      });
  },
};

interface Order {
  readonly world: World;
  readonly paths: readonly string[];
  readonly flags: PublishFlags;
  readonly report: ReportFlags;
}

async function run(order: Order): Promise<ExitCode> {
  const { world, flags, report } = order;
  const selection = await selectTargets(world, order.paths);
  const products = selection.targets.flatMap((target) => target.products);
  if (products.length === 0) throw new DpError('no-such-path', 'There is no data product to publish here.', { hint: 'dp publish <folder with a dataproduct.yaml>' });
  for (const path of selection.skipped) world.stderr.write(`Skipped ${printable(path)}: it belongs to no data product.\n`);
  const url = registryOf(order, products);
  const today = world.now().toISOString().slice(0, 10);
  const judgement = await withProgress(world, 'Validating', async () => await judgeSelection(world, selection, { registry: flags.registry, isOffline: false, policies: { choice: { kind: 'settings' }, today } }));
  const errorsOf = ({ findings }: Judgement): Finding[] => findings.filter((finding) => failsRun(finding, { level: 'error', isExplicit: false, today }));
  const verdicts: ChangeVerdicts = new Map();
  const judgePlan: PublishCall['judgePlan'] = async () => {
    const judged = verdicts.size === 0 ? judgement : await judgement.judgeChanges(verdicts);
    return { judgement: judged, isRefused: errorsOf(judged).length > 0 };
  };
  const call: PublishCall = { world, url, report, judgement, judgePlan, isDryRun: flags.dryRun === true, isAgreed: flags.yes === true };
  const errors = errorsOf(judgement);
  if (errors.length > 0) return await reportRefused(call, [], products.map((product) => judgedEntry(product, errors)));
  const collected = await collectProducts(world, products, { isDirtyAllowed: flags.allowDirty === true });
  const prepared = prepare(collected);
  if (prepared.findings.length > 0) return await reportRefused(call, prepared.findings, prepared.entries);
  const acceptances = await readAcceptances(products.map(({ settings }) => settings));
  const options: PublisherOptions = {
    remote: { world, url },
    candidates: prepared.candidates,
    gate: compatibilityGate(products, { today, acceptanceOf: acceptances.of, verdicts }),
    identity: await publisherIdentity(world, selection.targets[0]?.workspace.root ?? world.cwd),
    source: sourceOf(collected),
    isRewriteAccepted: flags.acceptRewrittenHistory === true,
    chance: realChance(world),
    onProgress: (text) => {
      if (!report.isQuiet) world.stderr.write(`${printable(text)}\n`);
    },
  };
  const workspace = selection.targets.flatMap((target) => target.workspace.products.map(snapshotOf));
  const explain = async (): Promise<CompatibilityGate> => compatibilityGate(products, { today, acceptanceOf: acceptances.of, graph: await consumerGraph(workspace, [await openRegistry(world, url)]) });
  return await withPublisher(options, async (publisher) => await planAndApply(call, publisher, explain));
}

function registryOf({ world, flags }: Order, products: readonly LoadedProduct[]): GitUrl {
  const urls = products.map(({ settings }) => requireRegistry(world, { flag: flags.registry, settings, allowHttp: flags.allowHttp }));
  const [first, ...others] = [...new Map(urls.map((url) => [url.address, url])).values()];
  if (first === undefined || others.length > 0) {
    throw new DpError('usage', `These products go to different registries: ${[...new Set(urls.map(({ shown }) => shown))].join(', ')}.`, { hint: 'publish them one registry at a time, by path' });
  }
  return first;
}

function judgedEntry(loaded: LoadedProduct, errors: readonly Finding[]): PublishEntry {
  const isInvalid = errors.some(({ file }) => file.startsWith(`${loaded.folder}/`));
  return entryOf(loaded, isInvalid ? 'refused' : 'planned', null);
}

function entryOf({ product, folder }: LoadedProduct, status: PublishEntry['status'], digest: string | null): PublishEntry {
  return { product: productKey(product) || folder.slice(folder.lastIndexOf('/') + 1), version: product.version ?? 'none', status, digest, commit: null, bump: null };
}

function prepare(collected: readonly CollectedProduct[]): { candidates: Candidate[]; findings: Finding[]; entries: PublishEntry[] } {
  const results = collected.map(({ loaded, files, drafts }) => {
    const result = prepareCandidate({ folder: loaded.folder, defaultDomain: loaded.settings.domain, files }, sha256);
    const own = [...drafts, ...(result?.ok === false ? result.drafts : [])];
    return { loaded, drafts: own, candidate: own.length === 0 && result?.ok === true ? result.candidate : undefined };
  });
  return {
    candidates: results.flatMap(({ candidate }) => candidate ?? []),
    findings: settleFindings(results.flatMap(({ drafts }) => drafts), sha256),
    entries: results.map(({ loaded, candidate }) => entryOf(loaded, candidate === undefined ? 'refused' : 'planned', candidate?.digest ?? null)),
  };
}

// One commit of the source stands in the trailers; where the products come from several, none would be the whole truth.
function sourceOf(collected: readonly CollectedProduct[]): PublisherOptions['source'] {
  const [first, ...others] = collected.map(({ source }) => source);
  return others.every((other) => other?.commit === first?.commit && other?.repository === first?.repository) ? first : undefined;
}
