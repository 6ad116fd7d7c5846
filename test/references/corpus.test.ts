import { describe, expect, it } from 'vitest';
import { corpusFolder, readCorpus } from '../support/corpus.ts';
import { workspaceOf } from '../support/judge-text.ts';
import { judgeWorkspace } from '../support/reference-fixtures.ts';

/** What a document that stands alone cannot show, and what only says that it is not made for a registry. */
const ofStandingAlone = new Set(['reference-input-contract-missing', 'reference-output-contract-missing', 'reference-name-grammar']);

/** The rules that real and officially valid documents break: all of these were looked at, and each is right. */
const seenAndRight = ['reference-array-without-items', 'reference-duplicate-id', 'reference-duplicate-server', 'reference-duplicate-table', 'reference-relationship-dangling', 'reference-sla-element-missing'];

describe.skipIf(corpusFolder === undefined)('reference rules on the corpus (needs DP_CORPUS)', () => {
  it('judge every document without failing, and object to valid ones only where they dangle, repeat or leave open', async () => {
    const fired = new Set<string>();
    let count = 0;
    for (const { file, bytes, verdict } of readCorpus()) {
      count += 1;
      const found = await judgeWorkspace(workspaceOf(file.startsWith('odps/') ? 'DataProduct' : 'DataContract', bytes));
      if (verdict === 'valid') for (const { rule } of found) fired.add(rule);
    }
    expect(count).toBe(143);
    expect([...fired].filter((rule) => !ofStandingAlone.has(rule)).sort()).toEqual(seenAndRight);
  });
});
