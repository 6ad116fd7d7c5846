import { InvalidArgumentError, type Command } from 'commander';
import { settleFindings } from '../../core/model/draft.ts';
import type { Finding } from '../../core/model/finding.ts';
import { meshFindings } from '../../core/lineage/judge-mesh.ts';
import type { Mesh } from '../../core/lineage/mesh.ts';
import { warningFindings } from '../../core/registry/warnings.ts';
import { sha256 } from '../../io/hash.ts';
import { type LoadedMesh, loadMesh } from '../../io/lineage/load-mesh.ts';
import type { World } from '../../io/world.ts';
import { withProgress } from '../progress.ts';
import { addRegistryFlags, type RegistryFlags } from '../registry/registry-flags.ts';
import { tellWarnings } from '../registry/report-warnings.ts';
import type { Report } from '../reporters/report.ts';
import { type ReportOptions, writeReport } from '../reporters/write-report.ts';

export interface MeshFlags extends RegistryFlags {
  readonly offline?: boolean;
  readonly depth?: number;
}

/** Declares what every command over the product graph has. */
export function addMeshFlags(command: Command): Command {
  return addRegistryFlags(command).option('--offline', 'ask no registry: the workspace only').option('--depth <count>', 'so many steps away at most', readDepth);
}

function readDepth(text: string): number {
  if (!/^[1-9]\d{0,5}$/u.test(text)) throw new InvalidArgumentError('It takes a number from 1 on.');
  return Number(text);
}

/** Draws the graph of workspace and registry, with a spinner where that takes a while. */
export async function openMesh(world: World, flags: MeshFlags): Promise<LoadedMesh> {
  return await withProgress(world, 'Drawing the product graph', async () => await loadMesh(world, { registry: flags.registry, allowHttp: flags.allowHttp === true, isOffline: flags.offline === true }));
}

export interface MeshAnswer {
  readonly command: string;
  readonly products: number;
  /** Findings of the graph that concern these nodes; all where left out. */
  readonly ids: ReadonlySet<string> | undefined;
  readonly sections: Readonly<Record<string, unknown>>;
  readonly text: (findings: readonly Finding[], ...style: Parameters<NonNullable<NonNullable<Report['views']>['text']>>) => string;
}

/** Prints an answer over the graph; what is wrong with graph and registry goes with it. */
export async function writeMeshAnswer(world: World, { mesh, reader }: { readonly mesh: Mesh; readonly reader: LoadedMesh['reader'] }, options: ReportOptions & { readonly answer: MeshAnswer }): Promise<void> {
  const { answer } = options;
  const own = settleFindings(meshFindings(mesh, answer.ids), sha256);
  if (reader !== undefined && !options.isQuiet && options.format === 'text') tellWarnings(world, reader, options);
  const report: Report = {
    command: answer.command,
    ok: true,
    findings: [...own, ...(reader === undefined ? [] : warningFindings(reader.warnings, sha256))],
    summary: { products: answer.products, contracts: 0 },
    sections: answer.sections,
    views: { text: (shown, style) => answer.text(own, shown, style) },
  };
  await writeReport(world, report, options);
}
