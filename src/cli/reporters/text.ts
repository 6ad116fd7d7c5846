import type { ChalkInstance } from 'chalk';
import type { Finding, Severity } from '../../core/model/finding.ts';
import { codeFrame, linesOf } from './code-frame.ts';
import { oneLine, wrap } from './display.ts';
import { foldFindings, type FindingGroup } from './fold.ts';
import type { Report, ReportContext } from './report.ts';
import { consumerPhrase, countFindings, countSentence, enforcementNote, plural, subjectSentence, waiverPhrase } from './wording.ts';

const placesShown = 20;

const glyphs: Readonly<Record<Severity, string>> = { error: '✖', warning: '⚠', info: 'ℹ' };

/** For people at a terminal: grouped by file, each finding with its code frame; one quiet line when all is well. */
export function text(report: Report, context: ReportContext): string {
  const counts = countFindings(report.findings);
  const isCalm = report.ok && report.findings.every((finding) => finding.severity === 'info' && finding.waiver === null);
  if (isCalm && context.isQuiet) return '';
  if (isCalm && !context.isVerbose) return quietLine(report, context);
  const shown = report.findings.filter((finding) => isShown(finding, report, context));
  const blocks = [...byFile(shown)].map(([file, findings]) => fileBlock(file, findings, context));
  const hidden = hiddenInfos(report, shown, context);
  const summary = summaryLine(report, counts, context);
  return [...blocks, ...(hidden === '' ? [] : [hidden]), summary].join('\n\n');
}

function isShown(finding: Finding, report: Report, context: ReportContext): boolean {
  if (context.isQuiet) return finding.waiver === null && (finding.severity !== 'info' || !report.findings.some(isAboveInfo));
  return context.isVerbose || finding.waiver !== null || finding.severity !== 'info' || (!report.ok && !report.findings.some(isAboveInfo));
}

function isAboveInfo(finding: Finding): boolean {
  return finding.waiver === null && finding.severity !== 'info';
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = files.get(finding.file);
    if (group === undefined) files.set(finding.file, [finding]);
    else group.push(finding);
  }
  return files;
}

function fileBlock(file: string, findings: readonly Finding[], context: ReportContext): string {
  const path = oneLine(context.relativePath(file));
  const content = context.textOf(file);
  const lines = content === undefined ? [] : linesOf(content);
  const groups: FindingGroup[] = context.isVerbose ? findings.map((finding) => [finding]) : foldFindings(findings);
  const entries = groups.map(([first, ...others]) => entryOf({ path, lines, first, others }, context));
  return [context.colour.bold.underline(path), ...entries].join('\n\n');
}

interface Entry {
  readonly path: string;
  readonly lines: readonly string[];
  readonly first: Finding;
  readonly others: readonly Finding[];
}

const indent = '    ';

function entryOf(entry: Entry, context: ReportContext): string {
  const { first, others, path } = entry;
  const { colour } = context;
  const tint = tintOf(first, colour);
  const glyph = first.waiver === null ? glyphs[first.severity] : '○';
  const [head = '', ...rest] = wrap(first.message, context.width - indent.length);
  const count = others.length === 0 ? '' : ` ×${String(others.length + 1)}`;
  const rule = `${oneLine(first.rule)}${enforcementNote(first)}${count}`;
  return [
    `  ${tint(glyph)} ${colour.bold(head)}`,
    ...rest.map((line) => `${indent}${colour.bold(line)}`),
    `${indent}${colour.cyan(`${path}:${placesOf([first, ...others])}`)}  ${colour.dim(rule)}`,
    ...(others.length > 0 || first.waiver !== null || context.isQuiet ? [] : frameOf(entry, context).map((line) => `${indent}${line}`)),
    ...notesOf(first, context).flatMap(([label, note]) => labelled(label, note, context)),
  ].join('\n');
}

function tintOf(finding: Finding, colour: ChalkInstance): ChalkInstance {
  if (finding.waiver !== null) return colour.dim;
  switch (finding.severity) {
    case 'error':
      return colour.red;
    case 'warning':
      return colour.yellow;
    case 'info':
      return colour.blue;
  }
}

/** `3:5`, or `3:5, 9:5, 12:5 and 4 more`: the file's name stands before it. */
function placesOf(findings: readonly Finding[]): string {
  const places = findings.slice(0, placesShown).map(({ line, column }) => `${String(line)}:${String(column)}`);
  const left = findings.length - places.length;
  return left === 0 ? places.join(', ') : `${places.join(', ')} and ${String(left)} more`;
}

function frameOf(entry: Entry, context: ReportContext): string[] {
  const mark = tintOf(entry.first, context.colour);
  return codeFrame(entry.lines, entry.first, { width: context.width - indent.length, mark: (part) => mark(part), dim: (part) => context.colour.dim(part) });
}

function notesOf(finding: Finding, context: ReportContext): [string, string][] {
  const { help, related, fix, waiver, change } = finding;
  const see = related.map(({ file, line, column, message, side }): [string, string] => {
    const where = side === null ? '' : ` (${side})`;
    return ['see', `${context.relativePath(file)}:${String(line)}:${String(column)}${where} ${message}`];
  });
  return [
    ...(change === undefined || change.consumers.length === 0 ? [] : [['hits', change.consumers.map(consumerPhrase).join(' · ')] satisfies [string, string]]),
    ...see,
    ...(waiver === null ? [] : [['waived', waiverPhrase(waiver)] satisfies [string, string]]),
    ...(help === null || waiver !== null ? [] : [['help', help] satisfies [string, string]]),
    ...(fix === null || waiver !== null ? [] : [['fix', `${fix.title}: dp validate --fix`] satisfies [string, string]]),
  ];
}

function labelled(label: string, note: string, context: ReportContext): string[] {
  const hanging = ' '.repeat(8);
  const [head = '', ...rest] = wrap(note, context.width - indent.length - hanging.length);
  return [`${indent}${context.colour.dim(label.padEnd(hanging.length))}${head}`, ...rest.map((line) => `${indent}${hanging}${line}`)];
}

function hiddenInfos(report: Report, shown: readonly Finding[], context: ReportContext): string {
  if (context.isQuiet) return '';
  const visible = new Set(shown);
  const hidden = report.findings.filter((finding) => !visible.has(finding));
  if (hidden.length === 0) return '';
  const rules = new Map<string, number>();
  for (const { rule } of hidden) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const list = [...rules].map(([rule, count]) => (count === 1 ? oneLine(rule) : `${oneLine(rule)} ×${String(count)}`));
  return `${context.colour.blue(glyphs.info)} ${plural(hidden.length, 'info')} (${list.join(', ')}): --verbose shows them`;
}

function summaryLine(report: Report, counts: ReturnType<typeof countFindings>, context: ReportContext): string {
  const subject = subjectSentence(report.summary);
  const where = subject === '' ? '' : ` in ${subject}`;
  const line = `${report.ok ? '✔' : '✖'} ${countSentence(counts)}${where}`;
  return report.ok ? context.colour.green(line) : context.colour.red.bold(line);
}

function quietLine(report: Report, context: ReportContext): string {
  const subject = subjectSentence(report.summary);
  const { infos } = countFindings(report.findings);
  const what = subject === '' ? '' : `${subject} checked, `;
  const found = infos === 0 ? 'no findings' : `${plural(infos, 'info')} (--verbose shows ${infos === 1 ? 'it' : 'them'})`;
  return `${context.colour.green('✔')} ${what}${found}`;
}
