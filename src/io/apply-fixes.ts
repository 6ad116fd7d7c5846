import { readFileSync } from 'node:fs';
import type { Finding, TextEdit } from '../core/model/finding.ts';
import type { SourceDocument } from '../core/model/source-document.ts';
import { applyEdits, clash } from '../core/fix/apply-edits.ts';
import { DpError } from '../core/model/errors.ts';
import { writeWhole } from './files.ts';

export interface FixedFiles {
  /** How many findings were mended. */
  readonly count: number;
  readonly files: readonly string[];
}

/**
 * Writes the fixes that findings carry into their files, each file whole or not at all. Fixes that overlap are left for
 * the next run. Errors: `write-failed`; `unreadable` when a file has changed since it was judged.
 */
export function applyFixes(judged: { readonly findings: readonly Finding[]; readonly documents: readonly SourceDocument[] }): FixedFiles {
  const texts = new Map(judged.documents.map(({ file, text }) => [file, text]));
  const accepted = new Map<string, TextEdit[]>();
  let count = 0;
  for (const { fix } of judged.findings) {
    if (fix === null || fix.edits.some((edit) => !texts.has(edit.file) || (accepted.get(edit.file) ?? []).some((other) => clash(other, edit)))) continue;
    count += 1;
    for (const edit of fix.edits) accepted.set(edit.file, [...(accepted.get(edit.file) ?? []), edit]);
  }
  for (const [file, edits] of accepted) {
    const text = texts.get(file) ?? '';
    if (readFileSync(file, 'utf8') !== text) throw new DpError('unreadable', `${file} has changed while it was judged.`, { hint: 'dp validate --fix' });
    writeWhole(file, applyEdits(text, edits));
  }
  return { count, files: [...accepted.keys()].sort() };
}
