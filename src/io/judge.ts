import { attachFixes } from '../core/fix/attach-fixes.ts';
import { type FindingDraft, settleFindings } from '../core/model/draft.ts';
import type { Finding } from '../core/model/finding.ts';
import type { SourceDocument } from '../core/model/source-document.ts';
import type { ChangeVerdict } from '../core/policy/targets/run.ts';
import { type JudgedContract, judgedLoose, judgedOf, subjectOf } from '../core/references/judged.ts';
import { judgeReferences } from '../core/references/judge-references.ts';
import { withoutReplaced } from '../core/references/replaced-drafts.ts';
import type { LoadedContract, LoadedDocument } from '../core/workspace/workspace.ts';
import { askRegistry, type RegistryAnswer } from './ask-registry.ts';
import { sha256 } from './hash.ts';
import { judgeDocument } from './judge-document.ts';
import type { PolicyJudgement, PolicyOptions } from './policies/judge-policies.ts';
import type { Selection, Target } from './workspace/select.ts';
import { isSet, type World } from './world.ts';

export interface JudgeOptions {
  /** `--registry`. */
  readonly registry?: string | undefined;
  /** Ask no registry for contracts that the workspace does not hold. */
  readonly isOffline: boolean;
  /** By which policies to judge; absent: by none. */
  readonly policies?: PolicyOptions | undefined;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly summary: { readonly products: number; readonly contracts: number };
  /** What was judged, for code frames and fixes. */
  readonly documents: readonly SourceDocument[];
  /** What the policies in force said, one for each workspace. */
  readonly policies: readonly PolicyJudgement[];
  /** The same with what changed since an earlier version, for rules about changes: policies judge anew, and nobody is asked again. */
  judgeChanges(changes: ReadonlyMap<string, ChangeVerdict>): Promise<Judgement>;
}

/**
 * Validates what was selected: YAML, schema, references, policies. The registry is asked only for contracts that no workspace holds.
 * Errors: `connection`, `not-a-registry` and the registry's others, when one had to be asked; `configuration` for packs.
 */
export async function judgeSelection(world: World, { targets }: Pick<Selection, 'targets'>, options: JudgeOptions): Promise<Judgement> {
  const known: KnownTarget[] = [];
  for (const target of targets) known.push(await judgeDocuments(world, target, options));
  return await judgeKnown(world, known, options);
}

async function judgeKnown(world: World, known: readonly KnownTarget[], options: JudgeOptions): Promise<Judgement> {
  const drafts: FindingDraft[] = [];
  const documents: SourceDocument[] = [];
  const policies: PolicyJudgement[] = [];
  let contracts = 0;
  for (const target of known) {
    const judged = await judgeTarget(world, target, options);
    drafts.push(...judged.drafts);
    documents.push(...judged.documents);
    contracts += judged.contracts;
    if (judged.policies !== undefined) policies.push(judged.policies);
  }
  const products = known.reduce((sum, { target }) => sum + target.products.length, 0);
  return {
    findings: settleFindings(drafts, sha256),
    summary: { products, contracts },
    documents,
    policies,
    judgeChanges: async (changes) => await judgeKnown(world, known, options.policies === undefined ? options : { ...options, policies: { ...options.policies, changes } }),
  };
}

interface JudgedTarget {
  readonly drafts: readonly FindingDraft[];
  readonly documents: readonly SourceDocument[];
  readonly contracts: number;
  readonly policies: PolicyJudgement | undefined;
}

/** What is found without policies, and what a registry said. */
interface KnownTarget {
  readonly target: Target;
  readonly items: readonly Item[];
  readonly drafts: readonly FindingDraft[];
  readonly answer: RegistryAnswer | undefined;
}

async function judgeDocuments(world: World, target: Target, options: JudgeOptions): Promise<KnownTarget> {
  const items = itemsOf(target);
  const drafts: FindingDraft[] = [];
  for (const item of items) drafts.push(...(await judgeDocument(item)));
  const input = { workspace: target.workspace, selected: { products: target.products, looseContracts: target.looseContracts } };
  const answer = options.isOffline ? undefined : await askRegistry(world, { target, input, registry: options.registry });
  const isRegistryGiven = options.registry !== undefined || isSet(world.env['DP_REGISTRY']);
  const references = judgeReferences({ ...input, published: answer?.contracts, isRegistryGiven });
  return { target, items, drafts: [...withoutReplaced(drafts, references), ...references], answer };
}

async function judgeTarget(world: World, { target, items, drafts, answer }: KnownTarget, options: JudgeOptions): Promise<JudgedTarget> {
  const policies = options.policies === undefined ? undefined : await judgeByPolicies(world, target, { options: options.policies, answer });
  return {
    drafts: await attachFixes([...drafts, ...(policies?.drafts ?? [])]),
    documents: [...items.map(({ loaded }) => loaded.document), ...(policies?.documents ?? [])],
    policies,
    contracts: items.filter(({ role }) => role === 'contract').length,
  };
}

// Loaded only where policies are asked for.
async function judgeByPolicies(world: World, target: Target, { options, answer }: { readonly options: PolicyOptions; readonly answer: RegistryAnswer | undefined }): Promise<PolicyJudgement> {
  const { judgePolicies } = await import('./policies/judge-policies.ts');
  return await judgePolicies(world, target, { ...options, published: await answer?.readUnits() });
}

interface Item {
  readonly loaded: LoadedDocument;
  readonly role: 'manifest' | 'contract';
  readonly subject: ReturnType<typeof subjectOf>;
}

function itemsOf(target: Target): Item[] {
  const ofProducts = target.products.flatMap((product): Item[] => {
    const { manifests, contracts } = judgedOf(product);
    const sources = [product.manifest, ...product.otherManifests];
    return [
      ...manifests.flatMap((judged, index): Item[] => {
        const loaded = sources[index];
        return loaded === undefined ? [] : [{ loaded, role: 'manifest', subject: subjectOf(judged) }];
      }),
      ...contracts.flatMap((judged, index) => contractItem(judged, product.contracts[index])),
    ];
  });
  return [...ofProducts, ...target.looseContracts.flatMap((loose) => contractItem(judgedLoose(loose), loose))];
}

function contractItem(judged: JudgedContract, loaded: LoadedContract | undefined): Item[] {
  return loaded === undefined ? [] : [{ loaded, role: 'contract', subject: subjectOf(judged) }];
}
