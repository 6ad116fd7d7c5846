import { diffContracts } from '../diff/diff-contracts.ts';
import type { DiffResult, Verdict } from '../diff/result.ts';
import type { DiffSettings } from '../diff/settings.ts';
import { contractEndDate } from '../diff/compare/context.ts';
import { buildLineage, type LineageSource } from '../lineage/graph.ts';
import type { DataContract } from '../model/contract.ts';
import { compareText, type FindingDraft } from '../model/draft.ts';
import type { ConsumerHit } from '../model/finding.ts';
import { type InputPort, productKey } from '../model/product.ts';
import { findContract, type ProductSnapshot } from '../model/snapshot.ts';
import type { Offered, Supply } from './supply.ts';

/** Something that the owner said of what is read. */
export type Notice =
  | { readonly kind: 'yanked'; readonly reason: string | undefined }
  | { readonly kind: 'deprecated'; readonly reason: string | undefined; readonly until: string | undefined; readonly replacement: string | undefined; readonly hasEnded: boolean }
  | { readonly kind: 'ending'; readonly date: string; readonly hasEnded: boolean }
  | { readonly kind: 'retired'; readonly reason: string | undefined }
  | { readonly kind: 'moved'; readonly to: string };

/** The step from the version read to the newest one. */
export interface Step {
  readonly result: DiffResult;
  /** Changes that break some reader. */
  readonly breaking: readonly FindingDraft[];
  /** Those of them that touch what this very reader reads, as far as it says. */
  readonly hits: readonly FindingDraft[];
  /** Columns that the breaking changes take from this reader, sorted. */
  readonly columns: readonly string[];
  /** Whom the step hits on this side: the reader itself, and what reads on from it; the nearest first. */
  readonly consumers: readonly ConsumerHit[];
}

/** An input port held against what the registry has. */
export interface JudgedPort {
  readonly consumer: ProductSnapshot;
  readonly port: InputPort;
  readonly contractId: string;
  readonly supply: Supply;
  readonly notices: readonly Notice[];
  /** `null` where nothing newer is there or the version read was never published. */
  readonly step: Step | null;
}

/** The published versions that a port's judgement needs, read in full. */
export interface ReadVersions {
  readonly read: ProductSnapshot | undefined;
  readonly newest: ProductSnapshot | undefined;
}

export interface PortQuestion {
  readonly consumer: ProductSnapshot;
  readonly port: InputPort;
  readonly contractId: string;
  readonly supply: Supply;
  readonly versions: ReadVersions;
  readonly movedTo: string | undefined;
}

export interface JudgeOptions {
  readonly settings: DiffSettings;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The reader's workspace, for whom else a change reaches through it. */
  readonly neighbours: readonly LineageSource[];
}

/** Holds one input port against the registry: what its owner says, and what the step to the newest version means. */
export function judgePort(question: PortQuestion, options: JudgeOptions): JudgedPort {
  const { consumer, port, contractId, supply } = question;
  return { consumer, port, contractId, supply, notices: noticesOf(question, options.today), step: stepOf(question, options) };
}

function noticesOf({ supply: { read }, versions, contractId, port, movedTo }: PortQuestion, today: string): Notice[] {
  if (read === undefined) return [];
  const { product, entry } = read;
  const own = product.status.versions.get(entry.version);
  const contract = contractOf(versions.read, contractId, read);
  const events = (own?.deprecations ?? []).filter((deprecation) => deprecation.port === undefined || deprecation.port === read.port.name);
  const marked = events.length > 0 ? [] : markedDeprecated(versions.read, read, contract);
  const end = contract === undefined ? undefined : contractEndDate(contract);
  return [
    ...(own?.yanked === undefined ? [] : [{ kind: 'yanked' as const, reason: own.yanked.reason }]),
    ...(product.status.retired === undefined ? [] : [{ kind: 'retired' as const, reason: product.status.retired.reason }]),
    ...events.map(({ reason, until, replacement }) => ({ kind: 'deprecated' as const, reason, until, replacement, hasEnded: until !== undefined && until < today })),
    ...marked.map((reason) => ({ kind: 'deprecated' as const, reason, until: end, replacement: undefined, hasEnded: end !== undefined && end < today })),
    ...(end === undefined || marked.length > 0 || events.some(({ until }) => until !== undefined) ? [] : [{ kind: 'ending' as const, date: end, hasEnded: end < today }]),
    ...(movedTo === undefined || port.contractId === undefined ? [] : [{ kind: 'moved' as const, to: movedTo }]),
  ];
}

