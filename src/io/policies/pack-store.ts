import { join } from 'node:path';
import { isRecord } from '../../core/manifest/node-reader.ts';
import { compareText } from '../../core/model/draft.ts';
import { cacheFolder } from '../cache-folder.ts';
import { readBytes, statPath, writeWhole } from '../files.ts';
import { sha256 } from '../hash.ts';
import type { World } from '../world.ts';
import { isPlainPath } from './pack-reference.ts';

/** The files that a pack from git consists of, by their path in the repository. */
export type PackTree = ReadonlyMap<string, Uint8Array>;

/** The hash that dp.lock pins: over paths and contents, so that the same files have the same hash wherever they lie. */
export function treeHash(tree: PackTree): string {
  const files = [...tree].sort(([a], [b]) => compareText(a, b)).map(([path, bytes]) => [path, sha256(bytes)]);
  return sha256(JSON.stringify(files));
}

type StoreWorld = Pick<World, 'env'>;

function fileOf(world: StoreWorld, hash: string): string {
  return join(cacheFolder(world), 'packs', `${hash}.json`);
}

/** Keeps a pack's files in the user's cache, under their hash. */
export function storeTree(world: StoreWorld, tree: PackTree): void {
  const files = Object.fromEntries([...tree].sort(([a], [b]) => compareText(a, b)).map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]));
  writeWhole(fileOf(world, treeHash(tree)), `${JSON.stringify({ schema: 1, files })}\n`);
}

export type StoredTree = { readonly ok: true; readonly tree: PackTree } | { readonly ok: false; readonly reason: 'missing' | 'altered' };

/** The files of a hash from the cache, counted again: what was altered there is not used. */
export function loadTree(world: StoreWorld, hash: string): StoredTree {
  const file = fileOf(world, hash);
  if (statPath(file) === undefined) return { ok: false, reason: 'missing' };
  const tree = parseTree(new TextDecoder().decode(readBytes(file)));
  return tree !== undefined && treeHash(tree) === hash ? { ok: true, tree } : { ok: false, reason: 'altered' };
}

function parseTree(text: string): PackTree | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const files = isRecord(parsed) ? parsed['files'] : undefined;
    if (!isRecord(files)) return undefined;
    return new Map(Object.entries(files).flatMap(([path, content]) => (isPlainPath(path) && typeof content === 'string' ? [[path, Buffer.from(content, 'base64')] as const] : [])));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
