import { pointerOf } from '../model/common.ts';
import { compareText, type FindingDraft } from '../model/draft.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import type { Bump } from '../model/semver.ts';
import { refusal, type Candidate } from './candidate.ts';
import { nextFreeVersion, versionInTheWay, yankedAbove } from './choose-version.ts';
import { versionPath } from './layout.ts';
import { contractRefusals, type HeldContract } from './published-contracts.ts';
import { noStatus, type ProductStatus } from './status.ts';

/** What the registry holds of one product, as far as a plan needs it. */
export interface PublishedState {
  readonly versions: readonly string[];
  readonly status: ProductStatus;
  /** The version of the candidate's own number, where there is one. */
  readonly same: { readonly digest: string; readonly snapshot: ProductSnapshot | undefined } | undefined;
  /** What the gate compares with, the greatest version first. */
  readonly bases: readonly GateBase[];
  /** What its versions, yanked ones too, hold under the candidate's contract ids; empty where nothing of it can be in the way. */
  readonly contracts: readonly HeldContract[];
}

export interface GateBase {
  readonly version: string;
  readonly snapshot: ProductSnapshot;
}

/** A product that is not in the registry. */
export const neverPublished: PublishedState = { versions: [], status: noStatus, same: undefined, bases: [], contracts: [] };

/** The registry at one commit, as far as the candidates touch it. */
export interface RegistryState {
  stateOf(product: string): PublishedState;
  /** Keys of the products that published an output port with this contract id. */
  ownersOf(contractId: string): readonly string[];
}

/** What the compatibility gate says of a change: `dp diff`'s verdict, handed in. */
export interface GateVerdict {
  readonly isOk: boolean;
  /** The bump that the change demands. */
  readonly demanded: Bump;
  readonly drafts: readonly FindingDraft[];
}

export type CompatibilityGate = (base: ProductSnapshot, candidate: ProductSnapshot) => GateVerdict;

export interface PlannedProduct {
  readonly candidate: Candidate;
  readonly status: 'planned' | 'unchanged' | 'refused';
  /** The bump that the change since `base` demands; `null` where nothing was compared. */
  readonly bump: Bump | null;
  /** The published version it was compared with. */
  readonly base: string | null;
  /** Why it is refused, and what the gate has to say besides. */
  readonly drafts: readonly FindingDraft[];
}

export interface PublishPlan {
  readonly products: readonly PlannedProduct[];
  /** What the commit adds; empty where the plan is refused or nothing is new. */
  readonly additions: readonly { readonly path: string; readonly content: string }[];
  readonly isRefused: boolean;
}

/** Decides what becomes of each candidate against one state of the registry. All or nothing: one refusal refuses the run. */
export function planPublish(state: RegistryState, candidates: readonly Candidate[], gate: CompatibilityGate): PublishPlan {
  const ordered = [...candidates].sort((a, b) => compareText(a.product, b.product) || compareText(a.version, b.version));
  const products = ordered.map((candidate) => planProduct(state, { candidate, others: ordered.filter((other) => other !== candidate) }, gate));
  const isRefused = products.some(({ status }) => status === 'refused');
  const additions = isRefused ? [] : products.flatMap(({ status, candidate }) => (status === 'planned' ? [{ path: versionPath(candidate.product, candidate.version), content: candidate.json }] : []));
  return { products, additions, isRefused };
}

function planProduct(state: RegistryState, run: { readonly candidate: Candidate; readonly others: readonly Candidate[] }, gate: CompatibilityGate): PlannedProduct {
  const { candidate } = run;
  const published = state.stateOf(candidate.product);
  if (published.same !== undefined) return planExisting(candidate, published, gate);
  const judged = judgeAll(published.bases, candidate, gate);
  const demanded = judged?.demanded ?? 'patch';
  const contracts = contractRefusals(candidate, published.contracts, demanded);
  const refusals = [...placeRefusals(candidate, published), ...versionRefusals(candidate, published, demanded), ...contracts, ...ownerRefusals(state, run)];
  const isRefused = refusals.length > 0 || judged?.isOk === false;
  return {
    candidate,
    status: isRefused ? 'refused' : 'planned',
    bump: judged?.demanded ?? null,
    base: published.bases[0]?.version ?? null,
    drafts: [...refusals, ...yankedNotes(candidate, published), ...(judged?.drafts ?? [])],
  };
}

function yankedNotes(candidate: Candidate, { versions, status, bases }: PublishedState): FindingDraft[] {
  const [base] = bases;
  const passed = yankedAbove(versions, status, { below: candidate.version, above: base?.version });
  if (passed.length === 0) return [];
  const against = base === undefined ? 'there is nothing to compare with' : `compared with ${base.version}`;
  return [refusal(candidate.snapshot.product, { rule: 'registry-base-yanked', message: `${candidate.product} ${passed.join(', ')} ${passed.length === 1 ? 'is' : 'are'} yanked: ${against}.` })];
}

