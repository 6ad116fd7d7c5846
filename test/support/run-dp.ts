import { main } from '../../src/cli/main.ts';
import type { Conversation, World } from '../../src/io/world.ts';

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Pretends that all three streams are a terminal. */
  readonly isTTY?: boolean;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  /** `dp validate` judges by policies, too: a test of documents must not change with every rule of the default pack. */
  readonly withPolicies?: boolean;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The clock of every test that does not bring its own. */
export const testDate = new Date('2026-11-22T09:00:00Z');

/** A person who types the lines of a text, one an answer, and then ends the input. */
function typedLines(text: string, screen: { write(text: string): void }): Conversation {
  const lines = text === '' ? [] : text.replace(/\n$/u, '').split('\n');
  return {
    ask: async (prompt) => {
      const line = lines.shift();
      screen.write(`${prompt}${line ?? ''}\n`);
      return await Promise.resolve(line);
    },
    close: () => undefined,
  };
}

/** Runs one command line in this process, as bin/dp.js does, with captured streams. */
export async function runDp(argv: readonly string[], options: RunOptions): Promise<RunResult> {
  const out = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: options.isTTY ?? false,
    columns: 100,
    write: (text: string) => {
      out[name] += text;
    },
  });
  const world: World = {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], HOME: options.cwd, XDG_CACHE_HOME: `${options.cwd}/.cache`, NO_COLOR: '1', ...options.env },
    stdin: { isTTY: options.isTTY ?? false, converse: () => typedLines(options.stdin ?? '', stream('stderr')), readAll: async () => await Promise.resolve(options.stdin ?? '') },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: () => options.now ?? testDate,
    signal: options.signal ?? new AbortController().signal,
  };
  const code = await main(options.withPolicies === true ? argv : withoutPolicies(argv), world);
  return { code, ...out };
}

function withoutPolicies(argv: readonly string[]): readonly string[] {
  return argv[0] === 'validate' ? ['validate', '--no-policies', ...argv.slice(1)] : argv;
}
