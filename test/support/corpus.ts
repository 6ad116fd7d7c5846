import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CorpusDocument {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly apiVersion: string;
  /** The official schema's: `valid`, `invalid` or `PARSE-ERROR`. */
  readonly verdict: string;
}

/** Where the corpus of real documents lies, or why it is not used. CI must have it. */
export const corpusFolder: string | undefined = process.env['DP_CORPUS'] === '' ? undefined : process.env['DP_CORPUS'];

if (corpusFolder === undefined && process.env['CI'] === 'true') throw new Error('CI must set DP_CORPUS to the folder of the corpus');

/** Every document of the corpus with the official verdict; none where DP_CORPUS is unset. */
export function readCorpus(): CorpusDocument[] {
  if (corpusFolder === undefined) return [];
  const folder = corpusFolder;
  const [header = '', ...rows] = readFileSync(join(folder, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n');
  const columns = header.split('\t');
  const cell = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
  return rows.map((line) => {
    const row = line.split('\t');
    const file = cell(row, 'file');
    return {
      file,
      bytes: readFileSync(join(folder, file)),
      apiVersion: cell(row, 'apiVersion'),
      verdict: cell(row, 'official_schema_verdict').replace(/\(.*/u, ''),
    };
  });
}
