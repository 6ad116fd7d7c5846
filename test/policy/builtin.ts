import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '../../src/core/model/source-document.ts';
import type { PolicyPack } from '../../src/core/policy/pack/model.ts';
import { type PackReading, readPack } from '../../src/core/policy/pack/read-pack.ts';
import { described, document } from './support.ts';

const folder = join(import.meta.dirname, '../../policies');

function read(path: string): SourceDocument {
  return document(`policies/${path}`, readFileSync(join(folder, path), 'utf8'));
}

function listed(path: string): string[] {
  return readdirSync(join(folder, path)).sort().map((name) => `${path}/${name}`);
}

/** The texts of every file below policies/, by path. */
export function policyTexts(): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const));
}

export function readCatalogue(): PackReading {
  return readPack({
    origin: 'dp:catalogue',
    isBuiltIn: true,
    main: read('catalogue/pack.yaml'),
    rules: listed('catalogue/rules').map(read),
    lists: new Map(listed('catalogue/lists').map((path) => [path.slice('catalogue/'.length), read(path)] as const)),
  });
}

function loaded(reading: PackReading): PolicyPack {
  if (!reading.ok) throw new Error(described(reading.problems).join('\n'));
  return reading.pack;
}

/** dp's own catalogue of rules. */
export const catalogue = loaded(readCatalogue());

export const packNames = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => name.replace(/\.yaml$/u, '')).sort();

/** A pack that ships with dp, by its short name. */
export function builtIn(name: string): PolicyPack {
  return loaded(readPack({ origin: `dp:${name}`, isBuiltIn: true, main: read(`${name}.yaml`) }));
}
