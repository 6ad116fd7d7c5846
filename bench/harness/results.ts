import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from '../bench.ts';

interface Written {
  readonly title: string;
  readonly result: BenchResult;
  readonly markdown: string;
}

/** Writes `results/<name>.json` and `.md`: what is committed. */
export function writeResult(folder: string, name: string, { title, result, markdown }: Written): void {
  const results = join(folder, 'results');
  mkdirSync(results, { recursive: true });
  const machine = { node: process.version, platform: `${process.platform}-${process.arch}`, cores: availableParallelism() };
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify({ schema: 1, name, title, machine, ...result }, undefined, 2)}\n`);
  writeFileSync(join(results, `${name}.md`), markdown);
}
