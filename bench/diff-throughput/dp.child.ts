// Parses two folders of contracts, positions included, then compares them pair by pair: findings with places and fingerprints.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pair } from '../../src/core/diff/change.ts';
import { diffContracts, judgeContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffSettings } from '../../src/core/diff/settings.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import type { DataContract } from '../../src/core/model/contract.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import { sha256 } from '../../src/io/hash.ts';
import { measured, report } from '../harness/phase.ts';

const [how = '', before = '', after = ''] = process.argv.slice(2);
const names = readdirSync(before, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.odcs.yaml')).sort();
// `compare-touched`: every new file got a comment, so that no two are the same bytes.
const comment = how === 'compare-touched' ? '# Reviewed\n' : '';
const texts = names.map((name) => ({ name, old: readFileSync(join(before, name), 'utf8'), new: `${comment}${readFileSync(join(after, name), 'utf8')}` }));

function contractOf(name: string, text: string): DataContract {
  const { document } = parseYaml(name, text);
  // Positions are found by parsing once more when the first is asked for: that is parsing too.
  document.positionAt(document.locate('').end);
  return readContract(document);
}
const parsed = await measured(() => texts.map((text) => ({ old: contractOf(text.name, text.old), new: contractOf(text.name, text.new) })));

// `compare`: what changed and how grave it is. `explain`: the findings of it, with witnesses, ways out, places and fingerprints.
const options = { settings: diffSettings(), today: '2026-01-01' };
const compare = (pair: Pair<DataContract>): number => judgeContracts(pair, options).judged.length;
const works: Readonly<Record<string, (pair: Pair<DataContract>) => number>> = {
  compare,
  'compare-touched': compare,
  explain: (pair) => settleFindings(diffContracts(pair, options).drafts, sha256).filter((finding) => finding.change?.level !== 'gate').length,
};
const work = works[how];
if (work === undefined) throw new Error(`no work called ${how}`);
const compared = await measured(() => parsed.value.reduce((sum, pair) => sum + work(pair), 0));
report({ parse: parsed.cost, diff: compared.cost, changes: compared.value });
