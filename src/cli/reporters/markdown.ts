import type { Finding } from '../../core/model/finding.ts';
import { foldFindings, type FindingGroup } from './fold.ts';
import { clip, codeSpan, commentText, takeRows } from './markdown-text.ts';
import type { Report, ReportContext } from './report.ts';
import { consumerPhrase, countFindings, countSentence, enforcementNote, plural, subjectSentence, waiverSentence, worstFirst } from './wording.ts';

/** GitHub takes comments of up to 65,536 characters; the rest is room for what a bot puts around. */
const maxLength = 64_000;
const tableBudget = 36_000;
const detailsBudget = 12_000;
const proseLength = 1_000;
const placesShown = 20;

/** The line by which a bot finds its own earlier comment. */
export function markerLine(command: string): string {
  return `<!-- dp:${command.replace(/[^a-z-]/gu, '')} -->`;
}

/** For a pull request comment: verdict, a table of errors and warnings, the rest folded away. */
export function markdown(report: Report, context: ReportContext): string {
  const sorted = worstFirst(report.findings);
  const active = sorted.filter((finding) => finding.waiver === null);
  const main = active.filter((finding) => finding.severity !== 'info');
  const infos = active.filter((finding) => finding.severity === 'info');
  const waived = sorted.filter((finding) => finding.waiver !== null);
  const sections = [
    `${markerLine(report.command)}\n${verdict(report)}`,
    table(main, context),
    consumers(main),
    details('info', infos.map((finding) => listItem(finding, context))),
    details('waived finding', waived.map((finding) => `${listItem(finding, context)}; ${waiverText(finding)}`)),
  ];
  return clip(sections.filter((section) => section !== '').join('\n\n'), maxLength);
}

function verdict(report: Report): string {
  const subject = subjectSentence(report.summary);
  const counts = countSentence(countFindings(report.findings));
  return `### ${report.ok ? '✅' : '❌'} dp ${commentText(report.command)}: ${counts}${subject === '' ? '' : ` in ${subject}`}`;
}

function table(findings: readonly Finding[], context: ReportContext): string {
  if (findings.length === 0) return '';
  const { rows, left } = takeRows(foldFindings(findings).map((group) => tableRow(group, context)), tableBudget);
  const more = left === 0 ? [] : ['', `and ${String(left)} more rows, left out to fit a comment.`];
  return ['| | Where | What | Rule |', '|---|---|---|---|', ...rows, ...more].join('\n');
}

function tableRow(group: FindingGroup, context: ReportContext): string {
  const [finding, ...others] = group;
  const glyph = finding.severity === 'error' ? '❌' : '⚠️';
  const help = finding.help === null ? '' : `<br>${prose(finding.help)}`;
  return `| ${glyph} | ${placesOf(group, context)} | **${prose(finding.message)}**${help} | ${ruleOf(finding)}${others.length === 0 ? '' : ` ×${String(group.length)}`} |`;
}

function prose(text: string): string {
  return commentText(clip(text, proseLength));
}

function placeOf(finding: Finding, context: ReportContext): string {
  return codeSpan(clip(`${context.relativePath(finding.file)}:${String(finding.line)}`, proseLength));
}

/** The file once, then the lines; at most twenty. */
function placesOf(group: FindingGroup, context: ReportContext): string {
  const [first, ...others] = group;
  const lines = others.slice(0, placesShown - 1).map(({ line }) => String(line));
  const left = others.length - lines.length;
  return [placeOf(first, context), ...lines].join(', ') + (left === 0 ? '' : ` and ${String(left)} more`);
}

function ruleOf(finding: Finding): string {
  return `${codeSpan(clip(finding.rule, proseLength))}${enforcementNote(finding)}`;
}

function listItem(finding: Finding, context: ReportContext): string {
  return `- ${placeOf(finding, context)} ${prose(finding.message)} ${ruleOf(finding)}`;
}

function waiverText(finding: Finding): string {
  return finding.waiver === null ? '' : prose(waiverSentence(finding.waiver));
}

function consumers(findings: readonly Finding[]): string {
  const hits = new Set(findings.flatMap((finding) => finding.change?.consumers ?? []).map(consumerPhrase));
  if (hits.size === 0) return '';
  const { rows, left } = takeRows([...hits].sort().map((hit) => `- ${prose(hit)}`), detailsBudget / 2);
  return ['**Who is hit**', '', ...rows, ...(left === 0 ? [] : [`- and ${String(left)} more`])].join('\n');
}

function details(noun: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const { rows, left } = takeRows(items, detailsBudget / 2);
  const more = left === 0 ? [] : [`- and ${String(left)} more`];
  return [`<details><summary>${plural(items.length, noun)}</summary>`, '', ...rows, ...more, '', '</details>'].join('\n');
}
