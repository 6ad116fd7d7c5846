import { compareText } from '../model/draft.ts';
import { parseVersion } from '../model/semver.ts';
import { type Offered, supplyFor } from '../outdated/supply.ts';
import type { PublishedProduct } from '../registry/products.ts';
import { danglingInputs } from './judge-mesh.ts';
import type { LineageEdge, LineageNode } from './graph.ts';
import { type Mesh, type Origin, sourceOf } from './mesh.ts';
import { type Step, walk } from './walk.ts';

export const signalLevels = ['failed', 'stale', 'changed'] as const;
export type SignalLevel = (typeof signalLevels)[number];

/** One reason why something downstream may be wrong. */
export interface Signal {
  readonly level: SignalLevel;
  readonly kind: 'yanked' | 'tampered' | 'ended' | 'dangling' | 'retired' | 'deprecated' | 'behind' | 'published' | 'said' | 'moved' | 'unreleased';
  readonly text: string;
  /** YYYY-MM-DD, where there is a day. */
  readonly day: string | undefined;
}

/** A stop on the way upstream. */
export interface TraceStop {
  readonly node: LineageNode;
  readonly distance: number;
  readonly version: string | undefined;
  readonly origin: Origin | undefined;
  /** Contracts that those one step nearer read of it. */
  readonly reads: readonly { readonly contractId: string; readonly version: string | undefined; readonly by: string }[];
  /** The gravest first. */
  readonly signals: readonly Signal[];
}

/** What was added to the registry lately. */
export interface Recent {
  readonly product: string;
  readonly version: string;
  readonly action: string;
  readonly day: string;
}

export interface TraceFacts {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly recent: readonly Recent[];
  readonly depth?: number | undefined;
}

/** Walks upstream from a product, nearest first, and says of each stop what failed, is stale or just changed. */
export function traceFrom(mesh: Mesh, start: string, facts: TraceFacts): TraceStop[] {
  const recent = new Map<string, Recent[]>();
  for (const change of facts.recent) {
    const known = recent.get(change.product);
    if (known === undefined) recent.set(change.product, [change]);
    else known.push(change);
  }
  const steps = walk(mesh, start, { direction: 'upstream', depth: facts.depth });
  const dangling = new Map(danglingInputs(mesh, new Set([start, ...steps.map(({ id }) => id)])).map((input) => [`contract:${input.contractId}`, input.lastOffer]));
  return steps.flatMap((step) => {
    const node = mesh.graph.nodes.get(step.id);
    return node === undefined ? [] : [stopOf(mesh, { step, node }, { today: facts.today, recent, dangling })];
  });
}

interface Known {
  readonly today: string;
  readonly recent: ReadonlyMap<string, readonly Recent[]>;
  readonly dangling: ReadonlyMap<string, string | undefined>;
}

function stopOf(mesh: Mesh, { step, node }: { readonly step: Step; readonly node: LineageNode }, known: Known): TraceStop {
  const product = sourceOf(mesh, step.id)?.product;
  const published = node.key === undefined ? undefined : mesh.published.get(node.key);
  const signals = [
    ...(node.kind === 'contract' ? [danglingSignal(known.dangling.get(node.id))] : []),
    ...(published === undefined ? [] : [...healthOf(published), ...step.edges.flatMap((edge) => readSignals(mesh, published, { edge, today: known.today }))]),
    ...(published === undefined && product !== undefined && mesh.hasRegistry ? [{ level: 'stale' as const, kind: 'unreleased' as const, text: 'never published to the registry', day: undefined }] : []),
    ...statusSignals(product?.status, published),
    ...(known.recent.get(node.key ?? '') ?? []).map(recentSignal),
  ];
  const unique = [...new Map(signals.map((signal) => [JSON.stringify(signal), signal])).values()];
  return {
    node,
    distance: step.distance,
    version: product?.version,
    origin: mesh.origins.get(step.id),
    reads: readsOf(mesh, step.edges),
    signals: unique.sort((a, b) => signalLevels.indexOf(a.level) - signalLevels.indexOf(b.level) || compareText(b.day ?? '', a.day ?? '') || compareText(a.text, b.text)),
  };
}

