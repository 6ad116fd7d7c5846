import type { FindingDraft } from '../model/draft.ts';
import { rule as misplacedKey } from './rules/reference-misplaced-key.ts';

/**
 * The schema step's drafts without those that a misplaced-key draft says better: one unknown key, one finding.
 * Both point at the key, so they are told by document and pointer.
 */
export function withoutReplaced(schemaDrafts: readonly FindingDraft[], referenceDrafts: readonly FindingDraft[]): FindingDraft[] {
  const places = new Set(referenceDrafts.filter(({ rule, severity }) => rule === misplacedKey.id && severity === 'error').map(placeOf));
  return schemaDrafts.filter((draft) => draft.rule !== 'schema-additional-properties' || !places.has(placeOf(draft)));
}

function placeOf({ at }: FindingDraft): string {
  return `${at.document.file}\n${at.pointer}`;
}
