import { join } from 'node:path';
import { isRecord } from '../../core/manifest/node-reader.ts';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import type { SourceDocument } from '../../core/model/source-document.ts';
import { readBytes, statPath } from '../files.ts';
import { packageRoot } from '../package-root.ts';
import type { PackSource } from './pack-source.ts';

const generated = join(packageRoot, 'dist', 'generated', 'policies.json');

/**
 * dp's own packs with the data that the build has parsed: reading YAML with positions takes many times as long as judging
 * by it. A file that was changed since is read as it is; positions are looked up in the text when somebody asks.
 */
export function withParsed(source: PackSource, folder: string): PackSource {
  const builtAt = statPath(generated)?.mtimeMs;
  if (builtAt === undefined) return source;
  let data: Readonly<Record<string, unknown>> | undefined;
  const isCurrent = (path: string): boolean => (statPath(join(folder, path))?.mtimeMs ?? Number.POSITIVE_INFINITY) <= builtAt;
  return {
    ...source,
    parsed: (path) => {
      if (!isCurrent(path)) return undefined;
      data ??= readGenerated();
      return Object.hasOwn(data, path) ? lazyDocument(source, path, data[path]) : undefined;
    },
  };
}

function readGenerated(): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(readBytes(generated)));
  return isRecord(parsed) ? parsed : {};
}

function lazyDocument(source: PackSource, path: string, data: unknown): SourceDocument {
  let parsed: SourceDocument | undefined;
  const document = (): SourceDocument => {
    parsed ??= parseYaml(source.label(path), source.read(path)).document;
    return parsed;
  };
  return {
    file: source.label(path),
    data,
    get text() {
      return document().text;
    },
    locate: (pointer, part) => document().locate(pointer, part),
    positionAt: (offset) => document().positionAt(offset),
  };
}
