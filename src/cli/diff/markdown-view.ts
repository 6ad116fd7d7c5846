import type { Finding } from '../../core/model/finding.ts';
import { foldFindings, type FindingGroup } from '../reporters/fold.ts';
import { markerLine } from '../reporters/markdown.ts';
import { clip, codeSpan, commentText, takeRows } from '../reporters/markdown-text.ts';
import type { ReportContext } from '../reporters/report.ts';
import { printable } from '../terminal.ts';
import { plural, waiverSentence } from '../reporters/wording.ts';
import { type Outcome, worstVerdict } from './outcome.ts';
import { type WayBlock, wayBlocks, waysOf } from './ways.ts';
import { witnessText } from './witness-text.ts';
import { bumpSentence, countLevels, headline, hitPhrases, modeSentence, shortAgainst, subjectPath, totals } from './wording.ts';

/** GitHub takes comments of up to 65,536 characters; the rest is room for what a bot puts around. */
const maxLength = 64_000;
const tableBudget = 36_000;
const listBudget = 6_000;
const proseLength = 1_000;

/** For a pull request comment: marker, verdict, a table of what breaks and warns, whom it hits, the rest folded away. */
export function markdownView(outcomes: readonly Outcome[], context: ReportContext): string {
  if (outcomes.every(isCalm)) return `${markerLine('diff')}\n✅ ${calmLine(outcomes)}`;
  const share = Math.max(1, outcomes.length);
  const isOk = outcomes.every(({ result }) => result.bump.ok);
  const glyph = isOk ? (worstVerdict(outcomes) === 'breaking' ? '⚠️' : '✅') : '❌';
  const title = outcomes.length === 1 ? '' : `: ${plural(outcomes.length, 'comparison')}, ${worstVerdict(outcomes)}`;
  const [first] = outcomes;
  const head = outcomes.length === 1 && first !== undefined ? `### ${glyph} ${verdictLine(first)}` : `### ${glyph} dp diff${title}`;
  const sections = outcomes.flatMap((outcome) => [...(outcomes.length === 1 ? [] : [`#### ${verdictLine(outcome)}`]), ...sectionsOf(outcome, share, context)]);
  return clip([`${markerLine('diff')}\n${head}`, ...sections].filter((section) => section !== '').join('\n\n'), maxLength);
}

// Nothing above info: a reviewer needs one line, and none of the details.
function isCalm({ result, findings }: Outcome): boolean {
  return result.bump.ok && (result.verdict === 'identical' || result.verdict === 'compatible') && findings.every(({ waiver, severity }) => waiver === null && severity === 'info');
}

function calmLine(outcomes: readonly Outcome[]): string {
  const [only, ...others] = outcomes;
  if (only === undefined || others.length > 0) return totals(outcomes);
  if (only.against === null) return verdictLine(only);
  const count = only.findings.length === 0 ? '' : `, ${prose(countLevels(only.findings))}`;
  return `${prose(headline(only))}: ${only.result.verdict}${count}. ${prose(bumpSentence(only.result))}`;
}

function verdictLine(outcome: Outcome): string {
  const { result } = outcome;
  if (outcome.against === null) return `${prose(headline(outcome))}: never published, nothing to compare with`;
  return `${prose(headline(outcome))}: **${result.verdict}**. ${prose(bumpSentence(result))}`;
}

function sectionsOf(outcome: Outcome, share: number, context: ReportContext): string[] {
  const { result, findings } = outcome;
  const level = (name: string): Finding[] => findings.filter((finding) => finding.waiver === null && finding.change?.level === name);
  const main = [...level('breaking'), ...level('warning'), ...level('gate').filter((finding) => finding.severity === 'error')];
  const infos = [...level('info'), ...level('gate').filter((finding) => finding.severity !== 'error')];
  return [
    outcome.against === null ? '' : `${prose(countLevels(findings))} against ${codeSpan(shortAgainst(outcome.against))}; ${prose(modeSentence(result.mode, result.title.fromVersion))}.`,
    table(main, Math.floor(tableBudget / share), context),
    consumers(main, Math.floor(listBudget / share)),
    ways(main, Math.floor(listBudget / share), context),
    waived(findings, Math.floor(listBudget / share), context),
    details(infos, Math.floor(listBudget / share), context),
  ];
}

