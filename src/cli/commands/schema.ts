import type { Command } from 'commander';
import { resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { didYouMean } from '../../core/model/nearest.ts';
import { readPrintedSchema } from '../../io/printed-schema.ts';
import { writeOutput } from '../../io/report-file.ts';
import { loadSchema, schemaNames } from '../../io/validators.ts';
import type { World } from '../../io/world.ts';
import type { CommandModule } from '../command.ts';
import { addReportFlags, readReportFlags } from '../flags.ts';
import type { ReportContext } from '../reporters/report.ts';
import { writeReport } from '../reporters/write-report.ts';

export const command: CommandModule = {
  register(program, context) {
    const list = program.command('list').description('List the schemas that dp has.');
    addReportFlags(list, { formats: ['text', 'json'] }).action(async () => {
      await listSchemas(context.world, list);
      context.finish(0);
    });
    program
      .command('print')
      .description('Print a JSON Schema.')
      .argument('<name>', 'a name that `dp schema list` shows')
      .option('--editor', 'the draft-07 copy for editors, which also completes what dp keeps in customProperties', false)
      .option('--output <file>', 'write it to a file instead of standard output')
      .addHelpText('after', '\nExamples:\n  $ dp schema print odcs-v3.2.0\n  $ dp schema print odps-v1.1.0 --editor --output .vscode/odps.json')
      .action((name: string, flags: PrintFlags) => {
        printSchema(context.world, name, flags);
        context.finish(0);
      });
  },
};

interface PrintFlags {
  readonly editor: boolean;
  readonly output?: string;
}

function printSchema(world: World, name: string, { editor, output }: PrintFlags): void {
  if (!schemaNames.includes(name)) {
    throw new DpError('unknown-name', `There is no schema ${name}.${didYouMean(name, schemaNames)}`, { hint: 'dp schema list' });
  }
  const text = readPrintedSchema(name, { isForEditors: editor });
  if (output === undefined || output === '-') world.stdout.write(text);
  else writeOutput(resolve(world.cwd, output), text);
}

interface SchemaEntry {
  readonly name: string;
  readonly description: string;
}

async function listSchemas(world: World, self: Command): Promise<void> {
  const entries = await Promise.all(
    schemaNames.map(async (name): Promise<SchemaEntry> => {
      const { description } = await loadSchema(name);
      return { name, description: typeof description === 'string' ? description : '' };
    }),
  );
  const report = { command: 'schema list', ok: true, findings: [], summary: { products: 0, contracts: 0 }, sections: { schemas: entries }, views: { text: (_: unknown, style: ReportContext) => schemaTable(entries, style) } };
  await writeReport(world, report, readReportFlags(self));
}

function schemaTable(entries: readonly SchemaEntry[], { colour, width }: ReportContext): string {
  const column = Math.max(...entries.map(({ name }) => name.length));
  return entries.map(({ name, description }) => `${colour.bold(name.padEnd(column))}  ${cut(description, width - column - 2)}`).join('\n');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}
