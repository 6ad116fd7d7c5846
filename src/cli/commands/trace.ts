import { type Command, InvalidArgumentError } from 'commander';
import { findProduct } from '../../core/lineage/find-product.ts';
import { traceFrom } from '../../core/lineage/trace.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { addMeshFlags, type MeshFlags, openMesh, writeMeshAnswer } from '../lineage/mesh-flags.ts';
import { tracePage, traceSection, type TraceView } from '../lineage/trace-page.ts';
import { dayOf } from '../today.ts';

const examples = `
Walks upstream from a product, nearest first, and says of each stop what failed (yanked, ended, tampered with, offered by
nobody), what is stale (deprecated, retired, read in an old version) and what just changed.

Examples:
  $ dp trace sales/customer-revenue
  $ dp trace campaign-insights --days 3 --format json`;

interface TraceFlags extends MeshFlags {
  readonly days: number;
  readonly today?: string;
}

const usualDays = 14;

export const command: CommandModule = {
  register(program, context) {
    addMeshFlags(addReportFlags(program, { formats: ['text', 'json'] }))
      .argument('<product>', 'key, name or id of a product')
      .option('--days <count>', 'how far back a change counts as just made', readDays, usualDays)
      .option('--today <date>', 'judge as if it were this day (YYYY-MM-DD)')
      .addHelpText('after', examples)
      .action(async (product: string, flags: TraceFlags, self: Command) => {
        await run(context.world, { product, flags, self });
        context.finish(0);
      });
  },
};

function readDays(text: string): number {
  if (!/^\d{1,4}$/u.test(text)) throw new InvalidArgumentError('It takes a number of days.');
  return Number(text);
}

interface Call {
  readonly product: string;
  readonly flags: TraceFlags;
  readonly self: Command;
}

const dayMs = 24 * 60 * 60 * 1000;

async function run(world: World, { product, flags, self }: Call): Promise<void> {
  const today = dayOf(flags.today, world);
  const since = new Date(Date.parse(`${today}T00:00:00Z`) - flags.days * dayMs).toISOString().slice(0, 10);
  const { mesh, reader } = await openMesh(world, flags);
  const start = findProduct(mesh, product);
  const recent = reader === undefined ? [] : (await reader.recentChanges(since)).filter(({ day }) => day <= today);
  const stops = traceFrom(mesh, start, { today, recent, depth: flags.depth });
  const view: TraceView = { mesh, start, stops, since };
  await writeMeshAnswer(world, { mesh, reader }, {
    ...readReportFlags(self),
    answer: {
      command: 'trace',
      products: 1 + stops.filter(({ node }) => node.kind === 'product').length,
      ids: new Set([start, ...stops.map(({ node }) => node.id)]),
      sections: { trace: traceSection(view) },
      text: (findings, _report, style) => tracePage(view, findings, style),
    },
  });
}
