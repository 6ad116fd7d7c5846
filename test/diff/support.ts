import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAcceptedChange } from '../../src/core/diff/accept/accepted-change.ts';
import type { Acceptance } from '../../src/core/diff/accept/apply-acceptance.ts';
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffProducts } from '../../src/core/diff/diff-products.ts';
import type { DiffResult } from '../../src/core/diff/result.ts';
import { diffSettings, type WrittenDiffSettings } from '../../src/core/diff/settings.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import type { DataContract } from '../../src/core/model/contract.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { Finding } from '../../src/core/model/finding.ts';
import type { ProductSnapshot } from '../../src/core/model/snapshot.ts';
import { sha256 } from '../../src/io/hash.ts';

export const fixturesFolder = join(import.meta.dirname, 'fixtures');

/** The day of every diff that does not bring its own. */
export const testDay = '2026-06-01';

/** What a fixture asks of the settings, in given.json. */
interface Given extends WrittenDiffSettings {
  readonly today?: string;
  readonly onlyUsed?: boolean;
}

export interface Judged {
  readonly result: DiffResult;
  readonly findings: readonly Finding[];
}

/** Folders of fixtures: `<rule-id>` or `<rule-id>--<case>`. */
export function fixtureNames(): string[] {
  return readdirSync(fixturesFolder).sort();
}

export function contractOf(text: string, file = 'orders.odcs.yaml'): DataContract {
  return readContract(parseYaml(file, text).document);
}

export function productOf(folder: string): ProductSnapshot | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).sort();
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    origin: basename(folder),
    product: readProduct(parseYaml(`${basename(folder)}/dataproduct.yaml`, read('dataproduct.yaml')).document),
    contracts: names.filter((name) => name.endsWith('.odcs.yaml')).map((name) => contractOf(read(name), `${basename(folder)}/${name}`)),
  };
}

/** Judges a fixture's pair, or its new (or old) side against itself. */
export function judgeFixture(name: string, sides: { readonly old: 'old' | 'new'; readonly new: 'old' | 'new' } = { old: 'old', new: 'new' }): Judged {
  const folder = join(fixturesFolder, name);
  const givenFile = join(folder, 'given.json');
  const given: Given = existsSync(givenFile) ? (JSON.parse(readFileSync(givenFile, 'utf8')) as Given) : {};
  const options = { settings: diffSettings(given), today: given.today ?? testDay, isOnlyUsed: given.onlyUsed === true, acceptance: sides.old === sides.new ? undefined : acceptanceIn(folder) };
  if (existsSync(join(folder, 'new.odcs.yaml'))) {
    const contract = (side: 'old' | 'new'): DataContract => contractOf(readFileSync(join(folder, `${side}.odcs.yaml`), 'utf8'), `${side}.odcs.yaml`);
    return settled(diffContracts({ old: contract(sides.old), new: contract(sides.new) }, options));
  }
  return settled(diffProducts(productOf(join(folder, sides.old)), productOf(join(folder, sides.new)), options));
}

/** What a fixture's accepted.yaml accepts. */
function acceptanceIn(folder: string): Acceptance | undefined {
  const file = join(folder, 'accepted.yaml');
  if (!existsSync(file)) return undefined;
  return { changes: [readAcceptedChange(parseYaml('accepted.yaml', readFileSync(file, 'utf8')).document)], sha256 };
}

export function settled(result: DiffResult): Judged {
  return { result, findings: settleFindings(result.drafts, sha256) };
}

export interface Expected {
  readonly findings: readonly { readonly rule: string; readonly level: string; readonly path: string; readonly place: string }[];
  readonly unreported: readonly string[];
  readonly verdict: string;
  readonly bump: string;
}

/** A judgement as expected.json holds it: every finding with its level, keyed path and place on the new side. */
export function asExpected({ result, findings }: Judged): Expected {
  return {
    findings: findings.map((finding) => ({ rule: finding.rule, level: finding.change?.level ?? '', path: finding.change?.path ?? '', place: `${finding.file}:${String(finding.line)}:${String(finding.column)}` })),
    unreported: result.unreported.map((draft) => draft.rule).sort(),
    verdict: result.verdict,
    bump: `${result.bump.demanded} demanded, ${result.bump.declared} declared, ${result.bump.ok ? 'ok' : 'not ok'}`,
  };
}
