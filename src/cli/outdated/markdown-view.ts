import { actionFor, noticeText, stepText } from '../../core/outdated/findings.ts';
import type { JudgedPort } from '../../core/outdated/judge-port.ts';
import { productKey } from '../../core/model/product.ts';
import { markerLine } from '../reporters/markdown.ts';
import { clip, codeSpan, commentText, takeRows } from '../reporters/markdown-text.ts';
import { stateOf } from './section.ts';
import { countPorts } from './text-view.ts';

const tableBudget = 50_000;
const proseLength = 1_000;

/** For the summary of a weekly job or an issue: one row for each input port that is behind. */
export function outdatedMarkdown(ports: readonly JudgedPort[]): string {
  const behind = ports.filter((judged) => stateOf(judged) === 'outdated');
  const glyph = behind.length === 0 ? '✅' : behind.some(({ notices }) => notices.some(({ kind }) => kind !== 'moved')) ? '❌' : '⚠️';
  const head = `${markerLine('outdated')}\n### ${glyph} ${ports.length === 0 ? 'No input port names a contract' : commentText(countPorts(ports))}`;
  if (behind.length === 0) return head;
  const { rows, left } = takeRows(behind.map(row), tableBudget);
  const more = left === 0 ? [] : ['', `and ${String(left)} more rows, left out to fit a comment.`];
  return [head, '', '| Product | Input port | Reads | Newest | What it means | What to do |', '|---|---|---|---|---|---|', ...rows, ...more].join('\n');
}

function row(judged: JudgedPort): string {
  const { consumer, port, contractId, supply, notices, step } = judged;
  const { read, newest, isNewer } = supply;
  const means = [...notices.map((notice) => `**${prose(noticeText(notice).replace(/^which (?:was |is )?/u, ''))}**`), ...(isNewer ? [`${step === null ? '' : `**${step.result.verdict}**: `}${prose(stepText(judged))}`] : [])];
  const cells = [
    codeSpan(clip(productKey(consumer.product), 200)),
    codeSpan(clip(port.name, 200)),
    codeSpan(clip(`${contractId} ${port.version ?? read?.port.version ?? ''}`, 300)),
    isNewer ? codeSpan(newest?.port.version ?? newest?.entry.version ?? '') : '',
    means.join('<br>'),
    prose(actionFor(judged)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function prose(text: string): string {
  return commentText(clip(text, proseLength));
}
