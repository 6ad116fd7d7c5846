import type { DataContract } from './contract.ts';
import type { DataProduct } from './product.ts';

/** A product and its contracts as they stood at one place and time: a folder, a git revision, a published version. */
export interface ProductSnapshot {
  /** How messages name the place: `work tree`, `git:main`, `registry:sales/orders@1.2.0`. */
  readonly origin: string;
  readonly product: DataProduct;
  readonly contracts: readonly DataContract[];
}

/** The contract a port names, by id and version; a port without version takes the only contract of that id. */
export function findContract(
  contracts: readonly DataContract[],
  port: { readonly contractId: string | undefined; readonly version: string | undefined },
): DataContract | undefined {
  if (port.contractId === undefined) return undefined;
  const sameId = indexById(contracts).get(port.contractId) ?? [];
  return sameId.find((contract) => contract.version === port.version) ?? (sameId.length === 1 ? sameId[0] : undefined);
}

const indexes = new WeakMap<readonly DataContract[], ReadonlyMap<string | undefined, readonly DataContract[]>>();

// Made once for a list: a product may offer thousands of contracts, and each of its ports asks.
function indexById(contracts: readonly DataContract[]): ReadonlyMap<string | undefined, readonly DataContract[]> {
  const known = indexes.get(contracts);
  if (known !== undefined) return known;
  const index = new Map<string | undefined, DataContract[]>();
  for (const contract of contracts) {
    const sameId = index.get(contract.id);
    if (sameId === undefined) index.set(contract.id, [contract]);
    else sameId.push(contract);
  }
  indexes.set(contracts, index);
  return index;
}
