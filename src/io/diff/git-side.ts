import { relative } from 'node:path';
import type { DataContract } from '../../core/model/contract.ts';
import { DpError } from '../../core/model/errors.ts';
import { slashed } from '../files.ts';
import type { GitWorld } from '../git.ts';
import { type GitRepository, resolveCommit } from '../git-read.ts';
import { findGitTop } from '../workspace/find-root.ts';
import { branchPoint } from './default-branch.ts';
import { readTree, type TreeContent, type TreeProduct } from './git-tree.ts';
import { matchProducts } from './match-sides.ts';
import { type ComparedPair, type NewSide, requireMapping, requireReadableSnapshot } from './sides.ts';

export interface GitRequest {
  /** `undefined`: the point where this branch left the default one. */
  readonly revision: string | undefined;
  /** A path at that revision, from the repository's root. */
  readonly path: string | undefined;
  /** The folder or file that was asked for, absolute. */
  readonly target: string;
}

/** Pairs what was asked for with the same at a git revision, read without a checkout. */
export async function pairWithGit(world: GitWorld, sides: readonly NewSide[], request: GitRequest): Promise<ComparedPair[]> {
  const start = sides[0]?.kind === 'contract' ? sides[0].file : (sides[0]?.folder ?? request.target);
  const top = findGitTop(start);
  if (top === undefined) throw new DpError('not-comparable', `${start} lies in no git repository.`, { hint: 'dp diff --against ../path/to/the/old/version, or registry' });
  const repository: GitRepository = { world, cwd: top };
  const commit = request.revision === undefined ? await branchPoint(repository) : await resolveCommit(repository, request.revision);
  const label = `git:${request.revision ?? commit}`;
  const against = request.path === undefined ? label : `${label}:${request.path}`;
  const scope: Scope = { top, target: relativeTo(top, request.target), request, against };
  const read = async (folder: string): Promise<TreeContent> => await readTree({ repository, commit, label, defaultDomain: sides[0]?.settings.domain }, folder);
  const contracts = sides.filter((side) => side.kind === 'contract');
  const products = sides.filter((side) => side.kind === 'product');
  return [...(products.length > 0 || contracts.length === 0 ? await pairProducts(products, scope, read) : []), ...(await Promise.all(contracts.map(async (side) => await pairContract(side, scope, read))))];
}

interface Scope {
  readonly top: string;
  readonly target: string;
  readonly request: GitRequest;
  readonly against: string;
}

type ReadFolder = (folder: string) => Promise<TreeContent>;
type ProductSide = Extract<NewSide, { kind: 'product' }>;
type ContractSide = Extract<NewSide, { kind: 'contract' }>;

function relativeTo(top: string, path: string): string {
  const found = slashed(relative(top, path));
  return found.startsWith('..') ? '' : found;
}

async function pairProducts(sides: readonly ProductSide[], scope: Scope, read: ReadFolder): Promise<ComparedPair[]> {
  const folder = trimSlash(scope.request.path) ?? scope.target;
  const here = await read(folder);
  if (scope.request.path !== undefined && here.products.length === 0) {
    throw new DpError(here.looseContracts.size > 0 ? 'not-comparable' : 'no-such-path', `There is no data product at ${scope.against}.`, { hint: 'git ls-tree -r --name-only REV' });
  }
  const placed = sides.map((side) => ({ side, snapshot: side.snapshot, folder: withoutPrefix(relativeTo(scope.top, side.folder), scope.target) }));
  const olds = here.products.map((product) => ({ ...product, folder: withoutPrefix(product.folder, folder) }));
  const [only] = placed;
  if (scope.request.path !== undefined && placed.length === 1 && olds.length === 1 && only !== undefined) {
    return [pairOf(only.side, olds[0], scope)];
  }
  const matched = matchProducts(olds, placed);
  const missing = matched.pairs.some((pair) => pair.old === undefined) && folder !== '' ? await read('') : undefined;
  const moved = missing === undefined ? new Map<ProductSide, TreeProduct>() : movedProducts(missing, matched.pairs.filter((pair) => pair.old === undefined).map((pair) => pair.new), new Set(here.products.map((product) => product.folder)));
  return [
    ...matched.pairs.map((pair) => pairOf(pair.new.side, pair.old ?? moved.get(pair.new.side), scope)),
    ...matched.removed.map((old): ComparedPair => ({ kind: 'product', against: scope.against, settings: requireSettings(sides), old: requireReadableSnapshot(old.snapshot), new: undefined, stoodAt: stoodAt(old.snapshot, scope) })),
  ];
}

