import { join } from 'node:path';
import { type AcceptedChange, readAcceptedChange } from '../../core/diff/accept/accepted-change.ts';
import type { Acceptance } from '../../core/diff/accept/apply-acceptance.ts';
import { settleFindings } from '../../core/model/draft.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import { statPath } from '../files.ts';
import { sha256 } from '../hash.ts';

export interface AcceptanceReading {
  readonly acceptance: Acceptance;
  /** Files that are void, for stderr: `dp validate` says where and why. */
  readonly notes: readonly string[];
}

/** Reads what the workspace of a dp.yaml (and those it extends) has accepted, from the folder of its waivers. */
export async function readAcceptance(settings: WorkspaceSettings): Promise<AcceptanceReading> {
  if (!mayHoldWaivers(settings)) return { acceptance: { changes: [], sha256 }, notes: [] };
  const { settingsChain, waiverFolderOf } = await import('../policies/load-policies.ts');
  const { readWaiverFolder } = await import('../policies/waiver-files.ts');
  const folders = [...new Set((await settingsChain(settings)).map(waiverFolderOf))].map(readWaiverFolder);
  const changes: AcceptedChange[] = folders.flatMap(({ accepted }) => accepted.map(({ document }) => readAcceptedChange(document)));
  const isChange = (file: string): boolean => folders.some(({ documents }) => documents.some((document) => document.file === file && /^kind:\s*AcceptedChange\b/mu.test(document.text)));
  const broken = settleFindings(folders.flatMap(({ drafts }) => drafts), sha256).filter(({ file }) => isChange(file));
  return { acceptance: { changes, sha256 }, notes: broken.map(({ file, line, message }) => `${file}:${String(line)} accepts nothing: ${message}`) };
}

// Reading policies takes time that a workspace without exceptions need not spend.
function mayHoldWaivers({ policies, extends: parent, folder }: WorkspaceSettings): boolean {
  return parent !== undefined || typeof policies['waivers'] === 'string' || statPath(join(folder, 'waivers')) !== undefined;
}

/** As `readAcceptance`, once for each settings of several. */
export async function readAcceptances(all: Iterable<WorkspaceSettings>): Promise<{ readonly of: (settings: WorkspaceSettings) => Acceptance; readonly notes: readonly string[] }> {
  const readings = new Map<WorkspaceSettings, AcceptanceReading>();
  for (const settings of new Set(all)) readings.set(settings, await readAcceptance(settings));
  return {
    of: (settings) => readings.get(settings)?.acceptance ?? { changes: [], sha256 },
    notes: [...new Set([...readings.values()].flatMap(({ notes }) => notes))],
  };
}
