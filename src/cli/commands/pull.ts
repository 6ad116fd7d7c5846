import type { Command } from 'commander';
import { relative, resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { parseProductArgument } from '../../core/registry/layout.ts';
import { bytesOf } from '../../core/registry/version-file.ts';
import { slashed } from '../../io/files.ts';
import type { World } from '../../io/world.ts';
import { planTree, writeTree } from '../../io/write-tree.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import { addRegistryFlags, openReader, type RegistryFlags } from '../registry/registry-flags.ts';
import { writeAnswer } from '../registry/report-warnings.ts';
import { versionNotes } from '../registry/version-notes.ts';
import { plural } from '../reporters/wording.ts';
import { colourFor, printable } from '../terminal.ts';

const examples = `
The bytes are checked against the published digests. Files that are there with other content stay, unless --force is given.

Examples:
  $ dp pull sales/orders               the latest version, into ./orders
  $ dp pull sales/orders@1.2.0 vendor/orders`;

interface PullFlags extends RegistryFlags {
  readonly force?: boolean;
}

export const command: CommandModule = {
  register(program, context) {
    addRegistryFlags(addReportFlags(program, { formats: ['text', 'json'] }))
      .argument('<product[@version]>', 'what to fetch')
      .argument('[dir]', 'where to (default: a folder with the name of the product)')
      .option('--force', 'overwrite files that are there with other content')
      .addHelpText('after', examples)
      .action(async (product: string, folder: string | undefined, flags: PullFlags) => {
        await run(context.world, { product, folder, flags, self: program });
        context.finish(0);
      });
  },
};

interface Call {
  readonly product: string;
  readonly folder: string | undefined;
  readonly flags: PullFlags;
  readonly self: Command;
}

async function run(world: World, call: Call): Promise<void> {
  const { flags, self } = call;
  const wanted = parseProductArgument(call.product);
  const reader = await openReader(world, flags);
  const product = reader.findProduct(wanted.product);
  const entry = reader.findVersion(product, wanted.version);
  const { file } = await reader.readVersion(product.key, entry.version);
  const folder = resolve(world.cwd, call.folder ?? product.key.slice(product.key.indexOf('/') + 1));
  const shown = slashed(relative(world.cwd, folder)) || '.';
  const plan = planTree(folder, file.files.map((published) => ({ path: published.path, content: bytesOf(published) })));
  if (plan.conflicts.length > 0 && flags.force !== true) {
    const list = plan.conflicts.map((path) => `\n  ${path}`).join('');
    throw new DpError('write-failed', `${plural(plan.conflicts.length, 'file')} in ${shown} would be overwritten:${list}`, { hint: 'name another folder, or overwrite them with --force' });
  }
  const written = writeTree(plan);
  const options = readReportFlags(self);
  const notes = versionNotes(product.status, entry.version);
  const colour = colourFor(world, world.stderr, { isColourOff: options.isColourOff });
  if (options.format === 'text') for (const note of notes) world.stderr.write(`${colour.yellow('⚠')} ${product.key} ${entry.version} is ${printable(note)}\n`);
  const section = { product: product.key, version: entry.version, digest: file.digest, folder: shown, files: file.files.map(({ path }) => path), written, notes };
  const text = (): string => `${product.key} ${entry.version} in ${printable(shown)}: ${plural(written.length, 'file')} written${plan.unchanged.length === 0 ? '' : `, ${String(plan.unchanged.length)} there already`}`;
  await writeAnswer(world, reader, { ...options, answer: { command: 'pull', products: 1, sections: { pull: section }, text } });
}
