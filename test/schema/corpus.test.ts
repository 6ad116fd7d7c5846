import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { judgeDocument } from '../../src/io/judge-schema.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';
import { noSubject } from './judge-fixture.ts';

describe.skipIf(corpusFolder === undefined)('schema verdicts on the corpus (needs DP_CORPUS)', () => {
  test('equal the official ones, document by document', async () => {
    const judged = await Promise.all(
      readCorpus().map(async ({ file, bytes, verdict }) => {
        const { document, drafts } = parseYaml(basename(file), bytes);
        const found = await judgeDocument(document, { role: file.startsWith('odps/') ? 'manifest' : 'contract', subject: noSubject });
        const isBroken = drafts.some(({ rule }) => rule === 'yaml-syntax');
        return { file, official: verdict, ours: isBroken ? 'PARSE-ERROR' : found.length === 0 ? 'valid' : 'invalid' };
      }),
    );
    expect(judged.filter(({ official, ours }) => official !== ours)).toEqual([]);
    expect(judged).toHaveLength(143);
  });
});
