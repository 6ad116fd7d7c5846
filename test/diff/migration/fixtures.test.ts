import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diffContracts } from '../../../src/core/diff/diff-contracts.ts';
import { diffProducts } from '../../../src/core/diff/diff-products.ts';
import { diffSettings, type WrittenDiffSettings } from '../../../src/core/diff/settings.ts';
import { parseYaml } from '../../../src/core/manifest/parse-yaml.ts';
import { readProduct } from '../../../src/core/manifest/read-product.ts';
import type { Finding, WayOut } from '../../../src/core/model/finding.ts';
import type { ProductSnapshot } from '../../../src/core/model/snapshot.ts';
import { contractOf, fixtureNames, fixturesFolder, type Judged, judgeFixture, settled, testDay } from '../support.ts';
import { applySteps, type Files } from './apply-steps.ts';

function filesOf(name: string, side: 'old' | 'new'): Files {
  const folder = join(fixturesFolder, name);
  const single = `${side}.odcs.yaml`;
  if (existsSync(join(folder, single))) return { [single]: readFileSync(join(folder, single), 'utf8') };
  if (!existsSync(join(folder, side))) return {};
  return Object.fromEntries(readdirSync(join(folder, side)).map((file) => [`${side}/${file}`, readFileSync(join(folder, side, file), 'utf8')]));
}

function snapshotOf(files: Files): ProductSnapshot | undefined {
  const manifest = Object.keys(files).find((file) => file.endsWith('/dataproduct.yaml'));
  if (manifest === undefined) return undefined;
  const contracts = Object.entries(files).filter(([file]) => file.endsWith('.odcs.yaml'));
  return { origin: 'files', product: readProduct(parseYaml(manifest, files[manifest] ?? '').document), contracts: contracts.map(([file, text]) => contractOf(text, file)) };
}

/** Judges the old side of a fixture against other files than its new side. */
function judgeFiles(name: string, olds: Files, news: Files): Judged {
  const given = join(fixturesFolder, name, 'given.json');
  const written = existsSync(given) ? (JSON.parse(readFileSync(given, 'utf8')) as WrittenDiffSettings & { today?: string }) : {};
  const options = { settings: diffSettings(written), today: written.today ?? testDay };
  const [old, successor] = [olds['old.odcs.yaml'], news['new.odcs.yaml']];
  if (old !== undefined && successor !== undefined) return settled(diffContracts({ old: contractOf(old, 'old.odcs.yaml'), new: contractOf(successor, 'new.odcs.yaml') }, options));
  return settled(diffProducts(snapshotOf(olds), snapshotOf(news), options));
}

interface Case {
  readonly title: string;
  readonly name: string;
  readonly finding: Finding;
  readonly ways: readonly WayOut[];
}

const cases = fixtureNames().flatMap((name): Case[] =>
  judgeFixture(name)
    .findings.filter(({ rule, change }) => change?.level === 'breaking' && !rule.startsWith('ignore-'))
    .map((finding) => ({ title: `${name}: ${finding.rule}`, name, finding, ways: finding.change?.migration ?? [] })),
);

describe('the way out of a break', () => {
  test('is there for every one', () => {
    expect(cases.length).toBeGreaterThan(80);
    expect(cases.filter(({ ways }) => ways.length === 0).map(({ title }) => title)).toEqual([]);
  });

  test.each(cases.flatMap(({ title, ways, ...rest }) => ways.map((way, index) => [`${title}, ${String(index + 1)}: ${way.kind}`, { ...rest, way }] as const)))('%s ends it, and the version is large enough', (_title, { name, finding, way }) => {
    const olds = filesOf(name, 'old');
    const { findings, result } = judgeFiles(name, olds, applySteps(filesOf(name, 'new'), olds, way.steps));
    expect(findings.filter(({ rule, change }) => rule === finding.rule && change?.path === finding.change?.path)).toEqual([]);
    expect(result.bump.ok).toBe(true);
  });
});
