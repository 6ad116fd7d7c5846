/** Codes are permanent: never renamed, never reused. */
export type ErrorCode =
  | 'usage'
  | 'configuration'
  | 'no-such-path'
  | 'unreadable'
  | 'write-failed'
  | 'unknown-name'
  | 'newer-format'
  | 'not-a-registry'
  | 'registry-tampered'
  | 'registry-rewritten'
  | 'registry-declined'
  | 'connection'
  | 'git-missing'
  | 'git-failed'
  | 'url-refused'
  | 'template'
  | 'interrupted'
  | 'not-comparable';

/**
 * An exceptional state that dp can name: what happened, to what, and the next command to type.
 * Ends a command with exit code 2 (130 for `interrupted`). Anything else that is thrown is a bug of ours.
 */
export class DpError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DpError';
    this.code = code;
    this.hint = options.hint;
  }
}
