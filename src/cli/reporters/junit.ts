import type { Finding } from '../../core/model/finding.ts';
import type { Report, ReportContext } from './report.ts';
import { beforeLines, hitsLines, waiverSentence } from './wording.ts';
import { element, printXml, type XmlElement } from './xml.ts';

/** JUnit: a suite for each file, a case for each rule; what is waived is skipped, what was checked and found well passes. */
export function junit(report: Report, context: ReportContext): string {
  const fails = failureTest(report);
  const suites = [...casesByFile(report)].map(([file, cases]) => suiteOf(context.relativePath(file), cases, { context, fails }));
  const name = `dp ${report.command}`;
  // A report without a single case is taken for a crash by some CI servers.
  const all = suites.length === 0 ? [suiteFrom(name, [element('testcase', { classname: name, name: 'no findings' })])] : suites;
  return printXml(element('testsuites', { name, ...totalsOf(all) }, ...all));
}

type FailureTest = (finding: Finding) => boolean;

function failureTest(report: Report): FailureTest {
  const fails = report.fails ?? ((finding: Finding) => !report.ok && finding.severity === 'error' && finding.policy?.enforcement !== 'advisory');
  return (finding) => finding.waiver === null && fails(finding);
}

function casesByFile(report: Report): Map<string, Map<string, Finding[]>> {
  const files = new Map<string, Map<string, Finding[]>>();
  const caseOf = (file: string, rule: string): Finding[] => {
    const rules = files.get(file) ?? new Map<string, Finding[]>();
    files.set(file, rules);
    const findings = rules.get(rule) ?? [];
    rules.set(rule, findings);
    return findings;
  };
  for (const finding of report.findings) caseOf(finding.file, finding.rule).push(finding);
  for (const { file, rules } of report.checked ?? []) for (const rule of rules) caseOf(file, rule);
  return files;
}

function suiteOf(path: string, cases: ReadonlyMap<string, readonly Finding[]>, how: { context: ReportContext; fails: FailureTest }): XmlElement {
  return suiteFrom(path, [...cases].map(([rule, findings]) => caseOf(path, rule, { findings, ...how })));
}

function suiteFrom(name: string, cases: readonly XmlElement[]): XmlElement {
  const having = (child: string): number => cases.filter(({ children }) => children.some((node) => typeof node !== 'string' && node.name === child)).length;
  return element('testsuite', { name, tests: cases.length, failures: having('failure'), errors: 0, skipped: having('skipped') }, ...cases);
}

function totalsOf(suites: readonly XmlElement[]): Record<string, number> {
  const sum = (key: string): number => suites.reduce((total, suite) => total + Number(suite.attributes[key]), 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped') };
}

interface CaseParts {
  readonly findings: readonly Finding[];
  readonly context: ReportContext;
  readonly fails: FailureTest;
}

function caseOf(path: string, rule: string, { findings, context, fails }: CaseParts): XmlElement {
  const failures = findings.filter(fails);
  const [firstFailure] = failures;
  const text = (list: readonly Finding[]): string => list.map((finding) => lineOf(finding, context)).join('\n');
  if (firstFailure !== undefined) {
    const more = failures.length === 1 ? '' : ` (and ${String(failures.length - 1)} more)`;
    return caseElement({ path, rule, line: firstFailure.line }, element('failure', { message: `${firstFailure.message}${more}`, type: firstFailure.severity }, text(findings)));
  }
  const [first] = findings;
  if (first === undefined) return caseElement({ path, rule });
  const name = { path, rule, line: first.line };
  if (findings.every(({ waiver }) => waiver !== null) && first.waiver !== null) return caseElement(name, element('skipped', { message: waiverSentence(first.waiver) }));
  return caseElement(name, element('system-out', {}, text(findings)));
}

interface CaseName {
  readonly path: string;
  readonly rule: string;
  readonly line?: number;
}

function caseElement({ path, rule, line }: CaseName, ...children: readonly XmlElement[]): XmlElement {
  return element('testcase', { classname: path, name: rule, file: path, ...(line === undefined ? {} : { line }) }, ...children);
}

function lineOf(finding: Finding, context: ReportContext): string {
  const place = `${context.relativePath(finding.file)}:${String(finding.line)}:${String(finding.column)}`;
  const help = finding.help === null ? [] : [`help: ${finding.help}`];
  const waiver = finding.waiver === null ? [] : [waiverSentence(finding.waiver)];
  return [`${place} ${finding.severity} ${finding.message}`, ...beforeLines(finding, context), ...hitsLines(finding), ...help, ...waiver].join('\n').replace(/\r\n|\r|\n/gu, '\n  ');
}
