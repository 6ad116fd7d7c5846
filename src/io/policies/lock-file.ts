import { join } from 'node:path';
import { isRecord } from '../../core/manifest/node-reader.ts';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import { readBytes, slashed, statPath, writeWhole } from '../files.ts';
import { sha256 } from '../hash.ts';
import { judgeOwnDocument } from '../judge-document.ts';
import type { GitReference } from './pack-reference.ts';

/** A pack from git as dp.lock pins it: by commit, and by a hash over its files. */
export interface LockedPack {
  /** As the reference writes it; it never holds a credential. */
  readonly url: string;
  readonly path?: string;
  readonly range: string;
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  readonly commit: string;
  readonly sha256: string;
}

/** What dp.lock says; entries that are not packs are kept as they are. */
export interface LockFile {
  readonly file: string;
  readonly packs: readonly LockedPack[];
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Reads the dp.lock of a folder; empty where there is none. Errors: `configuration`, `newer-format`. */
export async function readLock(folder: string): Promise<LockFile> {
  const file = slashed(join(folder, 'dp.lock'));
  if (statPath(file) === undefined) return { file, packs: [], rest: {} };
  const loaded = parseYaml(file, readBytes(file));
  const { data } = loaded.document;
  const schema = isRecord(data) ? data['schema'] : undefined;
  if (typeof schema === 'number' && schema > 1) throw new DpError('newer-format', `${file} was written by a newer dp.`, { hint: 'npm install --global dataproduct@latest' });
  const errors = settleFindings(await judgeOwnDocument(loaded, 'lock'), sha256).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const lines = errors.slice(0, 5).map(({ line, column, message, rule }) => `  ${file}:${String(line)}:${String(column)}  ${message}  ${rule}`);
    throw new DpError('configuration', ['dp.lock can’t be used:', ...lines].join('\n'), { hint: 'dp policy update' });
  }
  const { packs = [], ...rest } = isRecord(data) ? data : {};
  return { file, packs: (packs as readonly unknown[]).filter(isLockedPack), rest };
}

function isLockedPack(value: unknown): value is LockedPack {
  return isRecord(value) && typeof value['range'] === 'string' && typeof value['tag'] === 'string' && typeof value['name'] === 'string' && typeof value['version'] === 'string';
}

/** Writes dp.lock, sorted; gives whether anything changed. */
export function writeLock(lock: LockFile, packs: readonly LockedPack[]): boolean {
  const sorted = [...packs].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const text = `${JSON.stringify({ ...lock.rest, schema: 1, packs: sorted }, undefined, 2)}\n`;
  const isThere = statPath(lock.file) !== undefined;
  if (isThere ? new TextDecoder().decode(readBytes(lock.file)) === text : sorted.length === 0) return false;
  writeWhole(lock.file, text);
  return true;
}

/** What tells one locked pack from another. */
export function keyOf({ url, path, range }: Pick<LockedPack, 'url' | 'path' | 'range'>): string {
  return JSON.stringify([url, path ?? '', range]);
}

/** A reference to a pack in git as the lock names it. */
export function lockKeyOf({ url, path, range }: GitReference): string {
  return keyOf({ url: url.shown, path, range });
}