// A product whose folder moved inside the repository is found by its key or id.
function movedProducts(whole: TreeContent, placed: readonly { readonly side: ProductSide; readonly snapshot: ProductSide['snapshot'] }[], seen: ReadonlySet<string>): Map<ProductSide, TreeProduct> {
  const elsewhere = whole.products.filter((product) => !seen.has(product.folder));
  const matched = matchProducts(elsewhere.map((product) => ({ ...product, folder: `old ${product.folder}` })), placed.map((item) => ({ ...item, folder: 'new' })));
  return new Map(matched.pairs.flatMap((pair) => (pair.old === undefined ? [] : [[pair.new.side, pair.old] as const])));
}

// `git:main:kpi/dataproduct.yaml` stood at kpi/dataproduct.yaml of this repository.
function stoodAt({ product }: TreeProduct['snapshot'], { top }: Scope): string {
  return `${top}/${product.document.file.replace(/^git:[^:]*:/u, '')}`;
}

function requireSettings(sides: readonly ProductSide[]): ProductSide['settings'] {
  const [first] = sides;
  if (first === undefined) throw new DpError('no-such-path', 'There is no data product here any more.', { hint: 'dp diff PATH, with a folder that holds one' });
  return first.settings;
}

function pairOf(side: ProductSide, old: { readonly snapshot: ProductSide['snapshot'] } | undefined, { against }: Scope): ComparedPair {
  return { kind: 'product', against, settings: side.settings, old: old === undefined ? undefined : requireReadableSnapshot(old.snapshot), new: side.snapshot };
}

async function pairContract(side: ContractSide, scope: Scope, read: ReadFolder): Promise<ComparedPair> {
  const path = trimSlash(scope.request.path) ?? relativeTo(scope.top, side.file);
  const old = await findContractAt(path, side, { read, isExplicit: scope.request.path !== undefined, scope });
  if (old !== undefined) requireMapping(old.contract.document);
  const owners = side.owner === undefined || old?.owner === undefined ? undefined : { old: old.owner.snapshot, new: { origin: 'work tree', product: side.owner.product, contracts: side.owner.contracts.map((loaded) => loaded.contract) } };
  return { kind: 'contract', against: old === undefined ? null : scope.against, settings: side.settings, old: old?.contract, new: side.contract, owners };
}

interface FoundContract {
  readonly contract: DataContract;
  readonly owner: TreeProduct | undefined;
}

async function findContractAt(path: string, side: ContractSide, { read, isExplicit, scope }: { readonly read: ReadFolder; readonly isExplicit: boolean; readonly scope: Scope }): Promise<FoundContract | undefined> {
  const whole = await read(side.owner === undefined && !isExplicit ? path : '');
  const owned = whole.products.flatMap((owner) => owner.snapshot.contracts.map((contract) => ({ contract, owner })));
  const all: readonly FoundContract[] = [...owned, ...[...whole.looseContracts.values()].map((contract) => ({ contract, owner: undefined }))];
  const atPath = all.find(({ contract }) => contract.document.file.endsWith(`:${path}`));
  if (atPath !== undefined) return atPath;
  if (isExplicit) {
    const isProduct = whole.products.some((product) => product.folder === path);
    throw new DpError(isProduct ? 'not-comparable' : 'no-such-path', `There is no data contract at ${scope.against}.`, { hint: isProduct ? 'compare a contract with a contract' : 'git ls-tree -r --name-only REV' });
  }
  return all.find(({ contract }) => contract.id !== undefined && contract.id === side.contract.id && contract.version === side.contract.version) ?? all.find(({ contract }) => contract.id !== undefined && contract.id === side.contract.id);
}

function trimSlash(path: string | undefined): string | undefined {
  return path?.replace(/^\.?\//u, '').replace(/\/+$/u, '');
}

function withoutPrefix(path: string, prefix: string): string {
  return prefix !== '' && (path === prefix || path.startsWith(`${prefix}/`)) ? path.slice(prefix.length).replace(/^\//u, '') : path;
}
