import type { ChangeFacts, Finding, MigrationStep } from '../../core/model/finding.ts';
import { printJson } from './print-json.ts';
import type { Report, ReportContext } from './report.ts';
import { countFindings } from './wording.ts';

/** One document, keys in the order of INTERFACE, "Formats"; what a command adds comes last. */
export function json(report: Report, context: ReportContext): string {
  const { errors, warnings, infos, waived } = countFindings(report.findings);
  const document = {
    schemaVersion: '1',
    tool: { name: 'dp', version: context.version },
    command: report.command,
    ok: report.ok,
    findings: report.findings.map((finding) => findingOf(finding, context)),
    summary: { products: report.summary.products, contracts: report.summary.contracts, errors, warnings, infos, waived },
    ...report.sections,
  };
  return printJson(document);
}

function findingOf(finding: Finding, context: ReportContext): Record<string, unknown> {
  const { subject, fix, change } = finding;
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    file: context.relativePath(finding.file),
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    pointer: finding.pointer,
    subject: { product: subject.product, key: subject.key, contract: subject.contract, path: subject.path },
    help: finding.help,
    fingerprint: finding.fingerprint,
    related: finding.related.map(({ file, line, column, message, side }) => ({ file: context.relativePath(file), line, column, message, side })),
    fix: fix === null ? null : { title: fix.title, edits: fix.edits.map(({ file, startOffset, endOffset, text }) => ({ file: context.relativePath(file), startOffset, endOffset, text })) },
    policy: finding.policy,
    waiver: finding.waiver,
    ...(change === undefined ? {} : changeOf(change, context)),
  };
}

function changeOf({ level, path, from, to, consumers, witness, migration }: ChangeFacts, context: ReportContext): Record<string, unknown> {
  return {
    level,
    path,
    from: from ?? null,
    to: to ?? null,
    consumers,
    ...(witness === undefined ? {} : { witness }),
    ...(migration === undefined ? {} : { migration: migration.map(({ kind, title, steps }) => ({ kind, title, steps: steps.map((step) => stepOf(step, context)) })) }),
  };
}

function stepOf(step: MigrationStep, context: ReportContext): Record<string, unknown> {
  const file = context.relativePath(step.file);
  switch (step.action) {
    case 'move':
      return { action: step.action, file, to: context.relativePath(step.to) };
    case 'restore':
      return { action: step.action, file, from: context.relativePath(step.from) };
    default:
      return { ...step, file };
  }
}
