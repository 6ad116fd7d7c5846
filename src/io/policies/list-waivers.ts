import { settleFindings } from '../../core/model/draft.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { WaiverReading } from '../../core/policy/waivers/read-waiver.ts';
import { sha256 } from '../hash.ts';
import { findWorkspaceRoot } from '../workspace/find-root.ts';
import { readSettingsFor } from '../workspace/read-settings.ts';
import type { World } from '../world.ts';
import { settingsChain, waiverFolderOf } from './load-policies.ts';
import { readWaiverFolder } from './waiver-files.ts';

/** The waivers and accepted changes of the workspace around the working directory, and what is wrong with their files. */
export async function listWaivers(world: Pick<World, 'cwd'>): Promise<Omit<WaiverReading, 'drafts'> & { readonly findings: readonly Finding[] }> {
  const chain = await settingsChain(await readSettingsFor(findWorkspaceRoot(world.cwd)));
  const folders = [...new Set(chain.map(waiverFolderOf))].map(readWaiverFolder);
  return {
    waivers: folders.flatMap(({ waivers }) => waivers),
    malformed: folders.flatMap(({ malformed }) => malformed),
    accepted: folders.flatMap(({ accepted }) => accepted),
    findings: settleFindings(folders.flatMap(({ drafts }) => drafts), sha256),
  };
}
