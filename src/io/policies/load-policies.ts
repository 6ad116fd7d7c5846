import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { isRecord } from '../../core/manifest/node-reader.ts';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { DpError } from '../../core/model/errors.ts';
import { type CompiledPolicies, compilePolicies } from '../../core/policy/compile-policies.ts';
import type { EffectivePolicies, PackNode, PolicyLayer } from '../../core/policy/effective.ts';
import { effectivePolicies } from '../../core/policy/inherit.ts';
import type { PolicyPack, RuleReference } from '../../core/policy/pack/model.ts';
import { problemList } from '../../core/policy/pack/problem.ts';
import { readReferences } from '../../core/policy/pack/read-parts.ts';
import { shapeOf } from '../../core/policy/pack/shape.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import { readBytes, slashed, statPath } from '../files.ts';
import { findGitTop } from '../workspace/find-root.ts';
import { readParentSettings } from '../workspace/read-settings.ts';
import type { World } from '../world.ts';
import { builtInPackNames, cataloguePlace, emptyCataloguePlace } from './built-in-packs.ts';
import { checkedPack, diskBase, type PackBase, packLoader } from './load-packs.ts';
import { lockedPacks } from './locked-packs.ts';
import { readLock } from './lock-file.ts';
import { refusePacks } from './pack-problems.ts';
import { diskSource } from './pack-source.ts';

/** Which packs to judge by. */
export type PolicyChoice =
  /** Those that dp.yaml names, and `dp:starter` where it names none. */
  | { readonly kind: 'settings' }
  /** `--policies`: these instead, with paths relative to the working directory. */
  | { readonly kind: 'given'; readonly references: readonly string[] };

/** Everything in force for the documents of one dp.yaml. */
export interface LoadedPolicies {
  readonly policies: EffectivePolicies;
  readonly compiled: CompiledPolicies;
  /** The folders that hold waivers, the outermost workspace's first. */
  readonly waiverFolders: readonly string[];
  /** What dp.yaml, or `--policies`, named, by file. */
  readonly layers: readonly PolicyLayer[];
}

export const defaultPack = 'dp:starter';

/** dp's catalogue of rules. Errors: `configuration` when the installation is broken. */
export function loadCatalogue(): PolicyPack {
  catalogue ??= checkedPack(cataloguePlace());
  return catalogue;
}

// It ships with dp and never changes while dp runs.
let catalogue: PolicyPack | undefined;

function selectsFromCatalogue(layers: readonly PolicyLayer[]): boolean {
  const selects = ({ pack, parents }: PackNode): boolean => pack.selections.length > 0 || parents.some(selects);
  return layers.some(({ roots }) => roots.some(selects));
}

function noCatalogue(): PolicyPack {
  return checkedPack(emptyCataloguePlace());
}

/**
 * Loads, checks, merges and compiles the packs of a dp.yaml and of those it extends, once.
 * Errors: `configuration` for packs that can't be used, are not locked or are not on this machine, `url-refused`.
 */
export async function loadPolicies(world: World, settings: WorkspaceSettings, choice: PolicyChoice): Promise<LoadedPolicies> {
  const chain = await settingsChain(settings);
  const layers = choice.kind === 'given' ? [await givenLayer(world, settings, choice.references)] : await settingsLayers(world, chain);
  const reading = effectivePolicies(layers, selectsFromCatalogue(layers) ? loadCatalogue() : noCatalogue());
  if (!reading.ok) throw refusePacks(reading.problems);
  const compilation = compilePolicies(reading.policies);
  if (!compilation.ok) throw refusePacks(compilation.problems);
  return { policies: reading.policies, compiled: compilation.compiled, layers, waiverFolders: chain.map(waiverFolderOf) };
}

/** Where the waivers of a workspace lie. */
export function waiverFolderOf({ policies, folder, file }: WorkspaceSettings): string {
  const written = policies['waivers'];
  return slashed(resolve(file === undefined ? folder : resolve(file, '..'), typeof written === 'string' ? written : 'waivers'));
}

