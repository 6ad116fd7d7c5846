import { join } from 'node:path';
import { readAcceptedChange } from '../../core/diff/accept/accepted-change.ts';
import { acceptanceId, acceptanceText, type AcceptanceTerms } from '../../core/diff/accept/write-accepted.ts';
import { DpError } from '../../core/model/errors.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { WorkspaceSettings } from '../../core/workspace/settings.ts';
import { lstatPath, slashed, writeWhole } from '../files.ts';
import { waiverFolderOf } from '../policies/load-policies.ts';
import { loadDocument } from '../workspace/load-workspace.ts';

export interface WrittenAcceptance {
  readonly id: string;
  /** Absolute, with forward slashes. */
  readonly file: string;
  /** Whether an acceptance of this very finding was there before. */
  readonly isRenewed: boolean;
}

/**
 * Writes the acceptance of a finding into the workspace's folder of waivers, in place of an earlier one of the same finding.
 * Errors: `write-failed`, also where another file has its name.
 */
export function writeAcceptance(settings: WorkspaceSettings, finding: Finding, terms: AcceptanceTerms): WrittenAcceptance {
  const id = acceptanceId(finding);
  const file = slashed(join(waiverFolderOf(settings), `${id}.yaml`));
  const isThere = lstatPath(file) !== undefined;
  if (isThere && readAcceptedChange(loadDocument(file).document).fingerprint !== finding.fingerprint) {
    throw new DpError('write-failed', `${file} is there and accepts something else.`, { hint: 'give that file another name' });
  }
  writeWhole(file, acceptanceText(finding, terms));
  return { id, file, isRenewed: isThere };
}
