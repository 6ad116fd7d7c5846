import { dirname } from 'node:path';
import type { LoadedProduct } from '../core/workspace/workspace.ts';
import { roleOfName } from '../core/workspace/identify.ts';
import type { ChangedFiles } from './changed-files.ts';
import { waiverFolderOf } from './policies/load-policies.ts';
import type { LoadedPolicies } from './policies/load-policies.ts';
import type { Selection, Target } from './workspace/select.ts';

/**
 * What of a selection a branch touches (INTERFACE, "Exit codes"): a changed dp.yaml, dp.lock, waiver or local pack selects
 * the whole workspace, a changed contract its product and its consumers, any other file its product.
 */
export async function selectChanged(selection: Selection, changed: ChangedFiles, policiesOf: (target: Target) => Promise<readonly LoadedPolicies[]>): Promise<Selection> {
  const targets: Target[] = [];
  for (const target of selection.targets) {
    const kept = (await touchesAll(target, changed, policiesOf)) ? target : touched(target, changed.files);
    if (kept.products.length + kept.looseContracts.length > 0) targets.push(kept);
  }
  return { ...selection, targets };
}

async function touchesAll(target: Target, { files }: ChangedFiles, policiesOf: (target: Target) => Promise<readonly LoadedPolicies[]>): Promise<boolean> {
  const settings = [target.workspace.settings, ...target.products.map((product) => product.settings)];
  const folders = new Set(settings.map(waiverFolderOf));
  const own = [...files].some((file) => /\/dp\.(?:yaml|lock)$/u.test(file) || isDeletedProduct(file, target) || [...folders].some((folder) => file.startsWith(`${folder}/`)));
  if (own) return true;
  const packs = (await policiesOf(target)).flatMap(({ policies }) => policies.packs).filter(({ isBuiltIn, document }) => !isBuiltIn && document.file.startsWith('/'));
  return packs.some(({ document, rules }) => [...files].some((file) => file === document.file || rules.some((rule) => rule.document.file === file) || isBelowPack(file, document.file)));
}

// A folder with pack.yaml is a pack as a whole; beside a single file lie the lists it names.
function isBelowPack(file: string, main: string): boolean {
  if (!/\.ya?ml$/iu.test(file)) return false;
  return main.endsWith('/pack.yaml') ? file.startsWith(`${dirname(main)}/`) : file.startsWith(`${dirname(main)}/lists/`);
}

function isDeletedProduct(file: string, { workspace }: Target): boolean {
  return file.startsWith(`${workspace.root}/`) && roleOfName(file.split('/').at(-1) ?? '') === 'manifest' && !workspace.products.some(({ manifest, otherManifests }) => [manifest, ...otherManifests].some(({ document }) => document.file === file));
}

function touched(target: Target, files: ReadonlySet<string>): Target {
  const owned = new Map(target.products.map((product) => [product, [...files].filter((file) => file.startsWith(`${product.folder}/`) && isOwner(product, file, target))] as const));
  const contractIds = new Set([...owned].filter(([product, own]) => own.some((file) => isContract(product, file))).flatMap(([product]) => idsOf(product)));
  const products = target.products.filter((product) => (owned.get(product)?.length ?? 0) > 0 || product.product.inputPorts.some(({ contractId }) => contractId !== undefined && contractIds.has(contractId)));
  return { ...target, products, looseContracts: target.looseContracts.filter(({ document }) => files.has(document.file)) };
}

/** Whether no product further in owns the file. */
function isOwner(product: LoadedProduct, file: string, { workspace }: Target): boolean {
  return !workspace.products.some(({ folder }) => folder.length > product.folder.length && file.startsWith(`${folder}/`));
}

function isContract(product: LoadedProduct, file: string): boolean {
  return roleOfName(file.split('/').at(-1) ?? '') === 'contract' || product.contracts.some(({ document }) => document.file === file);
}

function idsOf({ product, contracts }: LoadedProduct): string[] {
  return [...contracts.flatMap(({ contract }) => contract.id ?? []), ...product.outputPorts.flatMap(({ contractId }) => contractId ?? [])];
}