// What a manifest or contract says of itself counts as much as an event.
function markedDeprecated(snapshot: ProductSnapshot | undefined, read: Offered, contract: DataContract | undefined): string[] {
  const port = snapshot?.product.outputPorts.find(({ name, version }) => name === read.port.name && version === read.port.version);
  if (port?.deprecated === true) return [`its owner marks the port ${port.name} as deprecated`];
  const status = [contract?.status, snapshot?.product.status].find((text) => text === 'deprecated' || text === 'retired');
  return status === undefined ? [] : [`its owner gives it the status ${status}`];
}

function contractOf(snapshot: ProductSnapshot | undefined, contractId: string, offer: Offered | undefined): DataContract | undefined {
  return snapshot === undefined ? undefined : findContract(snapshot.contracts, { contractId, version: offer?.port.version });
}

function stepOf({ consumer, contractId, supply, versions }: PortQuestion, { settings, today, neighbours }: JudgeOptions): Step | null {
  if (!supply.isNewer || versions.read === undefined || versions.newest === undefined) return null;
  const [old, successor] = [contractOf(versions.read, contractId, supply.read), contractOf(versions.newest, contractId, supply.newest)];
  if (old === undefined || successor === undefined) return null;
  // The provider as it was read, with this reader and what its workspace makes of it: whom a change hits on this side.
  const provider = productKey(versions.read.product);
  const others = neighbours.filter(({ product }) => product !== consumer.product && productKey(product) !== provider);
  const graph = buildLineage([versions.read, consumer, ...others]);
  const result = diffContracts({ old, new: successor }, { settings, today, graph, owners: { old: versions.read, new: versions.newest } });
  const breaking = result.drafts.filter(({ change }) => change?.level === 'breaking');
  const hits = breaking.filter((draft) => ownHit(draft, consumer) !== undefined);
  const columns = [...new Set(hits.flatMap((draft) => ownHit(draft, consumer)?.columns ?? []))].sort(compareText);
  return { result, breaking, hits, columns, consumers: consumersOf(result, consumer) };
}

function ownHit(draft: FindingDraft, consumer: ProductSnapshot): ConsumerHit | undefined {
  return draft.change?.consumers.find((hit) => isSelf(hit, consumer));
}

function isSelf(hit: ConsumerHit, consumer: ProductSnapshot): boolean {
  return hit.kind === 'product' && hit.isDirect && isNamed(hit.name, consumer);
}

function isNamed(name: string | undefined, { product }: ProductSnapshot): boolean {
  return name === product.name || name === productKey(product);
}

function consumersOf(result: DiffResult, consumer: ProductSnapshot): ConsumerHit[] {
  const hits = new Map<string, ConsumerHit>();
  for (const { change } of result.drafts) {
    if (change?.level !== 'breaking' && change?.level !== 'warning') continue;
    for (const hit of change.consumers) {
      if (!isSelf(hit, consumer) && !isNamed(hit.via[0], consumer)) continue;
      const key = `${hit.kind} ${hit.name}`;
      hits.set(key, { ...hit, columns: joined(hits.get(key), hit) });
    }
  }
  return [...hits.values()].sort((a, b) => a.via.length - b.via.length || compareText(a.kind, b.kind) || compareText(a.name, b.name));
}

function joined(known: ConsumerHit | undefined, hit: ConsumerHit): readonly string[] | null {
  if (known === undefined) return hit.columns;
  return known.columns === null || hit.columns === null ? null : [...new Set([...known.columns, ...hit.columns])].sort(compareText);
}

/** The verdict of the step; `identical` where there is none. */
export function verdictOfPort({ step }: JudgedPort): Verdict {
  return step?.result.verdict ?? 'identical';
}

/** Whether a port has anything to report. */
export function isOutdated({ notices, supply }: JudgedPort): boolean {
  return notices.length > 0 || (supply.isNewer && supply.read !== undefined);
}
