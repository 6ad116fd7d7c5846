import { changedFiles } from '../../io/changed-files.ts';
import { heldByBase } from '../../io/policies/base-waivers.ts';
import type { PolicyOptions } from '../../io/policies/judge-policies.ts';
import { loadPolicies } from '../../io/policies/load-policies.ts';
import { selectChanged } from '../../io/select-changed.ts';
import type { Selection } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';

interface Request {
  readonly selection: Selection;
  readonly options: PolicyOptions | undefined;
  /** What follows `--changed=`. */
  readonly reference: string | undefined;
}

/** `--changed`: what of a selection the branch touches, judged with the waivers that its base holds. */
export async function narrowToChanged(world: World, { selection, options, reference }: Request): Promise<{ selection: Selection; options: PolicyOptions | undefined }> {
  const changed = await changedFiles(world, reference);
  const narrowed = await selectChanged(selection, changed, async ({ workspace }) => (options === undefined ? [] : [await loadPolicies(world, workspace.settings, options.choice)]));
  if (narrowed.targets.length === 0) world.stderr.write(`Nothing of a data product differs from ${reference ?? 'where this branch began'} (${changed.base.slice(0, 12)}).\n`);
  return { selection: narrowed, options: options === undefined ? undefined : { ...options, isHeldByBase: await heldByBase(changed) } };
}
