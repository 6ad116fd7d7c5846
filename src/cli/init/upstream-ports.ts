import { DpError } from '../../core/model/errors.ts';
import { findContract } from '../../core/model/snapshot.ts';
import { parseProductArgument } from '../../core/registry/layout.ts';
import type { UpstreamPort } from '../../core/template/input-port.ts';
import type { InitSurroundings } from '../../io/init-product.ts';
import { requireRegistry } from '../../io/registry/address.ts';
import { openRegistry } from '../../io/registry/open-registry.ts';
import type { World } from '../../io/world.ts';
import { withProgress } from '../progress.ts';

export interface UpstreamOrder {
  /** `--from`: `sales/orders@1.2.0`, or without a version the latest. */
  readonly from: string;
  /** The answer to the question `registry`, relative to the product's folder; empty where none was given. */
  readonly registry: string;
  readonly folder: string;
  readonly surroundings: InitSurroundings;
}

export interface UpstreamProduct {
  /** With the version that was chosen. */
  readonly from: string;
  readonly ports: readonly UpstreamPort[];
}

/** The output ports of a published product, as input ports of a new one. Errors: `configuration`, `unknown-name`, `usage`, the registry's own. */
export async function readUpstream(world: World, order: UpstreamOrder): Promise<UpstreamProduct> {
  const wanted = parseProductArgument(order.from);
  const url = requireRegistry(world, { settings: settingsOf(order) });
  return await withProgress(world, `Reading ${url.shown}`, async () => {
    const reader = await openRegistry(world, url);
    const product = reader.findProduct(wanted.product);
    const entry = reader.findVersion(product, wanted.version);
    const { snapshot } = await reader.readVersion(product.key, entry.version);
    const ports = snapshot.product.outputPorts.flatMap((port) => {
      const version = port.version ?? findContract(snapshot.contracts, port)?.version;
      return port.contractId === undefined || version === undefined ? [] : [{ name: port.name, contractId: port.contractId, version }];
    });
    if (ports.length === 0) throw new DpError('usage', `${product.key} ${entry.version} has no output port with a contract to read.`, { hint: `dp show ${product.key}@${entry.version}` });
    return { from: `${product.key}@${entry.version}`, ports };
  });
}

// The new product's own dp.yaml comes before that of the workspace around it.
function settingsOf({ registry, folder, surroundings }: UpstreamOrder): { readonly registry: string | undefined; readonly folder: string } {
  if (registry !== '') return { registry, folder };
  return { registry: surroundings.registry, folder: surroundings.settingsFolder };
}
