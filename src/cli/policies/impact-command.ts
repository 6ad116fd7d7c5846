import { Option, type Command } from 'commander';
import { DpError } from '../../core/model/errors.ts';
import type { PolicyRecord } from '../../core/policy/evaluate.ts';
import { impactOf, impactPage } from '../../core/policy-pages/impact.ts';
import { judgeSelection } from '../../io/judge.ts';
import type { PolicyChoice } from '../../io/policies/load-policies.ts';
import { type Selection, selectTargets } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import type { CliContext } from '../command.ts';
import { withProgress } from '../progress.ts';
import { packsOption, todayOf, todayOption } from './policy-flags.ts';
import { addPageFlags, writePage } from './write-page.ts';

const examples = `
Examples:
  $ dp policy impact                                   who fails by the packs in force
  $ dp policy impact --policies ./packs/core-next      who would fail by another pack, and who newly
  $ dp policy impact --top=5                           the rules that hurt most`;

interface ImpactFlags {
  readonly policies?: readonly string[];
  readonly today?: string;
  readonly top?: number;
}

/** `dp policy impact`: how many products would fail, and by which rules. */
export function registerImpact(program: Command, context: CliContext): void {
  const impact = program.command('impact').summary('say how many products would fail').description('Say how many products would fail, and by which rules.');
  addPageFlags(impact)
    .argument('[paths...]', 'files, folders or globs; none: the whole workspace')
    .addOption(packsOption())
    .addOption(todayOption())
    .addOption(topOption())
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: ImpactFlags) => {
      await run(context.world, { paths, flags, self: impact });
      context.finish(0);
    });
}

const usualTop = 10;

function topOption(): Option {
  return new Option('--top [count]', 'only the rules that hurt most (10 where no number is given)').argParser((value: string) => {
    if (value === '') return usualTop;
    const count = Number(value);
    if (!Number.isInteger(count) || count < 1) throw new DpError('usage', `--top takes a whole number of at least 1, not ${value}.`, { hint: 'dp policy impact --top=5' });
    return count;
  });
}

interface Call {
  readonly paths: readonly string[];
  readonly flags: ImpactFlags;
  readonly self: Command;
}

async function run(world: World, { paths, flags, self }: Call): Promise<void> {
  const today = todayOf(world, flags);
  const selection = await selectTargets(world, paths);
  const recordsOf = async (choice: PolicyChoice): Promise<readonly PolicyRecord[]> => await judgeRecords(world, selection, { choice, today });
  const impacts = await withProgress(world, 'Judging', async () =>
    flags.policies === undefined ? impactOf(await recordsOf({ kind: 'settings' }), undefined) : impactOf(await recordsOf({ kind: 'given', references: flags.policies }), await recordsOf({ kind: 'settings' })),
  );
  const shown = impacts.slice(0, flags.top ?? impacts.length);
  const products = selection.targets.reduce((sum, target) => sum + target.products.length, 0);
  const failing = new Set(impacts.flatMap((impact) => impact.failing)).size;
  await writePage(world, self, { command: 'policy impact', summary: { products, contracts: 0 }, sections: { policy: { impact: { products, failing, rules: shown } } }, page: impactPage(shown, products) });
}

async function judgeRecords(world: World, selection: Selection, options: { readonly choice: PolicyChoice; readonly today: string }): Promise<readonly PolicyRecord[]> {
  const { policies } = await judgeSelection(world, selection, { isOffline: true, policies: { ...options, withRecords: true } });
  return policies.flatMap(({ records }) => records);
}
