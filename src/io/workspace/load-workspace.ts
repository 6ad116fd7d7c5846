import { basename, dirname, join, relative } from 'node:path';
import { parseOversized, parseYaml } from '../../core/manifest/parse-yaml.ts';
import { readContract } from '../../core/manifest/read-contract.ts';
import { readProduct } from '../../core/manifest/read-product.ts';
import { isYamlName, roleOfName, roleOfText } from '../../core/workspace/identify.ts';
import { noSettings, type WorkspaceSettings } from '../../core/workspace/settings.ts';
import type { LoadedContract, LoadedDocument, LoadedProduct, LooseContract, Workspace } from '../../core/workspace/workspace.ts';
import { readBytes, slashed, statPath } from '../files.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import { readSettingsFor } from './read-settings.ts';
import { walk } from './walk.ts';

/** What of a product's folder is known while the walk is still below it. */
interface OpenProduct {
  readonly folder: string;
  readonly settings: WorkspaceSettings;
  readonly manifests: LoadedDocument[];
  readonly contracts: LoadedContract[];
  readonly files: string[];
}

/**
 * Reads every manifest and contract of the workspace at `root` (absolute). Broken files are loaded too, with their findings.
 * Errors: `configuration` for a dp.yaml that can't be used, `unreadable`, `interrupted`.
 */
export async function loadWorkspace(root: string, signal: AbortSignal): Promise<Workspace> {
  const rootSettings = await readSettingsFor(root);
  const settingsAt = new Map<string, WorkspaceSettings>([['', rootSettings]]);
  const ownerAt = new Map<string, OpenProduct>();
  const products: OpenProduct[] = [];
  const loose: LooseContract[] = [];
  for await (const { path, files } of walk(root, signal)) {
    const parent = path === '' ? '' : slashed(dirname(path)).replace(/^\.$/u, '');
    let settings = settingsAt.get(path === '' ? '' : parent) ?? noSettings(slashed(root));
    if (path !== '' && files.includes('dp.yaml')) settings = await readSettingsFor(join(root, path));
    settingsAt.set(path, settings);
    const folder = slashed(join(root, path));
    const manifestNames = files.filter((name) => roleOfName(name) === 'manifest');
    let owner = path === '' ? undefined : ownerAt.get(parent);
    if (manifestNames.length > 0) {
      owner = { folder, settings, manifests: orderManifests(manifestNames).map((name) => loadDocument(`${folder}/${name}`)), contracts: [], files: [] };
      products.push(owner);
    }
    if (owner !== undefined) ownerAt.set(path, owner);
    for (const name of files) {
      owner?.files.push(slashed(relative(owner.folder, `${folder}/${name}`)));
      const loaded = loadContractIfOne(`${folder}/${name}`);
      if (loaded === undefined) continue;
      if (owner === undefined) loose.push({ ...loaded, settings });
      else owner.contracts.push(loaded);
    }
  }
  return { root: slashed(root), settings: rootSettings, products: products.flatMap(closeProduct), looseContracts: loose };
}

// `dataproduct.yaml` is the product; other names beside it are the ones too many.
function orderManifests(names: readonly string[]): string[] {
  return [...names].sort((a, b) => Number(b === 'dataproduct.yaml') - Number(a === 'dataproduct.yaml'));
}

function closeProduct(open: OpenProduct): LoadedProduct[] {
  const [manifest, ...otherManifests] = open.manifests;
  if (manifest === undefined) return [];
  return [
    {
      folder: open.folder,
      settings: open.settings,
      manifest,
      otherManifests,
      product: readProduct(manifest.document, { defaultDomain: open.settings.domain }),
      contracts: open.contracts,
      files: open.files.sort(),
    },
  ];
}

/** Reads and parses one file. A file above the size limit is not read at all: its finding says so. */
export function loadDocument(file: string): LoadedDocument {
  const size = statPath(file)?.size ?? 0;
  return size > maxFileBytes ? parseOversized(file, size) : parseYaml(file, readBytes(file));
}

/** Loads a file when its name or its `kind` line makes it a contract. */
function loadContractIfOne(file: string): LoadedContract | undefined {
  const name = basename(file);
  const role = roleOfName(name);
  if (role === 'manifest' || (role === undefined && !isYamlName(name))) return undefined;
  if (role === undefined && !looksLikeContract(file)) return undefined;
  return loadContract(file);
}

function looksLikeContract(file: string): boolean {
  if ((statPath(file)?.size ?? 0) > maxFileBytes) return false;
  return roleOfText(new TextDecoder().decode(readBytes(file))) === 'contract';
}

/** Reads one contract file, whatever its name. */
export function loadContract(file: string): LoadedContract {
  const loaded = loadDocument(file);
  return { ...loaded, contract: readContract(loaded.document) };
}
