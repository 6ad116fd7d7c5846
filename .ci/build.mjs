// Builds dist/: the bundled program, the resolved JSON Schemas and the validators compiled from them.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildPolicies } from './build/policies.mjs';
import { buildSchemas } from './build/schemas.mjs';
import { writeNotices } from './build/notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

await buildSchemas({ root, outDir: dist });
buildPolicies({ root, outDir: dist });

const result = await build({
  entryPoints: [{ in: join(root, 'src/cli/entry.ts'), out: 'dp' }],
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  // Installed only by those who run pipelines and checks on data; loaded when first used.
  external: ['@duckdb/node-api', 'pg'],
  plugins: [withoutOptional(['supports-color'])],
  // Packages still written in CommonJS ask for Node's own modules with require.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  absWorkingDir: root,
  logLevel: 'warning',
});
writeFileSync(join(dist, 'meta.json'), JSON.stringify(result.metafile));
writeNotices({ root, metafile: result.metafile, target: join(root, 'dist', 'THIRD_PARTY_NOTICES.md') });

// Written over the last build, so that a dp that runs meanwhile finds its files; what nobody needs any more goes last.
const chunks = join(dist, 'chunks');
const current = new Set(Object.keys(result.metafile.outputs).map((output) => join(root, output)));
for (const name of existsSync(chunks) ? readdirSync(chunks) : []) if (!current.has(join(chunks, name))) rmSync(join(chunks, name));

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`built dp ${version}`);

/** Stands an empty module in for packages that others only try to load, so that what is bundled is the same everywhere. */
function withoutOptional(names) {
  const filter = new RegExp(`^(?:${names.join('|')})$`);
  return {
    name: 'without-optional',
    setup(bundler) {
      bundler.onResolve({ filter }, ({ path }) => ({ path, namespace: 'empty' }));
      bundler.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}
