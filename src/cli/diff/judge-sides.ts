import { type Acceptance } from '../../core/diff/accept/apply-acceptance.ts';
import { diffContracts, type DiffOptionsAt } from '../../core/diff/diff-contracts.ts';
import { diffProducts } from '../../core/diff/diff-products.ts';
import { readDiffSettings } from '../../core/diff/read-settings.ts';
import type { DiffResult } from '../../core/diff/result.ts';
import type { DiffMode } from '../../core/diff/settings.ts';
import { settleFindings } from '../../core/model/draft.ts';
import { productKey } from '../../core/model/product.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { type DiffRequest, type DiffSides, readDiffSides } from '../../io/diff-sides.ts';
import { readAcceptances } from '../../io/diff/accepted-changes.ts';
import type { ComparedPair } from '../../io/diff/sides.ts';
import { sha256 } from '../../io/hash.ts';
import type { World } from '../../io/world.ts';
import { withProgress } from '../progress.ts';
import { dayOf } from '../today.ts';
import { printable } from '../terminal.ts';
import type { Outcome } from './outcome.ts';

export interface JudgeFlags {
  readonly mode: DiffMode | undefined;
  readonly isOnlyUsed: boolean;
  /** `--today`. */
  readonly today: string | undefined;
}

export interface JudgedSides {
  readonly sides: DiffSides;
  /** One for each pair of sides, in their order. */
  readonly outcomes: readonly Outcome[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Reads both sides of a diff, and what is accepted of it, and judges every pair; what could not be asked is told on stderr. */
export async function judgeSides(world: World, request: DiffRequest, flags: JudgeFlags): Promise<JudgedSides> {
  const today = dayOf(flags.today, world);
  const sides = await withProgress(world, 'Comparing', async () => await readDiffSides(world, request));
  const acceptances = await readAcceptances(sides.pairs.map(({ settings }) => settings));
  for (const note of [...sides.notes, ...acceptances.notes]) world.stderr.write(`${printable(note)}\n`);
  const isOneOfSeveral = request.isTransitive === true;
  const outcomes = sides.pairs.map((pair) => judgePair(pair, { sides, flags, today, acceptance: { ...acceptances.of(pair.settings), isOneOfSeveral } }));
  return { sides, outcomes, today };
}

interface Judging {
  readonly sides: DiffSides;
  readonly flags: JudgeFlags;
  readonly today: string;
  readonly acceptance: Acceptance;
}

function judgePair(pair: ComparedPair, { sides, flags, today, acceptance }: Judging): Outcome {
  const options: DiffOptionsAt = { settings: readDiffSettings(pair.settings.diff, flags.mode), today, graph: sides.graph, isOnlyUsed: flags.isOnlyUsed, acceptance };
  const result = resultOf(pair, options);
  return { against: pair.against, label: labelOf(pair), result, findings: settleFindings(result.drafts, sha256), unreported: settleFindings(result.unreported, sha256), noticeDays: options.settings.options.noticeDays };
}

function resultOf(pair: ComparedPair, options: DiffOptionsAt): DiffResult {
  if (pair.kind === 'contract') {
    if (pair.old === undefined) return nothingYet(pair, options);
    return diffContracts({ old: pair.old, new: pair.new }, { ...options, owners: pair.owners });
  }
  return pair.against === null ? nothingYet(pair, options) : diffProducts(pair.old, pair.new, { ...options, stoodAt: pair.stoodAt });
}

// Never published: nothing is promised yet, so nothing can break.
function nothingYet(pair: ComparedPair, { settings }: DiffOptionsAt): DiffResult {
  const product = pair.kind === 'product' ? pair.new?.product : undefined;
  const contract = pair.kind === 'contract' ? pair.new : undefined;
  return {
    title: { product: product?.name ?? null, key: product === undefined ? null : productKey(product), contract: contract?.id ?? null, fromVersion: null, toVersion: (product ?? contract)?.version ?? null },
    mode: settings.mode,
    drafts: [],
    unreported: [],
    verdict: 'identical',
    bump: { demanded: 'none', declared: 'none', ok: true, suggestedVersion: null },
    hiddenCount: 0,
  };
}

function labelOf(pair: ComparedPair): string {
  if (pair.kind === 'contract') return pair.new.id ?? pair.new.document.file;
  const product = (pair.new ?? pair.old)?.product;
  return product === undefined ? '' : productKey(product) || product.document.file;
}

/** Every document of both sides, for code frames. */
export function documentsOf(pair: ComparedPair): SourceDocument[] {
  const contracts = pair.kind === 'contract' ? [pair.old, pair.new] : [pair.old?.product, pair.new?.product, ...(pair.old?.contracts ?? []), ...(pair.new?.contracts ?? [])];
  return contracts.flatMap((item) => item?.document ?? []);
}

/** How many contracts were compared. */
export function countContracts(pairs: readonly ComparedPair[]): number {
  return pairs.reduce((sum, pair) => sum + (pair.kind === 'contract' ? 1 : (pair.new ?? pair.old)?.contracts.length ?? 0), 0);
}
