import type { Command } from 'commander';
import { versionPath } from '../../core/registry/layout.ts';
import type { PublishedProduct } from '../../core/registry/products.ts';
import { isYanked } from '../../core/registry/status.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { addRegistryFlags, openReader, type RegistryFlags } from '../registry/registry-flags.ts';
import { writeAnswer } from '../registry/report-warnings.ts';
import { productNotes, versionMark, versionNotes } from '../registry/version-notes.ts';
import type { ReportContext } from '../reporters/report.ts';
import { printable } from '../terminal.ts';

const examples = `
Examples:
  $ dp versions sales/orders
  $ dp versions orders --format json`;

export const command: CommandModule = {
  register(program, context) {
    addRegistryFlags(addReportFlags(program, { formats: ['text', 'json'] }))
      .argument('<product>', 'key, name or id of a product')
      .addHelpText('after', examples)
      .action(async (product: string, flags: RegistryFlags, self: Command) => {
        await run(context.world, { product, flags, self });
        context.finish(0);
      });
  },
};

interface Call {
  readonly product: string;
  readonly flags: RegistryFlags;
  readonly self: Command;
}

async function run(world: World, { product: wanted, flags, self }: Call): Promise<void> {
  const reader = await openReader(world, flags);
  const product = reader.findProduct(wanted);
  const { entries, status, latest } = product;
  const versions = entries.map((entry) => ({
    product: product.key,
    version: entry.version,
    digest: entry.digest,
    isLatest: entry === latest,
    isYanked: isYanked(status, entry.version),
    isDeprecated: (status.versions.get(entry.version)?.deprecations.length ?? 0) > 0,
    notes: [...versionNotes(status, entry.version), ...tamperingOf(product, entry.version)],
  }));
  await writeAnswer(world, reader, { ...readReportFlags(self), answer: { command: 'versions', products: 1, sections: { versions }, text: (_report, style) => page(product, style) } });
}

function tamperingOf(product: PublishedProduct, version: string): string[] {
  return product.tampered.filter(({ path }) => path === versionPath(product.key, version)).map(({ change }) => `${change} after it was published`);
}

function page(product: PublishedProduct, { colour }: ReportContext): string {
  const { key, entries, status, latest } = product;
  const width = Math.max(...entries.map(({ version }) => version.length), 7);
  const markWidth = Math.max(...entries.map(({ version }) => versionMark(status, version, latest?.version).length), 0);
  const rows = entries.map(({ version, digest }) => {
    const mark = versionMark(status, version, latest?.version).padEnd(markWidth);
    const tint = isYanked(status, version) ? colour.dim : version === latest?.version ? colour.green : colour.reset;
    const notes = [...versionNotes(status, version), ...tamperingOf(product, version)].map((note) => `\n    ${colour.yellow(printable(note))}`);
    return `  ${tint(version.padEnd(width))}  ${tint(mark)}  ${colour.dim(digest.slice(0, 'sha256:'.length + 12))}${notes.join('')}`;
  });
  const gone = product.tampered.filter(({ change }) => change === 'deleted').map(({ path }) => `  ${colour.red(`${path} was deleted after it was published`)}`);
  return [`${colour.bold(key)}${productNotes(status).map((note) => `  ${colour.yellow(printable(note))}`).join('')}`, ...rows, ...gone].join('\n');
}
