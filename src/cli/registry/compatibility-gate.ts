import type { DiffOptionsAt } from '../../core/diff/diff-contracts.ts';
import { diffProducts } from '../../core/diff/diff-products.ts';
import { readDiffSettings } from '../../core/diff/read-settings.ts';
import type { CompatibilityGate } from '../../core/registry/plan.ts';
import type { LoadedProduct } from '../../core/workspace/workspace.ts';

/** The compatibility gate of a run: `dp diff` with the settings of each product's own workspace. */
export function compatibilityGate(products: readonly LoadedProduct[], options: Pick<DiffOptionsAt, 'today' | 'graph'>): CompatibilityGate {
  const settings = products.map(({ folder, settings: { diff } }) => ({ folder, settings: readDiffSettings(diff) }));
  return (base, candidate) => {
    const { file } = candidate.product.document;
    const own = settings.find(({ folder }) => file.slice(0, file.lastIndexOf('/')) === folder)?.settings ?? readDiffSettings({});
    const result = diffProducts(base, candidate, { ...options, settings: own });
    return { isOk: result.bump.ok, demanded: result.bump.demanded, drafts: result.drafts };
  };
}
