import { posix } from 'node:path';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { settleFindings } from '../../core/model/draft.ts';
import { DpError } from '../../core/model/errors.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import type { PackFiles } from '../../core/policy/pack/model.ts';
import { listPathsOf } from '../../core/policy/pack/read-files.ts';
import { isYamlName } from '../../core/workspace/identify.ts';
import { sha256 } from '../hash.ts';
import type { PackSource } from './pack-source.ts';

/** Where a pack stands: a file, or a folder with `pack.yaml`. */
export interface PackPlace {
  readonly source: PackSource;
  readonly path: string;
  readonly origin: string;
  readonly isBuiltIn: boolean;
}

const mostFiles = 500;

/** The file of a pack: the path itself, or `pack.yaml` in the folder; `undefined` where there is none. */
export function mainFileOf(source: PackSource, path: string): string | undefined {
  if (source.kindOf(path) === 'file') return path;
  const inside = posix.join(path, 'pack.yaml');
  return source.kindOf(path) === 'folder' && source.kindOf(inside) === 'file' ? inside : undefined;
}

/** The folder that paths inside a pack are relative to. */
export function folderOf(mainFile: string): string {
  const folder = posix.dirname(mainFile);
  return folder === '.' ? '' : folder;
}

/**
 * Reads a pack's files: one file, or a folder with `pack.yaml`, further `rules/*.yaml` and `definitions/*.yaml`, and the
 * lists that the rules name. Errors: `no-such-path`, `configuration` for what is no YAML.
 */
export function readPackFiles({ source, path, origin, isBuiltIn }: PackPlace): PackFiles {
  const mainFile = mainFileOf(source, path);
  if (mainFile === undefined) {
    const isFolder = source.kindOf(path) === 'folder';
    throw new DpError('no-such-path', isFolder ? `There is no pack.yaml in ${source.label(path)}.` : `There is no policy pack ${source.label(path)}.`, { hint: 'dp policy list' });
  }
  const folder = folderOf(mainFile);
  const main = parse(source, mainFile);
  const isFolderPack = mainFile !== path;
  const rules = isFolderPack ? parseFolder(source, posix.join(folder, 'rules')) : [];
  const definitions = isFolderPack ? parseFolder(source, posix.join(folder, 'definitions')) : [];
  const lists = new Map<string, SourceDocument>();
  for (const listPath of listPathsOf([main, ...rules])) {
    const file = posix.join(folder, listPath);
    if (source.kindOf(file) === 'file') lists.set(listPath, parse(source, file));
  }
  return { origin, isBuiltIn, main, rules, definitions, lists };
}

function parseFolder(source: PackSource, folder: string): SourceDocument[] {
  const names = source.filesIn(folder).filter(isYamlName);
  if (names.length > mostFiles) throw new DpError('configuration', `${source.label(folder)} holds more than ${String(mostFiles)} files: no policy pack does.`);
  return names.map((name) => parse(source, posix.join(folder, name)));
}

/** Whether every file of a pack was parsed, and so the pack checked, when dp was built. */
export function isPreparsed({ source, path }: PackPlace): boolean {
  const main = mainFileOf(source, path);
  if (source.parsed === undefined || main === undefined) return false;
  const rules = main === path ? [] : source.filesIn(posix.join(folderOf(main), 'rules')).filter(isYamlName);
  return [main, ...rules.map((name) => posix.join(folderOf(main), 'rules', name))].every((file) => source.parsed?.(file) !== undefined);
}

function parse(source: PackSource, path: string): SourceDocument {
  return source.parsed?.(path) ?? parseText(source, path);
}

function parseText(source: PackSource, path: string): SourceDocument {
  const { document, drafts } = parseYaml(source.label(path), source.read(path));
  const errors = settleFindings(drafts, sha256).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return document;
  const lines = errors.slice(0, 5).map(({ line, column, message, rule }) => `  ${document.file}:${String(line)}:${String(column)}  ${message}  ${rule}`);
  throw new DpError('configuration', ['A policy pack can’t be read:', ...lines].join('\n'), { hint: 'dp policy test' });
}
