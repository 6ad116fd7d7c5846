import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import { roleOfName } from '../../src/core/workspace/identify.ts';
import { sha256 } from '../../src/io/hash.ts';
import { judgeDocument, judgeOwnDocument } from '../../src/io/judge-document.ts';

const subject = { product: null, key: null, contract: null };

/** The schema findings of a text; the file's name says what it is: a manifest, a contract, or `<schema>.yaml`. */
export async function judgeText(file: string, content: string | Uint8Array): Promise<Finding[]> {
  const loaded = parseYaml(file, content);
  const role = roleOfName(basename(file));
  const found = role === undefined ? await judgeOwnDocument(loaded, basename(file, '.yaml')) : await judgeDocument({ loaded, role, subject });
  return settleFindings(found.filter(({ rule }) => !isMereAdvice(rule)), sha256);
}

function isMereAdvice(rule: string): boolean {
  return rule === 'yaml-ambiguous-scalar' || rule === 'yaml-merge-key';
}

/** A finding as fixtures write it down. */
export function summarize(finding: Finding): Record<string, unknown> {
  const { rule, line, column, endLine, endColumn, pointer, message, help, fix, related } = finding;
  return {
    rule,
    at: `${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)}`,
    pointer,
    path: finding.subject.path,
    message,
    help,
    ...(fix === null ? {} : { fix: { title: fix.title, edits: fix.edits.map(({ startOffset, endOffset, text }) => ({ startOffset, endOffset, text })) } }),
    ...(related.length === 0 ? {} : { related: related.map((place) => `${String(place.line)}:${String(place.column)} ${place.message}`) }),
  };
}

export function readFixture(folder: string, file: string): Uint8Array {
  return readFileSync(join(folder, file));
}
