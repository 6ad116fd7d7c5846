import type { DataContract } from '../model/contract.ts';
import type { WorkspaceSettings } from '../workspace/settings.ts';
import { type ContractIndex, indexContract } from './contract-index.ts';
import { type PropertyOwner, propertyOwners } from './dp-places.ts';
import type { Judged } from './judged.ts';
import type { PublishedContracts } from './published-contracts.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** What every rule may look at beside its subject. */
export interface ReferenceContext {
  readonly index: WorkspaceIndex;
  /** `undefined` when no registry was asked. */
  readonly published: PublishedContracts | undefined;
  /** Whether a registry is configured for what these settings hold, asked or not. */
  hasRegistry(settings: WorkspaceSettings): boolean;
  /** The tables and columns of a contract by name and id. */
  elementsOf(contract: DataContract): ContractIndex;
  /** Where dp's own properties may stand, or stand by mistake. */
  ownersOf(judged: Judged): readonly PropertyOwner[];
}

/** The context of one run. `registry` says that one is named outside of any dp.yaml (`--registry`, `DP_REGISTRY`). */
export function referenceContext(index: WorkspaceIndex, published: PublishedContracts | undefined, options: { readonly isRegistryGiven: boolean }): ReferenceContext {
  return {
    index,
    published,
    hasRegistry: (settings) => options.isRegistryGiven || published !== undefined || settings.registry !== undefined,
    elementsOf: remembered(indexContract),
    ownersOf: remembered(propertyOwners),
  };
}

function remembered<Key extends object, Value>(build: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = build(key);
    known.set(key, { value });
    return value;
  };
}
