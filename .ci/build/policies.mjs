// Writes dist/generated/policies.json: the data of every file in policies/, so that dp parses no YAML of its own at run time.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export function buildPolicies({ root, outDir }) {
  const folder = join(root, 'policies');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
  const files = Object.fromEntries(paths.map((path) => [path, parse(readFileSync(join(folder, path), 'utf8'))]));
  mkdirSync(join(outDir, 'generated'), { recursive: true });
  writeFileSync(join(outDir, 'generated', 'policies.json'), JSON.stringify(files));
}
