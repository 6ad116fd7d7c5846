import type { DataContract } from '../model/contract.ts';
import { type DataProduct, type OutputPort, productKey } from '../model/product.ts';
import { parseVersion } from '../model/semver.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import { maxBump, shiftBelowOne } from './bump.ts';
import { change, type Change, type Pair } from './change.ts';
import { compareProducts } from './compare/compare-products.ts';
import { isDraft } from './compare/compare-status.ts';
import { contractEndDate } from './compare/context.ts';
import { matchPorts } from './compare/match-ports.ts';
import { consumerIndex, type ConsumerIndex } from './consumers.ts';
import { contractDraftContext, type DiffOptionsAt, gateContract, judgeContracts, newPortFor } from './diff-contracts.ts';
import { addDetails } from './details.ts';
import { acceptParts, counted, entriesOf, type Part } from './findings.ts';
import { demandedBump, judgeChanges, type Judged, type Judgement } from './judge.ts';
import type { MigrationInput } from './migration/ways.ts';
import { pairContracts, portOracle } from './pair-contracts.ts';
import { finish } from './report-parts.ts';
import type { DiffResult, DraftContext } from './result.ts';
import type { DiffSettings } from './settings.ts';
import { type BumpVerdict, judgeVersion } from './version-gate.ts';

/**
 * The diff of a data product between two places: its own changes and those of the contracts its ports promise, with one
 * verdict and the version it needs. An absent side is a product that is new or gone.
 * Errors: `not-comparable` where the contract of a port is not among the files of one side.
 */
export function diffProducts(old: ProductSnapshot | undefined, successor: ProductSnapshot | undefined, options: DiffOptionsAt): DiffResult {
  if (old === undefined && successor === undefined) throw new Error('a diff needs at least one side');
  if (old === undefined) return oneSided('product-added', requireSide(successor), options);
  if (successor === undefined) return oneSided('product-removed', old, options);
  return diffBoth({ old, new: successor }, options);
}

function requireSide(side: ProductSnapshot | undefined): ProductSnapshot {
  if (side === undefined) throw new Error('a diff needs at least one side');
  return side;
}

function diffBoth(sides: Pair<ProductSnapshot>, options: DiffOptionsAt): DiffResult {
  const { settings, today } = options;
  const index = consumerIndex(options.graph, sides);
  const ports = matchPorts({ old: sides.old.product.outputPorts, new: sides.new.product.outputPorts });
  const pairs = options.isManifestOnly === true ? { pairs: [], changes: [] } : pairContracts(sides, ports);
  const subject = subjectOf(sides.new);
  const contracts = pairs.pairs.map((pair): ContractPart => ({ pair, ...judgeContracts(pair, options), context: contractDraftContext(pair, { index, owners: sides, subject: { ...subject, contract: pair.new.id ?? null }, isInProduct: true }), aliasOf: (path) => path }));
  const products = { old: sides.old.product, new: sides.new.product };
  const ends = { old: lastEnd(sides.old), new: firstEnd(sides.new) };
  const facts = [...compareProducts(products, { today, ports, oracle: portOracle(sides, options), ends }), ...pairs.changes];
  const own = { ...judgeChanges(facts, settings, isDraft(products.old.status)), context: productContext(sides, index) };
  const { entries, notes } = acceptParts([own, ...contracts], { acceptance: options.acceptance, today, subject });
  const waived = new Set(entries.flatMap(({ item, draft }) => (draft.waiver === undefined ? [] : [item])));
  const standing = (judged: readonly Judged[]): Judged[] => judged.filter((item) => !waived.has(item));
  const version = judgeProductVersion({ products, own, contracts, standing, settings });
  const migration: MigrationInput = {
    contracts: contracts.map(({ pair, judged }) => ({ contracts: pair, judged: standing(judged) })),
    product: { sides, judged: standing(own.judged), ports: ports.pairs },
    today,
    noticeDays: settings.options.noticeDays,
  };
  const detailed = addDetails(entries, contracts.map((part) => ({ part, contracts: part.pair })), migration);
  const all = [...detailed, ...version.parts.flatMap(entriesOf)];
  const ignored = countAll([own, ...contracts].map((part) => part.ignored));
  const drafts = all.map(({ item, draft }) => ({ draft, isReported: item.level !== 'none' }));
  const finished = finish({ drafts, ignored, acceptance: notes, isOnlyUsed: options.isOnlyUsed === true, isRecorded: index.isRecorded, place: { document: products.new.document, pointer: '' }, subject });
  return {
    title: { ...subject, fromVersion: products.old.version ?? null, toVersion: products.new.version ?? null },
    mode: settings.mode,
    bump: version.bump,
    ...finished,
  };
}

interface ContractPart extends Part, Judgement {
  readonly pair: Pair<DataContract>;
}

interface VersionInput {
  readonly products: Pair<DataProduct>;
  readonly own: Judgement & Part;
  readonly contracts: readonly ContractPart[];
  /** Those of some changes that nobody has accepted. */
  readonly standing: (judged: readonly Judged[]) => Judged[];
  readonly settings: DiffSettings;
}