function prose(text: string): string {
  return commentText(clip(text, proseLength));
}

function table(findings: readonly Finding[], budget: number, context: ReportContext): string {
  if (findings.length === 0) return '';
  const { rows, left } = takeRows(foldFindings(findings).map((group) => row(group, context)), budget);
  const more = left === 0 ? [] : ['', `and ${String(left)} more rows, left out to fit a comment.`];
  return ['| | Where | What | Rule |', '|---|---|---|---|', ...rows, ...more].join('\n');
}

function row(group: FindingGroup, context: ReportContext): string {
  const [finding, ...others] = group;
  const glyph = finding.severity === 'error' ? '❌' : '⚠️';
  const places = group.slice(0, 20).map((one) => `${codeSpan(clip(subjectPath(one), 300))} (${codeSpan(clip(`${context.relativePath(one.file)}:${String(one.line)}`, 300))})`);
  const help = finding.help === null ? '' : `<br>${prose(finding.help)}`;
  const left = group.length - places.length;
  const witness = witnessText(finding);
  const example = witness === '' ? '' : `<br>e.g. ${codeSpan(clip(witness.slice('e.g. '.length), 300))}`;
  return `| ${glyph} | ${places.join('<br>')}${left > 0 ? `<br>and ${String(left)} more` : ''} | **${prose(finding.message)}**${example}${help} | ${codeSpan(finding.rule)}${others.length === 0 ? '' : ` ×${String(group.length)}`} |`;
}

function consumers(findings: readonly Finding[], budget: number): string {
  const hits = hitPhrases(findings);
  if (hits.length === 0) return '';
  const { rows, left } = takeRows(hits.map((hit) => `- ${prose(hit)}`), budget);
  return ['**Who is hit**', '', ...rows, ...(left === 0 ? [] : [`- and ${String(left)} more`])].join('\n');
}

/** The first way out of each break, folded away; as many as fit. */
function ways(findings: readonly Finding[], budget: number, context: ReportContext): string {
  const { rows, left } = takeRows(
    waysOf(findings, false).map(({ way }) => ['', `**${prose(way.title)}**`, '', ...wayBlocks(way, (file) => context.relativePath(file)).map(fenced)].join('\n')),
    budget,
  );
  if (rows.length === 0) return '';
  return ['<details><summary>How to do it without a break</summary>', ...rows, ...(left === 0 ? [] : ['', `and ${plural(left, 'more way')}: \`dp diff --verbose\``]), '', '</details>'].join('\n');
}

// A fence longer than any in the text, so that no name can end it.
function fenced({ language, lines }: WayBlock): string {
  const text = lines.map((line) => printable(line)).join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function waived(findings: readonly Finding[], budget: number, context: ReportContext): string {
  const accepted = findings.flatMap((finding) => (finding.waiver === null ? [] : [{ finding, waiver: finding.waiver }]));
  if (accepted.length === 0) return '';
  const { rows, left } = takeRows(accepted.map(({ finding, waiver }) => `${item(finding, context)}; ${prose(waiverSentence(waiver))}`), budget);
  return [`<details><summary>${String(accepted.length)} waived</summary>`, '', ...rows, ...(left === 0 ? [] : [`- and ${String(left)} more`]), '', '</details>'].join('\n');
}

function item(finding: Finding, context: ReportContext): string {
  return `- ${codeSpan(clip(subjectPath(finding), 300))} ${prose(finding.message)} ${codeSpan(finding.rule)} ${codeSpan(clip(`${context.relativePath(finding.file)}:${String(finding.line)}`, 300))}`;
}

function details(findings: readonly Finding[], budget: number, context: ReportContext): string {
  if (findings.length === 0) return '';
  const { rows, left } = takeRows(findings.map((finding) => item(finding, context)), budget);
  return [`<details><summary>${String(findings.length)} info</summary>`, '', ...rows, ...(left === 0 ? [] : [`- and ${String(left)} more`]), '', '</details>'].join('\n');
}
