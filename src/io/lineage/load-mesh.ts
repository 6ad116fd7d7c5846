import { buildMesh, type Mesh } from '../../core/lineage/mesh.ts';
import { productKey } from '../../core/model/product.ts';
import type { LineageSource } from '../../core/lineage/graph.ts';
import { snapshotOf, type Workspace } from '../../core/workspace/workspace.ts';
import { statPath } from '../files.ts';
import { findRegistry } from '../registry/address.ts';
import { openRegistry, type RegistryReader } from '../registry/open-registry.ts';
import { findGitTop, findWorkspaceRoot } from '../workspace/find-root.ts';
import { loadWorkspace } from '../workspace/load-workspace.ts';
import { readSettingsFor } from '../workspace/read-settings.ts';
import type { World } from '../world.ts';

export interface MeshRequest {
  /** `--registry`. */
  readonly registry: string | undefined;
  readonly allowHttp: boolean;
  /** Ask no registry. */
  readonly isOffline: boolean;
}

export interface LoadedMesh {
  readonly mesh: Mesh;
  /** `undefined` where none is configured or none was to be asked. */
  readonly reader: RegistryReader | undefined;
  readonly workspace: Workspace | undefined;
  /** The same mesh with the contracts of some products, given by node id; all where none are given. */
  withContracts(ids?: Iterable<string>): Promise<Mesh>;
}

/**
 * The product graph of the workspace around the working directory and of its registry. It is drawn from the registry's
 * index; contracts are read only for the products that somebody asks for.
 * Errors: those of reading the registry, where one is configured.
 */
export async function loadMesh(world: World, request: MeshRequest): Promise<LoadedMesh> {
  const root = findWorkspaceRoot(world.cwd);
  const settings = await readSettingsFor(root);
  const url = request.isOffline ? undefined : findRegistry(world, { flag: request.registry, settings, allowHttp: request.allowHttp });
  const reader = url === undefined ? undefined : await openRegistry(world, url);
  // Outside git and any dp.yaml the surroundings may be a whole home folder: with a registry to read they are left alone.
  const isMarked = settings.file !== undefined || findGitTop(world.cwd) !== undefined || statPath(`${root}/dataproduct.yaml`) !== undefined;
  const workspace = isMarked || reader === undefined ? await loadWorkspace(root, world.signal) : undefined;
  const own = (workspace?.products ?? []).map(snapshotOf);
  const published = reader === undefined ? undefined : new Map(reader.listProducts().map((product) => [product.key, product]));
  return {
    mesh: buildMesh({ workspace: own, published }),
    reader,
    workspace,
    withContracts: async (ids) => {
      const keys = ids === undefined ? undefined : new Set([...ids].map((id) => id.replace(/^product:/u, '')));
      const snapshots = reader === undefined ? [] : await reader.graphSnapshots(keys);
      const read = new Map<string, LineageSource>(snapshots.map((snapshot) => [productKey(snapshot.product), snapshot]));
      return buildMesh({ workspace: own, published, read });
    },
  };
}
