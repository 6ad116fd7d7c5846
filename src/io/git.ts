import type { Result } from 'execa';
import { existsSync } from 'node:fs';
import { DpError } from '../core/model/errors.ts';
import { gitEnvironment } from './git-env.ts';
import { redact } from './redact.ts';
import type { World } from './world.ts';

export type GitWorld = Pick<World, 'cwd' | 'env' | 'signal'>;

export interface GitIdentity {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

export interface GitOptions {
  readonly world: GitWorld;
  /** The repository, when it is not found from `cwd`. */
  readonly gitDir?: string | undefined;
  /** Default: the world's. */
  readonly cwd?: string | undefined;
  readonly input?: string | Uint8Array | undefined;
  /** Default: two minutes. A call that takes longer is ended and says `isTimedOut`. */
  readonly timeoutMs?: number | undefined;
  /** Author and committer of what the call commits. */
  readonly identity?: GitIdentity | undefined;
  /** Plain http, which the user must ask for. */
  readonly allowHttp?: boolean | undefined;
  /** In its own process group and not ended by Ctrl-C: for a push, whose server side must not die half way. */
  readonly isUninterruptible?: boolean | undefined;
}

export interface GitResult {
  readonly stdout: Buffer;
  /** Redacted. */
  readonly stderr: string;
  /** `undefined` when the call was ended by a signal or a timeout. */
  readonly exitCode: number | undefined;
  readonly isTimedOut: boolean;
}

const defaultTimeoutMs = 120_000;
const maxOutputBytes = 512 * 1024 * 1024;

// What no set-up of the user, of a repository or of a machine may change.
const fixedConfig = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.quotePath=true',
  'gc.auto=0',
  'maintenance.auto=false',
  'fetch.recurseSubmodules=false',
  'fetch.prune=false',
  'fetch.writeCommitGraph=false',
  'push.recurseSubmodules=no',
  'push.followTags=false',
  'push.gpgSign=false',
  'log.showSignature=false',
  'color.ui=false',
];

/**
 * The one way dp calls git (REGISTRY, "Every git call"): a fixed argument list without a shell, fixed settings, an
 * environment from an allow-list, a time limit, and nothing secret in what comes back.
 * A non-zero exit is a result, not an error; put `--` before anything that is not dp's own.
 * @throws DpError `git-missing`, `interrupted`
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const { world } = options;
  if (world.signal.aborted && options.isUninterruptible !== true) throw interrupted();
  const cwd = options.cwd ?? world.cwd;
  if (!existsSync(cwd)) throw new DpError('no-such-path', `There is no folder ${cwd}.`);
  const { execa } = await import('execa');
  const result = await execa('git', [...fixedArguments(options.gitDir), ...args], {
    cwd,
    env: { ...gitEnvironment(world.env, options), ...identityEnvironment(options.identity) },
    extendEnv: false,
    preferLocal: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    maxBuffer: maxOutputBytes,
    timeout: options.timeoutMs ?? defaultTimeoutMs,
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    ...(options.isUninterruptible === true ? { detached: true } : { cancelSignal: world.signal }),
  });
  return resultOf(result, args);
}

/**
 * As `runGit`, for a call that must succeed: its standard output as bytes.
 * @throws DpError `git-failed` with the command's name and what git said
 */
export async function gitBytes(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const result = await runGit(args, options);
  if (result.exitCode !== 0) throw gitFailure(args, result);
  return result.stdout;
}

/** As `gitBytes`, as text without the last line break. */
export async function gitText(args: readonly string[], options: GitOptions): Promise<string> {
  return (await gitBytes(args, options)).toString('utf8').replace(/\n$/u, '');
}

/** What git itself said of a failed call, as an error that holds no more than that. */
export function gitFailure(args: readonly string[], result: GitResult): DpError {
  const said = result.isTimedOut ? 'it took too long' : (lastLines(result.stderr) ?? `exit code ${String(result.exitCode ?? 'none')}`);
  return new DpError('git-failed', `git ${args[0] ?? ''} failed: ${said}.`);
}

/** There is no git to call. */
export function gitMissing(): DpError {
  return new DpError('git-missing', 'dp needs git, and there is none on the PATH.', { hint: 'install git 2.30 or newer (https://git-scm.com/downloads), then try again' });
}

function fixedArguments(gitDir: string | undefined): string[] {
  return ['--no-pager', '--literal-pathspecs', ...(gitDir === undefined ? [] : [`--git-dir=${gitDir}`]), ...fixedConfig.flatMap((setting) => ['-c', setting])];
}

function identityEnvironment(identity: GitIdentity | undefined): Record<string, string> {
  if (identity === undefined) return {};
  const date = `${String(Math.floor(identity.date.getTime() / 1000))} +0000`;
  return {
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
    GIT_COMMITTER_DATE: date,
  };
}

type BufferedResult = Pick<Result<{ encoding: 'buffer'; reject: false }>, 'failed' | 'timedOut' | 'isCanceled' | 'isMaxBuffer'> & {
  readonly stdout?: unknown;
  readonly stderr?: unknown;
  readonly exitCode?: number | undefined;
  readonly code?: string | undefined;
};

// execa's own error object repeats the command line and the environment's words: it goes no further than here.
function resultOf(result: BufferedResult, args: readonly string[]): GitResult {
  if (result.isCanceled) throw interrupted();
  if (result.code === 'ENOENT' || result.code === 'EACCES') {
    throw gitMissing();
  }
  if (result.isMaxBuffer) throw new DpError('git-failed', `git ${args[0] ?? ''} gave more than ${String(maxOutputBytes)} bytes.`);
  if (result.exitCode === undefined && !result.timedOut && result.code !== undefined && result.code !== 'EPIPE') {
    throw new DpError('git-failed', `git ${args[0] ?? ''} could not be started: ${result.code}.`);
  }
  return { stdout: bytesOf(result.stdout), stderr: redact(bytesOf(result.stderr).toString('utf8')), exitCode: result.exitCode, isTimedOut: result.timedOut };
}

function bytesOf(output: unknown): Buffer {
  return output instanceof Uint8Array ? Buffer.from(output.buffer, output.byteOffset, output.byteLength) : Buffer.alloc(0);
}

function interrupted(): DpError {
  return new DpError('interrupted', 'Interrupted.');
}

function lastLines(stderr: string): string | undefined {
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const telling = lines.filter((line) => /^(?:fatal|error|remote):/u.test(line));
  const chosen = (telling.length > 0 ? telling : lines).slice(0, 3);
  return chosen.length === 0 ? undefined : chosen.map((line) => line.replace(/\.$/u, '')).join('; ');
}
