import { parseYaml } from '../manifest/parse-yaml.ts';
import { readContract } from '../manifest/read-contract.ts';
import { readProduct } from '../manifest/read-product.ts';
import type { DataContract } from '../model/contract.ts';
import type { ProductSnapshot } from '../model/snapshot.ts';
import { isYamlName, roleOfName, roleOfText } from '../workspace/identify.ts';
import { documentOfData } from './data-document.ts';
import { parseKey } from './grammar.ts';
import { bytesOf, findManifest, type PublishedFile, type VersionFile } from './version-file.ts';

/** How messages and positions name a published version: `registry:sales/orders@1.2.0`. */
export function originOf(version: Pick<VersionFile, 'product' | 'version'>): string {
  return `registry:${version.product}@${version.version}`;
}

/**
 * A published version as diff and lineage read it. Files are labelled `registry:sales/orders@1.2.0/<path>`; the product's
 * domain is the one it was published under. `undefined` where the version holds no manifest.
 */
export function snapshotOfVersion(file: VersionFile): ProductSnapshot | undefined {
  const origin = originOf(file);
  const manifest = findManifest(file.files);
  if (manifest === undefined) return undefined;
  const parsed = parseYaml(`${origin}/${manifest.path}`, bytesOf(manifest));
  return {
    origin,
    product: readProduct(parsed.document, { defaultDomain: parseKey(file.product)?.domain }),
    contracts: contractsOf(file.files, origin),
  };
}

/**
 * A published version as the product graph reads it: from its parsed manifest, without positions, and with its contracts
 * parsed only when somebody asks for them. A graph has thousands of products and looks into the contracts of a few.
 */
export function graphSnapshotOfVersion(file: VersionFile): ProductSnapshot {
  const origin = originOf(file);
  let contracts: readonly DataContract[] | undefined;
  return {
    origin,
    product: readProduct(documentOfData(`${origin}/manifest`, file.manifest), { defaultDomain: parseKey(file.product)?.domain }),
    get contracts() {
      contracts ??= contractsOf(file.files, origin);
      return contracts;
    },
  };
}

/** The contracts among files, by name or by what their text says they are. Labels are `<prefix>/<path>`. */
export function contractsOf(files: readonly PublishedFile[], prefix: string): DataContract[] {
  return contractFiles(files).map((file) => readContract(parseYaml(`${prefix}/${file.path}`, bytesOf(file)).document));
}

/** The files that are contracts, in their order: each is read to one contract by `contractsOf`. */
export function contractFiles(files: readonly PublishedFile[]): PublishedFile[] {
  return files.filter(isContract);
}

function isContract(file: PublishedFile): boolean {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const role = roleOfName(name);
  if (role !== undefined) return role === 'contract';
  return isYamlName(name) && file.content.kind === 'text' && roleOfText(file.content.text) === 'contract';
}
