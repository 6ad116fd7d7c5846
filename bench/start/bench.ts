import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchContext, BenchResult, Target } from '../bench.ts';
import { contractText, fieldsOf, manifestText } from '../harness/mesh.ts';
import { type Cost, costOf } from '../harness/process-cost.ts';
import { interleave, median, medianRatio, times } from '../harness/statistics.ts';
import { dpVersion } from '../harness/versions.ts';

export const bench: Bench = {
  title: 'How long dp takes to start, and to check one product with three contracts, beside a Node that does nothing.',
  run: async (context) => {
    const rounds = context.isSmoke ? 1 : 60;
    const product = writeProduct(context);
    const measures = [
      { what: 'node -e 0', limit: undefined, command: [process.execPath, '-e', '0'] },
      { what: 'dp --version', limit: 1.3, command: [...context.dp, '--version'] },
      { what: 'dp validate, one product with three contracts', limit: 2, command: [...context.dp, 'validate', product, '--offline'] },
    ];
    const costs = interleave(rounds, measures.map(({ command }) => () => costOf(command, { cwd: product })));
    return await Promise.resolve(resultOf(measures.map((measure, index) => ({ ...measure, costs: costs[index] ?? [] })), dpVersion(context.root)));
  },
};

// Three contracts of ten columns: what a small domain team has.
function writeProduct({ work }: BenchContext): string {
  const folder = join(work, 'orders');
  const ids = ['orders', 'order-lines', 'returns'];
  mkdirSync(folder);
  writeFileSync(join(folder, 'dataproduct.yaml'), manifestText({ name: 'orders', version: '1.0.0', contractIds: ids }));
  for (const id of ids) writeFileSync(join(folder, `${id}.odcs.yaml`), contractText({ id, version: '1.0.0', fields: fieldsOf(10) }));
  return folder;
}

interface Measured {
  readonly what: string;
  readonly limit: number | undefined;
  readonly costs: readonly Cost[];
}

function resultOf(measured: readonly Measured[], version: string): BenchResult {
  const cpuOf = (index: number): number[] => (measured[index]?.costs ?? []).map((cost) => cost.cpuMs);
  const ratios = measured.map((_, index) => medianRatio(cpuOf(index), cpuOf(0)));
  const targets = measured.flatMap(({ what, limit }, index): Target[] => {
    const ratio = ratios[index] ?? NaN;
    return limit === undefined ? [] : [{ what: `CPU of ${what} / node -e 0`, limit: `≤ ${limit.toFixed(2)}×`, measured: times(ratio), isMet: ratio <= limit }];
  });
  const rows = measured.map(({ what, costs }, index) => [what, median(cpuOf(index)).toFixed(0), median(costs.map((cost) => cost.wallMs)).toFixed(0), times(ratios[index] ?? NaN)]);
  return {
    targets,
    tables: [{ title: `Medians of ${String(measured[0]?.costs.length ?? 0)} interleaved rounds`, columns: ['command', 'CPU ms', 'wall ms', 'CPU / node -e 0'], rows }],
    versions: { dp: version, node: process.version },
    notes: ['The ratio is the median over rounds of one command\'s CPU divided by that of `node -e 0` in the same round. Node 22 and newer keep compiled code between starts; on Node 20 every start compiles anew.'],
  };
}
