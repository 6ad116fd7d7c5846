import type { Finding } from '../../core/model/finding.ts';
import { foldFindings, type FindingGroup } from '../reporters/fold.ts';
import { markerLine } from '../reporters/markdown.ts';
import { clip, codeSpan, commentText, takeRows } from '../reporters/markdown-text.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { type Outcome, worstVerdict } from './outcome.ts';
import { bumpSentence, countLevels, headline, hitPhrases, modeSentence, portYaml, shortAgainst, subjectPath } from './wording.ts';

/** GitHub takes comments of up to 65,536 characters; the rest is room for what a bot puts around. */
const maxLength = 64_000;
const tableBudget = 36_000;
const listBudget = 6_000;
const proseLength = 1_000;

/** For a pull request comment: marker, verdict, a table of what breaks and warns, whom it hits, the rest folded away. */
export function markdownView(outcomes: readonly Outcome[], context: ReportContext): string {
  const share = Math.max(1, outcomes.length);
  const isOk = outcomes.every(({ result }) => result.bump.ok);
  const glyph = isOk ? (worstVerdict(outcomes) === 'breaking' ? '⚠️' : '✅') : '❌';
  const title = outcomes.length === 1 ? '' : `: ${plural(outcomes.length, 'comparison')}, ${worstVerdict(outcomes)}`;
  const [first] = outcomes;
  const head = outcomes.length === 1 && first !== undefined ? `### ${glyph} ${verdictLine(first)}` : `### ${glyph} dp diff${title}`;
  const sections = outcomes.flatMap((outcome) => [...(outcomes.length === 1 ? [] : [`#### ${verdictLine(outcome)}`]), ...sectionsOf(outcome, share, context)]);
  return clip([`${markerLine('diff')}\n${head}`, ...sections].filter((section) => section !== '').join('\n\n'), maxLength);
}

function verdictLine(outcome: Outcome): string {
  const { result } = outcome;
  if (outcome.against === null) return `${prose(headline(outcome))}: never published, nothing to compare with`;
  return `${prose(headline(outcome))}: **${result.verdict}**. ${prose(bumpSentence(result))}`;
}

function sectionsOf(outcome: Outcome, share: number, context: ReportContext): string[] {
  const { result, findings } = outcome;
  const level = (name: string): Finding[] => findings.filter((finding) => finding.change?.level === name);
  const main = [...level('breaking'), ...level('warning'), ...level('gate').filter((finding) => finding.severity === 'error')];
  const infos = [...level('info'), ...level('gate').filter((finding) => finding.severity !== 'error')];
  return [
    outcome.against === null ? '' : `${prose(countLevels(findings))} against ${codeSpan(shortAgainst(outcome.against))}; ${prose(modeSentence(result.mode, result.title.fromVersion))}.`,
    table(main, Math.floor(tableBudget / share), context),
    consumers(main, Math.floor(listBudget / share)),
    result.verdict === 'breaking' && result.newPorts.length > 0 ? ['A break belongs in an output port of its own, beside the old one:', '', '```yaml', ...portYaml(result.newPorts), '```'].join('\n') : '',
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
  return `| ${glyph} | ${places.join('<br>')}${left > 0 ? `<br>and ${String(left)} more` : ''} | **${prose(finding.message)}**${help} | ${codeSpan(finding.rule)}${others.length === 0 ? '' : ` ×${String(group.length)}`} |`;
}

function consumers(findings: readonly Finding[], budget: number): string {
  const hits = hitPhrases(findings);
  if (hits.length === 0) return '';
  const { rows, left } = takeRows(hits.map((hit) => `- ${prose(hit)}`), budget);
  return ['**Who is hit**', '', ...rows, ...(left === 0 ? [] : [`- and ${String(left)} more`])].join('\n');
}

function details(findings: readonly Finding[], budget: number, context: ReportContext): string {
  if (findings.length === 0) return '';
  const items = findings.map((finding) => `- ${codeSpan(clip(subjectPath(finding), 300))} ${prose(finding.message)} ${codeSpan(finding.rule)} ${codeSpan(clip(`${context.relativePath(finding.file)}:${String(finding.line)}`, 300))}`);
  const { rows, left } = takeRows(items, budget);
  return [`<details><summary>${String(findings.length)} info</summary>`, '', ...rows, ...(left === 0 ? [] : [`- and ${String(left)} more`]), '', '</details>'].join('\n');
}
