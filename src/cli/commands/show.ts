import type { Command } from 'commander';
import { parseProductArgument } from '../../core/registry/layout.ts';
import type { RegistryReader } from '../../io/registry/open-registry.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { addRegistryFlags, openReader, type RegistryFlags } from '../registry/registry-flags.ts';
import { writeAnswer } from '../registry/report-warnings.ts';
import { showPage, type ShownVersion } from '../registry/show-page.ts';
import { productNotes, versionNotes } from '../registry/version-notes.ts';

const examples = `
Without a version: the greatest one that is not yanked. A * marks the columns of the primary key.

Examples:
  $ dp show sales/orders
  $ dp show orders@1.2.0 --format json`;

export const command: CommandModule = {
  register(program, context) {
    addRegistryFlags(addReportFlags(program, { formats: ['text', 'json'] }))
      .argument('<product[@version]>', 'key, name or id of a product')
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

async function run(world: World, { product: argument, flags, self }: Call): Promise<void> {
  const wanted = parseProductArgument(argument);
  const reader = await openReader(world, flags);
  const product = reader.findProduct(wanted.product);
  const entry = reader.findVersion(product, wanted.version);
  const read = await reader.inspectVersion(product.key, entry.version);
  const shown: ShownVersion = { product, read, readers: readersOf(reader, product.key) };
  await writeAnswer(world, reader, { ...readReportFlags(self), answer: { command: 'show', products: 1, sections: { show: sectionOf(shown) }, text: (_report, style) => showPage(shown, style) } });
}

/** Who reads a contract that the product promises, going by everybody's latest version. */
function readersOf(reader: RegistryReader, key: string): string[] {
  const products = reader.listProducts();
  const own = new Set(products.find((product) => product.key === key)?.entries.flatMap(({ outputPorts }) => outputPorts.flatMap(({ contractId }) => contractId ?? [])));
  return products.filter(({ key: other, latest }) => other !== key && latest?.inputPorts.some(({ contractId }) => contractId !== undefined && own.has(contractId)) === true).map((product) => product.key);
}

function sectionOf({ product, read, readers }: ShownVersion): Record<string, unknown> {
  const { entry, file } = read;
  return {
    product: product.key,
    version: entry.version,
    latest: product.latest?.version ?? null,
    versions: product.entries.map(({ version }) => version),
    digest: entry.digest,
    notes: [...productNotes(product.status), ...versionNotes(product.status, entry.version)],
    problems: read.problems,
    owners: entry.owners,
    readers,
    files: file.files.map(({ path, sha256 }) => ({ path, sha256 })),
    manifest: file.manifest,
  };
}
