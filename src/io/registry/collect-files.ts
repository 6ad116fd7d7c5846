import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { glob } from 'tinyglobby';
import type { FindingDraft } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import { refusal } from '../../core/registry/candidate.ts';
import { publishGlobs, referredFiles } from '../../core/registry/select-files.ts';
import type { FileBytes } from '../../core/registry/version-file.ts';
import type { LoadedProduct } from '../../core/workspace/workspace.ts';
import { lstatPath, readBytes, slashed } from '../files.ts';
import type { GitWorld } from '../git.ts';
import { listPaths, readBlobs, type GitRepository, type TreeEntry } from '../git-read.ts';
import { readWorkTree, type WorkTreeFacts } from '../work-tree.ts';
import { findGitTop } from '../workspace/find-root.ts';

/** The bytes of a product that are to be published, and where they come from. */
export interface CollectedProduct {
  readonly loaded: LoadedProduct;
  readonly files: readonly FileBytes[];
  /** Why some file can't be published. */
  readonly drafts: readonly FindingDraft[];
  /** The commit whose blobs the bytes are; `undefined` where they are the work tree's. */
  readonly source: { readonly repository: string | undefined; readonly commit: string } | undefined;
}

export interface CollectOptions {
  /** Take the work tree's bytes where files are not committed. */
  readonly isDirtyAllowed: boolean;
}

/**
 * Collects what each product publishes: inside git the blobs of HEAD, so that the bytes do not depend on the machine;
 * outside git, and with changes that are allowed, the files.
 * @throws DpError `usage` where files have changes that are not committed
 */
export async function collectProducts(world: GitWorld, products: readonly LoadedProduct[], options: CollectOptions): Promise<CollectedProduct[]> {
  const factsOf = new Map<string, WorkTreeFacts | undefined>();
  const plans: Plan[] = [];
  for (const loaded of products) {
    const top = findGitTop(loaded.folder);
    if (top !== undefined && !factsOf.has(top)) factsOf.set(top, await readWorkTree(world, top));
    plans.push(await planOf(loaded, top === undefined ? undefined : factsOf.get(top)));
  }
  const dirty = plans.flatMap(({ dirtyPaths }) => dirtyPaths);
  if (dirty.length > 0 && !options.isDirtyAllowed) throw uncommitted(dirty);
  return await Promise.all(plans.map(async (plan) => await collect(world, plan)));
}

interface Plan {
  readonly loaded: LoadedProduct;
  readonly paths: readonly string[];
  readonly drafts: readonly FindingDraft[];
  readonly facts: WorkTreeFacts | undefined;
  /** The product's folder from the repository's root, with a slash at the end; '' for the root. */
  readonly prefix: string;
  /** From the repository's root. */
  readonly dirtyPaths: readonly string[];
}

async function planOf(loaded: LoadedProduct, facts: WorkTreeFacts | undefined): Promise<Plan> {
  const { paths, drafts } = await wantedFiles(loaded);
  if (facts === undefined) return { loaded, paths, drafts, facts, prefix: '', dirtyPaths: [] };
  const inside = slashed(relative(realpathSync(facts.topLevel), realpathSync(loaded.folder)));
  const prefix = inside === '' ? '' : `${inside}/`;
  const wanted = new Set(paths.map((path) => `${prefix}${path}`));
  const isGone = (path: string): boolean => path.startsWith(prefix) && lstatPath(join(facts.topLevel, path)) === undefined;
  const dirtyPaths = facts.head === undefined ? [...wanted] : facts.dirtyPaths.filter((path) => wanted.has(path) || isGone(path));
  return { loaded, paths, drafts, facts, prefix, dirtyPaths };
}

async function wantedFiles(loaded: LoadedProduct): Promise<{ paths: string[]; drafts: FindingDraft[] }> {
  const { folder, files, product } = loaded;
  const own = new Set(files);
  const base = [loaded.manifest, ...loaded.contracts].map(({ document }) => slashed(relative(folder, document.file)));
  const { at, globs } = publishGlobs(product);
  const drafts: FindingDraft[] = [];
  const paths = new Set([...base, ...referredFiles(product, files)]);
  for (const [index, pattern] of globs.entries()) {
    const matches = (await glob(pattern, { cwd: folder, onlyFiles: true, followSymbolicLinks: false, expandDirectories: false, dot: false })).map(slashed).filter((path) => own.has(path));
    for (const path of matches) paths.add(path);
    if (matches.length > 0) continue;
    const draft = refusal(product, { rule: 'registry-file', message: `\`publish\` names ${pattern}, and no file of the product matches.`, discriminator: pattern });
    drafts.push({ ...draft, at: { document: product.document, pointer: `${at}/${String(index)}` }, subject: { ...draft.subject, path: 'customProperties' } });
  }
  return { paths: [...paths].sort(), drafts };
}

async function collect(world: GitWorld, plan: Plan): Promise<CollectedProduct> {
  const { loaded, facts } = plan;
  if (facts?.head === undefined || plan.dirtyPaths.length > 0) return { loaded, files: plan.paths.map((path) => fromDisk(loaded, path)), drafts: plan.drafts, source: undefined };
  const repository: GitRepository = { world, cwd: facts.topLevel };
  const entries = await listPaths(repository, facts.head, plan.paths.map((path) => `${plan.prefix}${path}`));
  const byPath = new Map(entries.map((entry) => [entry.path.slice(plan.prefix.length), entry]));
  const missing = plan.paths.filter((path) => !byPath.has(path));
  if (missing.length > 0) throw uncommitted(missing.map((path) => `${plan.prefix}${path}`));
  const blobs = await readBlobs(repository, entries.map(({ oid }) => oid), { maxBytes: maxFileBytes });
  const drafts: FindingDraft[] = [];
  const files = plan.paths.flatMap((path): FileBytes[] => {
    const entry = byPath.get(path);
    const blob = entry === undefined ? undefined : blobs.get(entry.oid);
    const reason = entry === undefined ? 'it is not committed' : (modeIssue(entry) ?? (blob?.ok === true ? undefined : `it has more than ${String(maxFileBytes)} bytes`));
    if (reason !== undefined) drafts.push(refusal(loaded.product, { rule: 'registry-file', message: `${path} can't be published: ${reason}.`, discriminator: path }));
    return reason === undefined && blob?.ok === true ? [{ path, bytes: blob.bytes }] : [];
  });
  return { loaded, files, drafts: [...plan.drafts, ...drafts], source: { repository: facts.remoteUrl, commit: facts.head } };
}

function modeIssue(entry: TreeEntry): string | undefined {
  return entry.mode === '100644' || entry.mode === '100755' ? undefined : 'it is a link or a submodule in git';
}

function fromDisk(loaded: LoadedProduct, path: string): FileBytes {
  return { path, bytes: readBytes(join(loaded.folder, path)) };
}

const shownPaths = 10;

function uncommitted(paths: readonly string[]): DpError {
  const sorted = [...new Set(paths)].sort();
  const shown = sorted.slice(0, shownPaths).map((path) => `\n  ${path}`);
  const more = sorted.length > shownPaths ? `\n  and ${String(sorted.length - shownPaths)} more` : '';
  return new DpError('usage', `What is published must be committed; these are not, or not as they are:${shown.join('')}${more}`, {
    hint: 'git add and git commit them, or publish them as they are with --allow-dirty',
  });
}

