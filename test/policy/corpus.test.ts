import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { corpusFolder, readCorpus } from '../support/corpus.ts';
import { catalogue } from './builtin.ts';
import { compiled, effective, findings, judgeBy, node } from './support.ts';

// Without DP_CORPUS there are no documents to judge; CI must have them (test/support/corpus.ts).
describe.skipIf(corpusFolder === undefined)('the corpus', () => {
  const policies = compiled(effective([node(catalogue)], { catalogue }));

  test('every document, broken ones too, is judged by every rule, and each finding has a place in it', () => {
    const judged = readCorpus().map(({ file, bytes }) => {
      const { document } = parseYaml(file, bytes);
      const isProduct = isRecord(document.data) && document.data['kind'] === 'DataProduct';
      const unit = isProduct ? { product: readProduct(document), contracts: [] } : { product: undefined, contracts: [readContract(document)] };
      const result = judgeBy(policies, unit, { withRecords: true });
      const settled = findings(result);
      for (const { line, column, endLine, endColumn, rule } of settled) expect(line < endLine || (line === endLine && column <= endColumn), `${file} ${rule}`).toBe(true);
      expect(new Set(settled.map(({ fingerprint }) => fingerprint)).size, file).toBe(settled.length);
      return { isJudged: result.records.length > 0, count: settled.length };
    });
    expect(judged.length).toBe(143);
    expect(judged.every(({ isJudged }) => isJudged)).toBe(true);
    expect(judged.some(({ count }) => count > 100)).toBe(true);
  });
});
