import type { Command } from 'commander';
import type { World } from '../io/world.ts';

/** 0 fine · 1 judged and found wanting · 2 could not judge · 130 Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130;

export interface CliContext {
  readonly world: World;
  /** Called once by a command's action with the code `dp` ends with. */
  finish(code: ExitCode): void;
}

/** What a file in `commands/` exports as `command`: it declares arguments, flags and help, and what to run. */
export interface CommandModule {
  register(command: Command, context: CliContext): void;
}

/** One line of `commands/index.ts`: enough for help, so that only the command that runs is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly group: 'Author' | 'Review' | 'Publish' | 'Discover' | 'Learn';
  load(): Promise<{ readonly command: CommandModule }>;
}
