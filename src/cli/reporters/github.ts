import type { Finding } from '../../core/model/finding.ts';
import { oneLine } from './display.ts';
import type { Report, ReportContext } from './report.ts';
import { beforeLines, countFindings, countSentence, hitsLines, waiverSentence, worstFirst } from './wording.ts';

type Kind = 'error' | 'warning' | 'notice';

/** GitHub shows so many annotations of each kind for a step and drops the others without a word. */
const maxOfKind = 10;

/** GitHub workflow commands: the worst first, what does not fit as one notice, and a last line for the log. */
export function github(report: Report, context: ReportContext): string {
  const queues = new Map<Kind, string[]>([['error', []], ['warning', []], ['notice', []]]);
  for (const finding of worstFirst(report.findings)) queues.get(kindOf(finding))?.push(annotation(finding, context));
  const errors = queues.get('error') ?? [];
  const warnings = queues.get('warning') ?? [];
  const notices = queues.get('notice') ?? [];
  const isFull = errors.length > maxOfKind || warnings.length > maxOfKind || notices.length > maxOfKind;
  const shown = [...errors.slice(0, maxOfKind), ...warnings.slice(0, maxOfKind), ...notices.slice(0, isFull ? maxOfKind - 1 : maxOfKind)];
  const left = report.findings.length - shown.length;
  const rest = left === 0 ? [] : [command('notice', { title: `dp ${report.command}` }, `${String(left)} more not shown here: ${countSentence(countFindings(report.findings))} in all. The step summary has them.`)];
  return [...shown, ...rest, `dp ${oneLine(report.command)}: ${countSentence(countFindings(report.findings))}`].join('\n');
}

function kindOf(finding: Finding): Kind {
  if (finding.waiver !== null) return 'notice';
  switch (finding.severity) {
    case 'error':
      return 'error';
    case 'warning':
      return 'warning';
    case 'info':
      return 'notice';
  }
}

function annotation(finding: Finding, context: ReportContext): string {
  const isOneLine = finding.endLine === finding.line;
  const lines = [finding.message, ...beforeLines(finding, context), ...hitsLines(finding), ...(finding.help === null ? [] : [`Help: ${finding.help}`]), ...(finding.waiver === null ? [] : [waiverSentence(finding.waiver)])];
  return command(
    kindOf(finding),
    {
      file: context.relativePath(finding.file),
      line: String(finding.line),
      endLine: String(Math.max(finding.line, finding.endLine)),
      // GitHub refuses columns on a range of several lines.
      ...(isOneLine ? { col: String(finding.column), endColumn: String(Math.max(finding.column, finding.endColumn)) } : {}),
      title: finding.waiver === null ? finding.rule : `${finding.rule} (waived)`,
    },
    lines.join('\n'),
  );
}

function command(kind: Kind, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${kind} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return oneLineParts(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return oneLine(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}

// Line breaks of any kind are told as line feeds; other control characters are made visible.
function oneLineParts(text: string): string {
  return text.split(/\r\n|\r|\n/u).map(oneLine).join('\n');
}
