import type { DataContract } from '../../model/contract.ts';
import type { WayOut } from '../../model/finding.ts';
import type { ProductSnapshot } from '../../model/snapshot.ts';
import { findContract } from '../../model/snapshot.ts';
import type { Pair } from '../change.ts';
import type { PortPair } from '../compare/match-ports.ts';
import type { Judged } from '../judge.ts';
import { contractWays } from './contract-ways.ts';
import { newPortWay, type NewPortInput } from './new-port.ts';
import { productWays } from './product-ways.ts';
import { type ContractStanding, countBumps, productStanding } from './version-plan.ts';

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
  const portsOf = portIndex(input.product);
  const standings = new Map(input.contracts.map(({ contracts, judged }) => [contracts, { contracts, counts: countBumps(judged), ports: portsOf(contracts).map((pair) => pair.new) }]));
  const product = input.product === undefined ? undefined : placeOf(input.product, [...standings.values()]);
  const endDate = addDays(input.today, input.noticeDays);
  return (item, pair) => {
    if (item.level !== 'breaking') return [];
    const standing = pair === undefined ? undefined : standings.get(pair);
    if (standing === undefined) return product === undefined ? [] : productWays(item, product);
    const own = contractWays(item, { standing, product: product?.standing, endDate });
    const port = newPortWay({ standing, product: product === undefined ? undefined : { ...product, ports: portsOf(standing.contracts) } }, item);
    const common = port === undefined ? [] : [port];
    return asksFirst.test(item.rule.id) ? [...own, ...common] : [...common, ...own];
  };
}

type Product = NonNullable<MigrationInput['product']>;

function placeOf({ sides, judged }: Product, contracts: readonly ContractStanding[]): Pick<NonNullable<NewPortInput['product']>, 'standing' | 'sides' | 'files'> {
  const products = { old: sides.old.product, new: sides.new.product };
  return { standing: productStanding(products, judged, contracts), sides, files: new Set(sides.new.contracts.map((contract) => contract.document.file)) };
}

/** The pairs of ports that promise a pair of contracts. */
function portIndex(product: Product | undefined): (contracts: Pair<DataContract>) => readonly PortPair[] {
  const index = new Map<DataContract, PortPair[]>();
  for (const pair of product?.ports ?? []) {
    const contract = product === undefined ? undefined : findContract(product.sides.old.contracts, pair.old);
    if (contract === undefined) continue;
    const known = index.get(contract);
    if (known === undefined) index.set(contract, [pair]);
    else known.push(pair);
  }
  return (contracts) => (index.get(contracts.old) ?? []).filter((pair) => product !== undefined && findContract(product.sides.new.contracts, pair.new) === contracts.new);
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
