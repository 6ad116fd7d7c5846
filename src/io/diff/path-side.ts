import { basename, resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { unlike } from '../../core/diff/diff-contracts.ts';
import { type LoadedProduct, snapshotOf } from '../../core/workspace/workspace.ts';
import { slashed, statPath } from '../files.ts';
import { roleOfName } from '../../core/workspace/identify.ts';
import { loadContract } from '../workspace/load-workspace.ts';
import { selectTargets } from '../workspace/select.ts';
import type { World } from '../world.ts';
import { matchProducts } from './match-sides.ts';
import { type ComparedPair, contractSide, looseSide, type NewSide, productSide } from './sides.ts';

/** What a path of the command line stands for: products and contracts, and which folder or file it is (absolute). */
export interface Chosen {
  readonly target: string;
  readonly sides: readonly NewSide[];
  /** Every product of the workspaces around it. */
  readonly neighbours: readonly LoadedProduct[];
}

/**
 * Reads what a path names: a contract file is that contract, a manifest its product, a folder every product below it, else
 * its loose contracts; no path: the workspace.
 * Errors: `no-such-path`, `unreadable`.
 */
export async function chooseSides(world: World, path: string | undefined): Promise<Chosen> {
  const absolute = path === undefined ? undefined : slashed(resolve(world.cwd, path));
  const { targets, skipped } = await selectTargets(world, path === undefined ? [] : [path]);
  if (path !== undefined && skipped.length > 0) throw new DpError('no-such-path', `${path} is no data contract and belongs to no data product.`, { hint: 'dp diff takes a product, a folder of products, or one contract file' });
  const neighbours = targets.flatMap((target) => target.workspace.products);
  const products = targets.flatMap((target) => target.products);
  const loose = targets.flatMap((target) => target.looseContracts);
  if (absolute !== undefined && statPath(absolute)?.isFile() === true) {
    const owner = products.find((product) => product.contracts.some((contract) => contract.document.file === absolute));
    const loaded = owner?.contracts.find((contract) => contract.document.file === absolute);
    if (loaded !== undefined && owner !== undefined) return { target: absolute, sides: [contractSide(loaded, owner.settings, owner)], neighbours };
    const [product] = products;
    if (roleOfName(basename(absolute)) !== 'manifest' && product !== undefined) return { target: absolute, sides: [contractSide(loadContract(absolute), product.settings, undefined)], neighbours };
  }
  const target = absolute ?? targets[0]?.workspace.root ?? slashed(world.cwd);
  return { target: statPath(target)?.isFile() === true ? (products[0]?.folder ?? target) : target, sides: products.length > 0 ? products.map(productSide) : loose.map(looseSide), neighbours };
}

/** Pairs what was asked for with what lies at another path. */
export async function pairWithPath(world: World, chosen: Chosen, path: string): Promise<ComparedPair[]> {
  const { target, sides: olds } = await chooseSides(world, path);
  const contracts = { old: olds.filter((side) => side.kind === 'contract'), new: chosen.sides.filter((side) => side.kind === 'contract') };
  const products = { old: olds.filter((side) => side.kind === 'product'), new: chosen.sides.filter((side) => side.kind === 'product') };
  if (contracts.old.length === 0 !== (contracts.new.length === 0)) throw unlike(chosen.target, target);
  if (contracts.new.length > 0) return pairContracts(contracts, path);
  const [onlyOld, onlyNew] = [products.old[0], products.new[0]];
  if (products.old.length === 1 && products.new.length === 1 && onlyOld !== undefined && onlyNew !== undefined) {
    return [{ kind: 'product', against: path, settings: onlyNew.settings, old: onlyOld.snapshot, new: onlyNew.snapshot }];
  }
  const below = (folder: string, root: string): string => (folder === root ? '' : folder.slice(root.length + 1));
  const matched = matchProducts(
    products.old.map((side) => ({ side, snapshot: side.snapshot, folder: below(side.folder, target) })),
    products.new.map((side) => ({ side, snapshot: side.snapshot, folder: below(side.folder, chosen.target) })),
  );
  return [
    ...matched.pairs.map((pair): ComparedPair => ({ kind: 'product', against: path, settings: pair.new.side.settings, old: pair.old?.snapshot, new: pair.new.snapshot })),
    ...matched.removed.map((old): ComparedPair => ({ kind: 'product', against: path, settings: old.side.settings, old: old.snapshot, new: undefined, stoodAt: `${chosen.target}${old.snapshot.product.document.file.slice(target.length)}` })),
  ];
}

type ContractSides = Extract<NewSide, { kind: 'contract' }>[];

// Two files are compared whatever their ids are; of several, those of one id, else of one name.
function pairContracts({ old: olds, new: news }: { readonly old: ContractSides; readonly new: ContractSides }, against: string): ComparedPair[] {
  const isSingle = olds.length === 1 && news.length === 1;
  return news.map((side) => {
    const old = isSingle ? olds[0] : (olds.find((candidate) => candidate.contract.id === side.contract.id) ?? olds.find((candidate) => basename(candidate.file) === basename(side.file)));
    const owners = old?.owner === undefined || side.owner === undefined ? undefined : { old: snapshotOf(old.owner), new: snapshotOf(side.owner) };
    return { kind: 'contract', against: old === undefined ? null : against, settings: side.settings, old: old?.contract, new: side.contract, owners };
  });
}
