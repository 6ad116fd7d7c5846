import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../core/model/draft.ts';
import { compareVersions } from '../../core/model/semver.ts';
import { indexEntryOf, type IndexEntry } from '../../core/registry/index-entry.ts';
import { readMarker, versionPath, type RegistryMarker } from '../../core/registry/layout.ts';
import { parseIndex, printIndex, sortTree, type IndexedEvent, type Readable, type RegistryIndex, type SkippedEntry, type TreeFile } from '../../core/registry/registry-index.ts';
import { readStatusEvent } from '../../core/registry/status.ts';
import { maxVersionJsonBytes, readVersionFile } from '../../core/registry/version-file.ts';
import { DpError } from '../../core/model/errors.ts';
import { writeWhole } from '../files.ts';
import { gitBytes } from '../git.ts';
import { listTree, visitBlobs, type BlobRead } from '../git-read.ts';
import { sha256 } from '../hash.ts';
import { isAncestor } from './bare-repository.ts';
import { findTampering } from './history.ts';
import type { Mirror } from './mirror.ts';

/**
 * The index of the mirror's tip: from the cache, else from the last cached one and what changed since, else from git.
 * A cache that is cut off or broken is rebuilt.
 * @throws DpError `git-failed` where the mirror lacks objects
 */
export async function loadIndex(mirror: Mirror): Promise<RegistryIndex> {
  const cached = readCached(mirror, mirror.tip);
  if (cached !== undefined) return cached;
  const previous = await previousIndex(mirror);
  const index = previous === undefined ? await buildIndex(mirror) : await refreshIndex(mirror, previous);
  writeWhole(indexFile(mirror, index.tip), printIndex(index));
  for (const name of cachedNames(mirror)) if (name !== nameOf(index.tip)) rmSync(join(mirror.folder, name), { force: true });
  return index;
}

function nameOf(tip: string): string {
  return `index-${tip}.jsonl`;
}

function indexFile(mirror: Mirror, tip: string): string {
  return join(mirror.folder, nameOf(tip));
}

function cachedNames(mirror: Mirror): string[] {
  return readdirSync(mirror.folder).filter((name) => /^index-[0-9a-f]+\.jsonl$/u.test(name));
}

function readCached(mirror: Mirror, tip: string): RegistryIndex | undefined {
  const file = indexFile(mirror, tip);
  const index = existsSync(file) ? parseIndex(readFileSync(file, 'utf8')) : undefined;
  return index?.tip === tip ? index : undefined;
}

async function previousIndex(mirror: Mirror): Promise<RegistryIndex | undefined> {
  for (const name of cachedNames(mirror)) {
    const tip = name.slice('index-'.length, -'.jsonl'.length);
    if (await isAncestor(mirror.repository, tip, mirror.tip)) return readCached(mirror, tip);
  }
  return undefined;
}

async function buildIndex(mirror: Mirror): Promise<RegistryIndex> {
  const files = await listTree(mirror.repository, mirror.tip);
  const read = await readFiles(mirror, files);
  const tampered = await findTampering(mirror.repository, { tip: mirror.tip, oids: async () => await oidsOf(mirror) });
  return sorted({ tip: mirror.tip, ...read, tampered });
}

async function refreshIndex(mirror: Mirror, previous: RegistryIndex): Promise<RegistryIndex> {
  const changes = await changedFiles(mirror, previous.tip);
  const paths = new Set(changes.map(({ path }) => path));
  const read = await readFiles(mirror, changes.filter(({ mode }) => mode !== '000000'));
  const entries = [...previous.entries.filter((entry) => !paths.has(versionPath(entry.product, entry.version))), ...read.entries];
  const events = [...previous.events.filter(({ path }) => !paths.has(path)), ...read.events];
  const skipped = [...previous.skipped.filter(({ path }) => !paths.has(path)), ...read.skipped];
  const tampered = await findTampering(mirror.repository, { tip: mirror.tip, since: previous, oids: async () => await oidsOf(mirror) });
  return sorted({ tip: mirror.tip, marker: read.marker ?? (paths.has('dp-registry.json') ? undefined : previous.marker), entries, events, skipped, tampered });
}

