import type { FindingDraft } from '../model/draft.ts';
import { rule as nearMiss } from './rules/reference-dp-property-near-miss.ts';
import { rule as misplacedKey } from './rules/reference-misplaced-key.ts';

/** Rules that say of an unknown key what is meant by it. */
const explaining = new Set([misplacedKey.id, nearMiss.id]);

/**
 * The schema step's drafts without those that a reference draft says better: one unknown key, one finding.
 * Both point at the key, so they are told by document and pointer.
 */
export function withoutReplaced(schemaDrafts: readonly FindingDraft[], referenceDrafts: readonly FindingDraft[]): FindingDraft[] {
  const places = new Set(referenceDrafts.filter(({ rule, severity }) => explaining.has(rule) && severity === 'error').map(placeOf));
  return schemaDrafts.filter((draft) => draft.rule !== 'schema-additional-properties' || !places.has(placeOf(draft)));
}

function placeOf({ at }: FindingDraft): string {
  return `${at.document.file}\n${at.pointer}`;
}
