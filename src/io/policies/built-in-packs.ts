import { join } from 'node:path';
import { DpError } from '../../core/model/errors.ts';
import { didYouMean } from '../../core/model/nearest.ts';
import { isYamlName } from '../../core/workspace/identify.ts';
import { listFolder, lstatPath } from '../files.ts';
import { packageRoot } from '../package-root.ts';
import { withParsed } from './parsed-packs.ts';
import { diskSource, memorySource, type PackSource } from './pack-source.ts';
import type { PackPlace } from './read-pack-files.ts';

const folder = join(packageRoot, 'policies');

/** The pack that holds every rule of dp; the others select from it. */
const catalogueName = 'catalogue';

/** The packs that ship with dp, by the name after `dp:`, sorted; found by listing their folder. */
export function builtInPackNames(): string[] {
  return entries().filter((name) => name !== catalogueName);
}

/** Where a pack that ships with dp stands. Error: `unknown-name`. */
export function builtInPack(name: string): PackPlace {
  const names = entries();
  if (!names.includes(name) || name === catalogueName) {
    const known = builtInPackNames();
    throw new DpError('unknown-name', `dp has no policy pack dp:${name}.${didYouMean(name, known) || ` It has ${known.map((known) => `dp:${known}`).join(', ')}.`}`, { hint: 'dp policy list' });
  }
  return place(name);
}

/** Where dp's own catalogue of rules stands. */
export function cataloguePlace(): PackPlace {
  return { ...place(catalogueName), origin: 'dp' };
}

/** A catalogue without rules, for packs that take none from dp's. */
export function emptyCataloguePlace(): PackPlace {
  const text = new TextEncoder().encode('apiVersion: dp/v1\nkind: PolicyPack\nmetadata: {name: dp, version: 0.0.0}\n');
  return { source: memorySource(new Map([['none.yaml', text]]), (path) => `dp:${path}`), path: 'none.yaml', origin: 'dp', isBuiltIn: true };
}

// dp's own packs are the same for as long as it runs.
let ownSource: PackSource | undefined;

function builtInSource(): PackSource {
  ownSource ??= withParsed(diskSource(folder), folder);
  return ownSource;
}

function entries(): string[] {
  if (lstatPath(folder) === undefined) return [];
  const names = listFolder(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : isYamlName(entry.name) ? [entry.name.replace(/\.ya?ml$/iu, '')] : []));
  return [...new Set(names)].sort();
}

function place(name: string): PackPlace {
  const source = builtInSource();
  const file = `${name}.yaml`;
  return { source, path: source.kindOf(file) === 'file' ? file : name, origin: `dp:${name}`, isBuiltIn: true };
}
