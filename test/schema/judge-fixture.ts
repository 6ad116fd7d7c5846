import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Finding, Subject } from '../../src/core/model/finding.ts';
import { roleOfName } from '../../src/core/workspace/identify.ts';
import { sha256 } from '../../src/io/hash.ts';
import { judgeDocument, judgeValue } from '../../src/io/judge-schema.ts';

export const noSubject: Subject = { product: null, key: null, contract: null, path: '' };

/** The schema findings of a text; the file's name says what it is: a manifest, a contract, or `<schema>.yaml`. */
export async function judgeText(file: string, content: string | Uint8Array): Promise<Finding[]> {
  const { document, drafts } = parseYaml(file, content);
  const role = roleOfName(basename(file));
  const found = role === undefined ? await judgeValue({ schema: basename(file, '.yaml'), document, subject: noSubject }) : await judgeDocument(document, { role, subject: noSubject });
  return settleFindings([...drafts.filter(({ severity }) => severity === 'error'), ...found], sha256);
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
