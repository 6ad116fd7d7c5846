import type { Command } from 'commander';
import { resolve } from 'node:path';
import { buildCanvas } from '../../core/canvas/build-canvas.ts';
import type { Canvas } from '../../core/canvas/canvas.ts';
import { canvasSections } from '../../core/canvas/canvas-sections.ts';
import { renderCanvasHtml } from '../../core/canvas/render-html.ts';
import { renderCanvasMarkdown } from '../../core/canvas/render-markdown.ts';
import { renderCanvasText } from '../../core/canvas/render-text.ts';
import { DpError } from '../../core/model/errors.ts';
import { snapshotOf, type LoadedProduct } from '../../core/workspace/workspace.ts';
import { redact } from '../../io/redact.ts';
import { writeOutput } from '../../io/report-file.ts';
import { selectTargets } from '../../io/workspace/select.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { choiceOption, readReportFlags } from '../flags.ts';
import { writeReport } from '../reporters/write-report.ts';
import { colourFor } from '../terminal.ts';

const formats = ['text', 'markdown', 'html', 'json'] as const;
type CanvasFormat = (typeof formats)[number];

const examples = `
Consumers and use cases, sources, outputs, quality and service levels, ownership and governance, read from the manifest, its
contracts and the team; a consumer's need is held against what the port promises.

  $ dp canvas orders
  $ dp canvas orders --format html --output canvas.html`;

export const command: CommandModule = {
  register(program, context) {
    program
      .argument('[path]', 'a product, or a folder of products', '.')
      .addOption(choiceOption('--format <format>', 'how to print the canvas', formats).default('text'))
      .option('--output <file>', 'write the canvas to a file instead of standard output')
      .addHelpText('after', examples)
      .action(async (path: string, flags: { readonly format: CanvasFormat; readonly output?: string }, self: Command) => {
        await run(context.world, { path, ...flags, self });
      });
  },
};

interface Call {
  readonly path: string;
  readonly format: CanvasFormat;
  readonly output?: string;
  readonly self: Command;
}

async function run(world: World, call: Call): Promise<void> {
  const products = await selectProducts(world, call.path);
  const canvases = products.map((product) => buildCanvas(snapshotOf(product), { registry: product.settings.registry === undefined ? undefined : redact(product.settings.registry) }));
  const flags = readReportFlags(call.self);
  if (call.format === 'json') {
    const contracts = products.reduce((count, product) => count + product.contracts.length, 0);
    await writeReport(world, { command: 'canvas', ok: true, findings: [], summary: { products: products.length, contracts }, sections: { canvas: canvases } }, { ...flags, format: 'json' });
    return;
  }
  const isFile = call.output !== undefined && call.output !== '-';
  const text = render(canvases, call.format, colourFor(world, world.stdout, { isColourOff: flags.isColourOff || isFile }));
  if (isFile) writeOutput(resolve(world.cwd, call.output), text);
  else world.stdout.write(text);
}

async function selectProducts(world: World, path: string): Promise<LoadedProduct[]> {
  const { targets } = await selectTargets(world, [path]);
  const products = targets.flatMap((target) => target.products);
  if (products.length === 0) throw new DpError('no-such-path', `There is no data product in ${path}.`, { hint: 'dp canvas <folder with a dataproduct.yaml>' });
  return products;
}

function render(canvases: readonly Canvas[], format: Exclude<CanvasFormat, 'json'>, colour: ReturnType<typeof colourFor>): string {
  const pages = canvases.map((canvas) => ({ title: `${canvas.key}${canvas.version === undefined ? '' : ` ${canvas.version}`}`, sections: canvasSections(canvas) }));
  switch (format) {
    case 'html':
      return renderCanvasHtml(pages);
    case 'markdown':
      return pages.map(({ title, sections }) => renderCanvasMarkdown(title, sections)).join('\n');
    case 'text':
      return pages.map(({ title, sections }) => renderCanvasText(title, sections, { title: colour.bold.cyan, heading: colour.bold, label: colour.dim })).join('\n');
  }
}
