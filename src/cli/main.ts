import { CommanderError } from 'commander';
import { DpError } from '../core/model/errors.ts';
import type { World } from '../io/world.ts';
import type { ExitCode } from './command.ts';
import { buildProgram, requestedCommand, withOwnValues } from './program.ts';
import { colourFor, printable } from './terminal.ts';

/**
 * Runs one command line (without node and script) and returns the exit code. Never throws and never exits:
 * the only catch-all of dp.
 */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = 0;
  const finish = (next: ExitCode): void => {
    code = next;
  };
  try {
    const program = await buildProgram(world, finish, { load: requestedCommand(argv) });
    if (argv.length === 0) {
      program.outputHelp();
      return 0;
    }
    await program.parseAsync(withOwnValues(program, argv), { from: 'user' });
    return world.signal.aborted ? 130 : code;
  } catch (error) {
    return explain(error, argv, world);
  }
}

function explain(error: unknown, argv: readonly string[], world: World): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (world.signal.aborted || (error instanceof DpError && error.code === 'interrupted')) {
    world.stderr.write('Interrupted.\n');
    return 130;
  }
  const colour = colourFor(world, world.stderr, { isColourOff: argv.includes('--no-color') });
  if (error instanceof DpError) {
    world.stderr.write(`${colour.red.bold('error')} ${printable(error.message)}\n`);
    if (error.hint !== undefined) world.stderr.write(`${colour.dim('  try')} ${printable(error.hint)}\n`);
    if (argv.includes('--verbose') && error.cause instanceof Error) world.stderr.write(`${colour.dim('  because')} ${printable(error.cause.message)}\n`);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  world.stderr.write(`${colour.red.bold('bug')} This is a mistake in dp, not in your files. Please report it with the lines below.\n${printable(stack)}\n`);
  return 2;
}
