import type { ChangeFacts, Finding, Fix, PolicyOrigin, RelatedLocation, Severity, Subject, WaiverNote } from './finding.ts';
import type { Sha256 } from './fingerprint.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { EntryPart, Range, SourceDocument } from './source-document.ts';

/** A place in a document: by pointer, or by range where a text is too broken to have pointers. */
export interface Place {
  readonly document: Pick<SourceDocument, 'file' | 'locate' | 'positionAt'>;
  readonly pointer: string;
  readonly part?: EntryPart;
  readonly range?: Range;
}

/** A finding before positions are looked up and the fingerprint is counted. */
export interface FindingDraft {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Place;
  readonly subject: Subject;
  /** What tells two findings of one rule on one path apart (a missing key, from→to); named by the rule, never prose. */
  readonly discriminator?: string;
  readonly help?: string | undefined;
  readonly related?: readonly RelatedLocation[];
  readonly fix?: Fix | undefined;
  readonly policy?: PolicyOrigin;
  readonly waiver?: WaiverNote;
  readonly change?: ChangeFacts;
}

function rangeOf(place: Place): Range {
  return place.range ?? place.document.locate(place.pointer, place.part ?? 'entry');
}

/** A place as a related location of another finding. */
export function relatedTo(place: Place, message: string, side: RelatedLocation['side'] = null): RelatedLocation {
  const { line, column } = place.document.positionAt(rangeOf(place).start);
  return { file: place.document.file, line, column, message, side };
}

/**
 * Turns drafts into findings: looks up positions, orders by file, place and rule, and gives each its fingerprint
 * (INTERFACE, "Formats": equal tuples are told apart by their ordinal).
 */
export function settleFindings(drafts: Iterable<FindingDraft>, sha256: Sha256): Finding[] {
  return identify(drafts, sha256).map(({ draft, range, fingerprint }) => settle(draft, range, fingerprint));
}

/** The fingerprint that each draft gets when all of them are settled together. */
export function fingerprintsOf(drafts: Iterable<FindingDraft>, sha256: Sha256): Map<FindingDraft, string> {
  return new Map(identify(drafts, sha256).map(({ draft, fingerprint }) => [draft, fingerprint]));
}

function identify(drafts: Iterable<FindingDraft>, sha256: Sha256): { draft: FindingDraft; range: Range; fingerprint: string }[] {
  const placed = [...drafts].map((draft) => ({ draft, range: rangeOf(draft.at) }));
  placed.sort(
    (a, b) =>
      compareText(a.draft.at.document.file, b.draft.at.document.file) ||
      a.range.start - b.range.start ||
      compareText(a.draft.rule, b.draft.rule) ||
      compareText(a.draft.discriminator ?? '', b.draft.discriminator ?? '') ||
      compareText(a.draft.message, b.draft.message),
  );
  const seen = new Map<string, number>();
  return placed.map(({ draft, range }) => {
    const tuple = JSON.stringify([draft.rule, draft.subject.key, draft.subject.contract, draft.subject.path, draft.discriminator ?? '']);
    const ordinal = seen.get(tuple) ?? 0;
    seen.set(tuple, ordinal + 1);
    return { draft, range, fingerprint: fingerprintOf({ ...draft, ordinal }, sha256) };
  });
}

function settle(draft: FindingDraft, range: Range, fingerprint: string): Finding {
  const { document } = draft.at;
  const start = document.positionAt(range.start);
  const end = document.positionAt(range.end);
  return {
    rule: draft.rule,
    severity: draft.severity,
    message: draft.message,
    file: document.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    pointer: draft.at.pointer,
    subject: draft.subject,
    help: draft.help ?? null,
    fingerprint,
    related: draft.related ?? [],
    fix: draft.fix ?? null,
    policy: draft.policy ?? null,
    waiver: draft.waiver ?? null,
    ...(draft.change === undefined ? {} : { change: draft.change }),
  };
}

/** Orders strings by UTF-16 code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
