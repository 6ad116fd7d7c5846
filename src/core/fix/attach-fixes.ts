import type { FindingDraft } from '../model/draft.ts';
import type { SourceDocument } from '../model/source-document.ts';
import type { Repair } from './repair.ts';

/** How a finding can be mended, and in which text. */
export interface Mending {
  readonly document: SourceDocument;
  readonly repair: Repair;
}

/** A draft that may say how it can be mended. */
export interface MendableDraft extends FindingDraft {
  readonly mending?: Mending | undefined;
}

/**
 * Gives each draft that can be mended its `fix`: edits of the text that leave comments, layout and every other line alone.
 * A fix is only offered when reading the mended text yields exactly the data that the repair promises.
 * What reads YAML with its comments is loaded only when some draft asks for it.
 */
export async function attachFixes(drafts: readonly MendableDraft[]): Promise<FindingDraft[]> {
  const mendings = drafts.flatMap(({ mending }) => mending ?? []);
  if (mendings.length === 0) return [...drafts];
  const { planFixes } = await import('./plan-fixes.ts');
  const fixes = planFixes(mendings);
  return drafts.map(({ mending, ...draft }) => (mending === undefined ? draft : { ...draft, fix: fixes.get(mending) }));
}
