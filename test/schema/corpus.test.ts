import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpusFolder, readCorpus } from '../support/corpus.ts';
import { judgeText } from './judge-fixture.ts';

describe.skipIf(corpusFolder === undefined)('schema verdicts on the corpus (needs DP_CORPUS)', () => {
  test('equal the official ones, document by document', async () => {
    const judged = await Promise.all(
      readCorpus().map(async ({ file, bytes, verdict }) => {
        // The corpus says by its folder what a file is; dp says it by the name.
        const found = await judgeText(`${basename(file)}.${file.startsWith('odps/') ? 'odps' : 'odcs'}.yaml`, bytes);
        const isInvalid = found.some(({ rule }) => rule.startsWith('schema-'));
        return { file, official: verdict, ours: found.some(({ rule }) => rule === 'yaml-syntax') ? 'PARSE-ERROR' : isInvalid ? 'invalid' : 'valid' };
      }),
    );
    expect(judged.filter(({ official, ours }) => official !== ours)).toEqual([]);
    expect(judged).toHaveLength(143);
  });
});
