import type { DataContract } from '../model/contract.ts';
import type { FindingDraft } from '../model/draft.ts';
import type { DataProduct } from '../model/product.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import type { SourceDocument } from '../model/source-document.ts';
import type { WorkspaceSettings } from './settings.ts';

/** A parsed file and what the YAML step says of it. */
export interface LoadedDocument {
  readonly document: SourceDocument;
  readonly drafts: readonly FindingDraft[];
}

export interface LoadedContract extends LoadedDocument {
  readonly contract: DataContract;
}

/** A data product's folder as it was read. Paths are absolute with forward slashes. */
export interface LoadedProduct {
  readonly folder: string;
  readonly settings: WorkspaceSettings;
  readonly manifest: LoadedDocument;
  /** More manifests in the same folder: an error, but each is judged. */
  readonly otherManifests: readonly LoadedDocument[];
  readonly product: DataProduct;
  readonly contracts: readonly LoadedContract[];
  /** Every file below the folder that no nested product owns, relative to it, sorted. */
  readonly files: readonly string[];
}

/** A contract file that lies in no product's folder. */
export interface LooseContract extends LoadedContract {
  readonly settings: WorkspaceSettings;
}

export interface Workspace {
  /** Absolute, with forward slashes. */
  readonly root: string;
  readonly settings: WorkspaceSettings;
  readonly products: readonly LoadedProduct[];
  readonly looseContracts: readonly LooseContract[];
}

/** A loaded product as what diff, lineage and the registry compare and read. */
export function snapshotOf(loaded: LoadedProduct): ProductSnapshot {
  return { origin: 'work tree', product: loaded.product, contracts: loaded.contracts.map(({ contract }) => contract) };
}
