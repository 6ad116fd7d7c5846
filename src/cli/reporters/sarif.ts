import type { Finding, Fix, RelatedLocation, Severity } from '../../core/model/finding.ts';
import { compareText } from '../../core/model/draft.ts';
import type { RuleInfo } from '../../core/model/rule-info.ts';
import { findRule } from '../../core/rules/index.ts';
import { printJson } from './print-json.ts';
import type { Report, ReportContext } from './report.ts';
import { ruleHelpMarkdown, ruleHelpText } from './rule-text.ts';
import { hitsLines, waiverSentence, worstFirst } from './wording.ts';

/** GitHub refuses a run with more. */
const maxResults = 25_000;
const root = '%SRCROOT%';
const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0 (OASIS): one run, the rules that found something, results relative to the top of the work tree. */
export function sarif(report: Report, context: ReportContext): string {
  const kept = report.findings.length > maxResults ? worstFirst(report.findings).slice(0, maxResults) : report.findings;
  const ids = [...new Set(kept.map(({ rule }) => rule))].sort(compareText);
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const hasWaived = kept.some(({ waiver }) => waiver !== null);
  const run = {
    tool: { driver: { name: 'dp', semanticVersion: context.version, version: context.version, rules: ids.map((id) => ruleOf(id, report)) } },
    automationDetails: { id: `dp/${report.command}/` },
    invocations: [invocation(report, kept.length)],
    originalUriBaseIds: { [root]: { description: { text: 'The top of the git work tree, or of the workspace where there is none.' } } },
    columnKind: 'utf16CodeUnits',
    results: kept.map((finding) => resultOf(finding, { index: indexes.get(finding.rule) ?? -1, hasWaived, context })),
  };
  return printJson({ $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json', version: '2.1.0', runs: [run] });
}

function invocation(report: Report, keptCount: number): Record<string, unknown> {
  const left = report.findings.length - keptCount;
  if (left === 0) return { executionSuccessful: true };
  const text = `${String(left)} further results are left out: a run holds at most ${String(maxResults)}. The worst are kept.`;
  return { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

function ruleOf(id: string, report: Report): Record<string, unknown> {
  const rule = findRule(id) ?? report.rules?.find((candidate) => candidate.id === id);
  if (rule === undefined) return { id, shortDescription: { text: id }, fullDescription: { text: id }, help: { text: id } };
  return {
    id,
    shortDescription: { text: plain(rule.title) },
    fullDescription: { text: plain(rule.why) },
    help: { text: plain(ruleHelpText(rule)), markdown: ruleHelpMarkdown(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.area], 'problem.severity': problemSeverity(rule) },
  };
}

function problemSeverity(rule: RuleInfo): string {
  return rule.severity === 'info' ? 'recommendation' : rule.severity;
}

interface ResultParts {
  readonly index: number;
  readonly hasWaived: boolean;
  readonly context: ReportContext;
}

function resultOf(finding: Finding, { index, hasWaived, context }: ResultParts): Record<string, unknown> {
  const { waiver, fix, related, help } = finding;
  const suppressions = waiver === null ? [] : [{ kind: 'external', status: 'accepted', justification: waiverSentence(waiver) }];
  return {
    ruleId: finding.rule,
    ruleIndex: index,
    level: levels[finding.severity],
    message: { text: plain([finding.message, ...hitsLines(finding), ...(help === null ? [] : [help])].join('\n')) },
    locations: [locationOf(finding, context)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => relatedOf(place, id, context)) }),
    partialFingerprints: { 'dpFingerprint/v1': finding.fingerprint },
    // Either every result of a run says whether it is suppressed, or none does (section 3.27.23).
    ...(hasWaived ? { suppressions } : {}),
    ...(fix === null || fix.edits.length === 0 ? {} : { fixes: [fixOf(fix, context)] }),
  };
}

function locationOf(finding: Finding, context: ReportContext): Record<string, unknown> {
  const { line, column, endLine, endColumn, subject } = finding;
  const isForward = endLine > line || endColumn >= column;
  const region = { startLine: line, startColumn: column, ...(isForward ? { endLine, endColumn } : {}) };
  const logical = subject.path === '' ? {} : { logicalLocations: [{ fullyQualifiedName: [subject.key ?? subject.product, subject.contract, subject.path].filter((part) => part !== null).join('/') }] };
  return { physicalLocation: { artifactLocation: artifactOf(finding.file, context), region }, ...logical };
}

function relatedOf(place: RelatedLocation, id: number, context: ReportContext): Record<string, unknown> {
  const region = { startLine: place.line, startColumn: place.column };
  return { id, physicalLocation: { artifactLocation: artifactOf(place.file, context), region }, message: { text: plain(place.message) } };
}

/** A relative reference below the root, or an absolute one for what lies elsewhere (`registry:…`, `git:…`). */
function artifactOf(file: string, context: ReportContext): { uri: string; uriBaseId?: string } {
  const path = context.relativePath(file);
  const label = /^[a-z][a-z0-9+.-]+:/iu.exec(path)?.[0];
  if (label !== undefined) return { uri: `${label}${encodePath(path.slice(label.length))}` };
  if (path.startsWith('/')) return { uri: `file://${encodePath(path)}` };
  return { uri: encodePath(path), uriBaseId: root };
}

function encodePath(path: string): string {
  return path.split('/').map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%40', '@')).join('/');
}

function fixOf(fix: Fix, context: ReportContext): Record<string, unknown> {
  const files = [...new Set(fix.edits.map(({ file }) => file))];
  return {
    description: { text: plain(fix.title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file, context),
      replacements: fix.edits.filter((edit) => edit.file === file).map((edit) => replacementOf(edit, context.textOf(file))),
    })),
  };
}

function replacementOf(edit: Fix['edits'][number], text: string | undefined): Record<string, unknown> {
  // Offsets of SARIF do not count a byte order mark (section 3.30.1).
  const byteOrderMark = text?.startsWith('\ufeff') === true ? 1 : 0;
  const deletedRegion = { charOffset: Math.max(0, edit.startOffset - byteOrderMark), charLength: edit.endOffset - edit.startOffset };
  return { deletedRegion, ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }) };
}

/** A message in which no viewer sees a placeholder `{0}` or a link `[text](target)` (sections 3.11.5 and 3.11.6). */
function plain(text: string): string {
  const unlinked = text.replaceAll('](', '] (');
  return /\{\d+\}/u.test(unlinked) ? unlinked.replaceAll('{', '{{').replaceAll('}', '}}') : unlinked;
}
