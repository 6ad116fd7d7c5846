import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import type { PolicyPack } from '../../core/policy/pack/model.ts';
import { isYamlName } from '../../core/workspace/identify.ts';
import { slashed, statPath } from '../files.ts';
import { type GitRepository, listTree, readBlobs, resolveCommit } from '../git-read.ts';
import { findGitTop } from '../workspace/find-root.ts';
import type { World } from '../world.ts';
import { checkedPack } from './load-packs.ts';
import { memorySource } from './pack-source.ts';

/** A pack of this repository as it stood at a revision. Errors: `not-comparable`, `unknown-name`, `no-such-path`, `configuration`. */
export async function openPackAt(world: World, path: string, revision: string): Promise<PolicyPack> {
  const absolute = resolve(world.cwd, path);
  const real = statPath(absolute) === undefined ? absolute : realpathSync(absolute);
  const top = findGitTop(real);
  if (top === undefined) throw new DpError('not-comparable', `${path} lies in no git repository.`, { hint: `dp policy diff ${path} --against ../path/to/the/old/pack` });
  const repository: GitRepository = { world, cwd: top };
  const commit = await resolveCommit(repository, revision);
  const inside = slashed(real).slice(slashed(top).length + 1);
  const isFolder = statPath(real)?.isDirectory() === true;
  const folder = isFolder ? inside : inside.split('/').slice(0, -1).join('/');
  const files = await readYaml(repository, commit, folder);
  const source = memorySource(files, (file) => `git:${revision}:${file}`);
  return checkedPack({ source, path: inside, origin: `git:${revision}:${inside}`, isBuiltIn: false });
}

/** The YAML files below a folder of a commit, by their path from the repository's root. */
export async function readYaml(repository: GitRepository, commit: string, folder: string): Promise<Map<string, Uint8Array>> {
  const entries = (await listTree(repository, commit, folder)).filter((entry) => entry.type === 'blob' && entry.mode !== '120000' && isYamlName(entry.path));
  const blobs = await readBlobs(repository, entries.map(({ oid }) => oid), { maxBytes: maxFileBytes });
  return new Map(
    entries.flatMap(({ path, oid }) => {
      const blob = blobs.get(oid);
      return blob?.ok === true ? [[path, new Uint8Array(blob.bytes)] as const] : [];
    }),
  );
}
