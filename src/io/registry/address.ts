import { DpError } from '../../core/model/errors.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import { parseGitUrl, type GitUrl } from '../git-url.ts';
import type { World } from '../world.ts';

export interface RegistryChoice {
  /** `--registry`; relative to the working directory. */
  readonly flag?: string | undefined;
  /** dp.yaml's; relative to its folder. */
  readonly settings?: Pick<WorkspaceSettings, 'registry' | 'folder'> | undefined;
  readonly allowHttp?: boolean | undefined;
}

/**
 * The registry's address: `--registry`, then DP_REGISTRY, then dp.yaml; `undefined` where none says one.
 * @throws DpError `url-refused`
 */
export function findRegistry(world: Pick<World, 'cwd' | 'env'>, choice: RegistryChoice): GitUrl | undefined {
  const { allowHttp } = choice;
  if (choice.flag !== undefined) return parseGitUrl(choice.flag, { baseDir: world.cwd, allowHttp });
  const fromEnvironment = world.env['DP_REGISTRY'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return parseGitUrl(fromEnvironment, { baseDir: world.cwd, allowHttp });
  const { settings } = choice;
  return settings?.registry === undefined ? undefined : parseGitUrl(settings.registry, { baseDir: settings.folder, allowHttp });
}

/**
 * As `findRegistry`, where the command can do nothing without one.
 * @throws DpError `configuration`, `url-refused`
 */
export function requireRegistry(world: Pick<World, 'cwd' | 'env'>, choice: RegistryChoice): GitUrl {
  const url = findRegistry(world, choice);
  if (url === undefined) throw new DpError('configuration', 'dp does not know which registry you mean.', { hint: 'add --registry PATH|URL, set DP_REGISTRY, or write `registry: …` into dp.yaml' });
  return url;
}
