import type { MendableDraft } from '../../core/fix/attach-fixes.ts';
import type { FindingDraft } from '../../core/model/draft.ts';
import { productKey } from '../../core/model/product.ts';
import type { RuleInfo } from '../../core/model/rule-info.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { evaluatePolicies, type PolicyRecord } from '../../core/policy/evaluate.ts';
import type { DocumentView, PolicyUnit } from '../../core/policy/targets/node.ts';
import type { ChangeVerdict } from '../../core/policy/targets/run.ts';
import { policyWorld } from '../../core/policy/targets/world.ts';
import { applyWaivers } from '../../core/policy/waivers.ts';
import type { Waiver } from '../../core/policy/waivers/read-waiver.ts';
import { policyRuleInfo } from '../../core/policy/rules.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import type { LoadedProduct, LooseContract } from '../../core/workspace/workspace.ts';
import type { Target } from '../workspace/select.ts';
import type { World } from '../world.ts';
import { loadCatalogue, type LoadedPolicies, loadPolicies, type PolicyChoice } from './load-policies.ts';
import { readWaiverFolder, type WaiverFiles } from './waiver-files.ts';

export interface PolicyOptions {
  readonly choice: PolicyChoice;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly withRecords?: boolean;
  /** Whether the base of `--changed` holds a waiver already; absent: every waiver counts. */
  readonly isHeldByBase?: ((waiver: Waiver) => boolean) | undefined;
  readonly published?: readonly PolicyUnit[] | undefined;
  /** What `dp diff` says of a document, by its file; absent where nothing was compared. */
  readonly changes?: ReadonlyMap<string, ChangeVerdict> | undefined;
}

export interface PolicyJudgement {
  readonly drafts: readonly MendableDraft[];
  readonly records: readonly PolicyRecord[];
  /** Rules of the packs that judged, for SARIF. */
  readonly rules: readonly RuleInfo[];
  /** Waivers and accepted changes, for code frames. */
  readonly documents: readonly SourceDocument[];
  /** What was in force, by the dp.yaml that asked for it. */
  readonly loaded: readonly LoadedPolicies[];
  readonly waivers: readonly Waiver[];
}

/** Products and loose contracts that share a dp.yaml, and so their policies. */
interface Group {
  readonly settings: WorkspaceSettings;
  readonly units: Map<PolicyUnit, LoadedProduct | LooseContract>;
}

/**
 * Judges what was selected of a workspace by the policies of the dp.yaml nearest to each product, and lets waivers excuse.
 * Errors: `configuration` for packs that can't be used or are not locked.
 */
export async function judgePolicies(world: World, target: Target, options: PolicyOptions): Promise<PolicyJudgement> {
  const groups = groupUnits(target);
  const units = groups.flatMap((group) => [...group.units.keys()]);
  const selected = new Set<LoadedProduct | LooseContract>([...target.products, ...target.looseContracts]);
  const shared = policyWorld({ units, published: options.published, changes: options.changes });
  const folders = new Map<string, WaiverFiles>();
  const result = { drafts: [] as MendableDraft[], records: [] as PolicyRecord[], rules: new Map<string, RuleInfo>(), loaded: [] as LoadedPolicies[] };
  for (const group of groups) {
    const judged = new Set([...group.units].filter(([, item]) => selected.has(item)).map(([unit]) => unit));
    if (judged.size === 0) continue;
    const loaded = await loadPolicies(world, group.settings, options.choice);
    if (loaded.policies.packs.length === 0) continue;
    result.loaded.push(loaded);
    const isJudged = (view: DocumentView): boolean => judged.has(view.unit.unit) && view.source.data !== undefined;
    const found = evaluatePolicies({ compiled: loaded.compiled, world: shared, isJudged, today: options.today, withRecords: options.withRecords === true });
    const { waivers, malformed } = waiversFor(group, { groups, loaded, folders });
    const waived = applyWaivers({
      ...found,
      waivers,
      malformed,
      policies: loaded.policies,
      catalogue: catalogueNames(waivers),
      units,
      isJudged: (unit) => judged.has(unit),
      today: options.today,
      isHeldByBase: options.isHeldByBase,
    });
    result.drafts.push(...waived.drafts, ...waived.waiverDrafts);
    result.records.push(...waived.records);
    for (const effective of loaded.policies.rules.values()) result.rules.set(effective.rule.name, policyRuleInfo(effective.rule, effective));
  }
  const files = [...folders.values()];
  return {
    drafts: [...result.drafts, ...files.flatMap(({ drafts }): readonly FindingDraft[] => drafts)],
    records: result.records,
    rules: [...result.rules.values()],
    documents: files.flatMap(({ documents }) => documents),
    loaded: result.loaded,
    waivers: files.flatMap(({ waivers }) => waivers),
  };
}

// Names of dp's rules that may not be active; only a waiver for one asks.
function catalogueNames(waivers: readonly Waiver[]): ReadonlySet<string> {
  return new Set(waivers.some(({ rule }) => rule.startsWith('dp/')) ? loadCatalogue().rules.map(({ name }) => name) : []);
}

function groupUnits({ workspace, looseContracts }: Target): Group[] {
  const groups = new Map<string, Group>();
  const add = (settings: WorkspaceSettings, unit: PolicyUnit, item: LoadedProduct | LooseContract): void => {
    const key = settings.file ?? settings.folder;
    const group = groups.get(key) ?? { settings, units: new Map<PolicyUnit, LoadedProduct | LooseContract>() };
    group.units.set(unit, item);
    groups.set(key, group);
  };
  for (const product of workspace.products) add(product.settings, { product: product.product, contracts: product.contracts.map(({ contract }) => contract) }, product);
  // A file that was named outright need not be among those the walk found.
  const loose = new Set([...workspace.looseContracts, ...looseContracts]);
  for (const contract of loose) add(contract.settings, { product: undefined, contracts: [contract.contract], domain: contract.settings.domain }, contract);
  return [...groups.values()];
}

interface Surroundings {
  readonly groups: readonly Group[];
  readonly loaded: LoadedPolicies;
  readonly folders: Map<string, WaiverFiles>;
}

/**
 * The waivers that a group has to do with: those that name one of its products, from its own folder or an outer
 * workspace's; and those of its own folder that name nobody's.
 */
function waiversFor(group: Group, { groups, loaded, folders }: Surroundings): Pick<WaiverFiles, 'waivers' | 'malformed'> {
  const own = loaded.waiverFolders.at(-1);
  const files = loaded.waiverFolders.map((folder) => {
    const read = folders.get(folder) ?? readWaiverFolder(folder);
    folders.set(folder, read);
    return { read, isOwn: folder === own };
  });
  return {
    waivers: files.flatMap(({ read, isOwn }) => read.waivers.filter(({ product }) => hasProduct(group, product) || (isOwn && !groups.some((other) => hasProduct(other, product))))),
    malformed: files.flatMap(({ read }) => read.malformed),
  };
}

function hasProduct({ units }: Group, name: string): boolean {
  return [...units.keys()].some(({ product }) => product !== undefined && (product.name === name || product.id === name || productKey(product) === name));
}
