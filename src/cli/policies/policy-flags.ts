import { InvalidArgumentError, Option, type Command } from 'commander';
import { isDay } from '../../core/policy/assertions/dates.ts';
import type { PolicyOptions } from '../../io/policies/judge-policies.ts';
import type { World } from '../../io/world.ts';

/** What `addPolicyFlags` declares. */
export interface PolicyFlags {
  /** `--policies`, as often as it was given; `false`: `--no-policies`. */
  readonly policies?: readonly string[] | false;
  readonly today?: string;
}

/** Declares `--policies`, `--no-policies` and `--today`. */
export function addPolicyFlags(command: Command): Command {
  return command
    .addOption(packsOption())
    .option('--no-policies', 'judge by no policy')
    .addOption(todayOption());
}

/** `--policies <pack>`, repeatable. */
export function packsOption(): Option {
  return new Option('--policies <pack>', 'judge by this pack instead of those of dp.yaml (repeatable)').argParser((value: string, previous: unknown) => [...(Array.isArray(previous) ? (previous as string[]) : []), value]);
}

/** `--today <date>`. */
export function todayOption(): Option {
  return new Option('--today <date>', 'judge as of this day (YYYY-MM-DD)').argParser((value: string) => {
    if (!isDay(value)) throw new InvalidArgumentError('It takes a day of the calendar, such as 2027-02-28.');
    return value;
  });
}

/** The day to judge on, in UTC. */
export function todayOf(world: World, { today }: Pick<PolicyFlags, 'today'>): string {
  return today ?? world.now().toISOString().slice(0, 10);
}

/** By which policies to judge; `undefined` with `--no-policies`. */
export function policyOptions(world: World, flags: PolicyFlags): PolicyOptions | undefined {
  if (flags.policies === false) return undefined;
  return { choice: flags.policies === undefined ? { kind: 'settings' } : { kind: 'given', references: flags.policies }, today: todayOf(world, flags) };
}