async function oidsOf(mirror: Mirror): Promise<Map<string, string>> {
  return new Map((await listTree(mirror.repository, mirror.tip)).map(({ path, oid }) => [path, oid] as const));
}

async function changedFiles(mirror: Mirror, from: string): Promise<TreeFile[]> {
  const output = await gitBytes(['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', from, mirror.tip], mirror.repository);
  const fields = output.toString('utf8').split('\0');
  const changes: TreeFile[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const match = /^:\d{6} (\d{6}) [0-9a-f]+ ([0-9a-f]+) [A-Z]$/u.exec(fields[index] ?? '');
    const [, mode, oid] = match ?? [];
    if (mode !== undefined && oid !== undefined) changes.push({ mode, oid, path: fields[index + 1] ?? '' });
  }
  return changes;
}

interface ReadFiles {
  readonly marker: RegistryMarker | undefined;
  readonly entries: IndexEntry[];
  readonly events: IndexedEvent[];
  readonly skipped: SkippedEntry[];
}

async function readFiles(mirror: Mirror, files: readonly TreeFile[]): Promise<ReadFiles> {
  const { readable, skipped } = sortTree(files);
  const result = { marker: undefined as RegistryMarker | undefined, entries: [] as IndexEntry[], events: [] as IndexedEvent[], skipped: [...skipped] };
  const byOid = new Map<string, { file: TreeFile; what: Readable }[]>();
  for (const item of readable) {
    const same = byOid.get(item.file.oid);
    if (same === undefined) byOid.set(item.file.oid, [item]);
    else same.push(item);
  }
  const visit = (oid: string, blob: BlobRead): void => {
    for (const { file, what } of byOid.get(oid) ?? []) {
      if (!blob.ok && blob.reason === 'missing') throw new DpError('git-failed', `The cached mirror lacks the object of ${file.path}.`);
      const tooLarge = (byteCount: number): string => `it has ${String(byteCount)} bytes; ${String(maxVersionJsonBytes)} is the most`;
      const reason = blob.ok ? readOne({ what, oid, path: file.path }, blob.bytes.toString('utf8'), result) : tooLarge(blob.byteCount);
      if (reason !== undefined) result.skipped.push({ path: file.path, reason });
    }
  };
  await visitBlobs(mirror.repository, [...byOid.keys()], { maxBytes: maxVersionJsonBytes, visit });
  return result;
}

/** Adds what one file says to a result, or says why it is skipped. */
function readOne(item: { readonly what: Readable; readonly oid: string; readonly path: string }, text: string, result: MarkerAndFacts): string | undefined {
  const { what, oid, path } = item;
  switch (what.kind) {
    case 'marker':
      result.marker = readMarker(text);
      return undefined;
    case 'version': {
      const read = readVersionFile(text, { product: what.product, version: what.version });
      if (!read.ok) return read.reason;
      result.entries.push(indexEntryOf(read.file, oid, sha256));
      return undefined;
    }
    case 'event': {
      const { product, version, action, id } = what;
      const read = readStatusEvent(text, { product, version, action, id });
      if (!read.ok) return read.reason;
      result.events.push({ path, event: read.event });
      return undefined;
    }
  }
}

interface MarkerAndFacts {
  marker: RegistryMarker | undefined;
  readonly entries: IndexEntry[];
  readonly events: IndexedEvent[];
}

function sorted(index: RegistryIndex): RegistryIndex {
  return {
    ...index,
    entries: [...index.entries].sort((a, b) => compareText(a.product, b.product) || compareVersions(b.version, a.version)),
    events: [...index.events].sort((a, b) => compareText(a.path, b.path)),
    skipped: [...index.skipped].sort((a, b) => compareText(a.path, b.path)),
  };
}
