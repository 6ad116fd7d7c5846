import type { DiffOptionsAt } from '../../core/diff/diff-contracts.ts';
import type { Acceptance } from '../../core/diff/accept/apply-acceptance.ts';
import { diffProducts } from '../../core/diff/diff-products.ts';
import { readDiffSettings } from '../../core/diff/read-settings.ts';
import type { CompatibilityGate } from '../../core/registry/plan.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import type { LoadedProduct } from '../../core/workspace/workspace.ts';
import { type ChangeVerdicts, noteVerdicts } from './change-verdicts.ts';

interface GateOptions extends Pick<DiffOptionsAt, 'today' | 'graph'> {
  /** What each workspace has accepted. */
  readonly acceptanceOf: (settings: WorkspaceSettings) => Acceptance;
  /** Takes down what was found, for policies. */
  readonly verdicts?: ChangeVerdicts | undefined;
}

/** The compatibility gate of a run: `dp diff` with the settings of each product's own workspace and what it has accepted. */
export function compatibilityGate(products: readonly LoadedProduct[], { acceptanceOf, verdicts, ...options }: GateOptions): CompatibilityGate {
  const known = products.map(({ folder, settings }) => ({ folder, settings: readDiffSettings(settings.diff), acceptance: acceptanceOf(settings) }));
  return (base, candidate) => {
    const { file } = candidate.product.document;
    const own = known.find(({ folder }) => file.slice(0, file.lastIndexOf('/')) === folder) ?? { settings: readDiffSettings({}), acceptance: undefined };
    const result = diffProducts(base, candidate, { ...options, ...own });
    if (verdicts !== undefined) noteVerdicts(verdicts, { base, candidate, result }, { ...options, ...own });
    const isPast = result.drafts.some(({ rule }) => rule === 'ignore-expired');
    return { isOk: result.bump.ok && !isPast, demanded: result.bump.demanded, drafts: result.drafts };
  };
}
