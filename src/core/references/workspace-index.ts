import { compareText } from '../model/draft.ts';
import { type OutputPort, productKey } from '../model/product.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { groupBy } from './group-by.ts';
import { type JudgedContract, type JudgedProduct, judgedLoose, judgedOf } from './judged.ts';
import type { ContractReference } from './published-contracts.ts';

export interface OfferedPort {
  readonly owner: JudgedProduct;
  readonly port: OutputPort;
}

/** Everything of a workspace by what it is looked up by: built once a run, so that no check compares all with all. */
export interface WorkspaceIndex {
  /** Every manifest, those too many included, in the order of their files. */
  readonly manifests: readonly JudgedProduct[];
  readonly contracts: readonly JudgedContract[];
  readonly contractsByFile: ReadonlyMap<string, JudgedContract>;
  readonly contractsById: ReadonlyMap<string, readonly JudgedContract[]>;
  readonly productsById: ReadonlyMap<string, readonly JudgedProduct[]>;
  /** By `<domain>/<name>`; products without one of the two are not in here. */
  readonly productsByKey: ReadonlyMap<string, readonly JudgedProduct[]>;
  readonly outputPortsByContract: ReadonlyMap<string, readonly OfferedPort[]>;
}

/** Indexes a workspace. */
export function indexWorkspace(workspace: Workspace): WorkspaceIndex {
  const judged = workspace.products.map(judgedOf);
  const manifests = judged.flatMap((product) => product.manifests).sort((a, b) => compareText(a.document.file, b.document.file));
  const contracts = [...judged.flatMap((product) => product.contracts), ...workspace.looseContracts.map(judgedLoose)].sort((a, b) => compareText(a.document.file, b.document.file));
  const main = manifests.filter(({ isMain }) => isMain);
  const offered = main.flatMap((owner) => owner.product.outputPorts.map((port): OfferedPort => ({ owner, port })));
  return {
    manifests,
    contracts,
    contractsByFile: new Map(contracts.map((contract) => [contract.document.file, contract])),
    contractsById: groupBy(contracts, ({ contract }) => contract.id),
    productsById: groupBy(main, ({ product }) => product.id),
    productsByKey: groupBy(main, ({ product }) => (product.name === undefined || product.domain === undefined ? undefined : productKey(product))),
    outputPortsByContract: groupBy(offered, ({ port }) => port.contractId),
  };
}

/** What the workspace itself knows of a contract that a port names. */
export type LocalContract =
  | { readonly kind: 'found' }
  | { readonly kind: 'other-versions'; readonly contracts: readonly JudgedContract[] }
  | { readonly kind: 'unknown' };

/** Looks a port's contract up in the workspace: by id and version, or, for a port without version, the only one of the id. */
export function findLocally(index: WorkspaceIndex, reference: ContractReference): LocalContract {
  const contracts = index.contractsById.get(reference.contractId) ?? [];
  if (contracts.length === 0) return { kind: 'unknown' };
  const versions = new Set(contracts.map(({ contract }) => contract.version));
  const isFound = reference.version === undefined ? versions.size === 1 : versions.has(reference.version);
  return isFound ? { kind: 'found' } : { kind: 'other-versions', contracts };
}
