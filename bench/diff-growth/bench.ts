import { join } from 'node:path';
import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import type { ChildReport } from '../harness/phase.ts';
import { outputOf } from '../harness/process-cost.ts';
import { interleave, median, times } from '../harness/statistics.ts';
import { dpVersion } from '../harness/versions.ts';

interface Growth {
  readonly scenario: string;
  readonly what: string;
  readonly sizes: readonly number[];
  /** How much more the last size may cost than the one before, which is a tenth of it. */
  readonly limit: number;
}

const growths: readonly Growth[] = [
  { scenario: 'renamed-by-id', what: 'renamed columns, told by id', sizes: [500, 5000], limit: 15 },
  { scenario: 'renamed-by-guess', what: 'renamed columns, told by likeness', sizes: [500, 5000], limit: 15 },
  { scenario: 'product', what: 'contracts of one product', sizes: [100, 1000, 10_000], limit: 15 },
];

export const bench: Bench = {
  title: 'How the cost of a comparison grows: ten times the columns or contracts may cost at most fifteen times as much.',
  run: async (context) => {
    const rounds = context.isSmoke ? 1 : 3;
    const measured = growths.map((growth) => measureGrowth(context, growth, rounds));
    return await Promise.resolve(resultOf(measured, { rounds, version: dpVersion(context.root) }));
  },
};

interface Measured {
  readonly growth: Growth;
  /** For each size, the CPU of each round in ms. */
  readonly cpuMs: readonly (readonly number[])[];
}

function measureGrowth(context: BenchContext, { sizes: wanted, ...growth }: Growth, rounds: number): Measured {
  const sizes = context.isSmoke ? wanted.map((size) => size / 50) : wanted;
  const measures = sizes.map((size) => () => {
    const { diff, changes } = JSON.parse(outputOf([process.execPath, '--expose-gc', '--max-old-space-size=8192', join(context.code, 'growth.child.mjs'), growth.scenario, String(size)])) as ChildReport;
    if (changes < size) throw new Error(`${growth.scenario}: ${String(changes)} changes found among ${String(size)}`);
    context.log(`${growth.scenario} ${String(size)}: ${diff.cpuMs.toFixed(1)} ms CPU`);
    return diff.cpuMs;
  });
  return { growth: { ...growth, sizes }, cpuMs: interleave(rounds, measures) };
}

function resultOf(measured: readonly Measured[], { rounds, version }: { readonly rounds: number; readonly version: string }): BenchResult {
  const targets: Target[] = [];
  const rows: string[][] = [];
  for (const { growth, cpuMs } of measured) {
    growth.sizes.forEach((size, index) => {
      const [before, here] = [cpuMs[index - 1], cpuMs[index]];
      const ratio = before === undefined || here === undefined ? undefined : median(here) / median(before);
      rows.push([growth.what, String(size), median(here ?? []).toFixed(1), ratio === undefined ? '' : times(ratio)]);
      if (ratio !== undefined) targets.push({ what: `${growth.what}: ${String(growth.sizes[index - 1])} → ${String(size)}`, limit: `≤ ${growth.limit.toFixed(2)}×`, measured: times(ratio), isMet: ratio <= growth.limit });
    });
  }
  const table: Table = { title: `Comparison, findings with positions and fingerprints; medians of ${String(rounds)} interleaved rounds`, columns: ['what', 'how many', 'CPU ms', 'than the size before'], rows };
  return { targets, tables: [table], versions: { dp: version }, notes: ['Each round is a process of its own that compares the pair once to warm up and measures the second time; parsing is not counted.'] };
}
