import type { LineageGraph } from '../lineage/graph.ts';
import type { DataContract } from '../model/contract.ts';
import { DpError } from '../model/errors.ts';
import { productKey } from '../model/product.ts';
import type { Bump } from '../model/semver.ts';
import { parseVersion } from '../model/semver.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import type { Acceptance } from './accept/apply-acceptance.ts';
import { shiftBelowOne } from './bump.ts';
import type { Change, Pair } from './change.ts';
import { compareContracts } from './compare/compare-contracts.ts';
import { isDraft } from './compare/compare-status.ts';
import { consumerIndex, type ConsumerIndex, portsOf } from './consumers.ts';
import { addDetails } from './details.ts';
import { acceptParts, counted, entriesOf, type Part } from './findings.ts';
import { demandedBump, judgeChanges, type Judged, type Judgement } from './judge.ts';
import { finish, type Finished } from './report-parts.ts';
import type { DiffResult, DraftContext, NewPort } from './result.ts';
import type { DiffSettings } from './settings.ts';
import { type BumpVerdict, judgeVersion } from './version-gate.ts';

export interface DiffOptionsAt {
  readonly settings: DiffSettings;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Who reads what; without it consumers are unknown. */
  readonly graph?: LineageGraph | undefined;
  /** Leave out what hits no known consumer. */
  readonly isOnlyUsed?: boolean | undefined;
  /** What somebody has accepted for a while. */
  readonly acceptance?: Acceptance | undefined;
  /** Where findings about a product that is gone are shown: a file of the new side. */
  readonly stoodAt?: string | undefined;
  /** Only the product's own document is at hand: its contracts are not compared. */
  readonly isManifestOnly?: boolean | undefined;
}

/** Compares two contracts and judges the facts, but not the version. */
export function judgeContracts(contracts: Pair<DataContract>, { settings, today }: Pick<DiffOptionsAt, 'settings' | 'today'>): Judgement {
  const changes = compareContracts(contracts, { today, classificationOrder: settings.options.classificationOrder });
  return judgeChanges(changes, settings, isDraft(contracts.old.status));
}

/** The judgement of a contract's version. */
export interface ContractGate {
  readonly gates: readonly Judged[];
  /** Raw, and shifted for a contract below 1.0.0. */
  readonly demanded: { readonly raw: Bump; readonly shifted: Bump };
  readonly bump: BumpVerdict;
}

/** Judges a contract's version by its changes; those that somebody has accepted (not `counted`) ask for no more than a patch. */
export function gateContract(contracts: Pair<DataContract>, changes: { readonly all: readonly Judged[]; readonly counted: readonly Judged[] }, settings: DiffSettings): ContractGate {
  const raw = demandedBump(changes.counted);
  const hasChanges = changes.all.some((item) => item.level !== 'none');
  const gate = judgeVersion({ kind: 'contract', from: contracts.old.version, to: contracts.new.version, demanded: raw, hasChanges });
  return { gates: judgeChanges(gate.changes, settings, false).judged, demanded: { raw, shifted: shiftBelowOne(raw, parseVersion(contracts.old.version)) }, bump: gate.bump };
}

/**
 * The diff of two contract documents: findings, verdict and the version they need. `owners` are the products that offer the
 * contract, where they are known: they give findings their consumers.
 */
export function diffContracts(contracts: Pair<DataContract>, options: DiffOptionsAt & { readonly owners?: Pair<ProductSnapshot> | undefined }): DiffResult {
  const { owners, settings } = options;
  const { judged, ignored } = judgeContracts(contracts, options);
  const index = owners === undefined ? undefined : consumerIndex(options.graph, owners);
  const product = owners?.new.product;
  const subject = { product: product?.name ?? null, key: product === undefined ? null : productKey(product), contract: contracts.new.id ?? null };
  const context = contractDraftContext(contracts, { index, owners, subject, isInProduct: false });
  const prefix = contractPath(contracts.new);
  const part: Part = { judged, context, aliasOf: (path) => (path === '' ? prefix : `${prefix}.${path}`) };
  const { entries, notes } = acceptParts([part], { acceptance: options.acceptance, today: options.today, subject });
  const standing = counted(entries);
  const { gates, bump } = gateContract(contracts, { all: judged, counted: standing }, settings);
  const migration = { contracts: [{ contracts, judged: standing }], product: undefined, today: options.today, noticeDays: settings.options.noticeDays };
  const all = [...addDetails(entries, [{ part, contracts }], migration), ...entriesOf({ judged: gates, context })];
  const drafts = all.map(({ item, draft }) => ({ draft, isReported: item.level !== 'none' }));
  const finished: Finished = finish({ drafts, ignored, acceptance: notes, isOnlyUsed: options.isOnlyUsed === true, isRecorded: index?.isRecorded === true, place: { document: contracts.new.document, pointer: '' }, subject });
  return {
    title: { ...subject, fromVersion: contracts.old.version ?? null, toVersion: contracts.new.version ?? null },
    mode: settings.mode,
    bump,
    ...finished,
  };
}

interface ContractPlace {
  readonly index: ConsumerIndex | undefined;
  readonly owners: Pair<ProductSnapshot> | undefined;
  readonly subject: DraftContext['subject'];
  readonly isInProduct: boolean;
}

/** How findings of a pair of contracts are located and named, and whom they hit. */
export function contractDraftContext(contracts: Pair<DataContract>, { index, owners, subject, isInProduct }: ContractPlace): DraftContext {
  const ports = owners === undefined ? [] : portsOf(owners.old, contracts.old);
  return {
    documents: { old: contracts.old.document, new: contracts.new.document },
    subject,
    pathPrefix: isInProduct ? contractPath(contracts.new) : '',
    newPort: newPortFor(ports[0]?.name ?? contracts.new.name, contracts.old),
    consumersOf: (change: Change) => index?.hitsOn(ports, change.touches) ?? [],
  };
}

/** The keyed path of a contract inside its product. */
export function contractPath(contract: Pick<DataContract, 'id'>): string {
  const id = contract.id ?? '';
  return `contracts[id=${/^[A-Za-z0-9_-]+$/u.test(id) ? id : JSON.stringify(id)}]`;
}

/** The output port of the next major version. */
export function newPortFor(name: string | undefined, contract: DataContract): NewPort | undefined {
  const version = parseVersion(contract.version);
  if (name === undefined || version === undefined) return undefined;
  return { name, version: `${String(version.major + 1)}.0.0`, contractId: contract.id };
}

/** Comparing a product with a contract says nothing about either. */
export function unlike(left: string, right: string): DpError {
  return new DpError('not-comparable', `${left} and ${right} are different things: one is a data product, the other a data contract.`, { hint: 'compare a product with a product, or a contract with a contract' });
}
