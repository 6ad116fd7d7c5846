import type { DataContract } from '../../model/contract.ts';
import type { WayOut } from '../../model/finding.ts';
import type { ProductSnapshot } from '../../model/snapshot.ts';
import { findContract } from '../../model/snapshot.ts';
import type { Pair } from '../change.ts';
import type { PortPair } from '../compare/match-ports.ts';
import type { Judged } from '../judge.ts';
import { contractWays } from './contract-ways.ts';
import { newPortWay } from './new-port.ts';
import { productWays } from './product-ways.ts';
import { type ContractStanding, countBumps, type ProductStanding } from './version-plan.ts';

/** The changes of one pair of contracts that nobody has accepted. */
export interface ContractChanges {
  readonly contracts: Pair<DataContract>;
  readonly judged: readonly Judged[];
}

export interface MigrationInput {
  readonly contracts: readonly ContractChanges[];
  /** The product, where one was compared: its own changes and how its ports belong together. */
  readonly product: { readonly sides: Pair<ProductSnapshot>; readonly judged: readonly Judged[]; readonly ports: readonly PortPair[] } | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly noticeDays: number;
}

/** Finds the ways out of a break. `contract` is the pair that the change is in; without it, the change is the product's own. */
export type WayFinder = (item: Judged, contract: Pair<DataContract> | undefined) => readonly WayOut[];

const asksFirst = /^(?:field|schema)-(?:removed|renamed)|^role-/u;

/**
 * A finder of ways out (issue C, "Migration"). What readers can be led away from gently comes first: a removal or rename is
 * deprecated beside; everything else belongs in a new port. Each way stands for itself.
 */
export function wayFinder(input: MigrationInput): WayFinder {
  const standings = input.contracts.map(({ contracts, judged }) => ({ contracts, counts: countBumps(judged), ports: portsOf(contracts, input) }));
  const product = productStanding(input, standings);
  const endDate = addDays(input.today, input.noticeDays);
  return (item, pair) => {
    if (item.level !== 'breaking') return [];
    const standing = standings.find(({ contracts }) => contracts === pair);
    if (standing === undefined) return product === undefined || input.product === undefined ? [] : productWays(item, { standing: product, sides: input.product.sides });
    const own = contractWays(item, { standing, product, endDate });
    const port = newPortWay({ standing, product: product === undefined || input.product === undefined ? undefined : { standing: product, sides: input.product.sides, ports: portPairs(standing.contracts, input.product) } }, item);
    const common = port === undefined ? [] : [port];
    return asksFirst.test(item.rule.id) ? [...own, ...common] : [...common, ...own];
  };
}

function productStanding(input: MigrationInput, contracts: readonly ContractStanding[]): ProductStanding | undefined {
  const { product } = input;
  if (product === undefined) return undefined;
  return { products: { old: product.sides.old.product, new: product.sides.new.product }, counts: countBumps(product.judged), contracts };
}

function portsOf(contracts: Pair<DataContract>, { product }: MigrationInput): ContractStanding['ports'] {
  return product === undefined ? [] : portPairs(contracts, product).map((pair) => pair.new);
}

function portPairs(contracts: Pair<DataContract>, { sides, ports }: NonNullable<MigrationInput['product']>): readonly PortPair[] {
  return ports.filter((pair) => findContract(sides.old.contracts, pair.old) === contracts.old && findContract(sides.new.contracts, pair.new) === contracts.new);
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
