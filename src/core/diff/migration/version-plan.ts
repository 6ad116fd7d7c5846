import type { DataContract } from '../../model/contract.ts';
import type { MigrationStep } from '../../model/finding.ts';
import type { DataProduct, OutputPort } from '../../model/product.ts';
import { type Bump, parseVersion } from '../../model/semver.ts';
import { maxBump, shiftBelowOne } from '../bump.ts';
import type { Pair } from '../change.ts';
import type { Judged } from '../judge.ts';
import { judgeVersion } from '../version-gate.ts';
import { portVersionStep, setStep } from './steps.ts';

/** How many changes ask for each bump, so that one can be left out without counting all again. */
export type BumpCounts = ReadonlyMap<Bump, number>;

export function countBumps(judged: Iterable<Pick<Judged, 'bump'>>): BumpCounts {
  const counts = new Map<Bump, number>();
  for (const { bump } of judged) counts.set(bump, (counts.get(bump) ?? 0) + 1);
  return counts;
}

/** What all changes but one ask for. */
export function bumpWithout(counts: BumpCounts, left: Pick<Judged, 'bump'> | undefined): Bump {
  return maxBump([...counts].flatMap(([bump, count]) => (count - (left?.bump === bump ? 1 : 0) > 0 ? [bump] : [])));
}

/** A contract, the ports that promise it, and what its changes ask for. */
export interface ContractStanding {
  readonly contracts: Pair<DataContract>;
  readonly ports: readonly OutputPort[];
  readonly counts: BumpCounts;
}

/** A product, and what its own changes and those of its contracts ask for. */
export interface ProductStanding {
  readonly products: Pair<DataProduct>;
  readonly counts: BumpCounts;
  /** How many of its contracts ask it for each bump. */
  readonly contractCounts: BumpCounts;
}

/** What a product's own changes and those of its contracts ask for. */
export function productStanding(products: Pair<DataProduct>, judged: readonly Judged[], contracts: readonly ContractStanding[]): ProductStanding {
  return { products, counts: countBumps(judged), contractCounts: countBumps(contracts.map((standing) => ({ bump: bumpOfProduct(products, standing, bumpWithout(standing.counts, undefined)) }))) };
}

/** What a contract's changes ask of the product that offers it. */
function bumpOfProduct({ old }: Pair<DataProduct>, { contracts }: ContractStanding, left: Bump): Bump {
  const before = parseVersion(old.version);
  return shiftBelowOne(left, before?.major === 0 ? before : parseVersion(contracts.old.version));
}

/** What a way out leaves: the change it mends is gone, and it asks for a bump of its own. */
export interface Remainder {
  readonly without: Judged;
  readonly adds: Bump;
  /** The contract it is about is as it was: none of its changes is left. */
  readonly isContractKept?: boolean;
}

/** The version that a document needs; `undefined` where the one it declares will do. */
export function neededVersion({ from, to, demanded }: { readonly from: string | undefined; readonly to: string | undefined; readonly demanded: Bump }): string | undefined {
  const { bump } = judgeVersion({ kind: 'contract', from, to, demanded, isShifted: true, hasChanges: demanded !== 'none' });
  return bump.ok ? undefined : (bump.suggestedVersion ?? undefined);
}

/** What a contract's changes ask for once a way out is taken. */
export function contractBump({ contracts, counts }: ContractStanding, { without, adds }: Remainder): Bump {
  return shiftBelowOne(maxBump([bumpWithout(counts, without), adds]), parseVersion(contracts.old.version));
}

/** The edits of `version` in a contract, its ports and its product, once a way out inside the contract is taken. */
export function contractVersionSteps(standing: ContractStanding, product: ProductStanding | undefined, remainder: Remainder): MigrationStep[] {
  const { contracts, ports } = standing;
  const version = neededVersion({ from: contracts.old.version, to: contracts.new.version, demanded: contractBump(standing, remainder) });
  const own = version === undefined ? [] : [setStep(contracts.new.document.file, '/version', version)];
  const ofPorts = version === undefined || product === undefined ? [] : ports.flatMap((port) => portVersionStep(product.products.new.document, port, version));
  return [...own, ...ofPorts, ...productVersionSteps(product, standing, remainder)];
}

/** The edit of the product's `version`; `standing` is the contract that the way out is about, if it is about one. */
export function productVersionSteps(product: ProductStanding | undefined, standing: ContractStanding | undefined, remainder: Remainder): MigrationStep[] {
  if (product === undefined) return [];
  const { products, counts, contractCounts } = product;
  const before = parseVersion(products.old.version);
  const own = bumpWithout(counts, standing === undefined ? remainder.without : undefined);
  const mended = standing === undefined ? [] : [bumpOfProduct(products, standing, remainder.isContractKept === true ? 'none' : bumpWithout(standing.counts, remainder.without))];
  const others = bumpWithout(contractCounts, standing === undefined ? undefined : { bump: bumpOfProduct(products, standing, bumpWithout(standing.counts, undefined)) });
  const demanded = maxBump([shiftBelowOne(own, before), shiftBelowOne(remainder.adds, before), ...mended, others]);
  const version = neededVersion({ from: products.old.version, to: products.new.version, demanded });
  return version === undefined ? [] : [setStep(products.new.document.file, '/version', version)];
}
