import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { npmPeer } from '../harness/peers.ts';
import type { ChildReport } from '../harness/phase.ts';
import { type Cost, costOf, outputOf } from '../harness/process-cost.ts';
import { interleave, median, medianRatio, times } from '../harness/statistics.ts';
import { dpVersion } from '../harness/versions.ts';
import { type Shape, writeShape } from './generate.ts';

const versions = { '@graphql-inspector/core': '8.0.0', graphql: '16.15.0', '@bufbuild/buf': '1.75.0' } as const;

/** A way to compare the two sides: as one process from files to report, and (where it can be told) without parsing. */
interface Contender {
  readonly name: string;
  readonly whole: () => Cost;
  readonly diffOnly: () => Cost;
}

export const bench: Bench = {
  title: 'Contracts compared: 2,000 of them with 50 columns, a tenth of them changed in a tenth of their columns; the same shape in GraphQL and Protocol Buffers.',
  run: async (context) => {
    const [contracts, columns, rounds] = context.isSmoke ? [20, 50, 1] : [2000, 50, 7];
    const shape = writeShape(context.work, contracts, columns);
    const changes = new Map<string, number>();
    const { contenders, found } = contendersOf(context, shape, (name, count) => changes.set(name, count));
    const measures = contenders.flatMap(({ name, whole, diffOnly }) => [logged(context, `${name}: whole`, whole), logged(context, `${name}: comparison`, diffOnly)]);
    const costs = interleave(rounds, measures);
    return await Promise.resolve(resultOf({ contenders, costs, changes, rounds, contracts }, { dp: dpVersion(context.root), ...found }));
  },
};

function logged(context: BenchContext, name: string, measure: () => Cost): () => Cost {
  return () => {
    const cost = measure();
    context.log(`${name}: ${cost.cpuMs.toFixed(0)} ms CPU, ${cost.wallMs.toFixed(0)} ms`);
    return cost;
  };
}

type Count = (name: string, changes: number) => void;

function contendersOf(context: BenchContext, shape: Shape, count: Count): { contenders: Contender[]; found: Record<string, string> } {
  const node = process.execPath;
  const child = (name: string, file: string, args: readonly string[]): ChildReport => {
    const report = JSON.parse(outputOf([node, join(context.code, `${file}.child.mjs`), ...args])) as ChildReport;
    count(name, report.changes);
    return report;
  };
  const { products, graphql, proto } = shape;
  const contenders: Contender[] = [
    { name: 'dp', whole: () => costOf([...context.dp, 'diff', products.new, '--against', products.old, '--offline', '--format', 'json'], { exitCodes: [0, 1] }), diffOnly: () => child('dp', 'dp', [products.old, products.new]).diff },
  ];
  const inspector = context.isSmoke ? { missing: 'left out of a smoke run' } : npmPeer([`@graphql-inspector/core@${versions['@graphql-inspector/core']}`, `graphql@${versions.graphql}`], context);
  if ('folder' in inspector) {
    const args = [inspector.folder, graphql.old, graphql.new];
    contenders.push({ name: 'graphql-inspector', whole: () => costOf([node, join(context.code, 'graphql.child.mjs'), ...args]), diffOnly: () => child('graphql-inspector', 'graphql', args).diff });
  }
  const buf = bufProgram(context);
  if ('file' in buf) {
    const images = { old: `${proto.old}.binpb`, new: `${proto.new}.binpb` };
    for (const side of ['old', 'new'] as const) outputOf([buf.file, 'build', proto[side], '-o', images[side]]);
    const lines = outputOf([buf.file, 'breaking', proto.new, '--against', proto.old], { exitCodes: [0, 100] });
    count('buf', lines.trimEnd().split('\n').length);
    const breaking = (sides: typeof images): Cost => costOf([buf.file, 'breaking', sides.new, '--against', sides.old], { exitCodes: [100] });
    contenders.push({ name: 'buf', whole: () => breaking(proto), diffOnly: () => breaking(images) });
  }
  const found = { '@graphql-inspector/core': 'folder' in inspector ? `${versions['@graphql-inspector/core']} (graphql ${versions.graphql})` : inspector.missing, '@bufbuild/buf': 'file' in buf ? versions['@bufbuild/buf'] : buf.missing };
  return { contenders, found };
}

// The program itself, not the Node script that starts it: nothing is counted that is not its own.
function bufProgram(context: BenchContext): { readonly file: string } | { readonly missing: string } {
  if (context.isSmoke) return { missing: 'left out of a smoke run' };
  const peer = npmPeer([`@bufbuild/buf@${versions['@bufbuild/buf']}`], context);
  if ('missing' in peer) return peer;
  const file = join(peer.folder, 'node_modules', '@bufbuild', `buf-${process.platform}-${process.arch}`, 'bin', 'buf');
  return existsSync(file) ? { file } : { missing: `has no program for ${process.platform} on ${process.arch}` };
}

interface Measured {
  readonly contenders: readonly Contender[];
  /** Two lists for each contender: whole, then comparison. */
  readonly costs: readonly (readonly Cost[])[];
  readonly changes: ReadonlyMap<string, number>;
  readonly rounds: number;
  readonly contracts: number;
}

function resultOf({ contenders, costs, changes, rounds, contracts }: Measured, found: Record<string, string>): BenchResult {
  const cpuOf = (name: string, part: 0 | 1): number[] => {
    const index = contenders.findIndex((contender) => contender.name === name);
    return index < 0 ? [] : (costs[index * 2 + part] ?? []).map((cost) => cost.cpuMs);
  };
  const ratio = (name: string, part: 0 | 1): number => (cpuOf(name, part).length === 0 ? NaN : medianRatio(cpuOf('dp', part), cpuOf(name, part)));
  const target = (what: string, limit: number, measured: number): Target => ({ what, limit: `≤ ${limit.toFixed(2)}×`, measured: times(measured), isMet: Number.isNaN(measured) ? null : measured <= limit });
  const columns = ['tool', 'changes found', 'whole: CPU ms', 'whole: wall ms', 'comparison: CPU ms', 'comparison: wall ms', 'dp / tool, whole', 'dp / tool, comparison'];
  const table: Table = {
    title: `Medians of ${String(rounds)} interleaved rounds, ${String(contracts)} contracts`,
    columns,
    rows: contenders.map(({ name }, index) => {
      const [whole = [], diffOnly = []] = [costs[index * 2], costs[index * 2 + 1]];
      const middle = (list: readonly Cost[], of: keyof Cost): string => median(list.map((cost) => cost[of])).toFixed(0);
      return [name, String(changes.get(name) ?? 0), middle(whole, 'cpuMs'), middle(whole, 'wallMs'), middle(diffOnly, 'cpuMs'), middle(diffOnly, 'wallMs'), times(ratio(name, 0)), times(ratio(name, 1))];
    }),
  };
  return {
    targets: [
      target('CPU of the comparison, parsing set aside: dp / graphql-inspector', 2, ratio('graphql-inspector', 1)),
      target('CPU of the comparison, parsing set aside: dp / buf', 1, ratio('buf', 1)),
      target('CPU of the whole process, parsing included: dp / buf', 1, ratio('buf', 0)),
    ],
    tables: [table],
    versions: found,
    notes: [
      'whole: one process from files to report (dp: YAML products with contracts; graphql-inspector: two SDL files; buf: folders of .proto files).',
      'comparison: for dp and graphql-inspector the comparing phase alone, measured inside a fresh process once both sides are parsed, with positions and fingerprints of findings for dp; for buf the process that compares two images built beforehand, which includes its start and decoding them.',
    ],
  };
}
