import { warningFindings } from '../../core/registry/warnings.ts';
import { sha256 } from '../../io/hash.ts';
import type { RegistryReader } from '../../io/registry/open-registry.ts';
import type { World } from '../../io/world.ts';
import type { Report } from '../reporters/report.ts';
import type { ReportOptions } from '../reporters/write-report.ts';
import { writeReport } from '../reporters/write-report.ts';
import { colourFor, printable } from '../terminal.ts';

const shownWarnings = 5;

export interface RegistryAnswer {
  readonly command: string;
  /** Products that the answer is about. */
  readonly products: number;
  readonly sections: Readonly<Record<string, unknown>>;
  readonly text: NonNullable<NonNullable<Report['views']>['text']>;
}

/** Prints what a command read from the registry; what is wrong with the registry goes to stderr, and into the JSON's findings. */
export async function writeAnswer(world: World, reader: RegistryReader, options: ReportOptions & { readonly answer: RegistryAnswer }): Promise<void> {
  const { answer } = options;
  const report: Report = {
    command: answer.command,
    ok: true,
    findings: warningFindings(reader.warnings, sha256),
    summary: { products: answer.products, contracts: 0 },
    sections: answer.sections,
    views: { text: answer.text },
  };
  if (!options.isQuiet && options.format === 'text') tellWarnings(world, reader, options);
  await writeReport(world, report, options);
}

/** Says on stderr what is wrong with a registry. */
export function tellWarnings(world: World, reader: RegistryReader, options: Pick<ReportOptions, 'isColourOff' | 'isVerbose'>): void {
  const colour = colourFor(world, world.stderr, { isColourOff: options.isColourOff });
  const shown = options.isVerbose ? reader.warnings : reader.warnings.slice(0, shownWarnings);
  for (const { message, rule } of shown) world.stderr.write(`${colour.yellow('⚠')} ${printable(message)}  ${colour.dim(rule)}\n`);
  const left = reader.warnings.length - shown.length;
  if (left > 0) world.stderr.write(`${colour.yellow('⚠')} and ${String(left)} more like these: --verbose shows them\n`);
}
