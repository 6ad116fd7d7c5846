import { InvalidArgumentError, Option, type Command } from 'commander';
import { nearest } from '../core/model/nearest.ts';
import { formats as allFormats, type Format } from './reporters/report.ts';

export interface ReportFlagChoices {
  /** Which of the formats this command knows; all where left out. */
  readonly formats?: readonly Format[];
  /** What `--fail-on` takes, the default first; no such flag where left out. */
  readonly failOn?: readonly [string, ...string[]];
}

/** What every command that reports is asked: the common flags of `dp` and those of `addReportFlags`. */
export interface ReportFlags {
  readonly format: Format;
  readonly output: string | undefined;
  /** What the user typed for `--fail-on`; `undefined` where nothing was. */
  readonly failOn: string | undefined;
  readonly isVerbose: boolean;
  readonly isQuiet: boolean;
  readonly isColourOff: boolean;
}

/** Declares `--format`, `--output` and `--fail-on` as all commands have them. */
export function addReportFlags(command: Command, choices: ReportFlagChoices = {}): Command {
  command.addOption(choiceOption('--format <format>', 'how to print the answer', choices.formats ?? allFormats).default('text'));
  command.option('--output <file>', 'write the answer to a file instead of standard output');
  if (choices.failOn === undefined) return command;
  const [usual] = choices.failOn;
  return command.addOption(choiceOption('--fail-on <level>', `exit with 1 from this level on; ${usual} where not given`, choices.failOn));
}

/** An option that takes one of a closed list and, for anything else, names the nearest. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices).argParser((value: string) => {
    if (choices.includes(value)) return value;
    const [near] = nearest(value, choices);
    throw new InvalidArgumentError(`${near === undefined ? '' : `Did you mean ${near}? `}It takes ${choices.join(', ')}.`);
  });
}

/** Reads what `addReportFlags` declared and the common flags, from the command that ran. */
export function readReportFlags(command: Command): ReportFlags {
  const values: Record<string, unknown> = command.optsWithGlobals();
  const format = allFormats.find((name) => name === values['format']) ?? 'text';
  return {
    format,
    output: textOf(values['output']),
    failOn: textOf(values['failOn']),
    isVerbose: values['verbose'] === true,
    isQuiet: values['quiet'] === true,
    isColourOff: values['color'] === false,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
