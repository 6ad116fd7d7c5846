import { classifyPush, type PushOutcome } from '../../core/registry/push-outcome.ts';
import { redact } from '../redact.ts';
import type { BareRepository } from './bare-repository.ts';
import { runRemote, type RegistryRemote } from './remote.ts';

const pushTimeoutMs = 5 * 60_000;

export interface PushReport {
  readonly outcome: PushOutcome;
  /** What the server said, redacted; for a refusal. */
  readonly said: readonly string[];
}

/**
 * Moves the registry's branch to a commit: a plain fast-forward push, never forced, in a process group of its own, so that
 * Ctrl-C cannot stop it half way on the server.
 */
export async function pushCommit(remote: RegistryRemote, repository: BareRepository, target: { readonly commit: string; readonly branch: string }): Promise<PushReport> {
  const flags = ['--porcelain', '--no-verify', '--no-follow-tags', '--recurse-submodules=no'];
  const refspec = `${target.commit}:${target.branch}`;
  const result = await runRemote(remote, [`--git-dir=${repository.gitDir}`, '-c', 'push.pushOption=', 'push', ...flags, '--', remote.url.address, refspec], { timeoutMs: pushTimeoutMs, isUninterruptible: true });
  const stdout = redact(result.stdout.toString('utf8'));
  const { exitCode, isTimedOut, stderr } = result;
  return { outcome: classifyPush({ exitCode, isTimedOut, stdout, stderr }), said: saidLines(stdout, stderr) };
}

function saidLines(stdout: string, stderr: string): string[] {
  return [...stderr.split('\n'), ...stdout.split('\n').filter((line) => line.startsWith('!'))].map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('hint:')).slice(0, 12);
}
