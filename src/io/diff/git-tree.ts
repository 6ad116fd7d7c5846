import { isRecord } from '../../core/manifest/node-reader.ts';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { readContract } from '../../core/manifest/read-contract.ts';
import { readProduct } from '../../core/manifest/read-product.ts';
import type { DataContract } from '../../core/model/contract.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import type { ProductSnapshot } from '../../core/model/snapshot.ts';
import { isYamlName, roleOfName, roleOfText } from '../../core/workspace/identify.ts';
import { type GitRepository, listTree, readBlobs } from '../git-read.ts';

/** A product as it stood at a commit; `folder` is from the repository's root, '' for the root itself. */
export interface TreeProduct {
  readonly folder: string;
  readonly snapshot: ProductSnapshot;
}

/** What stands below a folder at a commit. */
export interface TreeContent {
  readonly products: readonly TreeProduct[];
  /** Contracts in no product's folder, by path from the repository's root. */
  readonly looseContracts: ReadonlyMap<string, DataContract>;
}

export interface TreePlace {
  readonly repository: GitRepository;
  readonly commit: string;
  /** How messages name the revision: `git:main`. */
  readonly label: string;
  /** The domain of products whose manifest names none and that no dp.yaml of that commit covers. */
  readonly defaultDomain: string | undefined;
}

interface TreeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reads the products and contracts below a folder (or the one file of that path) at a commit, without a checkout. */
export async function readTree(place: TreePlace, folder: string): Promise<TreeContent> {
  const entries = (await listTree(place.repository, place.commit)).filter(({ mode, path }) => mode.startsWith('100') && mayMatter(path) && (isSettingsAbove(path, folder) || (isBelow(path, folder) && isVisible(path, folder))));
  const blobs = await readBlobs(place.repository, entries.map(({ oid }) => oid), { maxBytes: maxFileBytes });
  const files = entries.flatMap(({ path, oid }): TreeFile[] => {
    const blob = blobs.get(oid);
    return blob?.ok === true ? [{ path, bytes: blob.bytes }] : [];
  });
  const manifests = manifestsByFolder(files);
  const domains = domainsByFolder(files);
  const contracts = new Map<string, Map<string, DataContract>>();
  const loose = new Map<string, DataContract>();
  for (const file of files) {
    if (!isContract(file)) continue;
    const contract = readContract(parseYaml(`${place.label}:${file.path}`, file.bytes).document);
    const owner = nearest(manifests, folderOf(file.path));
    if (owner === undefined) loose.set(file.path, contract);
    else contracts.set(owner, (contracts.get(owner) ?? new Map<string, DataContract>()).set(file.path, contract));
  }
  const products = [...manifests].map(([own, file]): TreeProduct => {
    const domain = nearest(domains, own);
    const { document } = parseYaml(`${place.label}:${file.path}`, file.bytes);
    const product = readProduct(document, { defaultDomain: domain === undefined ? place.defaultDomain : domains.get(domain) });
    return { folder: own, snapshot: { origin: place.label, product, contracts: [...(contracts.get(own)?.values() ?? [])] } };
  });
  return { products, looseContracts: loose };
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function isSettingsAbove(path: string, folder: string): boolean {
  const own = folderOf(path);
  return nameOf(path) === 'dp.yaml' && (own === '' || folder.startsWith(`${own}/`));
}

const skippedFolders = new Set(['node_modules', '__pycache__']);

// As the walk over a work tree: hidden folders and packages' folders are not looked into.
function isVisible(path: string, folder: string): boolean {
  const below = folder === '' ? path : path.slice(folder.length + 1);
  return below.split('/').slice(0, -1).every((part) => !part.startsWith('.') && !skippedFolders.has(part));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function mayMatter(path: string): boolean {
  return isYamlName(path) || roleOfName(nameOf(path)) !== undefined;
}

function isContract({ path, bytes }: TreeFile): boolean {
  const role = roleOfName(nameOf(path));
  return role === undefined ? roleOfText(new TextDecoder().decode(bytes)) === 'contract' : role === 'contract';
}

// `dataproduct.yaml` is the product where a folder holds several manifests.
function manifestsByFolder(files: readonly TreeFile[]): Map<string, TreeFile> {
  const found = new Map<string, TreeFile>();
  for (const file of files) {
    if (roleOfName(nameOf(file.path)) !== 'manifest') continue;
    if (!found.has(folderOf(file.path)) || nameOf(file.path) === 'dataproduct.yaml') found.set(folderOf(file.path), file);
  }
  return found;
}

function domainsByFolder(files: readonly TreeFile[]): Map<string, string> {
  return new Map(
    files.flatMap((file) => {
      if (nameOf(file.path) !== 'dp.yaml') return [];
      const { data } = parseYaml(file.path, file.bytes).document;
      const domain = isRecord(data) ? data['domain'] : undefined;
      return typeof domain === 'string' ? [[folderOf(file.path), domain] as const] : [];
    }),
  );
}

/** The nearest folder at or above `folder` that the map knows. */
function nearest(map: ReadonlyMap<string, unknown>, folder: string): string | undefined {
  for (let current = folder; ; current = folderOf(current)) {
    if (map.has(current)) return current;
    if (current === '') return undefined;
  }
}