/** A dp.yaml and those it extends, the outermost first. */
export async function settingsChain(settings: WorkspaceSettings): Promise<WorkspaceSettings[]> {
  const chain = [settings];
  for (let parent = await readParentSettings(settings); parent !== undefined; parent = await readParentSettings(parent)) chain.unshift(parent);
  return chain;
}

/** The packs that a dp.yaml names; `undefined` where it says nothing of packs. */
export function namedPacks({ policies }: WorkspaceSettings): readonly string[] | undefined {
  const { extends: written } = policies;
  return Array.isArray(written) ? written.filter((item) => typeof item === 'string') : undefined;
}

async function settingsLayers(world: World, chain: readonly WorkspaceSettings[]): Promise<PolicyLayer[]> {
  const isSilent = chain.every((settings) => namedPacks(settings) === undefined);
  const layers: PolicyLayer[] = [];
  for (const [index, settings] of chain.entries()) {
    const references = namedPacks(settings) ?? (isSilent && index === 0 && builtInPackNames().includes(defaultPack.slice('dp:'.length)) ? [defaultPack] : []);
    layers.push({ origin: settings.file ?? 'the default', roots: await loadRoots(world, { folder: settings.folder, references }), overrides: readOverrides(settings) });
  }
  return layers;
}

async function givenLayer(world: World, settings: WorkspaceSettings, references: readonly string[]): Promise<PolicyLayer> {
  const roots: PackNode[] = [];
  for (const reference of references) roots.push(await loadGivenPack(world, { reference, lockFolder: settings.folder }));
  return { origin: '--policies', roots, overrides: [] };
}

/** A pack that was named on the command line; its path may lie anywhere: it is the person at the keyboard who names it. */
export async function loadGivenPack(world: World, { reference, lockFolder }: { readonly reference: string; readonly lockFolder: string }): Promise<PackNode> {
  const isPath = !reference.startsWith('dp:') && !reference.startsWith('git+');
  const path = isPath ? resolve(world.cwd, reference) : world.cwd;
  const folder = isPath ? resolve(path, '..') : world.cwd;
  if (isPath && statPath(path) === undefined) throw new DpError('no-such-path', `There is no policy pack ${reference}.`, { hint: 'dp policy list' });
  const name = isPath ? `./${basename(path)}` : reference;
  return await packLoader(lockedPacks(world, await readLock(lockFolder))).load(name, baseOfFolder(folder));
}

async function loadRoots(world: World, { folder, references }: { readonly folder: string; readonly references: readonly string[] }): Promise<PackNode[]> {
  if (references.length === 0) return [];
  const loader = packLoader(lockedPacks(world, await readLock(folder)));
  const base = baseOfFolder(folder);
  const roots: PackNode[] = [];
  for (const reference of references) roots.push(await loader.load(reference, base));
  return roots;
}

/** References relative to a folder of this machine; they may reach all of its repository. */
export function baseOfFolder(folder: string): PackBase {
  const real = realpathSync(folder);
  const root = findGitTop(real) ?? real;
  return diskBase(diskSource(root), { root, folder: real });
}

function readOverrides({ file }: WorkspaceSettings): readonly RuleReference[] {
  if (file === undefined) return [];
  const { document } = parseYaml(file, readBytes(file));
  const policies = isRecord(document.data) ? document.data['policies'] : undefined;
  if (!isRecord(policies) || policies['overrides'] === undefined) return [];
  const list = problemList(document);
  const shape = shapeOf(policies, '/policies', { noun: 'policies', keys: ['extends', 'overrides', 'waivers'], report: list.report });
  const overrides = shape === undefined ? [] : readReferences(shape, 'overrides', { document, report: list.report });
  if (list.problems.length > 0) throw refusePacks(list.problems);
  return overrides;
}