/** The versions of the product and its contracts: what is not accepted decides how far each has to move. */
function judgeProductVersion({ products, own, contracts, standing, settings }: VersionInput): { readonly bump: BumpVerdict; readonly parts: readonly Part[] } {
  const gated = contracts.map(({ pair, judged, context }) => ({ context, gate: gateContract(pair, { all: judged, counted: standing(judged) }, settings) }));
  const version = parseVersion(products.old.version);
  const below = version?.major === 0;
  const demanded = maxBump([
    shiftBelowOne(demandedBump(standing(own.judged)), version),
    ...gated.map(({ gate }) => (below ? shiftBelowOne(gate.demanded.raw, version) : gate.demanded.shifted)),
  ]);
  const hasChanges = [...own.judged, ...contracts.flatMap(({ judged }) => judged)].some((item) => item.level !== 'none');
  const gate = judgeVersion({ kind: 'product', from: products.old.version, to: products.new.version, demanded, isShifted: true, hasChanges });
  return {
    bump: { ...gate.bump, ok: gate.bump.ok && gated.every((contract) => contract.gate.bump.ok) },
    parts: [{ judged: judgeChanges(gate.changes, settings, false).judged, context: own.context }, ...gated.map(({ context, gate: { gates } }) => ({ judged: gates, context }))],
  };
}

function subjectOf({ product }: ProductSnapshot): { product: string | null; key: string | null; contract: null } {
  return { product: product.name ?? null, key: productKey(product), contract: null };
}

function productContext(sides: Pair<ProductSnapshot>, index: ConsumerIndex): DraftContext {
  const { old, new: successor } = sides;
  const [port] = old.product.outputPorts;
  const contract = port === undefined ? undefined : old.contracts.find((candidate) => candidate.id === port.contractId);
  return {
    documents: { old: old.product.document, new: successor.product.document },
    subject: subjectOf(successor),
    pathPrefix: '',
    newPort: contract === undefined ? undefined : newPortFor(port?.name, contract),
    consumersOf: (item) => index.hitsOn(portsTouched(item, old), undefined),
  };
}

// A change of a port hits its readers; what the product reads or how it is managed hits nobody; all else, everybody.
function portsTouched(item: Change, { product }: ProductSnapshot): readonly OutputPort[] {
  if (/^(?:inputPorts|managementPorts)\b/u.test(item.path)) return [];
  const at = /^\/outputPorts\/\d+/u.exec(item.was ?? '')?.[0];
  if (at === undefined) return item.path.startsWith('outputPorts') ? [] : product.outputPorts;
  return product.outputPorts.filter((port) => port.at === at);
}

function countAll(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const [rule, count] of counts.flatMap((one) => [...one])) total.set(rule, (total.get(rule) ?? 0) + count);
  return total;
}

function endsOf({ product, contracts }: ProductSnapshot): (string | undefined)[] {
  const offered = new Set(product.outputPorts.map((port) => port.contractId));
  return contracts.filter((contract: DataContract) => offered.has(contract.id)).map(contractEndDate);
}

/** The first day on which something the product offers ends; unknown while a contract names none. */
function firstEnd(side: ProductSnapshot): string | undefined {
  const ends = endsOf(side);
  return ends.includes(undefined) ? undefined : ends.flatMap((end) => end ?? []).sort()[0];
}

/** The day on which the last of what the product offers ends. */
function lastEnd(side: ProductSnapshot): string | undefined {
  const ends = endsOf(side);
  return ends.includes(undefined) ? undefined : ends.flatMap((end) => end ?? []).sort().at(-1);
}

function oneSided(rule: 'product-added' | 'product-removed', side: ProductSnapshot, options: DiffOptionsAt): DiffResult {
  const { product } = side;
  const label = product.name ?? productKey(product);
  const isRemoved = rule === 'product-removed';
  const end = lastEnd(side);
  const traits = isRemoved && end !== undefined && end < options.today ? (['past-end-of-life'] as const) : [];
  const fact = change(rule, { path: '', at: '', was: '' }, { ...(isRemoved ? { from: label } : { to: label }), what: `Data product ${label} is ${isRemoved ? 'gone' : 'new'}`, was: isRemoved ? '' : undefined, traits, part: 'key' });
  const { judged, ignored } = judgeChanges([fact], options.settings, isDraft(product.status));
  const sides = { old: side, new: side };
  const index = consumerIndex(options.graph, sides);
  const subject = subjectOf(side);
  const context = productContext(sides, index);
  const place = options.stoodAt === undefined ? product.document : { ...product.document, file: options.stoodAt };
  const { entries, notes } = acceptParts([{ judged, context: { ...context, documents: { ...context.documents, new: place } } }], { acceptance: options.acceptance, today: options.today, subject });
  const migration: MigrationInput = { contracts: [], product: { sides, judged: counted(entries), ports: [] }, today: options.today, noticeDays: options.settings.options.noticeDays };
  const drafts = addDetails(entries, [], migration).map(({ item, draft }) => ({ draft, isReported: item.level !== 'none' }));
  const finished = finish({ drafts, ignored, acceptance: notes, isOnlyUsed: options.isOnlyUsed === true, isRecorded: index.isRecorded, place: { document: product.document, pointer: '' }, subject });
  const demanded = demandedBump(counted(entries));
  const version = product.version ?? null;
  return {
    title: { ...subject, fromVersion: isRemoved ? version : null, toVersion: isRemoved ? null : version },
    mode: options.settings.mode,
    bump: { demanded, declared: 'none', ok: !counted(entries).some((item) => item.level === 'breaking'), suggestedVersion: null },
    ...finished,
  };
}
