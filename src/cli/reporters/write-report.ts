import { isAbsolute, relative, resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { slashed } from '../../io/files.ts';
import { readVersion } from '../../io/package-root.ts';
import { appendOutput, writeOutput } from '../../io/report-file.ts';
import { findGitTop, findWorkspaceRoot } from '../../io/workspace/find-root.ts';
import type { World } from '../../io/world.ts';
import { colourFor, printable } from '../terminal.ts';
import { loadReporter } from './index.ts';
import type { Format, Report, ReportContext } from './report.ts';

/** What the report flags said (`readReportFlags`), and what the findings are about. */
export interface ReportOptions {
  readonly format: Format;
  /** `--output`; `-` and nothing mean standard output. */
  readonly output?: string | undefined;
  readonly isVerbose: boolean;
  readonly isQuiet: boolean;
  readonly isColourOff: boolean;
  /** The texts that were judged, for code frames. */
  readonly documents?: Iterable<Pick<SourceDocument, 'file' | 'text'>>;
  /** A folder of the work tree that the findings are in, where that is not the working directory. */
  readonly root?: string | undefined;
}

/** Prints a report in the format asked for, to standard output or a file; `github` also fills the step summary. */
export async function writeReport(world: World, report: Report, options: ReportOptions): Promise<void> {
  const text = await renderReport(world, report, options);
  const { output } = options;
  if (output === undefined || output === '-') world.stdout.write(text);
  else writeOutput(resolve(world.cwd, output), text);
  if (options.format === 'github') await fillStepSummary(world, report, options);
}

async function renderReport(world: World, report: Report, options: ReportOptions): Promise<string> {
  const reporter = report.views?.[options.format] ?? (await loadReporter(options.format));
  const text = reporter(report, contextOf(world, options));
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

// Annotations are capped, the summary page of a step is not. A summary that can't be written does not void the verdict.
async function fillStepSummary(world: World, report: Report, options: ReportOptions): Promise<void> {
  const path = world.env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  const summary = await renderReport(world, report, { ...options, format: 'markdown' });
  try {
    appendOutput(path, `${summary}\n`);
  } catch (error) {
    if (!(error instanceof DpError)) throw error;
    world.stderr.write(`The step summary is missing. ${printable(error.message)}\n`);
  }
}

function contextOf(world: World, options: ReportOptions): ReportContext {
  const isFile = options.output !== undefined && options.output !== '-';
  const texts = new Map([...(options.documents ?? [])].map(({ file, text }) => [file, text]));
  const base = baseOf(world, options);
  return {
    version: readVersion(),
    colour: colourFor(world, world.stdout, { isColourOff: options.isColourOff || isFile || options.format !== 'text' }),
    // Lines are only broken for a terminal: files, logs and grep want them whole.
    width: world.stdout.isTTY && !isFile ? world.stdout.columns : Number.POSITIVE_INFINITY,
    isVerbose: options.isVerbose,
    isQuiet: options.isQuiet,
    relativePath: (file) => (isAbsolute(file) ? slashed(relative(base, file)) : file),
    textOf: (file) => texts.get(file),
  };
}

// People and scripts open files from where they stand; hosts know a repository by its top.
function baseOf(world: World, options: ReportOptions): string {
  if (options.format === 'text' || options.format === 'json') return world.cwd;
  const root = options.root ?? findWorkspaceRoot(world.cwd);
  return findGitTop(root) ?? root;
}
