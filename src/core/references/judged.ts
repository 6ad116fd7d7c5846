import { readProduct } from '../manifest/read-product.ts';
import type { DataContract } from '../model/contract.ts';
import type { Subject } from '../model/finding.ts';
import { type DataProduct, productKey } from '../model/product.ts';
import type { SourceDocument } from '../model/source-document.ts';
import type { WorkspaceSettings } from '../workspace/settings.ts';
import type { LoadedProduct, LooseContract } from '../workspace/workspace.ts';

/** A manifest to be judged. */
export interface JudgedProduct {
  readonly kind: 'DataProduct';
  readonly document: SourceDocument;
  readonly product: DataProduct;
  readonly loaded: LoadedProduct;
  readonly settings: WorkspaceSettings;
  /** The product's contracts, whatever its ports say. */
  readonly contracts: readonly JudgedContract[];
  /** Whether it is the folder's manifest and not one too many. */
  readonly isMain: boolean;
}

/** A contract to be judged. */
export interface JudgedContract {
  readonly kind: 'DataContract';
  readonly document: SourceDocument;
  readonly contract: DataContract;
  /** The product in whose folder the file lies. */
  readonly owner: DataProduct | undefined;
  readonly settings: WorkspaceSettings;
}

export type Judged = JudgedProduct | JudgedContract;

/** A loaded product as its manifests (the second and later ones are too many, yet judged) and contracts. */
export function judgedOf(loaded: LoadedProduct): { manifests: JudgedProduct[]; contracts: JudgedContract[] } {
  const { settings } = loaded;
  const contracts = loaded.contracts.map(({ document, contract }): JudgedContract => ({ kind: 'DataContract', document, contract, owner: loaded.product, settings }));
  const common = { kind: 'DataProduct', loaded, settings, contracts } as const;
  const others = loaded.otherManifests.map(
    ({ document }): JudgedProduct => ({ ...common, document, product: readProduct(document, { defaultDomain: settings.domain }), isMain: false }),
  );
  return { manifests: [{ ...common, document: loaded.manifest.document, product: loaded.product, isMain: true }, ...others], contracts };
}

/** A contract that lies in no product's folder. */
export function judgedLoose({ document, contract, settings }: LooseContract): JudgedContract {
  return { kind: 'DataContract', document, contract, owner: undefined, settings };
}

/** Product and contract of a finding in a document; its path is the finding's own. */
export function subjectOf(judged: Judged): Omit<Subject, 'path'> {
  const product = judged.kind === 'DataProduct' ? judged.product : judged.owner;
  return {
    product: product?.name ?? product?.id ?? null,
    key: product === undefined ? null : productKey(product) || null,
    contract: judged.kind === 'DataContract' ? (judged.contract.id ?? null) : null,
  };
}
