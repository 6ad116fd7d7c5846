import { type AuditRecord, auditRecords } from '../../core/audit/record.ts';
import { productKey } from '../../core/model/product.ts';
import type { EffectivePolicies } from '../../core/policy/effective.ts';
import { evaluatePolicies, type PolicyRecord } from '../../core/policy/evaluate.ts';
import type { PolicyPack } from '../../core/policy/pack/model.ts';
import type { PolicyUnit } from '../../core/policy/targets/node.ts';
import type { Vocabulary } from '../../core/policy/targets/vocabulary.ts';
import { policyWorld } from '../../core/policy/targets/world.ts';
import { applyWaivers } from '../../core/policy/waivers.ts';
import type { Waiver } from '../../core/policy/waivers/read-waiver.ts';
import { slashed } from '../files.ts';
import { runGit } from '../git.ts';
import type { GitUrl } from '../git-url.ts';
import { sha256 } from '../hash.ts';
import { judgeSelection, type Judgement } from '../judge.ts';
import { readVersion } from '../package-root.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { findGitTop } from '../workspace/find-root.ts';
import type { Selection, Target } from '../workspace/select.ts';
import type { World } from '../world.ts';
import { listWaivers } from './list-waivers.ts';
import type { PolicyChoice } from './load-policies.ts';
import { openPolicies } from './open-policies.ts';

export interface Audit {
  readonly records: readonly AuditRecord[];
  readonly waivers: readonly Waiver[];
  /** What was judged, for the record of processing. */
  readonly units: readonly PolicyUnit[];
  readonly vocabulary: Vocabulary;
  readonly summary: { readonly products: number; readonly contracts: number };
}

export interface AuditOptions {
  readonly choice: PolicyChoice;
  readonly today: string;
}

/** Audits what was selected of workspaces. Errors as of `judgeSelection`. */
export async function auditSelection(world: World, selection: Selection, { choice, today }: AuditOptions): Promise<Audit> {
  const judgement = await judgeSelection(world, selection, { isOffline: true, policies: { choice, today, withRecords: true } });
  const units = unitsOf(selection.targets);
  const records = await recordsOf(world, judgement, { units, root: selection.targets[0]?.workspace.root, today });
  const vocabulary = new Map(judgement.policies.flatMap(({ loaded }) => loaded.flatMap(({ policies }) => [...policies.vocabulary])));
  return { records, waivers: judgement.policies.flatMap(({ waivers }) => waivers), units, vocabulary, summary: judgement.summary };
}

/** Products and loose contracts of a selection as policies look at them. */
export function unitsOf(targets: readonly Target[]): PolicyUnit[] {
  return targets.flatMap((target) => [
    ...target.products.map(({ product, contracts }): PolicyUnit => ({ product, contracts: contracts.map(({ contract }) => contract) })),
    ...target.looseContracts.map(({ contract, settings }): PolicyUnit => ({ product: undefined, contracts: [contract], domain: settings.domain })),
  ]);
}

/** The audit records of a run of `dp validate`, for `--report`. */
export async function recordsOf(world: World, judgement: Pick<Judgement, 'policies' | 'documents'>, { units, root, today }: { readonly units: readonly PolicyUnit[]; readonly root: string | undefined; readonly today: string }): Promise<AuditRecord[]> {
  const digests = new Map(judgement.documents.map(({ file, text }) => [file, sha256(text)] as const));
  const top = findGitTop(root ?? world.cwd);
  return auditRecords(
    judgement.policies.flatMap(({ records }) => records),
    {
      date: today,
      dp: readVersion(),
      commit: top === undefined ? null : await headOf(world, top),
      packDigestOf: packDigests(judgement.policies.flatMap(({ loaded }) => loaded.map(({ policies }) => policies))),
      domainOf: domains(units),
      digestOf: (file) => digests.get(file) ?? null,
      shorten: (file) => file.replace(`${slashed(top ?? root ?? world.cwd)}/`, ''),
    },
  );
}

/** Audits the latest version of every published product by the packs in force where the command was typed. */
export async function auditRegistry(world: World, url: GitUrl, { choice, today }: AuditOptions): Promise<Audit> {
  const reader = await openRegistry(world, url);
  const { compiled, policies } = await openPolicies(world, choice);
  const { waivers, malformed } = await listWaivers(world);
  const published: { readonly unit: PolicyUnit; readonly digest: string; readonly origin: string }[] = [];
  for (const { key, latest } of reader.listProducts()) {
    if (latest === undefined) continue;
    const { snapshot, entry } = await reader.readVersion(key, latest.version);
    published.push({ unit: { product: snapshot.product, contracts: snapshot.contracts }, digest: entry.digest, origin: snapshot.origin });
  }
  const units = published.map(({ unit }) => unit);
  const found = evaluatePolicies({ compiled, world: policyWorld({ units, published: [] }), isJudged: () => true, today, withRecords: true });
  const waived = applyWaivers({ ...found, waivers, malformed, policies, catalogue: new Set(policies.rules.keys()), units, isJudged: () => true, today });
  const records = auditRecords(waived.records, {
    date: today,
    dp: readVersion(),
    commit: null,
    packDigestOf: packDigests([policies]),
    domainOf: domains(units),
    digestOf: (file) => published.find(({ origin }) => file.startsWith(`${origin}/`))?.digest.replace('sha256:', '') ?? null,
    shorten: (file) => file,
  });
  return { records, waivers, units, vocabulary: policies.vocabulary, summary: { products: units.length, contracts: units.reduce((sum, unit) => sum + unit.contracts.length, 0) } };
}

const noDomain = 'no domain';

function domains(units: readonly PolicyUnit[]): (record: PolicyRecord) => string {
  const byKey = new Map(units.flatMap(({ product }) => (product === undefined ? [] : [[productKey(product), product.domain ?? noDomain] as const])));
  const byFile = new Map(units.flatMap(({ product, contracts, domain }) => (product === undefined ? contracts.map((contract) => [contract.document.file, contract.domain ?? domain ?? noDomain] as const) : [])));
  return ({ subject, file }) => byKey.get(subject.key ?? '') ?? byFile.get(file) ?? noDomain;
}

function packDigests(policies: readonly EffectivePolicies[]): (name: string) => string {
  const known = new Map<string, string>();
  for (const { packs, rules } of policies) for (const pack of [...packs, ...[...rules.values()].map((rule) => rule.pack)]) if (!known.has(pack.name)) known.set(pack.name, digestOf(pack));
  return (name) => known.get(name) ?? '';
}

function digestOf(pack: PolicyPack): string {
  const texts = new Set([pack.document.text, ...pack.rules.map(({ document }) => document.text)]);
  return sha256([...texts].map((text) => sha256(text)).join('\n'));
}

async function headOf(world: World, top: string): Promise<string | null> {
  const result = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], { world, cwd: top });
  return result.exitCode === 0 ? result.stdout.toString('utf8').trim() : null;
}
