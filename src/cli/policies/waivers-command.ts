import type { Command } from 'commander';
import { compareText } from '../../core/model/draft.ts';
import { type Page, plain, type Tone } from '../../core/page/page.ts';
import { dayOf } from '../../core/policy/assertions/dates.ts';
import { listWaivers } from '../../io/policies/list-waivers.ts';
import type { World } from '../../io/world.ts';
import type { CliContext } from '../command.ts';
import { todayOf, todayOption } from './policy-flags.ts';
import { addPageFlags, writePage } from './write-page.ts';

const examples = `
Examples:
  $ dp policy waivers
  $ dp policy waivers --today 2027-03-01 --format json`;

/** `dp policy waivers`: exceptions from rules and accepted changes together, the next to end first. */
export function registerWaivers(program: Command, context: CliContext): void {
  const waivers = program.command('waivers').summary('list exceptions and accepted changes').description('List exceptions from rules and accepted changes together, the next to end first.');
  addPageFlags(waivers)
    .addOption(todayOption())
    .addHelpText('after', examples)
    .action(async (flags: { readonly today?: string }) => {
      await run(context.world, todayOf(context.world, flags), waivers);
      context.finish(0);
    });
}

interface Row {
  readonly id: string;
  readonly kind: 'waiver' | 'accepted change';
  readonly rule: string;
  readonly scope: string;
  readonly owner: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly expires: string;
  readonly state: 'active' | 'expiring' | 'expired';
  readonly file: string;
}

const expiringDays = 30;

async function run(world: World, today: string, self: Command): Promise<void> {
  const { waivers, accepted, findings } = await listWaivers(world);
  const stateOf = (expires: string): Row['state'] => (today > expires ? 'expired' : (dayOf(expires) ?? 0) - (dayOf(today) ?? 0) <= expiringDays ? 'expiring' : 'active');
  const file = (path: string): string => path.replace(`${world.cwd}/`, '');
  const rows: Row[] = [
    ...waivers.map((waiver): Row => ({
      id: waiver.id,
      kind: 'waiver',
      rule: waiver.rule,
      scope: [waiver.product, waiver.contract, waiver.path].filter((part) => part !== undefined).join(' '),
      owner: waiver.owner,
      approvedBy: waiver.approvedBy,
      reason: waiver.reason,
      expires: waiver.expires,
      state: stateOf(waiver.expires),
      file: file(waiver.document.file),
    })),
    ...accepted.map((change): Row => ({
      id: change.fingerprint,
      kind: 'accepted change',
      rule: change.rule,
      scope: [change.product, change.contract, change.path].filter((part) => part !== undefined).join(' '),
      owner: change.acceptedBy ?? '',
      approvedBy: change.acceptedBy ?? '',
      reason: change.reason,
      expires: change.until,
      state: stateOf(change.until),
      file: file(change.document.file),
    })),
  ].sort((a, b) => compareText(a.expires, b.expires) || compareText(a.id, b.id));
  await writePage(world, self, { command: 'policy waivers', findings, sections: { policy: { waivers: rows } }, page: pageOf(rows, findings.length) });
}

const tones: Readonly<Record<Row['state'], Tone>> = { active: 'good', expiring: 'warning', expired: 'bad' };

function pageOf(rows: readonly Row[], malformed: number): Page {
  const note = malformed === 0 ? [] : [{ kind: 'paragraph' as const, cells: [plain(`${String(malformed)} mistakes in files of the folder: dp validate names them.`, 'bad')] }];
  if (rows.length === 0) return { title: 'Waivers and accepted changes', blocks: [{ kind: 'paragraph', cells: [plain('There are none.')] }, ...note] };
  const table = rows.map(({ id, kind, rule, scope, owner, expires, state, reason }) => [plain(expires), plain(state, tones[state]), plain(id), plain(kind), plain(rule), plain(scope), plain(owner), plain(reason)]);
  return { title: 'Waivers and accepted changes', blocks: [{ kind: 'table', header: ['ends', 'state', 'id', 'kind', 'rule', 'scope', 'owner', 'reason'], rows: table }, ...note] };
}