function readsOf(mesh: Mesh, edges: readonly LineageEdge[]): TraceStop['reads'] {
  const reads = edges.flatMap(({ contractId, version, to }) => (contractId === undefined ? [] : [{ contractId, version, by: mesh.graph.nodes.get(to)?.key ?? to }]));
  return [...new Map(reads.map((read) => [JSON.stringify(read), read])).entries()].sort(([a], [b]) => compareText(a, b)).map(([, read]) => read);
}

function danglingSignal(lastOffer: string | undefined): Signal {
  return { level: 'failed', kind: 'dangling', text: `no product offers it${lastOffer === undefined ? '' : `; ${lastOffer} was the last that did`}`, day: undefined };
}

function healthOf(product: PublishedProduct): Signal[] {
  const { status, tampered, latest } = product;
  const problems = [...tampered.map(({ path, change }) => `${path} was ${change} after it was published`), ...(latest?.problems ?? []).map((problem) => `${latest?.version ?? ''} is not what was published: ${problem}`)];
  return [
    ...problems.map((text): Signal => ({ level: 'failed', kind: 'tampered', text, day: undefined })),
    ...(status.retired === undefined ? [] : [{ level: 'stale' as const, kind: 'retired' as const, text: `retired${because(status.retired.reason)}`, day: undefined }]),
    ...(status.movedTo === undefined ? [] : [{ level: 'changed' as const, kind: 'moved' as const, text: `moved to ${status.movedTo}`, day: undefined }]),
  ];
}

/** What the owner said of the very version that an edge reads, and whether there is a newer one. */
function readSignals(mesh: Mesh, product: PublishedProduct, { edge, today }: { readonly edge: LineageEdge; readonly today: string }): Signal[] {
  const offers: Offered[] = product.entries.flatMap((entry) => entry.outputPorts.filter(({ contractId }) => contractId === edge.contractId).map((port) => ({ product, entry, port })));
  const { read, newest, isNewer } = supplyFor(offers, edge.version);
  if (edge.contractId === undefined || read === undefined) return [];
  const own = product.status.versions.get(read.entry.version);
  const what = `${edge.contractId} ${edge.version ?? read.port.version ?? ''}`;
  const reader = mesh.graph.nodes.get(edge.to)?.key ?? edge.to;
  const deprecations = (own?.deprecations ?? []).filter(({ port }) => port === undefined || port === read.port.name);
  return [
    ...(own?.yanked === undefined ? [] : [{ level: 'failed' as const, kind: 'yanked' as const, text: `${what}, which ${reader} reads, was yanked${because(own.yanked.reason)}`, day: undefined }]),
    ...deprecations.map(({ reason, until }): Signal => {
      if (until !== undefined && until < today) return { level: 'failed', kind: 'ended', text: `${what}, which ${reader} reads, ended on ${until}${because(reason)}`, day: until };
      return { level: 'stale', kind: 'deprecated', text: `${what}, which ${reader} reads, is deprecated${because(reason)}${until === undefined ? '' : `, until ${until}`}`, day: until };
    }),
    ...(isNewer && newest !== undefined ? [{ level: 'stale' as const, kind: 'behind' as const, text: `${reader} reads ${what}; ${newest.port.version ?? newest.entry.version} is there${majorNote(edge.version, newest.port.version)}`, day: undefined }] : []),
  ];
}

function majorNote(from: string | undefined, to: string | undefined): string {
  const [a, b] = [parseVersion(from)?.major, parseVersion(to)?.major];
  return a === undefined || b === undefined || a === b ? '' : ', a new major version';
}

function statusSignals(status: string | undefined, published: PublishedProduct | undefined): Signal[] {
  if (status !== 'deprecated' && status !== 'retired') return [];
  if (status === 'retired' && published?.status.retired !== undefined) return [];
  return [{ level: 'stale', kind: status, text: `its manifest says that it is ${status}`, day: undefined }];
}

const actionWords: Readonly<Record<string, string>> = { publish: 'was published', deprecate: 'was deprecated', yank: 'was yanked', unyank: 'is no longer yanked', move: 'was moved', retire: 'was retired' };

function recentSignal({ action, version, day }: Recent): Signal {
  const words = actionWords[action] ?? `got the event ${action}`;
  return { level: 'changed', kind: action === 'publish' ? 'published' : 'said', text: `${version} ${words} on ${day}`, day };
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${reason}`;
}
