import { describe, expect, test } from 'vitest';
import { classifyPush } from '../../src/core/registry/push-outcome.ts';
import { classifyRemoteFailure } from '../../src/core/registry/remote-failure.ts';

const head = 'To file:///srv/registry.git\n';

function failed(stderr: string, stdout = head): ReturnType<typeof classifyPush> {
  return classifyPush({ exitCode: 1, isTimedOut: false, stdout, stderr });
}

describe('what a push came to', () => {
  test.each([
    ['a fast-forward', ' \tabc:refs/heads/main\t1a2b3c4..5d6e7f8'],
    ['a first commit', '*\tabc:refs/heads/main\t[new branch]'],
  ])('%s has published', (_name, line) => {
    expect(classifyPush({ exitCode: 0, isTimedOut: false, stdout: `${head}${line}\nDone\n`, stderr: '' })).toEqual({ kind: 'published' });
  });

  test('an up-to-date branch has published nothing: somebody else pushed those bytes', () => {
    expect(classifyPush({ exitCode: 0, isTimedOut: false, stdout: `${head}=\tabc:refs/heads/main\t[up to date]\nDone\n`, stderr: '' })).toEqual({ kind: 'unknown', reason: 'the server says there was nothing to do' });
  });

  test.each([
    '!\tabc:refs/heads/main\t[rejected] (fetch first)',
    '!\tabc:refs/heads/main\t[rejected] (non-fast-forward)',
    '!\tabc:refs/heads/main\t[rejected] (stale info)',
    '!\tabc:refs/heads/main\t[remote rejected] (cannot lock ref \'refs/heads/main\': is at 1111111111111111111111111111111111111111 but expected 2222222222222222222222222222222222222222)',
    '!\tabc:refs/heads/main\t[remote rejected] (failed to update ref)',
    '!\tabc:refs/heads/main\t[remote rejected] (incorrect old value provided)',
    '!\tabc:refs/heads/main\t[remote rejected] (failed to lock)',
    '!\tabc:refs/heads/main\t[remote rejected] (reference already exists)',
  ])('%s is a lost race', (line) => {
    expect(failed('error: failed to push some refs', `${head}${line}\nDone\n`)).toEqual({ kind: 'lost-race' });
  });

  test('a lock file that exists is somebody at work', () => {
    const line = "!\tabc:refs/heads/main\t[remote rejected] (cannot lock ref 'refs/heads/main': Unable to create '/srv/registry.git/./refs/heads/main.lock': File exists.)";
    expect(failed('', `${head}${line}\n`)).toEqual({ kind: 'locked' });
  });

  test.each([
    ['remote: error: GH006: Protected branch update failed for refs/heads/main.', 'its branch is protected'],
    ['remote: GitLab: You are not allowed to push code to protected branches on this project.', 'its branch is protected'],
    ['remote: error: unable to create temporary object directory\nerror: remote unpack failed: unable to create temporary object directory', 'you may read but not write there'],
    ["! [remote rejected] (cannot lock ref 'refs/heads/main': Unable to create '/srv/r.git/refs/heads/main.lock': Permission denied)", 'you may read but not write there'],
    ['remote: fatal: write error: No space left on device\nerror: remote unpack failed: index-pack abnormal exit\n failed to update ref', 'its disk is full'],
    ['remote: error: object 1111111111111111111111111111111111111111: badTimezone: invalid author/committer line\nremote: fatal: fsck error in packed object\nerror: remote unpack failed: index-pack abnormal exit', 'it could not take or verify the objects'],
    ['! [remote rejected] (pre-receive hook declined)', 'a hook of the server declined'],
    ['fatal: Authentication failed for https://git.acme.example/registry.git', 'it does not accept your credentials'],
    ['fatal: could not read Username for https://git.acme.example: terminal prompts disabled', 'it does not accept your credentials'],
    ['git@git.acme.example: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'it does not accept your credentials'],
    ['fatal: unable to access https://git.acme.example/r.git/: The requested URL returned error: 403', 'it does not accept your credentials'],
    ["fatal: '/srv/registry.git' does not appear to be a git repository", 'there is no such repository, or you may not see it'],
    ['fatal: unable to access https://git.acme.example/r.git/: Could not resolve host: git.acme.example', 'it cannot be reached'],
    ["fatal: transport 'ext' not allowed", 'git would use a transport that dp does not allow'],
    ['remote: error: refusing to update checked out branch: refs/heads/main', 'it is a work tree with that branch checked out'],
  ])('%j is declined: %s', (stderr, reason) => {
    expect(failed(stderr)).toMatchObject({ kind: 'declined', reason });
  });

  test.each([
    ['fatal: unable to access https://git.acme.example/r.git/: The requested URL returned error: 503', 'the connection broke'],
    ['error: RPC failed; HTTP 429 curl 22 The requested URL returned error: 429', 'the connection broke'],
    ['fatal: the remote end hung up unexpectedly', 'the connection broke'],
    ['ssh: connect to host git.acme.example port 22: Connection refused', 'the connection broke'],
    ['fatal: something nobody has seen before', 'git gave no reason that dp knows'],
  ])('%j may have arrived: %s', (stderr, reason) => {
    expect(failed(stderr)).toEqual({ kind: 'unknown', reason });
  });

  test('a push that was killed or took too long may have arrived', () => {
    expect(classifyPush({ exitCode: undefined, isTimedOut: false, stdout: '', stderr: '' })).toEqual({ kind: 'unknown', reason: 'the push was ended' });
    expect(classifyPush({ exitCode: undefined, isTimedOut: true, stdout: '', stderr: '' })).toEqual({ kind: 'unknown', reason: 'the push took too long' });
  });

  test('a server that needs a proxy for its certificate is out of reach, not in trouble', () => {
    expect(classifyRemoteFailure('fatal: unable to access https://x/: SSL certificate problem: self-signed certificate')).toBe('unreachable');
  });
});
