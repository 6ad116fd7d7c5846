import { DpError } from '../core/model/errors.ts';
import { gitBytes, gitText, runGit, type GitWorld } from './git.ts';

/** A repository to read from: a bare one by `gitDir`, or the one that `cwd` lies in. */
export interface GitRepository {
  readonly world: GitWorld;
  readonly gitDir?: string | undefined;
  readonly cwd?: string | undefined;
}

/** One line of `ls-tree`. `path` is from the repository's root, with forward slashes. */
export interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly oid: string;
  readonly path: string;
}

/** A blob that was asked for: its bytes, or why there are none. */
export type BlobRead = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly reason: 'missing' | 'too-large'; readonly byteCount: number };

const batchBytes = 32 * 1024 * 1024;

/**
 * The commit that a revision names (`main`, `HEAD~2`, a tag, an id), as its full id.
 * @throws DpError `unknown-name` where it names none
 */
export async function resolveCommit(repository: GitRepository, revision: string): Promise<string> {
  const isSafe = revision !== '' && !revision.startsWith('-') && !hasControlCharacter(revision);
  const result = isSafe ? await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], repository) : undefined;
  const oid = result?.stdout.toString('utf8').trim() ?? '';
  if (result?.exitCode !== 0 || !isObjectId(oid)) {
    throw new DpError('unknown-name', `git knows no commit ${JSON.stringify(revision)} here.`, { hint: 'git log --oneline --all' });
  }
  return oid;
}

/** The nearest common ancestor of two commits; `undefined` where there is none. */
export async function mergeBase(repository: GitRepository, left: string, right: string): Promise<string | undefined> {
  const result = await runGit(['merge-base', '--', left, right], repository);
  const oid = result.stdout.toString('utf8').split('\n')[0] ?? '';
  return isObjectId(oid) ? oid : undefined;
}

/**
 * All files (and links and submodules) of a commit or tree, in git's order; with `folder`, only what lies below it.
 * Ask `resolveCommit` first: `treeish` must be an object id.
 */
export async function listTree(repository: GitRepository, treeish: string, folder = ''): Promise<TreeEntry[]> {
  return await listPaths(repository, treeish, folder === '' || folder === '.' ? [] : [`${folder.replace(/\/+$/u, '')}/`]);
}

/** As `listTree`, for several files and folders at once (a folder ends in a slash); none: everything. */
export async function listPaths(repository: GitRepository, treeish: string, paths: readonly string[]): Promise<TreeEntry[]> {
  assertObjectId(treeish);
  const output = await gitBytes(['ls-tree', '-r', '-z', '--full-tree', treeish, '--', ...paths], repository);
  return output.toString('utf8').split('\0').flatMap(parseTreeLine);
}

function parseTreeLine(line: string): TreeEntry[] {
  const match = /^(\d{6}) (\w+) ([0-9a-f]{40,64})\t([\s\S]+)$/u.exec(line);
  const [, mode, type, oid, path] = match ?? [];
  return mode === undefined || type === undefined || oid === undefined || path === undefined ? [] : [{ mode, type, oid, path }];
}

/** Reads blobs in as few calls as their size allows; those larger than `maxBytes` are not loaded. */
export async function readBlobs(repository: GitRepository, oids: readonly string[], limits: { readonly maxBytes: number }): Promise<Map<string, BlobRead>> {
  const blobs = new Map<string, BlobRead>();
  await visitBlobs(repository, oids, { ...limits, visit: (oid, blob) => void blobs.set(oid, blob) });
  return blobs;
}

/** As `readBlobs`, handing each blob on as it comes, so that a large registry is never in memory at once. */
export async function visitBlobs(
  repository: GitRepository,
  oids: readonly string[],
  options: { readonly maxBytes: number; readonly visit: (oid: string, blob: BlobRead) => void },
): Promise<void> {
  const sizes = await blobSizes(repository, [...new Set(oids)]);
  let batch: string[] = [];
  let planned = 0;
  const flush = async (): Promise<void> => {
    for (const [oid, bytes] of await readBatch(repository, batch)) options.visit(oid, { ok: true, bytes });
    batch = [];
    planned = 0;
  };
  for (const [oid, byteCount] of sizes) {
    if (byteCount === undefined) options.visit(oid, { ok: false, reason: 'missing', byteCount: 0 });
    else if (byteCount > options.maxBytes) options.visit(oid, { ok: false, reason: 'too-large', byteCount });
    else {
      batch.push(oid);
      planned += byteCount;
      if (planned > batchBytes) await flush();
    }
  }
  await flush();
}

async function blobSizes(repository: GitRepository, oids: readonly string[]): Promise<Map<string, number | undefined>> {
  if (oids.length === 0) return new Map();
  for (const oid of oids) assertObjectId(oid);
  const output = await gitText(['cat-file', '--batch-check'], { ...repository, input: `${oids.join('\n')}\n` });
  return new Map(
    output.split('\n').map((line) => {
      const [oid = '', type, size] = line.split(' ');
      return [oid, type === 'blob' ? Number(size) : undefined] as const;
    }),
  );
}

async function readBatch(repository: GitRepository, oids: readonly string[]): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  if (oids.length === 0) return blobs;
  const output = await gitBytes(['cat-file', '--batch'], { ...repository, input: `${oids.join('\n')}\n` });
  let offset = 0;
  while (offset < output.length) {
    const lineEnd = output.indexOf(10, offset);
    const [oid = '', type, size] = output.subarray(offset, lineEnd).toString('latin1').split(' ');
    if (type !== 'blob') throw new DpError('git-failed', `git cat-file gave no blob for ${oid}: ${type ?? ''}.`);
    const start = lineEnd + 1;
    const end = start + Number(size);
    blobs.set(oid, output.subarray(start, end));
    offset = end + 1;
  }
  return blobs;
}

/** Whether text is a full object id, the only form in which dp hands objects back to git. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text);
}

function assertObjectId(text: string): void {
  if (!isObjectId(text)) throw new DpError('git-failed', `${JSON.stringify(text)} is no git object id.`);
}

function hasControlCharacter(text: string): boolean {
  return /[\u0000-\u001f\u007f]/u.test(text);
}

