import type { ChalkInstance } from 'chalk';
import type { Finding } from '../../core/model/finding.ts';
import type { RuleInfo } from '../../core/model/rule-info.ts';

export const formats = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;
export type Format = (typeof formats)[number];

interface ReportSummary {
  readonly products: number;
  readonly contracts: number;
}

/** A file that was judged and by which rules, so that JUnit can show what passed. */
interface CheckedFile {
  readonly file: string;
  readonly rules: readonly string[];
}

/** Everything a reporter may say: the findings of one command and what that command adds to its JSON. */
export interface Report {
  readonly command: string;
  /** ⇔ exit code 0. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly summary: ReportSummary;
  /** Top-level keys that this command adds to the JSON document, e.g. `{diff: {…}}`. */
  readonly sections?: Readonly<Record<string, unknown>>;
  /** Whether a finding is why the run failed; where absent, an unwaived error that is not advisory (JUnit asks). */
  readonly fails?: (finding: Finding) => boolean;
  /** What was judged, findings or none. */
  readonly checked?: readonly CheckedFile[];
  /** Rules of this run that are not in dp's own catalogue: those of policy packs. */
  readonly rules?: readonly RuleInfo[];
  /** Formats in which this command has a view of its own (diff in text and markdown). */
  readonly views?: Partial<Record<Format, Reporter>>;
}

export interface ReportContext {
  readonly version: string;
  readonly colour: ChalkInstance;
  readonly width: number;
  readonly isVerbose: boolean;
  readonly isQuiet: boolean;
  /** As people and machines of this format expect it: relative to the working directory, or to the git top level. */
  relativePath(file: string): string;
  /** The text a finding's file had when it was judged, for code frames. */
  textOf(file: string): string | undefined;
}

/** One file a format: findings in, text out, nothing printed. */
export type Reporter = (report: Report, context: ReportContext) => string;
