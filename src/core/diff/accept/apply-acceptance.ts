import { type FindingDraft, fingerprintsOf } from '../../model/draft.ts';
import type { Subject, WaiverNote } from '../../model/finding.ts';
import type { Sha256 } from '../../model/fingerprint.ts';
import { findDiffRule } from '../rules/index.ts';
import type { AcceptedChange } from './accepted-change.ts';

/** The accepted changes of a workspace, and how fingerprints are made. */
export interface Acceptance {
  readonly changes: readonly AcceptedChange[];
  readonly sha256: Sha256;
  /** Of several comparisons of one product, what one does not find another may: then none can call it stale. */
  readonly isOneOfSeveral?: boolean;
}

/** A finding that can be accepted. `alias` is the path it has where its contract is compared alone, or with its product. */
export interface Acceptable<T> {
  readonly item: T;
  readonly draft: FindingDraft;
  readonly alias: string | undefined;
}

export interface Accepted<T> {
  readonly waivers: ReadonlyMap<T, WaiverNote>;
  /** `ignore-expired` and `ignore-stale` findings. */
  readonly notes: readonly FindingDraft[];
}

interface Options {
  readonly acceptance: Acceptance | undefined;
  readonly today: string;
  /** What was compared: only what was accepted of it can be stale. */
  readonly subject: Omit<Subject, 'path'>;
}

/**
 * Which findings are accepted, by fingerprint and never by words. One whose last day has passed is void and an error; one of
 * this product (or contract) that matches nothing is a warning. What is not breaking or a warning needs no acceptance.
 */
export function applyAcceptance<T>(found: readonly Acceptable<T>[], { acceptance, today, subject }: Options): Accepted<T> {
  if (acceptance === undefined || acceptance.changes.length === 0) return { waivers: new Map(), notes: [] };
  const byFingerprint = index(found, acceptance.sha256);
  const waivers = new Map<T, WaiverNote>();
  const notes = acceptance.changes.flatMap((change): FindingDraft[] => {
    const match = byFingerprint.get(change.fingerprint);
    if (match === undefined) return acceptance.isOneOfSeveral !== true && isAbout(change, subject) ? [note('ignore-stale', change, subject)] : [];
    if (change.until < today) return [note('ignore-expired', change, subject)];
    if (!waivers.has(match.item)) waivers.set(match.item, { id: change.id, owner: change.owner, reason: change.reason, expires: change.until });
    return [];
  });
  return { waivers, notes };
}

function index<T>(found: readonly Acceptable<T>[], sha256: Sha256): Map<string, Acceptable<T>> {
  const gradable = found.filter(({ draft }) => isAcceptable(draft));
  const own = fingerprintsOf(gradable.map(({ draft }) => draft), sha256);
  const aliases = gradable.map(({ draft, alias }) => ({ ...draft, subject: { ...draft.subject, path: alias ?? draft.subject.path } }));
  const other = fingerprintsOf(aliases, sha256);
  return new Map([
    ...gradable.map((item, at) => [other.get(aliases[at] ?? item.draft) ?? '', item] as const),
    ...gradable.map((item) => [own.get(item.draft) ?? '', item] as const),
  ]);
}

/** Whether accepting a finding makes sense: version arithmetic follows from the changes, and information stops nothing. */
export function isAcceptable({ change }: Pick<FindingDraft, 'change'>): boolean {
  return change?.level === 'breaking' || change?.level === 'warning';
}

function isAbout(change: AcceptedChange, subject: Options['subject']): boolean {
  if (subject.key !== null && change.product !== undefined) return change.product === subject.key && (subject.contract === null || change.contract === subject.contract);
  return subject.contract !== null && change.contract === subject.contract;
}

function note(rule: 'ignore-expired' | 'ignore-stale', change: AcceptedChange, subject: Options['subject']): FindingDraft {
  const isExpired = rule === 'ignore-expired';
  const row = findDiffRule(rule);
  const what = isExpired ? `${change.id} accepted ${change.rule} until ${change.until}` : `${change.id} accepts ${change.rule} (${change.fingerprint.slice(0, 8)}), which is not found`;
  return {
    rule,
    severity: isExpired ? 'error' : 'warning',
    message: `${what}. ${row?.effect ?? ''}`.trim(),
    at: { document: change.document, pointer: isExpired ? '/until' : '/fingerprint' },
    subject: { ...subject, path: '' },
    discriminator: change.fingerprint,
    help: row?.remedy,
    change: { level: isExpired ? 'breaking' : 'warning', path: '', from: null, to: change.fingerprint, consumers: [] },
  };
}
