import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, BenchResult } from './bench.ts';
import { asMarkdown, asText } from './harness/render.ts';
import { writeResult } from './harness/results.ts';

interface Place {
  /** Benches, sorted. */
  readonly names: readonly string[];
  /** bench/ itself. */
  readonly folder: string;
  readonly cache: string;
  /** The compiled benches. */
  readonly code: string;
}

/**
 * Runs the named benches, or all, prints what they measured and writes it to bench/results.
 * Returns 0 when every target that could be measured is met, 1 when one is missed, 2 for a name nobody knows.
 */
export async function main(argv: readonly string[], place: Place): Promise<number> {
  const isSmoke = argv.includes('--smoke');
  const asked = argv.filter((word) => word !== '--smoke');
  const unknown = asked.filter((word) => !place.names.includes(word));
  if (unknown.length > 0) {
    process.stderr.write(`There is no bench ${unknown.join(', ')}. There are: ${place.names.join(', ')}; and the flag --smoke.\n`);
    return 2;
  }
  let isMet = true;
  for (const name of asked.length === 0 ? place.names : asked) {
    process.stderr.write(`== ${name}\n`);
    const { bench } = (await import(pathToFileURL(join(place.code, name, 'bench.mjs')).href)) as { bench: Bench };
    const result = await runOne(name, bench, { ...place, isSmoke });
    process.stdout.write(asText(name, bench.title, result));
    if (!isSmoke) writeResult(place.folder, name, { title: bench.title, result, markdown: asMarkdown(name, bench.title, result) });
    isMet &&= isSmoke || result.targets.every((target) => target.isMet !== false);
  }
  return isMet ? 0 : 1;
}

async function runOne(name: string, bench: Bench, { folder, cache, code, isSmoke }: Place & { readonly isSmoke: boolean }): Promise<BenchResult> {
  const root = dirname(folder.replace(/\/$/u, ''));
  const work = mkdtempSync(join(tmpdir(), `dp-bench-${name}-`));
  try {
    return await bench.run({
      root,
      dp: [process.execPath, join(root, 'bin', 'dp.js')],
      code: join(code, name),
      cache,
      work,
      isSmoke,
      log: (line) => {
        process.stderr.write(`   ${line}\n`);
      },
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
