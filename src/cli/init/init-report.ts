import { relative } from 'node:path';
import type { Question } from '../../core/template/question.ts';
import { answerFlag, shellWord } from '../../core/template/command-line.ts';
import type { TemplateDescriptor } from '../../core/template/descriptor.ts';
import { slashed } from '../../io/files.ts';
import type { InitSurroundings } from '../../io/init-product.ts';
import type { Report, ReportContext } from '../reporters/report.ts';
import { printable } from '../terminal.ts';

const nothingJudged = { command: 'init', findings: [], summary: { products: 0, contracts: 0 } } as const;

/** `dp init --list`. */
export function listReport(templates: readonly TemplateDescriptor[]): Report {
  const width = Math.max(...templates.map(({ id }) => id.length));
  const line = ({ id, title, needs }: TemplateDescriptor): string => `${id.padEnd(width)}  ${title}${needs.length === 0 ? '' : ` (needs ${needs.join(', ')})`}`;
  return {
    ...nothingJudged,
    ok: true,
    sections: { init: { templates: templates.map(({ id, title, needs }) => ({ name: id, title, needs })) } },
    views: { text: () => templates.map((template) => printable(line(template))).join('\n') },
  };
}

/** What is said where answers are missing, wrong or unknown: nothing was written. */
export function refusalReport(refusal: { readonly missing: readonly Question[]; readonly problems: readonly string[] }): Report {
  const { missing, problems } = refusal;
  return { ...nothingJudged, ok: false, sections: { init: { missing: missing.map(({ key }) => key), problems } }, views: { text: () => '' } };
}

/** The same for people, one line each. */
export function refusalText(refusal: { readonly missing: readonly Question[]; readonly problems: readonly string[] }): string {
  const { missing, problems } = refusal;
  const count = missing.length === 1 ? 'An answer is missing' : `${String(missing.length)} answers are missing`;
  const width = Math.max(0, ...missing.map((question) => answerFlag(question).length));
  const lines = missing.map((question) => `\n  ${answerFlag(question).padEnd(width)}  ${question.description}`);
  return [...(missing.length === 0 ? [] : [`${count}; nothing was written.${lines.join('')}`]), ...problems.map(sentence)].join('\n');
}

// Problems begin with a key or a file's name, whose letter case counts.
function sentence(text: string): string {
  return /[.?!]$/u.test(text) ? text : `${text}.`;
}

export interface InitOutcome {
  readonly key: string;
  readonly template: TemplateDescriptor;
  readonly folder: string;
  readonly files: readonly string[];
  readonly commandLine: string;
  readonly notes: readonly string[];
  readonly next: readonly string[];
}

/** What was made, the command that makes it again, and what to type next. */
export function outcomeReport(outcome: InitOutcome): Report {
  const { key, template, files, commandLine, notes, next } = outcome;
  return {
    ...nothingJudged,
    ok: true,
    summary: { products: 1, contracts: files.filter((file) => file.endsWith('.odcs.yaml')).length },
    sections: { init: { product: key, template: { name: template.id, version: template.version }, files, command: commandLine, notes, next } },
    views: { text: (_, context) => outcomeText(outcome, context) },
  };
}

function outcomeText(outcome: InitOutcome, context: ReportContext): string {
  const { colour } = context;
  const place = context.relativePath(outcome.folder);
  const what = `${colour.bold(outcome.key)} from ${outcome.template.id} ${outcome.template.version} in ${printable(place === '' ? '.' : place)}`;
  const lines = [
    `${colour.green('✔')} ${what}${outcome.files.length === 0 ? ' is there already; nothing was written' : ''}`,
    ...outcome.files.filter((file) => !file.startsWith('.dp/')).map((file) => `  ${printable(file)}`),
    ...outcome.notes.map((note) => `${colour.yellow('!')} ${printable(note)}`),
    '',
    'The same without questions:',
    `  ${printable(outcome.commandLine)}`,
    '',
    'Next:',
    ...outcome.next.map((command) => `  ${printable(command)}`),
  ];
  return lines.join('\n');
}

/** Files that only act at the top of a repository. */
const topLevelFiles = /^(?:\.github\/|\.pre-commit-config\.yaml$)/u;

/** What the user should know about the place that the product was made in. */
export function notesOn(surroundings: InitSurroundings, made: { readonly files: readonly string[]; readonly registry: string }): string[] {
  const notes: string[] = [];
  const misplaced = surroundings.isBelowGitTop ? made.files.filter((file) => topLevelFiles.test(file)) : [];
  if (misplaced.length > 0) notes.push(`These act at the top of a repository only; move them there, or into what is there: ${misplaced.join(', ')}`);
  if (surroundings.settingsFile !== undefined && made.registry !== '' && surroundings.registry !== made.registry) notes.push(`${surroundings.settingsFile} was left as it is; add to it: registry: ${made.registry}`);
  if (!surroundings.isInGit) notes.push('This folder is in no git repository yet: git init');
  return notes;
}

/** The commands to type next. */
export function nextSteps(options: { readonly cwd: string; readonly folder: string; readonly hasRegistry: boolean; readonly message: string }): string[] {
  const place = slashed(relative(options.cwd, options.folder));
  const publish = options.hasRegistry ? ['dp publish'] : [];
  return [...(place === '' ? [] : [`cd ${shellWord(place)}`]), 'dp validate', `git add -A && git commit -m ${shellWord(options.message)}`, ...publish];
}
