import type { ChalkInstance } from 'chalk';
import { actionFor, noticeText, stepText } from '../../core/outdated/findings.ts';
import type { JudgedPort, Notice } from '../../core/outdated/judge-port.ts';
import { pointerOf } from '../../core/model/common.ts';
import { productKey } from '../../core/model/product.ts';
import { displayWidth, oneLine, wrap } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { consumerPhrase, plural } from '../reporters/wording.ts';
import { stateOf } from './section.ts';

const indent = '    ';

/** What `dp outdated` prints for people: product by product, what of its inputs is behind, for whom, and what to do. */
export function outdatedText(ports: readonly JudgedPort[], context: ReportContext): string {
  const shown = ports.filter((judged) => stateOf(judged) === 'outdated' || context.isVerbose);
  const width = Math.max(0, ...shown.map(({ port }) => displayWidth(oneLine(port.name))));
  const blocks = [...byProduct(shown)].map(([key, members]) => [context.colour.bold.cyan(oneLine(key)), ...members.map((judged) => entryOf(judged, { width, context }))].join('\n'));
  return [...blocks, ...(context.isQuiet ? [] : [summary(ports, context.colour)])].join('\n\n');
}

function byProduct(ports: readonly JudgedPort[]): Map<string, JudgedPort[]> {
  const groups = new Map<string, JudgedPort[]>();
  for (const judged of ports) {
    const key = productKey(judged.consumer.product);
    groups.set(key, [...(groups.get(key) ?? []), judged]);
  }
  return groups;
}

interface Style {
  readonly width: number;
  readonly context: ReportContext;
}

function entryOf(judged: JudgedPort, { width, context }: Style): string {
  const { colour } = context;
  const { port, supply, notices } = judged;
  const name = oneLine(port.name);
  const head = `  ${glyphOf(judged, colour)} ${colour.bold(name)}${' '.repeat(width - displayWidth(name))}  ${oneLine(versionsOf(judged))}`;
  if (stateOf(judged) === 'current') return `${head}  ${colour.dim('up to date')}`;
  if (stateOf(judged) === 'unpublished') return `${head}  ${colour.dim('never published to this registry')}`;
  const verdict = supply.isNewer ? `  ${verdictWord(judged, colour)}` : '';
  const hits = (judged.step?.consumers ?? []).filter(({ isDirect }) => !isDirect).map(consumerPhrase);
  return [
    `${head}${verdict}   ${colour.cyan(oneLine(placeOf(judged, context)))}`,
    ...notices.flatMap((notice) => lines(noticeWords(notice), context).map((line) => tintOf(notice, colour)(line))),
    ...(supply.isNewer ? lines(capital(stepText(judged)), context) : []),
    ...(hits.length === 0 ? [] : labelled('also', hits.join(' · '), context)),
    ...labelled('do', actionFor(judged), context),
  ].join('\n');
}

function versionsOf({ contractId, port, supply: { read, newest, isNewer } }: JudgedPort): string {
  const from = port.version ?? read?.port.version ?? '';
  return `${contractId} ${from}${isNewer ? ` → ${newest?.port.version ?? newest?.entry.version ?? ''}` : ''}`;
}

function placeOf({ consumer: { product }, port }: JudgedPort, context: ReportContext): string {
  const { line, column } = product.document.positionAt(product.document.locate(pointerOf(port, port.version === undefined ? 'contractId' : 'version'), 'entry').start);
  return `${context.relativePath(product.document.file)}:${String(line)}:${String(column)}`;
}

function noticeWords(notice: Notice): string {
  return capital(noticeText(notice).replace(/^which (?:was |is )?/u, ''));
}

function tintOf(notice: Notice, colour: ChalkInstance): ChalkInstance {
  if (notice.kind === 'moved') return colour.blue;
  return notice.kind === 'yanked' || ('hasEnded' in notice && notice.hasEnded) ? colour.red : colour.yellow;
}

function glyphOf(judged: JudgedPort, colour: ChalkInstance): string {
  if (judged.notices.some((notice) => notice.kind === 'yanked' || ('hasEnded' in notice && notice.hasEnded))) return colour.red('✖');
  if (judged.notices.some(({ kind }) => kind !== 'moved') || judged.step?.result.verdict === 'breaking') return colour.yellow('⚠');
  return stateOf(judged) === 'outdated' ? colour.blue('ℹ') : stateOf(judged) === 'current' ? colour.green('✔') : colour.dim('○');
}

function verdictWord({ step }: JudgedPort, colour: ChalkInstance): string {
  switch (step?.result.verdict) {
    case 'breaking':
      return colour.red('breaking');
    case 'warning':
      return colour.yellow('warning');
    case 'compatible':
    case 'identical':
      return colour.green(step.result.verdict);
    case undefined:
      return colour.dim('not compared');
  }
}

function lines(text: string, context: ReportContext): string[] {
  return wrap(oneLine(text), context.width - indent.length).map((line) => `${indent}${line}`);
}

function labelled(label: string, text: string, context: ReportContext): string[] {
  const hanging = 6;
  const [head = '', ...rest] = wrap(oneLine(text), context.width - indent.length - hanging);
  return [`${indent}${context.colour.dim(label.padEnd(hanging))}${head}`, ...rest.map((line) => `${indent}${' '.repeat(hanging)}${line}`)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `3 input ports: 1 yanked, 1 breaking, 1 up to date`. */
export function countPorts(ports: readonly JudgedPort[]): string {
  const count = (test: (judged: JudgedPort) => boolean): number => ports.filter(test).length;
  const counts = [
    [count(({ notices }) => notices.some(({ kind }) => kind === 'yanked')), 'yanked'],
    [count(({ notices }) => notices.some(({ kind }) => kind === 'deprecated' || kind === 'ending' || kind === 'retired')), 'deprecated or ending'],
    [count(({ step }) => step?.result.verdict === 'breaking'), 'with a newer version that breaks'],
    [count(({ supply, step }) => supply.isNewer && supply.read !== undefined && step?.result.verdict !== 'breaking'), 'with a newer version'],
    [count((judged) => stateOf(judged) === 'unpublished'), 'not in the registry'],
    [count((judged) => stateOf(judged) === 'current'), 'up to date'],
  ] as const;
  const parts = counts.flatMap(([number, what]) => (number === 0 ? [] : [`${String(number)} ${what}`]));
  return `${plural(ports.length, 'input port')}: ${parts.join(', ')}`;
}

function summary(ports: readonly JudgedPort[], colour: ChalkInstance): string {
  if (ports.length === 0) return `${colour.green('✔')} No input port names a contract.`;
  const isCalm = ports.every((judged) => stateOf(judged) !== 'outdated');
  return isCalm ? `${colour.green('✔')} ${countPorts(ports)}` : countPorts(ports);
}
