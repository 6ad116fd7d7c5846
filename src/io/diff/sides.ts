import { isRecord } from '../../core/manifest/node-reader.ts';
import type { DataContract } from '../../core/model/contract.ts';
import { DpError } from '../../core/model/errors.ts';
import type { ProductSnapshot } from '../../core/model/snapshot.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import type { LoadedContract, LoadedDocument, LoadedProduct, LooseContract } from '../../core/workspace/workspace.ts';
import { snapshotOf } from '../../core/workspace/workspace.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';

/** What the user asked to compare, on the side of the work tree. */
export type NewSide =
  | { readonly kind: 'product'; readonly folder: string; readonly settings: WorkspaceSettings; readonly snapshot: ProductSnapshot }
  /** `owner` is the product whose folder it lies in. */
  | { readonly kind: 'contract'; readonly file: string; readonly settings: WorkspaceSettings; readonly contract: DataContract; readonly owner: LoadedProduct | undefined };

/** One comparison: both sides as far as they exist. `against` is null where nothing was published yet. */
export type ComparedPair = { readonly against: string | null; readonly settings: WorkspaceSettings } & (
  /** `stoodAt`: where the manifest of a product that is gone would be in the work tree, absolute. */
  | { readonly kind: 'product'; readonly old: ProductSnapshot | undefined; readonly new: ProductSnapshot | undefined; readonly stoodAt?: string | undefined }
  | { readonly kind: 'contract'; readonly old: DataContract | undefined; readonly new: DataContract; readonly owners: { readonly old: ProductSnapshot; readonly new: ProductSnapshot } | undefined }
);

/** A loaded product as a side; error: `unreadable` where its text has no meaning. */
export function productSide(loaded: LoadedProduct): Extract<NewSide, { kind: 'product' }> {
  return { kind: 'product', folder: loaded.folder, settings: loaded.settings, snapshot: readableProduct(loaded) };
}

/** A loaded product as a snapshot, once all its documents can be read. */
export function readableProduct(loaded: LoadedProduct): ProductSnapshot {
  for (const document of [loaded.manifest, ...loaded.contracts]) requireReadable(document);
  return snapshotOf(loaded);
}

/** A loaded contract file as a side. */
export function contractSide(loaded: LoadedContract, settings: WorkspaceSettings, owner: LoadedProduct | undefined): NewSide {
  requireReadable(loaded);
  return { kind: 'contract', file: loaded.document.file, settings, contract: loaded.contract, owner };
}

/** A contract that lies in no product's folder, as a side. */
export function looseSide(loose: LooseContract): NewSide {
  return contractSide(loose, loose.settings, undefined);
}

function requireReadable({ document, drafts }: LoadedDocument): void {
  requireMapping(document, drafts.find((draft) => draft.severity === 'error')?.message);
}

/** A document that is no mapping (broken YAML, a list, nothing) can't be compared. */
export function requireMapping(document: SourceDocument, reason = 'it holds no YAML mapping'): void {
  if (isRecord(document.data)) return;
  throw new DpError('unreadable', `${document.file} cannot be compared: ${reason.replace(/\.$/u, '')}.`, { hint: 'dp validate' });
}

/** A snapshot of another place, once all its documents can be read. */
export function requireReadableSnapshot(snapshot: ProductSnapshot): ProductSnapshot {
  for (const { document } of [snapshot.product, ...snapshot.contracts]) requireMapping(document);
  return snapshot;
}
