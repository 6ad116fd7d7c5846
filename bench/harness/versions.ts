import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of dp in this repository. */
export function dpVersion(root: string): string {
  return versionIn(root);
}

/** The version in a package's package.json. */
export function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
