import { compareText, type FindingDraft, type Place } from '../model/draft.ts';
import type { Subject } from '../model/finding.ts';
import { findDiffRule } from './rules/index.ts';
import { type DiffResult, verdictOf } from './result.ts';

export type Finished = Pick<DiffResult, 'drafts' | 'unreported' | 'verdict' | 'hiddenCount'>;

interface FinishParts {
  readonly drafts: readonly { readonly draft: FindingDraft; readonly isReported: boolean }[];
  readonly ignored: ReadonlyMap<string, number>;
  /** Findings about accepted changes, shown in any case. */
  readonly acceptance: readonly FindingDraft[];
  readonly isOnlyUsed: boolean;
  readonly isRecorded: boolean;
  /** Where notes on the whole judgement are shown. */
  readonly place: Place;
  readonly subject: Omit<Subject, 'path'>;
}

/** Sorts findings into what is reported and what is not, and adds the notes of DIFF's section 17. */
export function finish(parts: FinishParts): Finished {
  const reported = parts.drafts.filter((item) => item.isReported).map((item) => item.draft);
  const unreported = parts.drafts.filter((item) => !item.isReported).map((item) => item.draft);
  const hides = parts.isOnlyUsed && parts.isRecorded;
  const isShown = (draft: FindingDraft): boolean => !hides || draft.change?.level === 'gate' || isAlways(draft.rule) || (draft.change?.consumers.length ?? 0) > 0;
  const shown = reported.filter(isShown);
  const notes = [...parts.acceptance, ...ignoredNotes(parts), ...(parts.isOnlyUsed && !parts.isRecorded && shown.length > 0 ? [unknownConsumers(parts)] : [])];
  return { drafts: [...shown, ...notes], unreported, verdict: verdictOf([...shown, ...notes].filter(({ waiver }) => waiver === undefined)), hiddenCount: reported.length - shown.length };
}

function isAlways(id: string): boolean {
  return findDiffRule(id)?.isAlways === true;
}

function note(rule: 'rule-ignored' | 'consumer-unknown', message: string, { place, subject, to }: { readonly place: Place; readonly subject: FinishParts['subject']; readonly to: unknown }): FindingDraft {
  const row = findDiffRule(rule);
  return {
    rule,
    severity: 'info',
    message: `${message}. ${row?.effect ?? ''}`,
    at: place,
    subject: { ...subject, path: '' },
    discriminator: typeof to === 'string' ? to : '',
    help: row?.remedy,
    change: { level: 'info', path: '', from: null, to, consumers: [] },
  };
}

function ignoredNotes({ ignored, place, subject }: FinishParts): FindingDraft[] {
  return [...ignored]
    .sort(([left], [right]) => compareText(left, right))
    .map(([rule, count]) => note('rule-ignored', `${String(count)} ${count === 1 ? 'finding' : 'findings'} of ${rule} left out`, { place, subject, to: rule }));
}

function unknownConsumers({ place, subject }: FinishParts): FindingDraft {
  return note('consumer-unknown', 'No consumer is recorded', { place, subject, to: null });
}
