import type { Command } from 'commander';
import { findTarget } from '../../core/lineage/find-product.ts';
import { impactOf } from '../../core/lineage/impact.ts';
import { walk } from '../../core/lineage/walk.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { impactPage, impactSection, type ImpactView } from '../lineage/impact-page.ts';
import { addMeshFlags, type MeshFlags, openMesh, writeMeshAnswer } from '../lineage/mesh-flags.ts';

const examples = `
Who reads a product, a port or a column, directly and through others, up to the dashboards and applications at the end.
Columns are followed where contracts declare transformSourceObjects and exposures their columns; who does not say what he
reads counts as a reader of everything.

Examples:
  $ dp impact sales/orders
  $ dp impact orders:orders.total_amount
  $ dp impact orders --class pii --format json`;

interface ImpactFlags extends Omit<MeshFlags, 'depth'> {
  readonly class?: string;
}

export const command: CommandModule = {
  register(program, context) {
    addMeshFlags(addReportFlags(program, { formats: ['text', 'json'] }))
      .argument('<product[:port[.column]]>', 'key, name or id of a product; one of its ports; one of the columns of that')
      .option('--class <class>', 'only who may read columns of a class, such as pii or confidential')
      .addHelpText('after', examples)
      .action(async (target: string, flags: ImpactFlags, self: Command) => {
        await run(context.world, { target, flags, self });
        context.finish(0);
      });
  },
};

interface Call {
  readonly target: string;
  readonly flags: ImpactFlags & MeshFlags;
  readonly self: Command;
}

async function run(world: World, { target: text, flags, self }: Call): Promise<void> {
  const loaded = await openMesh(world, flags);
  const target = findTarget(loaded.mesh, text);
  const downstream = [target.id, ...walk(loaded.mesh, target.id, { direction: 'downstream' }).map(({ id }) => id)];
  const mesh = await loaded.withContracts(downstream);
  const impact = impactOf(mesh, target, flags.class);
  const hits = flags.depth === undefined ? impact.hits : impact.hits.filter(({ via }) => via.length < (flags.depth ?? 0));
  const view: ImpactView = { mesh, target, impact: { ...impact, hits }, className: flags.class };
  await writeMeshAnswer(world, { mesh, reader: loaded.reader }, {
    ...readReportFlags(self),
    answer: { command: 'impact', products: 1 + hits.filter(({ node }) => node.kind === 'product').length, ids: new Set(downstream), sections: { impact: impactSection(view) }, text: (findings, _report, style) => impactPage(view, findings, style) },
  });
}
