import { compilePolicies, type CompiledPolicies } from '../../core/policy/compile-policies.ts';
import type { PackNode } from '../../core/policy/effective.ts';
import { effectivePolicies } from '../../core/policy/inherit.ts';
import type { PolicyPack } from '../../core/policy/pack/model.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import { findWorkspaceRoot } from '../workspace/find-root.ts';
import { readSettingsFor } from '../workspace/read-settings.ts';
import type { World } from '../world.ts';
import { builtInPack, builtInPackNames } from './built-in-packs.ts';
import { baseOfFolder, type LoadedPolicies, loadCatalogue, loadGivenPack, loadPolicies, namedPacks, type PolicyChoice } from './load-policies.ts';
import { checkedPack } from './load-packs.ts';
import { readLock } from './lock-file.ts';
import { refusePacks } from './pack-problems.ts';
import { type PackUpdate, updatePacks } from './update-packs.ts';

export interface OpenedPolicies extends LoadedPolicies {
  readonly root: string;
  readonly settings: WorkspaceSettings;
}

/** Everything in force where the command was typed. Errors as of `loadPolicies`. */
export async function openPolicies(world: World, choice: PolicyChoice): Promise<OpenedPolicies> {
  const root = findWorkspaceRoot(world.cwd);
  const settings = await readSettingsFor(root);
  return { ...(await loadPolicies(world, settings, choice)), root, settings };
}

/** One pack by itself, with all it extends, ready to judge. */
export interface SinglePack {
  readonly pack: PolicyPack;
  readonly compiled: CompiledPolicies;
}

/** Loads a pack by the name that `extends` would use, or by its path. Errors: `configuration`, `unknown-name`, `no-such-path`. */
export async function openPack(world: World, reference: string): Promise<SinglePack> {
  const settings = await readSettingsFor(findWorkspaceRoot(world.cwd));
  return compileNode(await loadGivenPack(world, { reference, lockFolder: settings.folder }));
}

/** dp's own catalogue as a pack that can be run: for `dp policy test dp`. */
export function openCatalogue(): SinglePack {
  return compileNode({ pack: loadCatalogue(), parents: [] });
}

function compileNode(node: PackNode): SinglePack {
  const reading = effectivePolicies([{ origin: node.pack.origin, roots: [node], overrides: [] }], loadCatalogue());
  if (!reading.ok) throw refusePacks(reading.problems);
  const compilation = compilePolicies(reading.policies);
  if (!compilation.ok) throw refusePacks(compilation.problems);
  return { pack: node.pack, compiled: compilation.compiled };
}

/** The packs that ship with dp. */
export function builtInPacks(): PolicyPack[] {
  return builtInPackNames().map((name) => checkedPack(builtInPack(name)));
}

/** `dp policy update` for the workspace around the working directory. */
export async function updateWorkspacePacks(world: World, options: { readonly isLockedOnly: boolean }): Promise<{ readonly updates: readonly PackUpdate[]; readonly isChanged: boolean; readonly lockFile: string }> {
  const root = findWorkspaceRoot(world.cwd);
  const settings = await readSettingsFor(root);
  const lock = await readLock(settings.folder);
  const result = await updatePacks(world, { references: namedPacks(settings) ?? [], base: baseOfFolder(settings.folder), lock, isLockedOnly: options.isLockedOnly });
  return { ...result, lockFile: lock.file };
}
