// Builds dist/: the bundled program, the resolved JSON Schemas and the validators compiled from them.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildSchemas } from './build/schemas.mjs';
import { writeNotices } from './build/notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
await buildSchemas({ root, outDir: dist });

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
  // Packages still written in CommonJS ask for Node's own modules with require.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(join(dist, 'meta.json'), JSON.stringify(result.metafile));
writeNotices({ root, metafile: result.metafile, target: join(root, 'dist', 'THIRD_PARTY_NOTICES.md') });

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`built dp ${version}`);
