import type { Event } from 'js-yaml';
import { EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import type { FindingDraft } from '../model/draft.ts';
import { relatedTo } from '../model/draft.ts';
import type { Subject } from '../model/finding.ts';
import { maxFileBytes, maxNestingDepth } from '../model/limits.ts';
import type { EntryPart, Position, Range, SourceDocument } from '../model/source-document.ts';
import { buildData, type YamlIssue } from './build-data.ts';
import { buildPositions } from './position-tree.ts';
import { yamlRule } from './yaml-rules.ts';

export interface ParsedYaml {
  readonly document: SourceDocument;
  /** `yaml-*` findings. Where one is an error, `document.data` may be `undefined` or a guess (last duplicate wins). */
  readonly drafts: readonly FindingDraft[];
}

interface RawIssue {
  readonly rule: string;
  readonly message: string;
  readonly range: Range;
  readonly pointer?: string;
  readonly discriminator?: string;
  readonly firstRange?: Range;
}

/**
 * Parses one YAML 1.2 (or JSON) document. Never throws on bad input: what is wrong comes back as `yaml-*` drafts.
 * `content` is the file's bytes, or text that is already decoded; CRLF and a byte order mark are accepted.
 */
export function parseYaml(file: string, content: string | Uint8Array): ParsedYaml {
  const decoded = decode(content);
  if (decoded.issue !== undefined) {
    const document = documentOf(file, decoded.text, undefined);
    return { document, drafts: draftsOf(document, [decoded.issue]) };
  }
  const { data, issues } = readText(decoded.text);
  const document = documentOf(file, decoded.text, data);
  return { document, drafts: draftsOf(document, issues) };
}

function readText(text: string): { data: unknown; issues: readonly RawIssue[] } {
  const parsed = eventsOf(text);
  if (!parsed.ok) return { data: undefined, issues: [parsed.issue] };
  const { events } = parsed;
  if (events.length === 0) {
    return { data: undefined, issues: [{ rule: 'yaml-empty', message: 'The file holds no YAML document.', range: { start: 0, end: 0 } }] };
  }
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (second < 0) return buildData(text, events);
  const start = startOfDocument(text, events, second);
  const issue = { rule: 'yaml-several-documents', message: 'A second YAML document starts here; one file holds one document.', range: { start, end: Math.min(text.length, start + 3) } };
  return { data: undefined, issues: [issue] };
}

function startOfDocument(text: string, events: readonly Event[], index: number): number {
  const next = events.slice(index + 1).find((event) => event.type !== EVENT_ID.DOCUMENT);
  const within = next === undefined ? text.length : next.type === EVENT_ID.SCALAR ? next.valueStart : 'start' in next ? next.start : text.length;
  const marker = text.slice(0, within < 0 ? text.length : within).lastIndexOf('---');
  return Math.max(marker, 0);
}

function eventsOf(text: string): { ok: true; events: Event[] } | { ok: false; issue: RawIssue } {
  try {
    return { ok: true, events: parseEvents(text, { maxDepth: maxNestingDepth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const start = Math.min(error.mark?.position ?? 0, text.length);
    const reason = error.reason.charAt(0).toUpperCase() + error.reason.slice(1);
    return { ok: false, issue: { rule: 'yaml-syntax', message: `${reason}.`, range: { start, end: Math.min(start + 1, text.length) } } };
  }
}

/** The result for a file that was not read because it is above the size limit. */
export function parseOversized(file: string, byteCount: number): ParsedYaml {
  const document = documentOf(file, '', undefined);
  return { document, drafts: draftsOf(document, [oversized(byteCount)]) };
}

function oversized(byteCount: number): RawIssue {
  const message = `The file has ${String(byteCount)} bytes; dp reads manifests and contracts up to ${String(maxFileBytes)}.`;
  return { rule: 'yaml-too-large', message, range: { start: 0, end: 0 } };
}

function decode(content: string | Uint8Array): { text: string; issue?: RawIssue } {
  const byteCount = typeof content === 'string' ? content.length : content.byteLength;
  if (byteCount > maxFileBytes) return { text: '', issue: oversized(byteCount) };
  if (typeof content === 'string') return { text: content };
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  const at = lossy.indexOf('\uFFFD');
  if (at < 0 || isValidUtf8(content)) return { text: lossy };
  return { text: lossy, issue: { rule: 'yaml-not-utf8', message: 'The file is not UTF-8: save it as UTF-8.', range: { start: at, end: at + 1 } } };
}

function isValidUtf8(content: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function documentOf(file: string, text: string, data: unknown): SourceDocument {
  let positions: ((pointer: string, part: EntryPart) => Range) | undefined;
  let lineStarts: readonly number[] | undefined;
  return {
    file,
    text,
    data,
    locate(pointer, part = 'entry') {
      if (data === undefined) return { start: 0, end: 0 };
      positions ??= buildPositions(text, parseEvents(text, { maxDepth: maxNestingDepth }));
      return positions(pointer, part);
    },
    positionAt(offset) {
      lineStarts ??= findLineStarts(text);
      return positionIn(lineStarts, text, offset);
    },
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/gu)) starts.push(match.index + match[0].length);
  return starts;
}

function positionIn(lineStarts: readonly number[], text: string, offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const byteOrderMark = low === 0 && text.charCodeAt(0) === 0xfeff && offset > 0 ? 1 : 0;
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 - byteOrderMark };
}

const noSubject: Subject = { product: null, key: null, contract: null, path: '' };

function draftsOf(document: SourceDocument, issues: readonly (RawIssue | YamlIssue)[]): FindingDraft[] {
  return issues.map((issue) => {
    const info = yamlRule(issue.rule);
    const at = { document, pointer: issue.pointer ?? '', range: issue.range };
    return {
      rule: issue.rule,
      severity: info.severity,
      message: issue.message,
      at,
      subject: { ...noSubject, path: issue.pointer ?? '' },
      discriminator: issue.discriminator ?? '',
      help: info.remedy,
      related: issue.firstRange === undefined ? [] : [relatedTo({ ...at, range: issue.firstRange }, 'first stands here')],
    };
  });
}
