import { resolve } from 'node:path';
import { Command } from 'commander';
import { readVersion } from '../io/package-root.ts';
import type { World } from '../io/world.ts';
import type { CliContext, CommandEntry, ExitCode } from './command.ts';
import { commands } from './commands/index.ts';

const introduction = `Data products as code.
validate = documents, test = data, diff = changes.`;

const examples = `
Start:
  $ dp init orders --name orders --domain sales --set owner=orders-team@acme.example
  $ dp validate
  $ dp diff --against git:main
  $ dp publish --dry-run`;

export interface BuildOptions {
  /** Which command's flags to load; the others are known by name and summary only, unless this is for the reference page. */
  readonly load: string | undefined;
  readonly isReference?: boolean;
}

/** The command tree over one world. Only what `load` names is imported, so that help and `--version` stay quick. */
export async function buildProgram(world: World, finish: (code: ExitCode) => void, options: BuildOptions): Promise<Command> {
  let current = world;
  const context: CliContext = {
    get world() {
      return current;
    },
    finish,
  };
  const program = new Command('dp')
    .description(introduction)
    .version(readVersion(), '-V, --version', 'print the version')
    .option('--cwd <dir>', 'run as if started in this folder')
    .option('-q, --quiet', 'print findings and errors only')
    .option('-v, --verbose', 'print more')
    .option('--no-color', 'print without colour (as does NO_COLOR)')
    .addHelpText('after', examples)
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .configureOutput({ writeOut: (text) => { world.stdout.write(text); }, writeErr: (text) => { world.stderr.write(text); } })
    .exitOverride()
    .showHelpAfterError('(add --help for usage)')
    .hook('preAction', () => {
      const { cwd } = program.opts<{ cwd?: string }>();
      if (cwd !== undefined) current = { ...world, cwd: resolve(world.cwd, cwd) };
    });
  for (const entry of commands) await addCommand(program, entry, { context, isLoaded: options.isReference === true || options.load === entry.name });
  program.helpCommand('help [command]', 'print help for a command');
  return program;
}

async function addCommand(program: Command, entry: CommandEntry, options: { context: CliContext; isLoaded: boolean }): Promise<void> {
  const child = program.command(entry.name).summary(entry.summary).description(`${capitalised(entry.summary)}.`).helpGroup(`${entry.group}:`);
  if (!options.isLoaded) return;
  const { command } = await entry.load();
  command.register(child, options.context);
  inheritSettings(child, program);
}

// Commands that a module adds below its own (`registry init`) were made before these settings could be inherited.
function inheritSettings(command: Command, program: Command): void {
  command.copyInheritedSettings(program);
  for (const child of command.commands) inheritSettings(child, program);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The command an argument list asks for: its first word that is neither a flag nor a flag's value. */
export function requestedCommand(argv: readonly string[]): string | undefined {
  const takesValue = new Set(['--cwd']);
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') return undefined;
    if (takesValue.has(word)) index += 1;
    else if (word === 'help') return requestedCommand(argv.slice(index + 1));
    else if (!word.startsWith('-')) return word;
  }
  return undefined;
}

/**
 * A value that may be left out is only taken as `--flag=VALUE` (INTERFACE, "Commands"): a bare flag gets an empty one, so
 * that it does not swallow the path that follows.
 */
export function withOwnValues(program: Command, argv: readonly string[]): string[] {
  const optional = new Set(allCommands(program).flatMap(({ options }) => options.flatMap((option) => (option.optional && typeof option.long === 'string' ? [option.long] : []))));
  const end = argv.indexOf('--');
  return argv.map((word, index) => (optional.has(word) && (end < 0 || index < end) ? `${word}=` : word));
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
