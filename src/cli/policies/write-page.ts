import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Page } from '../../core/page/page.ts';
import { renderPageHtml } from '../../core/page/render-html.ts';
import { renderPageMarkdown } from '../../core/page/render-markdown.ts';
import { renderPageText, type TextStyle } from '../../core/page/render-text.ts';
import { writeOutput } from '../../io/report-file.ts';
import type { World } from '../../io/world.ts';
import { choiceOption, readReportFlags } from '../flags.ts';
import type { Report, ReportContext } from '../reporters/report.ts';
import { writeReport } from '../reporters/write-report.ts';

export const pageFormats = ['text', 'json', 'markdown', 'html'] as const;
export type PageFormat = (typeof pageFormats)[number];

/** Declares `--format` with HTML and `--output`. */
export function addPageFlags(command: Command): Command {
  return command.addOption(choiceOption('--format <format>', 'how to print the answer', pageFormats).default('text')).option('--output <file>', 'write the answer to a file instead of standard output');
}

export interface PageAnswer {
  readonly command: string;
  readonly page: Page;
  readonly sections: Readonly<Record<string, unknown>>;
  readonly findings?: Report['findings'];
  readonly summary?: Report['summary'];
  readonly isOk?: boolean;
}

/** Prints a page in the format asked for: text, Markdown, HTML, or its facts as JSON. */
export async function writePage(world: World, self: Command, answer: PageAnswer): Promise<void> {
  const flags = readReportFlags(self);
  const { format } = self.opts<{ readonly format: PageFormat }>();
  if (format === 'html') {
    const text = renderPageHtml(answer.page);
    if (flags.output === undefined || flags.output === '-') world.stdout.write(text);
    else writeOutput(resolve(world.cwd, flags.output), text);
    return;
  }
  await writeReport(
    world,
    {
      command: answer.command,
      ok: answer.isOk ?? true,
      findings: answer.findings ?? [],
      summary: answer.summary ?? { products: 0, contracts: 0 },
      sections: answer.sections,
      views: { text: (_report, context) => renderPageText(answer.page, styleOf(context)), markdown: () => renderPageMarkdown(answer.page) },
    },
    { ...flags, format },
  );
}

function styleOf({ colour }: ReportContext): TextStyle {
  const tones = { good: colour.green, bad: colour.red, warning: colour.yellow, quiet: colour.dim };
  return { title: (text) => colour.bold(text), heading: (text) => colour.bold(text), label: (text) => colour.dim(text), tone: (text, tone) => tones[tone](text) };
}
