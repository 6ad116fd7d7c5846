import { classifyRemoteFailure } from './remote-failure.ts';

/** What a push came to. */
export type PushOutcome =
  | { readonly kind: 'published' }
  /** Somebody else was first: build on what they wrote and try again. */
  | { readonly kind: 'lost-race' }
  /** Somebody holds a lock file, or left one. */
  | { readonly kind: 'locked' }
  /** It may or may not have arrived: look, then try again. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** The server will not take it, now or later. */
  | { readonly kind: 'declined'; readonly reason: string; readonly hint: string };

export interface PushResult {
  readonly exitCode: number | undefined;
  readonly isTimedOut: boolean;
  /** Of `git push --porcelain`. */
  readonly stdout: string;
  /** Redacted. */
  readonly stderr: string;
}

interface Sign {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly hint: string;
}

// Before the signs of a lost race: a server that can't write says "failed to update ref" as well.
const declined: readonly Sign[] = [
  { pattern: /no space left on device|disk quota exceeded|quota/iu, reason: 'its disk is full', hint: 'ask the owners of the registry for space' },
  { pattern: /read-only file system|insufficient permission|unable to create temporary (?:object directory|file)|unable to (?:create|write)[^\n]*permission denied|cannot (?:open|lock)[^\n]*permission denied/iu, reason: 'you may read but not write there', hint: 'ask the owners of the registry for the right to push' },
  { pattern: /protected branch|protected ref|GH006|GH013|repository rule violations|not allowed to push/iu, reason: 'its branch is protected', hint: 'ask the owners of the registry to let your CI push to its branch' },
  { pattern: /refusing to update checked out branch/iu, reason: 'it is a work tree with that branch checked out', hint: 'use a bare repository: dp registry init <path>' },
  { pattern: /fsckObjects|fsck error|error in (?:blob|tree|commit|tag) [0-9a-f]{40}|index-pack abnormal exit|unpack failed|unpacker error|remote unpack failed/iu, reason: 'it could not take or verify the objects', hint: 'ask the owners of the registry to run git fsck' },
  { pattern: /(?:pre-receive|update|reference-transaction) hook declined|hook declined|declined by/iu, reason: 'a hook of the server declined', hint: 'read what the server said above, or ask the owners of the registry' },
  { pattern: /deny(?:ing|CurrentBranch|NonFastForwards)|remote: (?:error: )?denying/iu, reason: 'its settings deny the push', hint: 'ask the owners of the registry for the right to push' },
];

const locked = /unable to create '[^']*\.lock': file exists|another git process seems to be running/iu;
const lost = /fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|failed to lock|incorrect old value|reference already exists|remote rejected[^\n]*(?:lock|moved|changed)|is at [0-9a-f]{40} but expected/iu;

/**
 * Reads what `git push --porcelain` came to (REGISTRY, "Publish", step 8). Only a push that says it moved the branch has
 * published: an up-to-date one found somebody else's commit.
 */
export function classifyPush(result: PushResult): PushOutcome {
  const said = `${result.stdout}\n${result.stderr}`;
  if (result.exitCode === 0) return /^[ *]\t/mu.test(result.stdout) ? { kind: 'published' } : { kind: 'unknown', reason: 'the server says there was nothing to do' };
  if (result.isTimedOut) return { kind: 'unknown', reason: 'the push took too long' };
  const refusal = declined.find(({ pattern }) => pattern.test(said));
  if (refusal !== undefined) return { kind: 'declined', reason: refusal.reason, hint: refusal.hint };
  if (locked.test(said)) return { kind: 'locked' };
  if (lost.test(said)) return { kind: 'lost-race' };
  switch (classifyRemoteFailure(said)) {
    case 'denied':
      return { kind: 'declined', reason: 'it does not accept your credentials', hint: 'check your ssh key, git credential helper or GIT_ASKPASS: git ls-remote <registry>' };
    case 'missing':
      return { kind: 'declined', reason: 'there is no such repository, or you may not see it', hint: 'check the address: git ls-remote <registry>' };
    case 'unreachable':
      return { kind: 'declined', reason: 'it cannot be reached', hint: 'check the address and your connection: git ls-remote <registry>' };
    case 'forbidden-transport':
      return { kind: 'declined', reason: 'git would use a transport that dp does not allow', hint: 'look for url.*.insteadOf in: git config --list --show-origin' };
    case 'untrusted-folder':
      return { kind: 'declined', reason: 'git does not trust its folder, because somebody else owns it', hint: 'git config --global --add safe.directory <registry>' };
    case 'transient':
      return { kind: 'unknown', reason: 'the connection broke' };
    case 'unknown':
      return { kind: 'unknown', reason: result.exitCode === undefined ? 'the push was ended' : 'git gave no reason that dp knows' };
  }
}
