import type { Subject } from './finding.ts';

/** sha256 of a text's UTF-8 bytes, in lower-case hex. Core is handed one; `io/hash.ts` has it. */
export type Sha256 = (text: string) => string;

export interface FingerprintParts {
  readonly rule: string;
  readonly subject: Subject;
  readonly discriminator?: string;
  /** Ordinal among findings that are equal in everything else, from 0. */
  readonly ordinal: number;
}

/**
 * A finding's identity across commits: the first 20 hex digits of sha256 over the JSON array
 * [rule, product key, contract id, keyed path, discriminator, n]. Never message, line or count (INTERFACE, "Formats").
 */
export function fingerprintOf(parts: FingerprintParts, sha256: Sha256): string {
  const { rule, subject, discriminator, ordinal } = parts;
  return sha256(JSON.stringify([rule, subject.key, subject.contract, subject.path, discriminator ?? '', ordinal])).slice(0, 20);
}
