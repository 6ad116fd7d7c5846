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

/** A way to compare the two sides: as one process from files to report, and without parsing. */
interface Contender {
  readonly name: string;
  readonly whole: (() => Cost) | undefined;
  readonly diffOnly: () => Cost;
}

const explained = 'dp, findings explained';
const touched = 'dp, every new file touched';

export const bench: Bench = {
  title: 'Contracts compared: 2,000 of them with 50 columns, a tenth of them changed in a tenth of their columns; the same shape in GraphQL and Protocol Buffers.',
  run: async (context) => {
    const [contracts, columns, rounds] = context.isSmoke ? [20, 50, 1] : [2000, 50, 3];
    const shape = writeShape(context.work, contracts, columns);
    const changes = new Map<string, number>();
    const { contenders, found } = contendersOf(context, shape, (name, count) => changes.set(name, count));
    const measures = contenders.flatMap(({ name, whole, diffOnly }) => [
      { key: `${name}, whole`, measure: whole },
      { key: `${name}, comparison`, measure: diffOnly },
    ]).flatMap(({ key, measure }) => (measure === undefined ? [] : [{ key, measure: logged(context, key, measure) }]));
    const lists = interleave(rounds, measures.map(({ measure }) => measure));
    const costs = new Map(measures.map(({ key }, index) => [key, lists[index] ?? []]));
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
    const report = JSON.parse(outputOf([node, '--expose-gc', join(context.code, `${file}.child.mjs`), ...args])) as ChildReport;
    count(name, report.changes);
    return report;
  };
  const { products, graphql, proto } = shape;
  const contenders: Contender[] = [
    { name: 'dp', whole: () => costOf([...context.dp, 'diff', products.new, '--against', products.old, '--offline', '--format', 'json'], { exitCodes: [0, 1] }), diffOnly: () => child('dp', 'dp', ['compare', products.old, products.new]).diff },
    { name: touched, whole: undefined, diffOnly: () => child(touched, 'dp', ['compare-touched', products.old, products.new]).diff },
    { name: explained, whole: undefined, diffOnly: () => child(explained, 'dp', ['explain', products.old, products.new]).diff },
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

type Part = 'whole' | 'comparison';

interface Measured {
  readonly contenders: readonly Contender[];
  /** By `<name>, whole` and `<name>, comparison`. */
  readonly costs: ReadonlyMap<string, readonly Cost[]>;
  readonly changes: ReadonlyMap<string, number>;
  readonly rounds: number;
  readonly contracts: number;
}

function resultOf({ contenders, costs, changes, rounds, contracts }: Measured, found: Record<string, string>): BenchResult {
  const costsOf = (name: string, part: Part): readonly Cost[] => costs.get(`${name}, ${part}`) ?? [];
  const ratio = (name: string, part: Part): number => {
    const [own, other] = [costsOf('dp', part), costsOf(name, part)].map((list) => list.map((cost) => cost.cpuMs));
    return own === undefined || other === undefined || other.length === 0 ? NaN : medianRatio(own, other);
  };
  const target = (what: string, limit: number, measured: number): Target => ({ what, limit: `≤ ${limit.toFixed(2)}×`, measured: times(measured), isMet: Number.isNaN(measured) ? null : measured <= limit });
  const columns = ['tool', 'changes found', 'whole: CPU ms', 'whole: wall ms', 'comparison: CPU ms', 'comparison: wall ms', 'dp / tool, whole', 'dp / tool, comparison'];
  const table: Table = {
    title: `Medians of ${String(rounds)} interleaved rounds, ${String(contracts)} contracts`,
    columns,
    rows: contenders.map(({ name }) => {
      const middle = (part: Part, of: keyof Cost): string => (costsOf(name, part).length === 0 ? '–' : median(costsOf(name, part).map((cost) => cost[of])).toFixed(0));
      const against = (part: Part): string => (costsOf(name, part).length === 0 ? '–' : times(ratio(name, part)));
      return [name, String(changes.get(name) ?? 0), middle('whole', 'cpuMs'), middle('whole', 'wallMs'), middle('comparison', 'cpuMs'), middle('comparison', 'wallMs'), against('whole'), against('comparison')];
    }),
  };
  return {
    targets: [
      target('CPU of the comparison, parsing set aside: dp / graphql-inspector', 2, ratio('graphql-inspector', 'comparison')),
      target('CPU of the comparison, parsing set aside: dp / buf', 1, ratio('buf', 'comparison')),
      target('CPU of the whole process, parsing included: dp / buf', 1, ratio('buf', 'whole')),
    ],
    tables: [table],
    versions: found,
    notes: [
      'whole: one process from files to report (dp: YAML products with contracts; graphql-inspector: two SDL files; buf: folders of .proto files).',
      'comparison: what changed and how grave it is, once both sides are parsed. dp and graphql-inspector measure that phase themselves, each in a fresh process, once the garbage of parsing is collected; for buf it is the process that compares two images built beforehand, with its start and the decoding of both.',
      `${explained}: the same phase with everything dp puts on top and no peer has: witness rows, ways out with the YAML to paste, places in both files, fingerprints.`,
      `Unchanged contracts are the same bytes on both sides, as in a repository, which dp notices before it looks further. ${touched}: each new file has a comment more, so that every contract is compared by its content.`,
    ],
  };
}
