import type { Finding } from '../../core/model/finding.ts';
import { applyBaseline, baselineOf } from '../../core/policy/waivers/baseline.ts';
import { baselineFile, loadBaseline, saveBaseline } from '../../io/policies/baseline-file.ts';
import type { World } from '../../io/world.ts';
import { plural } from '../reporters/wording.ts';

interface Found {
  readonly findings: readonly Finding[];
  readonly roots: readonly string[];
}

/** Excuses what the baselines of the workspaces list; with `--write-baseline`, writes them anew before. */
export function withBaselines(world: World, { findings, roots }: Found, { isWritten }: { readonly isWritten: boolean }): readonly Finding[] {
  return roots.reduce<readonly Finding[]>((excused, root) => {
    const isBelow = ({ file }: Finding): boolean => file.startsWith(`${root}/`);
    if (isWritten) {
      const baseline = baselineOf(excused.filter(isBelow));
      saveBaseline(root, baseline);
      world.stderr.write(`Wrote ${plural(baseline.fingerprints.length, 'finding')} to ${baselineFile(root)}.\n`);
    }
    const baseline = loadBaseline(root);
    return baseline === undefined ? excused : applyBaseline(excused, baseline);
  }, findings);
}
