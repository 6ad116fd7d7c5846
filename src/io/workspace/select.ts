import { basename, dirname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { DpError } from '../../core/model/errors.ts';
import { isYamlName, roleOfName, roleOfText } from '../../core/workspace/identify.ts';
import { noSettings } from '../../core/workspace/settings.ts';
import type { LoadedProduct, LooseContract, Workspace } from '../../core/workspace/workspace.ts';
import { listFolder, readBytes, slashed, statPath } from '../files.ts';
import type { World } from '../world.ts';
import { findGitTop, findWorkspaceRoot } from './find-root.ts';
import { loadContract, loadWorkspace } from './load-workspace.ts';

/** A workspace and what of it was asked for. */
export interface Target {
  readonly workspace: Workspace;
  readonly products: readonly LoadedProduct[];
  readonly looseContracts: readonly LooseContract[];
}

export interface Selection {
  readonly targets: readonly Target[];
  /** Existing files that belong to no product, as they were given. */
  readonly skipped: readonly string[];
}

/**
 * Turns the paths of a command line (files, folders or globs; none: the whole workspace) into products and contracts.
 * A file belongs to its product, so that a hook can pass file names. Errors: `no-such-path` for a path or glob that matches nothing.
 */
export async function selectTargets(world: World, paths: readonly string[]): Promise<Selection> {
  if (paths.length === 0) return { targets: [await wholeWorkspace(world)], skipped: [] };
  const opened = new Map<string, Promise<Workspace>>();
  const targets = new Map<string, { workspace: Workspace; products: Set<LoadedProduct>; loose: Map<string, LooseContract> }>();
  const skipped: string[] = [];
  for (const given of await expand(world, paths)) {
    const path = resolve(world.cwd, given);
    const isFolder = statPath(path)?.isDirectory() === true;
    const root = rootOf(path, isFolder);
    const opening = opened.get(root.path) ?? (root.isWalked ? loadWorkspace(root.path, world.signal) : Promise.resolve(emptyWorkspace(root.path)));
    opened.set(root.path, opening);
    const workspace = await opening;
    const target = targets.get(root.path) ?? { workspace, products: new Set(), loose: new Map() };
    targets.set(root.path, target);
    const found = isFolder ? inFolder(workspace, slashed(path)) : ofFile(workspace, slashed(path));
    for (const product of found.products) target.products.add(product);
    for (const contract of found.looseContracts) target.loose.set(contract.document.file, contract);
    if (found.products.length + found.looseContracts.length > 0) continue;
    if (isFolder) throw nothingIn(given);
    skipped.push(given);
  }
  return {
    targets: [...targets.values()].map(({ workspace, products, loose }) => ({ workspace, products: [...products], looseContracts: [...loose.values()] })),
    skipped,
  };
}

async function wholeWorkspace(world: World): Promise<Target> {
  const root = findWorkspaceRoot(world.cwd);
  const workspace = await loadWorkspace(root, world.signal);
  if (workspace.products.length + workspace.looseContracts.length === 0) throw nothingIn(root);
  return { workspace, products: workspace.products, looseContracts: workspace.looseContracts };
}

function nothingIn(path: string): DpError {
  return new DpError('no-such-path', `There is no data product and no data contract in ${path}.`, {
    hint: 'dp init orders --name orders --domain sales --set owner=you@acme.example',
  });
}

async function expand(world: World, paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(paths.map(async (path) => await expandOne(world, path)));
  return [...new Set(lists.flat())];
}

async function expandOne(world: World, path: string): Promise<string[]> {
  if (statPath(resolve(world.cwd, path)) !== undefined) return [path];
  if (!isDynamicPattern(path)) throw new DpError('no-such-path', `There is no file or folder ${path}.`, { hint: `ls ${slashed(dirname(path))}` });
  const matches = await glob(path, { cwd: world.cwd, onlyFiles: false, expandDirectories: false, followSymbolicLinks: false, ignore: ['**/node_modules/**', '**/.git/**'] });
  if (matches.length === 0) throw new DpError('no-such-path', `Nothing matches ${path}.`, { hint: 'quote the pattern, so that your shell hands it on as it is' });
  return matches.map((match) => match.replace(/\/$/u, '')).sort();
}

// Outside git and any dp.yaml a file's surroundings may be a whole home folder: then only its product's folder is read.
function rootOf(path: string, isFolder: boolean): { path: string; isWalked: boolean } {
  const folder = isFolder ? path : dirname(path);
  const root = findWorkspaceRoot(folder);
  const isMarked = findGitTop(folder) !== undefined || statPath(`${root}/dp.yaml`) !== undefined;
  if (isMarked || isFolder) return { path: root, isWalked: true };
  const productFolder = findProductFolder(folder);
  return productFolder === undefined ? { path: folder, isWalked: false } : { path: productFolder, isWalked: true };
}

function findProductFolder(from: string): string | undefined {
  if (statPath(from)?.isDirectory() === true && listFolder(from).some((entry) => entry.isFile() && roleOfName(entry.name) === 'manifest')) return from;
  const parent = dirname(from);
  return parent === from ? undefined : findProductFolder(parent);
}

function emptyWorkspace(root: string): Workspace {
  return { root: slashed(root), settings: noSettings(slashed(root)), products: [], looseContracts: [] };
}

type Found = Pick<Target, 'products' | 'looseContracts'>;

function inFolder(workspace: Workspace, folder: string): Found {
  const isBelow = (path: string): boolean => path === folder || path.startsWith(`${folder}/`);
  const products = workspace.products.filter((product) => isBelow(product.folder));
  const looseContracts = workspace.looseContracts.filter(({ document }) => isBelow(document.file));
  if (products.length + looseContracts.length > 0) return { products, looseContracts };
  const owner = ownerOf(workspace, folder);
  return { products: owner === undefined ? [] : [owner], looseContracts: [] };
}

function ofFile(workspace: Workspace, file: string): Found {
  const loose = workspace.looseContracts.filter(({ document }) => document.file === file);
  if (loose.length > 0) return { products: [], looseContracts: loose };
  const owner = ownerOf(workspace, file);
  if (owner !== undefined) return { products: [owner], looseContracts: [] };
  if (!isContractFile(file)) return { products: [], looseContracts: [] };
  return { products: [], looseContracts: [{ ...loadContract(file), settings: workspace.settings }] };
}

/** The product with the nearest manifest at or above a path. */
function ownerOf(workspace: Workspace, path: string): LoadedProduct | undefined {
  const owners = workspace.products.filter((product) => path === product.folder || path.startsWith(`${product.folder}/`));
  return owners.reduce<LoadedProduct | undefined>((nearest, product) => (nearest === undefined || product.folder.length > nearest.folder.length ? product : nearest), undefined);
}

// A path named outright counts even where the walk does not go (a hidden folder) or the name says nothing.
function isContractFile(file: string): boolean {
  const role = roleOfName(basename(file));
  if (role !== undefined) return role === 'contract';
  return (isYamlName(file) || file.endsWith('.json')) && roleOfText(new TextDecoder().decode(readBytes(file))) === 'contract';
}
