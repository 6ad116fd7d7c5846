import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { type Finding } from '../../src/core/model/finding.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import type { SourceDocument } from '../../src/core/model/source-document.ts';
import { type CompiledPolicies, compilePolicies } from '../../src/core/policy/compile-policies.ts';
import type { EffectivePolicies, PackNode } from '../../src/core/policy/effective.ts';
import { evaluatePolicies, type PolicyResult } from '../../src/core/policy/evaluate.ts';
import { effectivePolicies } from '../../src/core/policy/inherit.ts';
import type { PackFiles, PolicyPack, RuleReference } from '../../src/core/policy/pack/model.ts';
import { readPack } from '../../src/core/policy/pack/read-pack.ts';
import type { PackProblem } from '../../src/core/policy/pack/problem.ts';
import type { PolicyUnit } from '../../src/core/policy/targets/node.ts';
import { policyWorld, type WorldInput } from '../../src/core/policy/targets/world.ts';
import { sha256 } from '../../src/io/hash.ts';

export const today = '2026-11-22';

/** A parsed document; a mistake in the YAML of a test is one in the test. */
export function document(file: string, text: string): SourceDocument {
  const { document: parsed, drafts } = parseYaml(file, text);
  if (drafts.some(({ severity }) => severity === 'error')) throw new Error(`${file}: ${drafts.map(({ message }) => message).join('; ')}`);
  return parsed;
}

/** The text of a pack with these rules; `extra` are further top-level entries. */
export function packText(rules: string, extra = ''): string {
  return `apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: acme, version: 1.0.0}\n${extra}${rules === '' ? '' : `rules:\n${rules.replace(/^\n+/u, '').replace(/^/gmu, '  ')}\n`}`;
}

export function packFiles(text: string, more: Partial<PackFiles> = {}): PackFiles {
  return { origin: './policies/acme.yaml', isBuiltIn: false, main: document('policies/acme.yaml', text), ...more };
}

export function pack(text: string, more: Partial<PackFiles> = {}): PolicyPack {
  const reading = readPack(packFiles(text, more));
  if (!reading.ok) throw new Error(described(reading.problems).join('\n'));
  return reading.pack;
}

/** `line:column message` of each problem of a pack. */
export function problemsOf(text: string, more: Partial<PackFiles> = {}): string[] {
  const reading = readPack(packFiles(text, more));
  return reading.ok ? [] : described(reading.problems);
}

export function described(problems: readonly PackProblem[]): string[] {
  return problems.map(({ message, at }) => {
    const { line, column } = at.document.positionAt((at.range ?? at.document.locate(at.pointer, at.part ?? 'entry')).start);
    return `${String(line)}:${String(column)} ${message}`;
  });
}

/** An empty catalogue, for packs that take nothing from dp's. */
export const noCatalogue: PolicyPack = pack('apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: dp, version: 1.0.0}\n', { origin: 'dp:catalogue', isBuiltIn: true });

export function node(own: PolicyPack, ...parents: PackNode[]): PackNode {
  return { pack: own, parents };
}

export function effective(roots: readonly PackNode[], options: { readonly overrides?: readonly RuleReference[]; readonly catalogue?: PolicyPack } = {}): EffectivePolicies {
  const reading = effectivePolicies([{ origin: 'dp.yaml', roots, overrides: options.overrides ?? [] }], options.catalogue ?? noCatalogue);
  if (!reading.ok) throw new Error(described(reading.problems).join('\n'));
  return reading.policies;
}

export function compiled(policies: EffectivePolicies): CompiledPolicies {
  const result = compilePolicies(policies);
  if (!result.ok) throw new Error(described(result.problems).join('\n'));
  return result.compiled;
}

/** A product and its contracts from YAML texts. */
export function unit(product: string | undefined, ...contracts: string[]): PolicyUnit {
  return {
    product: product === undefined ? undefined : readProduct(document('orders/dataproduct.yaml', product)),
    contracts: contracts.map((text, index) => readContract(document(`orders/contracts/${String(index + 1)}.odcs.yaml`, text))),
  };
}

export interface JudgeOptions extends Partial<Omit<WorldInput, 'units'>> {
  readonly today?: string;
  readonly others?: readonly PolicyUnit[];
  readonly withRecords?: boolean;
  readonly catalogue?: PolicyPack;
}

export function judge(own: PolicyPack, judged: PolicyUnit, options: JudgeOptions = {}): PolicyResult {
  return judgeBy(compiled(effective([node(own)], options.catalogue === undefined ? {} : { catalogue: options.catalogue })), judged, options);
}

export function judgeBy(policies: CompiledPolicies, judged: PolicyUnit, options: JudgeOptions = {}): PolicyResult {
  const { today: day = today, others = [], withRecords = false, ...rest } = options;
  const world = policyWorld({ units: [judged, ...others], ...rest });
  return evaluatePolicies({ compiled: policies, world, isJudged: (view) => view.unit.unit === judged, today: day, withRecords });
}

/** Settled findings, as reporters get them. */
export function findings({ drafts }: Pick<PolicyResult, 'drafts'>): Finding[] {
  return settleFindings(drafts, sha256);
}

/** `rule line:column path` of each finding. */
export function places(result: Pick<PolicyResult, 'drafts'>): string[] {
  return findings(result).map(({ rule, line, column, subject }) => `${rule} ${String(line)}:${String(column)} ${subject.path}`);
}

/** The keyed paths of what a rule of these contents finds in a contract; the rule's block is given in flow YAML. */
export function broken(rule: string, contract: string): string[] {
  return judge(pack(packText(`- {id: R-1, title: A rule, ${rule}}`)), unit(undefined, contract)).drafts.map(({ subject }) => subject.path);
}