// A candidate must be right by every base; it is told of the first that it is not right by.
function judgeAll(bases: readonly GateBase[], candidate: Candidate, gate: CompatibilityGate): GateVerdict | undefined {
  const verdicts = bases.map(({ snapshot }) => gate(snapshot, candidate.snapshot));
  return verdicts.find(({ isOk }) => !isOk) ?? verdicts[0];
}

function planExisting(candidate: Candidate, published: PublishedState, gate: CompatibilityGate): PlannedProduct {
  const { same } = published;
  const result = { candidate, base: candidate.version };
  if (same?.digest === candidate.digest) return { ...result, status: 'unchanged', bump: 'none', drafts: [] };
  const demanded = same?.snapshot === undefined ? null : gate(same.snapshot, candidate.snapshot).demanded;
  const next = nextFreeVersion(published.versions, candidate.version, demanded ?? 'patch');
  const draft = refusal(candidate.snapshot.product, {
    rule: 'registry-version-immutable',
    message: `${candidate.product} ${candidate.version} is published with other content: ${same?.digest ?? 'unknown'} there, ${candidate.digest} here.`,
    help: `The next free version is ${next}: set it in the manifest, then dp publish.`,
  });
  return { ...result, status: 'refused', bump: demanded, drafts: [draft] };
}

function placeRefusals(candidate: Candidate, published: PublishedState): FindingDraft[] {
  const { product } = candidate.snapshot;
  const { movedTo, retired } = published.status;
  if (movedTo !== undefined && movedTo !== candidate.product) {
    return [refusal(product, { rule: 'registry-product-moved', message: `${candidate.product} moved to ${movedTo}.`, field: 'name', help: `Set domain and name for ${movedTo}, then dp publish.` })];
  }
  if (retired === undefined) return [];
  return [refusal(product, { rule: 'registry-product-retired', message: `${candidate.product} is retired${retired.reason === undefined ? '' : `: ${retired.reason}`}.`, field: 'name' })];
}

function versionRefusals(candidate: Candidate, published: PublishedState, demanded: Bump): FindingDraft[] {
  const { versions } = published;
  const { product } = candidate.snapshot;
  const next = (): string => `The next free version is ${nextFreeVersion(versions, candidate.version, demanded)}: set it in the manifest, then dp publish.`;
  const twin = versions.find((other) => other !== candidate.version && other.toLowerCase() === candidate.version.toLowerCase());
  if (twin !== undefined) {
    return [refusal(product, { rule: 'registry-version-case', message: `${candidate.product} ${candidate.version} differs from the published ${twin} only in letter case.`, help: next() })];
  }
  const greater = versionInTheWay(versions, candidate.version);
  if (greater === undefined) return [];
  return [refusal(product, { rule: 'registry-version-behind', message: `${candidate.product} ${candidate.version} is not above ${greater}, which is published.`, help: next() })];
}

function ownerRefusals(state: RegistryState, run: { readonly candidate: Candidate; readonly others: readonly Candidate[] }): FindingDraft[] {
  const { candidate, others } = run;
  const { product } = candidate.snapshot;
  const twins = others.filter((other) => other.product === candidate.product);
  const doubled = twins.map(() => refusal(product, { rule: 'registry-name', message: `${candidate.product} is in this run twice.`, field: 'name', discriminator: 'twice' }));
  const claimed = product.outputPorts.flatMap((port) => {
    const id = port.contractId;
    if (id === undefined) return [];
    const published = state.ownersOf(id);
    const isOurs = published.includes(candidate.product) || published.some((owner) => state.stateOf(owner).status.movedTo === candidate.product);
    const claimants = others.filter((other) => other.product < candidate.product && contractIds(other).includes(id)).map((other) => other.product);
    const owner = isOurs ? undefined : (published[0] ?? claimants[0]);
    if (owner === undefined) return [];
    const draft = refusal(product, { rule: 'registry-contract-owned', message: `The contract id ${JSON.stringify(id)} belongs to ${owner}.`, discriminator: id });
    return [{ ...draft, at: { document: product.document, pointer: pointerOf(port, 'contractId') }, subject: { ...draft.subject, contract: id, path: 'outputPorts' } }];
  });
  return [...doubled.slice(0, 1), ...claimed];
}

/** The contract ids that a candidate's output ports promise. */
export function contractIds(candidate: Candidate): string[] {
  return candidate.snapshot.product.outputPorts.flatMap(({ contractId }) => (contractId === undefined ? [] : [contractId]));
}
