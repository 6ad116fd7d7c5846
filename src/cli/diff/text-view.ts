import type { ChalkInstance } from 'chalk';
import type { Finding } from '../../core/model/finding.ts';
import { oneLine, wrap } from '../reporters/display.ts';
import { foldFindings, type FindingGroup } from '../reporters/fold.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural, waiverSentence } from '../reporters/wording.ts';
import type { Outcome } from './outcome.ts';
import { wayBlocks, waysOf } from './ways.ts';
import { witnessText } from './witness-text.ts';
import { bumpSentence, countLevels, headline, hitPhrases, modeSentence, shortAgainst, subjectPath, totals } from './wording.ts';

const indent = '    ';
const hitsShown = 8;
const waysShown = 2;

/** What `dp diff` prints for people: one edit, one finding; whom it hits; what to do; the version it needs last (DIFF, "What people must see"). */
export function textView(outcomes: readonly Outcome[], context: ReportContext): string {
  const blocks = outcomes.map((outcome) => outcomeBlock(outcome, context)).filter((block) => block !== '');
  const total = outcomes.length > 1 && !context.isQuiet ? [totals(outcomes)] : [];
  return [...blocks, ...total].join('\n\n');
}

function outcomeBlock(outcome: Outcome, context: ReportContext): string {
  const { colour, isQuiet } = context;
  const { result, findings } = outcome;
  const isCalm = result.verdict === 'identical' && result.bump.ok && findings.length === 0;
  if (isCalm && !(context.isVerbose && outcome.unreported.length > 0)) return isQuiet ? '' : `${colour.green('✔')} ${calmLine(outcome)}`;
  const levels = (...names: string[]): Finding[] => findings.filter((finding) => finding.waiver === null && names.includes(finding.change?.level ?? ''));
  const waived = isQuiet ? [] : findings.filter((finding) => finding.waiver !== null);
  const gates = levels('gate').filter((finding) => finding.severity === 'error' || context.isVerbose);
  const infos = [...levels('info'), ...(context.isVerbose ? outcome.unreported : [])];
  const shown = [...levels('breaking'), ...levels('warning'), ...waived, ...(context.isVerbose && !isQuiet ? infos : []), ...gates];
  const entries = foldFindings(shown).map((group) => entryOf(group, context));
  const head = isQuiet ? [] : [`${colour.bold(oneLine(headline(outcome)))}   against ${oneLine(shortAgainst(outcome.against ?? 'nothing'))}\n${colour.dim(modeSentence(result.mode, result.title.fromVersion))}`];
  const hidden = isQuiet || context.isVerbose || infos.length === 0 ? [] : [hiddenLine(infos, context)];
  const tail = isQuiet ? [] : [...advice(outcome, context), summary(outcome, colour)];
  return [...head, [...entries, ...hidden].join('\n'), ...tail].filter((part) => part !== '').join('\n\n');
}

function calmLine(outcome: Outcome): string {
  const what = outcome.against === null ? 'never published, nothing to compare with' : `no change against ${shortAgainst(outcome.against)}`;
  return oneLine(`${headline(outcome)}: ${what}`);
}

function markOf(finding: Finding, colour: ChalkInstance): string {
  if (finding.waiver !== null) return colour.dim('○');
  if (finding.severity === 'error') return colour.red('✖');
  return finding.severity === 'warning' ? colour.yellow('⚠') : colour.blue('ℹ');
}

function entryOf(group: FindingGroup, context: ReportContext): string {
  const { colour } = context;
  const [first, ...others] = group;
  const count = others.length === 0 ? '' : ` ×${String(group.length)}`;
  const place = `${context.relativePath(first.file)}:${String(first.line)}:${String(first.column)}`;
  const head = `${markOf(first, colour)} ${colour.bold(`${first.rule}${count}`)}   ${oneLine(subjectPath(first))}   ${colour.cyan(oneLine(place))}`;
  const more = others.length === 0 ? [] : note('also', others.map((finding) => `${subjectPath(finding)} ${String(finding.line)}:${String(finding.column)}`).join(', '), context);
  const isNoted = first.severity !== 'info' || context.isVerbose;
  return [
    head,
    ...wrap([first.message, witnessText(first)].filter((part) => part !== '').join('   '), context.width - indent.length).map((line) => `${indent}${line}`),
    ...more,
    ...(isNoted ? hitLines(group, context) : []),
    ...(first.waiver === null ? [] : note('', waiverSentence(first.waiver), context)),
    ...(first.help !== null && first.waiver === null && first.change?.level !== 'gate' && (first.severity === 'error' || context.isVerbose) ? note('fix', first.help, context) : []),
    ...(context.isVerbose && isAcceptable(first) ? note('accept', `dp accept ${first.fingerprint.slice(0, 8)} --reason … --until …`, context) : []),
  ].join('\n');
}

function isAcceptable({ change, waiver, rule }: Finding): boolean {
  return waiver === null && (change?.level === 'breaking' || change?.level === 'warning') && !rule.startsWith('ignore-');
}

// A folded entry names everyone whom any of its findings hits.
function hitLines(group: FindingGroup, context: ReportContext): string[] {
  const phrases = hitPhrases(group);
  if (phrases.length === 0) return [];
  const left = phrases.length - hitsShown;
  const shown = context.isVerbose || left <= 0 ? phrases : [...phrases.slice(0, hitsShown), `and ${String(left)} more`];
  return note('hits', shown.join(' · '), context);
}

function note(label: string, text: string, context: ReportContext): string[] {
  const hanging = Math.max(6, label.length + 1);
  const [head = '', ...rest] = wrap(text, context.width - indent.length - hanging);
  return [`${indent}${context.colour.dim(label.padEnd(hanging))}${head}`, ...rest.map((line) => `${indent}${' '.repeat(hanging)}${line}`)];
}

function hiddenLine(infos: readonly Finding[], { colour }: ReportContext): string {
  const rules = new Map<string, number>();
  for (const { rule } of infos) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const list = [...rules].map(([rule, count]) => (count === 1 ? rule : `${rule} ×${String(count)}`));
  return `${colour.blue('ℹ')} ${String(infos.length)} more (${list.join(', ')})   ${colour.dim('--verbose')}`;
}

// How a break is avoided, as it is typed: each way once, whatever number of findings it ends.
function advice({ findings }: Outcome, context: ReportContext): string[] {
  const ways = waysOf(findings.filter((finding) => finding.waiver === null), context.isVerbose);
  const shown = context.isVerbose ? ways : ways.slice(0, waysShown);
  const blocks = shown.map(({ way }) => [context.colour.dim(`${oneLine(way.title)}:`), ...wayBlocks(way, (file) => context.relativePath(file)).flatMap(({ lines }) => lines.map((line) => `${indent}${oneLine(line)}`))].join('\n'));
  const left = ways.length - shown.length;
  return [...blocks, ...(left === 0 ? [] : [context.colour.dim(`and ${plural(left, 'more way')} out: --verbose, or --migration-notes FILE`)])];
}

function summary(outcome: Outcome, colour: ChalkInstance): string {
  const { result, findings } = outcome;
  const hidden = result.hiddenCount === 0 ? '' : ` (${plural(result.hiddenCount, 'finding')} without a known consumer left out)`;
  const line = `${countLevels(findings)}${hidden}.   ${bumpSentence(result)}  ${result.bump.ok ? '✔' : '✖'}`;
  return result.bump.ok ? colour.green(line) : colour.red.bold(line);
}
