import { buildLineage, type LineageGraph, type LineageSource } from '../../core/lineage/graph.ts';
import { productKey } from '../../core/model/product.ts';
import type { RegistryReader } from '../registry/open-registry.ts';

/**
 * Who reads what: the latest published version of every product, and the workspace's own products as they are now in place
 * of what was published of them.
 */
export async function consumerGraph(workspace: readonly LineageSource[], readers: readonly RegistryReader[]): Promise<LineageGraph> {
  const own = new Set(workspace.map(({ product }) => productKey(product)));
  const published = (await Promise.all(readers.map(async (reader) => await reader.graphSnapshots()))).flat();
  return buildLineage([...published.filter(({ product }) => !own.has(productKey(product))), ...workspace]);
}
