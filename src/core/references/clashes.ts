import { type Place, relatedTo } from '../model/draft.ts';
import type { Judged } from './judged.ts';
import type { WorkspaceIssue } from './reference-rule.ts';

/** One of several documents that claim the same thing. */
export interface Claim {
  readonly judged: Judged;
  readonly pointer: string;
}

const shownOthers = 3;

/**
 * One issue for each document of a clash, so that whichever is judged shows it; each names a few of the others.
 * `messageOf` is told how the others are called.
 */
export function* clashIssues(claims: readonly Claim[], issueOf: (claim: Claim, others: readonly Claim[]) => Pick<WorkspaceIssue, 'message' | 'discriminator'>): Generator<WorkspaceIssue> {
  if (claims.length < 2) return;
  for (const claim of claims) {
    const others = claims.slice(0, shownOthers + 1).filter((other) => other !== claim).slice(0, shownOthers);
    yield {
      in: claim.judged,
      pointer: claim.pointer,
      part: 'value',
      ...issueOf(claim, others),
      related: others.map((other) => relatedTo(placeOf(other), 'stands here too')),
    };
  }
}

function placeOf({ judged, pointer }: Claim): Place {
  return { document: judged.document, pointer };
}
