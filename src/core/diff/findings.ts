import type { FindingDraft } from '../model/draft.ts';
import type { Subject } from '../model/finding.ts';
import { type Acceptance, applyAcceptance } from './accept/apply-acceptance.ts';
import type { Judged } from './judge.ts';
import { draftOf, type DraftContext } from './result.ts';

/** What was judged of one pair of documents, and how its findings are located and named. */
export interface Part {
  readonly judged: readonly Judged[];
  readonly context: DraftContext;
  /** The keyed path of a change where its contract is compared alone (or, for one alone, with its product). */
  readonly aliasOf?: ((path: string) => string) | undefined;
}

/** A judged change as a finding, and whether somebody has accepted it. */
export interface Entry {
  readonly item: Judged;
  readonly draft: FindingDraft;
  readonly part: Part;
}

export interface Accepting {
  readonly entries: readonly Entry[];
  /** `ignore-expired` and `ignore-stale` findings. */
  readonly notes: readonly FindingDraft[];
}

/** Makes findings of all parts and marks those that somebody has accepted. */
export function acceptParts(parts: readonly Part[], options: { readonly acceptance: Acceptance | undefined; readonly today: string; readonly subject: Omit<Subject, 'path'> }): Accepting {
  const made = parts.flatMap(entriesOf);
  const { waivers, notes } = applyAcceptance(made.map((entry) => ({ ...entry, alias: entry.part.aliasOf?.(entry.item.change.path) })), options);
  const entries = made.map((entry) => {
    const waiver = waivers.get(entry.item);
    return waiver === undefined ? entry : { ...entry, draft: { ...entry.draft, waiver } };
  });
  return { entries, notes };
}

/** The findings of a part. */
export function entriesOf(part: Part): Entry[] {
  return part.judged.map((item) => ({ item, draft: draftOf(item, part.context), part }));
}

/** The changes that nobody has accepted: they decide verdict and version. */
export function counted(entries: readonly Entry[]): Judged[] {
  return entries.flatMap(({ item, draft }) => (draft.waiver === undefined ? [item] : []));
}
