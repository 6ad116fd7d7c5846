import type { Command } from 'commander';
import { type ClassFlows, classFlows } from '../../core/lineage/class-flow.ts';
import { columnEdges } from '../../core/lineage/column-edges.ts';
import { drawDot } from '../../core/lineage/draw-dot.ts';
import { contractLabel, type EdgeLabel, layOut } from '../../core/lineage/drawing.ts';
import { drawMermaid } from '../../core/lineage/draw-mermaid.ts';
import { findProduct } from '../../core/lineage/find-product.ts';
import type { LineageEdge } from '../../core/lineage/graph.ts';
import { openLineageEvents } from '../../core/lineage/openlineage.ts';
import { type Direction, select, type Selection } from '../../core/lineage/walk.ts';
import { DpError } from '../../core/model/errors.ts';
import { readVersion } from '../../io/package-root.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { choiceOption, readReportFlags } from '../flags.ts';
import { lineagePage, type LineageView } from '../lineage/lineage-page.ts';
import { addMeshFlags, type MeshFlags, openMesh, writeMeshAnswer } from '../lineage/mesh-flags.ts';
import { lineageSection } from '../lineage/sections.ts';
import { printJson } from '../reporters/print-json.ts';
import { dayOf } from '../today.ts';

const formats = ['text', 'json', 'mermaid', 'dot', 'openlineage'] as const;
type LineageFormat = (typeof formats)[number];

const directions = ['upstream', 'downstream'] as const;

const examples = `
The graph of the workspace's products and those of its registry; the workspace's own version of a product counts. ◇ is a
source system, ◆ a dashboard, report or application outside the mesh.

  --class pii    follow personal data from the columns marked as such, across domains; other names are classifications or tags

Examples:
  $ dp lineage                                        everything
  $ dp lineage sales/orders --direction downstream --columns
  $ dp lineage --class pii
  $ dp lineage orders --format mermaid --output lineage.mmd
  $ dp lineage --format openlineage | jq -c '.[]'`;

interface LineageFlags extends MeshFlags {
  readonly format: LineageFormat;
  readonly output?: string;
  readonly direction?: Direction;
  readonly class?: string;
  readonly columns?: boolean;
  readonly today?: string;
}

export const command: CommandModule = {
  register(program, context) {
    addMeshFlags(program)
      .argument('[product]', 'key, name or id of a product; none: the whole graph')
      .addOption(choiceOption('--direction <direction>', 'one side of the product only', directions))
      .option('--columns', 'show what columns are made from')
      .option('--class <class>', 'follow data of a class, such as pii or confidential')
      .addOption(choiceOption('--format <format>', 'how to print the graph', formats).default('text'))
      .option('--output <file>', 'write the answer to a file instead of standard output')
      .option('--today <date>', 'openlineage: the day of the events (YYYY-MM-DD)')
      .addHelpText('after', examples)
      .action(async (product: string | undefined, flags: LineageFlags, self: Command) => {
        await run(context.world, { product, flags, self });
        context.finish(0);
      });
  },
};

interface Call {
  readonly product: string | undefined;
  readonly flags: LineageFlags;
  readonly self: Command;
}

async function run(world: World, { product, flags, self }: Call): Promise<void> {
  if (product === undefined && (flags.direction !== undefined || flags.depth !== undefined)) throw new DpError('usage', '--direction and --depth are about one product: name it.', { hint: 'dp lineage sales/orders --direction downstream' });
  const loaded = await openMesh(world, flags);
  const start = product === undefined ? undefined : findProduct(loaded.mesh, product);
  const around = { direction: flags.direction, depth: flags.depth };
  const needsContracts = flags.columns === true || flags.class !== undefined || flags.format === 'openlineage';
  const mesh = needsContracts ? await loaded.withContracts(select(loaded.mesh, start, around).nodes.map(({ id }) => id)) : loaded.mesh;
  const whole = select(mesh, start, around);
  const flows = flags.class === undefined ? undefined : classFlows(mesh, whole.edges, flags.class);
  const selection = flows === undefined ? whole : flowing(flows, select(mesh, start, { ...around, isOpen: (edge: LineageEdge) => flows.flows.has(edge) }));
  const columns = flags.columns === true ? columnEdges(mesh, selection.edges) : undefined;
  const view: LineageView = { mesh, start, direction: flags.direction, depth: flags.depth, selection, flows, className: flags.class, columns };
  const report = readReportFlags(self);
  await writeMeshAnswer(world, { mesh, reader: loaded.reader }, {
    ...report,
    format: flags.format === 'json' ? 'json' : 'text',
    answer: {
      command: 'lineage',
      products: selection.nodes.filter(({ kind }) => kind === 'product').length,
      ids: start === undefined ? undefined : new Set(whole.nodes.map(({ id }) => id)),
      sections: { lineage: lineageSection(view) },
      text: (findings, _report, style) => (flags.format === 'text' ? lineagePage(view, findings, style) : draw(view, flags, world)),
    },
  });
}

/** Of a selection, what holds data of the class or gets some. */
function flowing({ marked }: ClassFlows, { nodes, edges }: Selection): Selection {
  const ids = new Set([...marked.map(({ node }) => node), ...edges.flatMap(({ from, to }) => [from, to])]);
  return { nodes: nodes.filter(({ id }) => ids.has(id)), edges };
}

function draw(view: LineageView, flags: LineageFlags, world: World): string {
  const { mesh, selection, flows } = view;
  const labelOf: EdgeLabel = (edge) => {
    const flow = flows?.flows.get(edge);
    return flow === undefined ? { text: contractLabel(edge), isPossible: false } : { text: flow.columns.join(', '), isPossible: flow.isPossible };
  };
  switch (flags.format) {
    case 'dot':
      return drawDot(layOut(mesh, selection, labelOf));
    case 'mermaid':
      return drawMermaid(layOut(mesh, selection, labelOf));
    case 'openlineage':
      return printJson(openLineageEvents(mesh, selection, { eventTime: `${dayOf(flags.today, world)}T00:00:00Z`, producer: `https://www.npmjs.com/package/dataproduct/v/${readVersion()}` }));
    case 'text':
    case 'json':
      return '';
  }
}
