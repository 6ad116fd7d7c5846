import { isRecord } from '../manifest/node-reader.ts';
import { readIndexEntry, type IndexEntry } from './index-entry.ts';
import { parseJson, readRegistryPath, type RegistryMarker, type RegistryPath } from './layout.ts';
import type { StatusEvent } from './status.ts';

/** Something in the layout's folders that dp does not read, and why. */
export interface SkippedEntry {
  readonly path: string;
  readonly reason: string;
}

/** A published file that is not what was published first, and the last commit that touched it. */
export interface Tampering {
  readonly path: string;
  readonly change: 'changed' | 'deleted';
  readonly commit: string;
}

export interface IndexedEvent {
  readonly path: string;
  readonly event: StatusEvent;
}

/** All that a registry's tip says, in a form that is quick to read. */
export interface RegistryIndex {
  readonly tip: string;
  /** `undefined`: the repository is no registry. */
  readonly marker: RegistryMarker | undefined;
  readonly entries: readonly IndexEntry[];
  readonly events: readonly IndexedEvent[];
  readonly skipped: readonly SkippedEntry[];
  readonly tampered: readonly Tampering[];
}

// Raised whenever a line's shape changes, so that an old cache is rebuilt.
const indexVersion = 2;

/** The index as lines of JSON: a header, then one line a fact. */
export function printIndex(index: RegistryIndex): string {
  const lines = [
    ...index.entries.map((entry) => JSON.stringify(['version', entry])),
    ...index.events.map((event) => JSON.stringify(['event', event])),
    ...index.skipped.map((entry) => JSON.stringify(['skipped', entry])),
    ...index.tampered.map((tampering) => JSON.stringify(['tampered', tampering])),
  ];
  return `${[JSON.stringify({ index: indexVersion, tip: index.tip, marker: index.marker ?? null, lines: lines.length }), ...lines].join('\n')}\n`;
}

/** Reads what `printIndex` wrote; `undefined` for anything that is cut off, older or broken. */
export function parseIndex(text: string): RegistryIndex | undefined {
  const [first = '', ...rest] = text.split('\n');
  const header = parseJson(first);
  if (!isRecord(header) || header['index'] !== indexVersion || typeof header['tip'] !== 'string') return undefined;
  const lines = rest.filter((line) => line !== '');
  if (lines.length !== header['lines'] || !text.endsWith('\n')) return undefined;
  const index = { entries: [] as IndexEntry[], events: [] as IndexedEvent[], skipped: [] as SkippedEntry[], tampered: [] as Tampering[] };
  for (const line of lines) if (!readLine(parseJson(line), index)) return undefined;
  return { tip: header['tip'], marker: readMarkerOf(header['marker']), ...index };
}

interface Lists {
  readonly entries: IndexEntry[];
  readonly events: IndexedEvent[];
  readonly skipped: SkippedEntry[];
  readonly tampered: Tampering[];
}

function readLine(line: unknown, lists: Lists): boolean {
  if (!Array.isArray(line) || !isRecord(line[1])) return false;
  const [kind, value] = line as [unknown, Record<string, unknown>];
  const { path, reason, change, commit, event } = value;
  switch (kind) {
    case 'version': {
      const entry = readIndexEntry(value);
      if (entry !== undefined) lists.entries.push(entry);
      return entry !== undefined;
    }
    case 'event':
      if (typeof path !== 'string' || !isEvent(event)) return false;
      lists.events.push({ path, event });
      return true;
    case 'skipped':
      if (typeof path !== 'string' || typeof reason !== 'string') return false;
      lists.skipped.push({ path, reason });
      return true;
    case 'tampered':
      if (typeof path !== 'string' || typeof commit !== 'string' || (change !== 'changed' && change !== 'deleted')) return false;
      lists.tampered.push({ path, change, commit });
      return true;
    default:
      return false;
  }
}

function isEvent(value: unknown): value is StatusEvent {
  if (!isRecord(value)) return false;
  const { product, version, action, id, at, data } = value;
  return [product, version, action, id, at].every((field) => typeof field === 'string') && isRecord(data);
}

function readMarkerOf(value: unknown): RegistryMarker | undefined {
  return isRecord(value) && typeof value['format'] === 'number' && typeof value['name'] === 'string' ? { format: value['format'], name: value['name'] } : undefined;
}

/** A line of git's tree, as far as the registry looks at it. */
export interface TreeFile {
  readonly mode: string;
  readonly oid: string;
  readonly path: string;
}

export type Readable = Extract<RegistryPath, { kind: 'version' | 'event' | 'marker' }>;

/** A tree sorted into what is to be read and what is not: only plain files on a path of the grammar count. */
export function sortTree(files: readonly TreeFile[]): { readonly readable: readonly { readonly file: TreeFile; readonly what: Readable }[]; readonly skipped: readonly SkippedEntry[] } {
  const readable = new Map<string, { file: TreeFile; what: Readable }>();
  const skipped = new Map<string, SkippedEntry>();
  for (const file of files) {
    const what = readRegistryPath(file.path);
    if (what.kind === 'other') continue;
    const reason = what.kind === 'stray' ? what.reason : modeIssue(file.mode);
    if (readable.has(file.path)) {
      readable.delete(file.path);
      skipped.set(file.path, { path: file.path, reason: 'it is in the tree twice' });
    } else if (reason !== undefined || what.kind === 'stray') skipped.set(file.path, { path: file.path, reason: reason ?? '' });
    else if (!skipped.has(file.path)) readable.set(file.path, { file, what });
  }
  return { readable: [...readable.values()], skipped: [...skipped.values()] };
}

function modeIssue(mode: string): string | undefined {
  switch (mode) {
    case '100644':
      return undefined;
    case '120000':
      return 'it is a symbolic link';
    case '160000':
      return 'it is a submodule';
    default:
      return `it is no plain file (mode ${mode})`;
  }
}
