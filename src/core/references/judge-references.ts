import { keyedPathAt } from '../manifest/keyed-path-at.ts';
import type { MendableDraft } from '../fix/attach-fixes.ts';
import type { LoadedProduct, LooseContract, Workspace } from '../workspace/workspace.ts';
import { referenceRules } from './index.ts';
import { type Judged, type JudgedContract, type JudgedProduct, judgedLoose, judgedOf, subjectOf } from './judged.ts';
import type { ContractReference, PublishedContracts } from './published-contracts.ts';
import { type ReferenceContext, referenceContext } from './reference-context.ts';
import type { ReferenceIssue, ReferenceRule } from './reference-rule.ts';
import { findLocally, indexWorkspace } from './workspace-index.ts';

export interface ReferenceInput {
  /** Everything that references are looked up in. */
  readonly workspace: Workspace;
  /** What is judged: only their documents get findings. */
  readonly selected: { readonly products: readonly LoadedProduct[]; readonly looseContracts: readonly LooseContract[] };
  /** What the registry answered to `unresolvedContracts`; `undefined` when none was asked (none configured, or `--offline`). */
  readonly published: PublishedContracts | undefined;
  /** Whether `--registry` or `DP_REGISTRY` names a registry, asked or not; dp.yaml's own is known from the settings. */
  readonly isRegistryGiven?: boolean;
}

/**
 * Judges what documents say of each other and of their own parts: every `reference-*` rule (INTERFACE, "References").
 * Pure and linear in the size of the workspace; broken documents yield what can still be said of them.
 * Drafts that can be mended say how; `attachFixes` turns that into their `fix`.
 */
export function judgeReferences(input: ReferenceInput): MendableDraft[] {
  const index = indexWorkspace(input.workspace);
  const context = referenceContext(index, input.published, { isRegistryGiven: input.isRegistryGiven === true });
  const products = input.selected.products.map(judgedOf);
  const manifests = products.flatMap((product) => product.manifests);
  const contracts = [...products.flatMap((product) => product.contracts), ...input.selected.looseContracts.map(judgedLoose)];
  const files = new Set([...manifests, ...contracts].map(({ document }) => document.file));
  return referenceRules.flatMap((rule) => draftsOf(rule, { manifests, contracts, files, context }));
}

interface Work {
  readonly manifests: readonly JudgedProduct[];
  readonly contracts: readonly JudgedContract[];
  readonly files: ReadonlySet<string>;
  readonly context: ReferenceContext;
}

function draftsOf(rule: ReferenceRule, { manifests, contracts, files, context }: Work): MendableDraft[] {
  switch (rule.scope) {
    case 'product':
      return manifests.flatMap((subject) => [...rule.check(subject, context)].map((issue) => draftOf(rule, subject, issue)));
    case 'contract':
      return contracts.flatMap((subject) => [...rule.check(subject, context)].map((issue) => draftOf(rule, subject, issue)));
    case 'document':
      return [...manifests, ...contracts].flatMap((subject) => [...rule.check(subject, context)].map((issue) => draftOf(rule, subject, issue)));
    case 'workspace':
      return [...rule.check(context)].filter((issue) => files.has(issue.in.document.file)).map((issue) => draftOf(rule, issue.in, issue));
  }
}

function draftOf(rule: ReferenceRule, judged: Judged, issue: ReferenceIssue): MendableDraft {
  const { document } = judged;
  return {
    rule: rule.id,
    severity: issue.severity ?? rule.severity,
    message: issue.message,
    at: { document, pointer: issue.pointer, ...(issue.part === undefined ? {} : { part: issue.part }) },
    subject: { ...subjectOf(judged), path: issue.path ?? keyedPathAt(document.data, issue.pointer) },
    discriminator: issue.discriminator ?? '',
    help: issue.help ?? rule.remedy,
    related: issue.related ?? [],
    ...(issue.repair === undefined ? {} : { mending: { document, repair: issue.repair } }),
  };
}

/**
 * The contracts that ports of the selected products name and that the workspace does not hold: what a registry is to be
 * asked for. Sorted, each once.
 */
export function unresolvedContracts(input: Pick<ReferenceInput, 'workspace' | 'selected'>): ContractReference[] {
  const index = indexWorkspace(input.workspace);
  const unresolved = new Map<string, ContractReference>();
  for (const { manifests } of input.selected.products.map(judgedOf)) {
    for (const { contractId, version } of manifests.flatMap(({ product }) => [...product.inputPorts, ...product.outputPorts])) {
      if (contractId === undefined || findLocally(index, { contractId, version }).kind === 'found') continue;
      unresolved.set(JSON.stringify([contractId, version]), { contractId, version });
    }
  }
  return [...unresolved].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reference]) => reference);
}
