// `node bench/run.mjs [name…] [--smoke]`: bundles the benches into the cache folder and starts bench/main.ts there.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const cache = process.env.DP_BENCH_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dp-bench');
const outdir = join(cache, 'code');
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() && existsSync(join(folder, entry.name, 'bench.ts')) ? [entry.name] : [])).sort();
// A child is what a bench starts as a process of its own, so that its time is measured apart.
const children = names.flatMap((name) => readdirSync(join(folder, name)).filter((file) => file.endsWith('.child.ts')).map((file) => `${name}/${file}`));

mkdirSync(outdir, { recursive: true });
await build({
  entryPoints: ['main.ts', ...names.map((name) => `${name}/bench.ts`), ...children].map((entry) => join(folder, entry)),
  outdir,
  outbase: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(join(outdir, 'main.mjs')).href);
process.exitCode = await main(process.argv.slice(2), { names, folder, cache, code: outdir });
