import { resolve } from 'node:path';
import { diffContracts, type DiffOptionsAt } from '../../core/diff/diff-contracts.ts';
import { diffProducts } from '../../core/diff/diff-products.ts';
import { readDiffSettings } from '../../core/diff/read-settings.ts';
import type { DiffResult } from '../../core/diff/result.ts';
import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import type { Finding } from '../../core/model/finding.ts';
import { productKey } from '../../core/model/product.ts';
import type { ProductSnapshot } from '../../core/model/snapshot.ts';
import { type DriverSide, readDriverSide } from '../../io/diff/driver-sides.ts';
import { slashed } from '../../io/files.ts';
import { runGit } from '../../io/git.ts';
import { sha256 } from '../../io/hash.ts';
import { findWorkspaceRoot } from '../../io/workspace/find-root.ts';
import { readSettingsFor } from '../../io/workspace/read-settings.ts';
import type { World } from '../../io/world.ts';
import type { ExitCode } from '../command.ts';
import { oneLine } from '../reporters/display.ts';
import type { Report, ReportContext } from '../reporters/report.ts';
import { writeReport } from '../reporters/write-report.ts';
import { printable } from '../terminal.ts';
import type { Outcome } from './outcome.ts';
import { textView } from './text-view.ts';

/** What git hands to an external diff driver (gitattributes, "Defining an external diff driver"). */
interface DriverCall {
  readonly path: string;
  readonly old: string | undefined;
  readonly new: string | undefined;
  /** Where the file was renamed: its new path. */
  readonly newPath: string;
}

/**
 * `dp diff --git-driver`: prints what a change of one manifest or contract means in the place of git's own diff; of any other
 * file, git's own diff. Always ends with 0, as git asks of a driver that did its work.
 */
export async function runGitDriver(world: World, args: readonly string[]): Promise<ExitCode> {
  const [path, only] = args;
  if (path !== undefined && path !== '' && only === undefined) {
    world.stdout.write(`* Unmerged path ${oneLine(path)}\n`);
    return 0;
  }
  const call = readCall(args);
  world.stdout.write(`diff --dp ${oneLine(`a/${call.path}`)} ${oneLine(`b/${call.newPath}`)}\n`);
  const outcome = await judgeCall(world, call);
  if (outcome === undefined) world.stdout.write(await ownDiff(world, call));
  else {
    const report = { command: 'diff', ok: true, findings: outcome.findings, summary: { products: 0, contracts: 0 }, views: { text: (_report: Report, style: ReportContext) => textView([outcome], style) } };
    await writeReport(world, report, { format: 'text', isVerbose: false, isQuiet: false, isColourOff: false });
  }
  return 0;
}

function readCall(args: readonly string[]): DriverCall {
  const [path, oldFile, , , newFile, , , renamedTo] = args;
  if (path === undefined || path === '' || oldFile === undefined || newFile === undefined || (args.length !== 7 && args.length !== 9)) {
    throw new DpError('usage', `--git-driver takes the seven arguments that git gives, not ${String(args.filter((arg) => arg !== '').length)}.`, { hint: 'git config diff.dp.command "dp diff --git-driver"' });
  }
  const present = (file: string): string | undefined => (file === '/dev/null' || file === 'nul' ? undefined : file);
  return { path, old: present(oldFile), new: present(newFile), newPath: renamedTo ?? path };
}

async function judgeCall(world: World, call: DriverCall): Promise<Outcome | undefined> {
  const settings = await readSettingsFor(findWorkspaceRoot(world.cwd));
  const read = (file: string | undefined, name: string, label: string): DriverSide => readDriverSide({ path: file === undefined ? undefined : resolve(world.cwd, file), label }, { name, defaultDomain: settings.domain });
  const isWorkTree = call.new === call.newPath;
  const sides = { old: read(call.old, call.path, `a/${call.path}`), new: read(call.new, call.newPath, isWorkTree ? slashed(resolve(world.cwd, call.newPath)) : `b/${call.newPath}`) };
  const options: DiffOptionsAt = { settings: readDiffSettings(settings.diff), today: world.now().toISOString().slice(0, 10), isManifestOnly: true };
  const result = resultOf(sides, options);
  if (result === undefined) return undefined;
  const label = result.title.key ?? result.title.contract ?? call.newPath;
  return { against: `a/${call.path}`, label, result, findings: settleFindings(result.drafts, sha256).map(withoutWays), unreported: settleFindings(result.unreported, sha256), noticeDays: options.settings.options.noticeDays };
}

// A diff shows what changed; what to do about it takes the whole product.
function withoutWays(finding: Finding): Finding {
  const { change } = finding;
  return change?.migration === undefined ? finding : { ...finding, change: { ...change, migration: [] } };
}

function resultOf({ old, new: successor }: { readonly old: DriverSide; readonly new: DriverSide }, options: DiffOptionsAt): DiffResult | undefined {
  if (old.kind === 'contract' && successor.kind === 'contract') return diffContracts({ old: old.contract, new: successor.contract }, options);
  const isProduct = (side: DriverSide): boolean => side.kind === 'product' || side.kind === 'absent';
  if (!isProduct(old) || !isProduct(successor) || (old.kind === 'absent' && successor.kind === 'absent')) return undefined;
  return diffProducts(snapshotOf(old), snapshotOf(successor), options);
}

function snapshotOf(side: DriverSide): ProductSnapshot | undefined {
  return side.kind === 'product' ? { origin: productKey(side.product), product: side.product, contracts: [] } : undefined;
}

/** What git itself would show. */
async function ownDiff(world: World, call: DriverCall): Promise<string> {
  const result = await runGit(['diff', '--no-index', '--no-ext-diff', '--no-textconv', '--', call.old ?? '/dev/null', call.new ?? '/dev/null'], { world });
  return result.stdout.toString('utf8').split('\n').map(printable).join('\n');
}
