import { unresolvedContracts } from '../core/references/judge-references.ts';
import type { ContractReference, PublishedContracts } from '../core/references/published-contracts.ts';
import type { PolicyUnit } from '../core/policy/targets/node.ts';
import { findRegistry } from './registry/address.ts';
import type { RegistryReader } from './registry/open-registry.ts';
import type { Target } from './workspace/select.ts';
import type { World } from './world.ts';

export interface Question {
  readonly target: Target;
  readonly input: Parameters<typeof unresolvedContracts>[0];
  /** `--registry`. */
  readonly registry: string | undefined;
}

/** What registries answered, for references and for policies; reading more of it asks nobody again. */
export interface RegistryAnswer {
  readonly contracts: PublishedContracts;
  /** The contracts that were asked for, read from the copies at hand: the very version, else all there are of the id. */
  readUnits(): Promise<readonly PolicyUnit[]>;
}

/**
 * What the registries of the selected products know of contracts that the workspace lacks; `undefined` when there is none
 * to ask or nothing to ask for. Workspaces inside this one may name registries of their own.
 */
export async function askRegistry(world: World, { target, input, registry }: Question): Promise<RegistryAnswer | undefined> {
  const unresolved = unresolvedContracts(input);
  if (unresolved.length === 0) return undefined;
  const choices = target.products.flatMap(({ settings }) => findRegistry(world, { flag: registry, settings }) ?? []);
  const urls = [...new Map(choices.map((url) => [url.shown, url])).values()];
  if (urls.length === 0) return undefined;
  const { openRegistry } = await import('./registry/open-registry.ts');
  const readers = await Promise.all(urls.map(async (url) => await openRegistry(world, url)));
  return {
    contracts: {
      resolve(contractId, version) {
        const versions = versionsOf(readers, contractId);
        if (versions.length === 0) return { kind: 'unknown' };
        if (version === undefined || versions.includes(version)) return { kind: 'found' };
        return { kind: 'other-versions', versions };
      },
    },
    readUnits: async () => await readUnits(readers, unresolved),
  };
}

function versionsOf(readers: readonly RegistryReader[], contractId: string): string[] {
  return [...new Set(readers.flatMap((reader) => reader.contractOffers(contractId)).flatMap(({ contractVersion }) => contractVersion ?? []))];
}

async function readUnits(readers: readonly RegistryReader[], unresolved: readonly ContractReference[]): Promise<PolicyUnit[]> {
  const wanted = unresolved.flatMap(({ contractId, version }) => {
    const versions = versionsOf(readers, contractId);
    const isExact = version !== undefined && versions.includes(version);
    return (isExact ? [version] : versions).map((one) => ({ contractId, version: one }));
  });
  const units = new Map<string, PolicyUnit>();
  for (const { contractId, version } of wanted) {
    const name = JSON.stringify([contractId, version]);
    if (units.has(name)) continue;
    for (const reader of readers) {
      const found = await reader.resolveContract(contractId, version);
      if (found === undefined) continue;
      units.set(name, { product: undefined, contracts: [found.contract] });
      break;
    }
  }
  return [...units.values()];
}
