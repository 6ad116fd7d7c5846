import type { Command } from 'commander';
import { readSettingsFor } from '../../io/workspace/read-settings.ts';
import { findWorkspaceRoot } from '../../io/workspace/find-root.ts';
import type { GitUrl } from '../../io/git-url.ts';
import { requireRegistry } from '../../io/registry/address.ts';
import { openRegistry, type RegistryReader } from '../../io/registry/open-registry.ts';
import { isSet, type World } from '../../io/world.ts';
import { withProgress } from '../progress.ts';

export interface RegistryFlags {
  readonly registry?: string;
  readonly allowHttp?: boolean;
}

/** Declares `--registry` as every command that needs one has it. */
export function addRegistryFlags(command: Command): Command {
  return command.option('--registry <path|url>', 'the registry (default: DP_REGISTRY, then dp.yaml)').option('--allow-http', 'allow a registry over plain http');
}

/** The registry's address: the flag's, the environment's, else what the dp.yaml around the working directory says. */
export async function chooseRegistry(world: World, flags: RegistryFlags): Promise<GitUrl> {
  const isSaid = flags.registry !== undefined || isSet(world.env['DP_REGISTRY']);
  const settings = isSaid ? undefined : await readSettingsFor(findWorkspaceRoot(world.cwd));
  return requireRegistry(world, { flag: flags.registry, settings, allowHttp: flags.allowHttp });
}

/** Opens the registry for reading, with a spinner where that takes a while. */
export async function openReader(world: World, flags: RegistryFlags): Promise<RegistryReader> {
  const url = await chooseRegistry(world, flags);
  return await withProgress(world, `Reading ${url.shown}`, async () => await openRegistry(world, url));
}
