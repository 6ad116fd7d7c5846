import { attachFixes } from '../core/fix/attach-fixes.ts';
import { type FindingDraft, settleFindings } from '../core/model/draft.ts';
import type { Finding } from '../core/model/finding.ts';
import type { SourceDocument } from '../core/model/source-document.ts';
import { type JudgedContract, judgedLoose, judgedOf, subjectOf } from '../core/references/judged.ts';
import { judgeReferences, unresolvedContracts } from '../core/references/judge-references.ts';
import type { PublishedContracts } from '../core/references/published-contracts.ts';
import { withoutReplaced } from '../core/references/replaced-drafts.ts';
import type { LoadedContract, LoadedDocument } from '../core/workspace/workspace.ts';
import { sha256 } from './hash.ts';
import { judgeDocument } from './judge-document.ts';
import type { PolicyJudgement, PolicyOptions } from './policies/judge-policies.ts';
import { findRegistry } from './registry/address.ts';
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
}

/**
 * Validates what was selected: YAML, schema, references, policies. The registry is asked only for contracts that no workspace holds.
 * Errors: `connection`, `not-a-registry` and the registry's others, when one had to be asked; `configuration` for packs.
 */
export async function judgeSelection(world: World, { targets }: Pick<Selection, 'targets'>, options: JudgeOptions): Promise<Judgement> {
  const drafts: FindingDraft[] = [];
  const documents: SourceDocument[] = [];
  const policies: PolicyJudgement[] = [];
  let contracts = 0;
  for (const target of targets) {
    const judged = await judgeTarget(world, target, options);
    drafts.push(...judged.drafts);
    documents.push(...judged.documents);
    contracts += judged.contracts;
    if (judged.policies !== undefined) policies.push(judged.policies);
  }
  const products = targets.reduce((sum, target) => sum + target.products.length, 0);
  return { findings: settleFindings(drafts, sha256), summary: { products, contracts }, documents, policies };
}

interface JudgedTarget {
  readonly drafts: readonly FindingDraft[];
  readonly documents: readonly SourceDocument[];
  readonly contracts: number;
  readonly policies: PolicyJudgement | undefined;
}

async function judgeTarget(world: World, target: Target, options: JudgeOptions): Promise<JudgedTarget> {
  const items = itemsOf(target);
  const drafts: FindingDraft[] = [];
  for (const item of items) drafts.push(...(await judgeDocument(item)));
  const input = { workspace: target.workspace, selected: { products: target.products, looseContracts: target.looseContracts } };
  const published = options.isOffline ? undefined : await askRegistry(world, { target, input, registry: options.registry });
  const isRegistryGiven = options.registry !== undefined || isSet(world.env['DP_REGISTRY']);
  const references = judgeReferences({ ...input, published, isRegistryGiven });
  const kept = withoutReplaced(drafts, references);
  const policies = options.policies === undefined ? undefined : await judgeByPolicies(world, target, options.policies);
  return {
    drafts: await attachFixes([...kept, ...references, ...(policies?.drafts ?? [])]),
    documents: [...items.map(({ loaded }) => loaded.document), ...(policies?.documents ?? [])],
    policies,
    contracts: items.filter(({ role }) => role === 'contract').length,
  };
}

// Loaded only where policies are asked for.
async function judgeByPolicies(world: World, target: Target, options: PolicyOptions): Promise<PolicyJudgement> {
  const { judgePolicies } = await import('./policies/judge-policies.ts');
  return await judgePolicies(world, target, options);
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

interface Question {
  readonly target: Target;
  readonly input: Parameters<typeof unresolvedContracts>[0];
  readonly registry: string | undefined;
}

/**
 * What the registries of the selected products know of contracts that the workspace lacks; `undefined` when there is none
 * to ask or nothing to ask for. Workspaces inside this one may name registries of their own.
 */
async function askRegistry(world: World, { target, input, registry }: Question): Promise<PublishedContracts | undefined> {
  if (unresolvedContracts(input).length === 0) return undefined;
  const choices = target.products.flatMap(({ settings }) => findRegistry(world, { flag: registry, settings }) ?? []);
  const urls = [...new Map(choices.map((url) => [url.shown, url])).values()];
  if (urls.length === 0) return undefined;
  const { openRegistry } = await import('./registry/open-registry.ts');
  const readers = await Promise.all(urls.map(async (url) => await openRegistry(world, url)));
  return {
    resolve(contractId, version) {
      const versions = readers.flatMap((reader) => reader.contractOffers(contractId)).flatMap(({ contractVersion }) => contractVersion ?? []);
      if (versions.length === 0) return { kind: 'unknown' };
      if (version === undefined || versions.includes(version)) return { kind: 'found' };
      return { kind: 'other-versions', versions: [...new Set(versions)] };
    },
  };
}
