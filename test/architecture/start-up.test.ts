import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { path: string; kind: string; external?: boolean }[]; readonly inputs: Readonly<Record<string, unknown>> }>>;
}

const metafile = JSON.parse(readFileSync(join(root, 'dist', 'meta.json'), 'utf8')) as Metafile;

/** The packages whose code a chunk loads at once, that is without a dynamic import. */
function packagesLoadedBy(entry: string): Set<string> {
  const seen = new Set<string>();
  const pending = [entry];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { path, kind, external } of metafile.outputs[name]?.imports ?? []) if (kind === 'import-statement' && external !== true) pending.push(path);
  }
  const inputs = [...seen].flatMap((name) => Object.keys(metafile.outputs[name]?.inputs ?? {}));
  return new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(input)?.[1] ?? []));
}

describe('the built program', () => {
  it('starts with nothing but the command line and colour: no ajv, DuckDB, execa, simple-git or ora', () => {
    expect([...packagesLoadedBy('dist/dp.js')].sort()).toEqual(['chalk', 'commander']);
    expect(execFileSync(process.execPath, [join(root, 'bin', 'dp.js'), '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });

  it('holds no require of a package: everything but optional drivers is in the bundle', () => {
    const external = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ external: isExternal }) => isExternal === true).map(({ path }) => path));
    expect([...new Set(external)].filter((path) => !isBuiltin(path))).toEqual([]);
  });

  it('carries the licence of every package in the bundle', () => {
    const notices = readFileSync(join(root, 'dist', 'THIRD_PARTY_NOTICES.md'), 'utf8');
    const bundled = new Set(Object.keys(metafile.inputs).flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(input)?.[1] ?? []));
    expect([...bundled].filter((name) => !notices.includes(`## ${name} `))).toEqual([]);
  });
});
