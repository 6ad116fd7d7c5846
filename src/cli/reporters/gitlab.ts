import type { Finding } from '../../core/model/finding.ts';
import { printJson } from './print-json.ts';
import type { Report, ReportContext } from './report.ts';
import { beforeLines, hitsLines } from './wording.ts';

type GitlabSeverity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

/** GitLab code quality: a list of issues, each with a fingerprint of its own. A waived one stays, as information. */
export function gitlab(report: Report, context: ReportContext): string {
  const seen = new Map<string, number>();
  const issues = report.findings.map((finding) => ({
    description: descriptionOf(finding, context),
    check_name: finding.rule,
    fingerprint: unique(finding.fingerprint, seen),
    severity: severityOf(finding),
    location: {
      path: context.relativePath(finding.file),
      lines: { begin: Math.max(1, finding.line), end: Math.max(1, finding.line, finding.endLine) },
    },
  }));
  return printJson(issues);
}

function descriptionOf(finding: Finding, context: ReportContext): string {
  const { waiver, message } = finding;
  const text = [message, ...beforeLines(finding, context), ...hitsLines(finding)].join('\n');
  return waiver === null ? text : `Waived by ${waiver.id} until ${waiver.expires}: ${text}`;
}

function severityOf(finding: Finding): GitlabSeverity {
  if (finding.waiver !== null) return 'info';
  switch (finding.severity) {
    case 'error':
      if (finding.policy?.enforcement === 'hard-mandatory') return 'blocker';
      return finding.change?.level === 'breaking' ? 'critical' : 'major';
    case 'warning':
      return 'minor';
    case 'info':
      return 'info';
  }
}

// One report may join two judgements (publish: validate and diff) that each counted their own ordinals.
function unique(fingerprint: string, seen: Map<string, number>): string {
  const count = seen.get(fingerprint) ?? 0;
  seen.set(fingerprint, count + 1);
  return count === 0 ? fingerprint : `${fingerprint}-${String(count + 1)}`;
}
