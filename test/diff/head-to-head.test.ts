import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEdits } from '../../bench/head-to-head/edits.ts';
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffSettings } from '../../src/core/diff/settings.ts';
import { contractOf, settled, testDay } from './support.ts';
import { judgeText } from '../support/judge-text.ts';

const edits = readEdits(join(import.meta.dirname, '..', '..', 'bench'));

describe('the clear edits that dp and its peers are compared by', () => {
  it.each(edits)('$edit: $right', (edit) => {
    const [before, after] = [contractOf(JSON.stringify(edit.old), 'old.odcs.yaml'), contractOf(JSON.stringify(edit.new), 'new.odcs.yaml')];
    const { result, findings } = settled(diffContracts({ old: before, new: after }, { settings: diffSettings(), today: testDay }));
    const changes = findings.filter((finding) => finding.change?.level !== 'gate');
    expect({ verdict: result.verdict, rules: changes.map((finding) => finding.rule) }).toEqual({ verdict: edit.right, rules: edit.rules });
  });

  it.each(edits.flatMap((edit) => [
    { name: `${edit.name}, before`, data: edit.old },
    { name: `${edit.name}, after`, data: edit.new },
  ]))('$name: the document is valid', async ({ data }) => {
    expect(await judgeText('DataContract', JSON.stringify(data))).toEqual([]);
  });
});
