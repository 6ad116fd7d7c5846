import { maxFileBytes } from '../../core/model/limits.ts';
import type { Waiver } from '../../core/policy/waivers/read-waiver.ts';
import { isYamlName } from '../../core/workspace/identify.ts';
import type { ChangedFiles } from '../changed-files.ts';
import { listTree, readBlobs } from '../git-read.ts';
import { readWaiverTexts } from './waiver-files.ts';

/**
 * Whether the commit that a branch began at holds a waiver already, word for word: one that comes in with the very change
 * it excuses does not count (POLICY, "Waivers").
 */
export async function heldByBase({ repository, top, base, files }: ChangedFiles): Promise<(waiver: Waiver) => boolean> {
  const entries = (await listTree(repository, base)).filter(({ path, type }) => type === 'blob' && isYamlName(path) && files.has(`${top}/${path}`));
  const blobs = await readBlobs(repository, entries.map(({ oid }) => oid), { maxBytes: maxFileBytes });
  const texts = new Map(
    entries.flatMap(({ path, oid }) => {
      const blob = blobs.get(oid);
      return blob?.ok === true && /^kind:\s*["']?Waiver/mu.test(blob.bytes.toString('utf8')) ? [[path, new Uint8Array(blob.bytes)] as const] : [];
    }),
  );
  const held = new Set(readWaiverTexts(texts).waivers.map(factsOf));
  return (waiver) => !files.has(waiver.document.file) || held.has(factsOf(waiver));
}

function factsOf({ id, rule, product, contract, path, owner, approvedBy, created, expires }: Waiver): string {
  return JSON.stringify([id, rule, product, contract, path, owner, approvedBy, created, expires]);
}
