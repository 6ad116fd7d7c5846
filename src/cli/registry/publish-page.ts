import type { PlannedProduct, PublishPlan } from '../../core/registry/plan.ts';
import type { PublishStatus } from '../../io/registry/publish.ts';
import { oneLine } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { text } from '../reporters/text.ts';
import type { Report } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';

/** What became of one product, as the JSON has it. */
export interface PublishEntry {
  readonly product: string;
  readonly version: string;
  readonly status: PublishStatus;
  readonly digest: string | null;
  readonly commit: string | null;
  readonly bump: PlannedProduct['bump'];
}

/** The JSON's `publish` of a plan, or of what came of it when `commit` is set. */
export function publishEntries(plan: PublishPlan, commit: string | undefined): PublishEntry[] {
  return plan.products.map(({ candidate, status, bump }) => {
    const isPublished = status === 'planned' && commit !== undefined;
    return { product: candidate.product, version: candidate.version, status: isPublished ? 'published' : status, digest: candidate.digest, commit: isPublished ? commit : null, bump };
  });
}

/** What will happen, for the question before it does. */
export function planLines(plan: PublishPlan, colour: ReportContext['colour']): string[] {
  const width = Math.max(...plan.products.map(({ candidate }) => nameOf(candidate).length));
  return plan.products.map(({ candidate, status, base, bump }) => {
    const name = nameOf(candidate).padEnd(width);
    switch (status) {
      case 'planned':
        return `  ${colour.green('+')} ${name}  ${base === null ? 'first version' : `after ${base}, needs ${bump ?? 'none'}`}`;
      case 'unchanged':
        return colour.dim(`  = ${name}  published already`);
      case 'refused':
        return `  ${colour.red('✖')} ${name}  refused`;
    }
  });
}

function nameOf(entry: { readonly product: string; readonly version: string }): string {
  return `${oneLine(entry.product)} ${oneLine(entry.version)}`;
}

export interface PublishOutcome {
  readonly entries: readonly PublishEntry[];
  /** The registry as the user wrote it. */
  readonly registry: string;
  readonly isDryRun: boolean;
  readonly isCancelled: boolean;
}

/** The outcome for people: what stands in the way, with code frames, then one line a product, then the verdict. */
export function publishPage(outcome: PublishOutcome, report: Report, style: ReportContext): string {
  const { entries } = outcome;
  const isRefused = entries.some(({ status }) => status === 'refused');
  const findings = isRefused ? [text({ ...report, findings: report.findings.filter(({ severity }) => severity !== 'info') }, style)] : [];
  const width = Math.max(...entries.map((entry) => nameOf(entry).length));
  const notes = report.findings.filter(({ rule }) => rule === 'registry-base-yanked').map(({ message }) => style.colour.yellow(`ℹ ${oneLine(message)}`));
  const lines = [...entries.map((entry) => entryLine(entry, width, style.colour)), ...notes].join('\n');
  return [...findings, ...(style.isQuiet ? [] : [lines]), verdict(outcome, style.colour)].join('\n\n');
}

function entryLine(entry: PublishEntry, width: number, colour: ReportContext['colour']): string {
  const name = nameOf(entry).padEnd(width);
  const digest = entry.digest === null ? '' : `  ${colour.dim(entry.digest.slice(0, 'sha256:'.length + 12))}`;
  switch (entry.status) {
    case 'published':
      return `${colour.green('✔')} ${name}  ${colour.green('published')}${digest}`;
    case 'planned':
      return `${colour.green('+')} ${name}  planned  ${digest}`;
    case 'unchanged':
      return `${colour.dim('=')} ${name}  unchanged${digest}`;
    case 'refused':
      return `${colour.red('✖')} ${name}  ${colour.red('refused')}`;
  }
}

function verdict(outcome: PublishOutcome, colour: ReportContext['colour']): string {
  const { entries, registry } = outcome;
  const count = (status: PublishStatus): number => entries.filter((entry) => entry.status === status).length;
  if (count('refused') > 0) return colour.red(`${plural(count('refused'), 'product')} refused: nothing was published.`);
  if (outcome.isCancelled) return 'Nothing was published.';
  const unchanged = count('unchanged') === 0 ? '' : `, ${String(count('unchanged'))} unchanged`;
  if (outcome.isDryRun) return `${String(count('planned'))} to publish${unchanged} in ${oneLine(registry)}. Nothing was written.`;
  const commit = entries.find((entry) => entry.commit !== null)?.commit?.slice(0, 12);
  return `${String(count('published'))} published${unchanged} in ${oneLine(registry)}${commit === undefined ? '' : `, commit ${commit}`}.`;
}
