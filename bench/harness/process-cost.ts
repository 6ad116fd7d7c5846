import { spawnSync } from 'node:child_process';

/** What one run of a command took, its children included. */
export interface Cost {
  /** User and system time together. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

interface RunOptions {
  readonly cwd?: string;
  /** Exit codes that mean that the command did its work. */
  readonly exitCodes?: readonly number[];
}

const clock = 'TIMEFORMAT="%3U %3S %3R"; time "$@" >/dev/null 2>/dev/null; echo $?';

/** Runs a command to its end under bash's `time`, which counts the CPU of the whole process. Throws when it fails. */
export function costOf(command: readonly string[], { cwd, exitCodes = [0] }: RunOptions = {}): Cost {
  const { stdout, stderr, error } = spawnSync('bash', ['-c', clock, 'bash', ...command], { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  if (error !== undefined) throw error;
  const exitCode = Number(stdout.trim());
  if (!exitCodes.includes(exitCode)) throw new Error(`${command.join(' ')} ended with ${String(exitCode)}`);
  const [user = NaN, system = NaN, wall = NaN] = stderr.trim().split(/\s+/u).map(Number);
  return { cpuMs: Math.round((user + system) * 1000), wallMs: Math.round(wall * 1000) };
}

/** Runs a command and returns what it printed; for children that measure themselves. */
export function outputOf(command: readonly string[], { cwd, exitCodes = [0] }: RunOptions = {}): string {
  const [file = '', ...args] = command;
  const { stdout, stderr, status, error } = spawnSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (error !== undefined) throw error;
  if (status === null || !exitCodes.includes(status)) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr.slice(-2000)}`);
  return stdout;
}
