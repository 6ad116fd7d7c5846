import { expect, test } from 'vitest';
import { classFlows } from '../../src/core/lineage/class-flow.ts';
import type { LineageEdge } from '../../src/core/lineage/graph.ts';
import { danglingInputs } from '../../src/core/lineage/judge-mesh.ts';
import type { Mesh } from '../../src/core/lineage/mesh.ts';
import { traceFrom } from '../../src/core/lineage/trace.ts';
import { treeFrom } from '../../src/core/lineage/tree.ts';
import { select, walk } from '../../src/core/lineage/walk.ts';
import { meshOf } from './support-mesh.ts';

/** A mesh of layers of ten: each product reads three of the layer before. */
function generated(count: number): Mesh {
  const name = (index: number): string => `d${String(index % 7)}/p${String(index)}`;
  return meshOf(
    Array.from({ length: count }, (_, index) => {
      const layer = Math.floor(index / 10) * 10;
      const reads = layer === 0 ? [] : [0, 3, 7].map((step) => name(layer - 10 + ((index + step) % 10)).replace('/', '-'));
      return { key: name(index), reads, columns: { who: layer === 0 ? { isPersonal: true } : { from: reads.map((id) => `${id}.t.who`) } }, ...(index % 10 === 9 ? { exposures: [{ type: 'report', name: 'Report', port: 'out' }] } : {}) };
    }),
  );
}

/** The same mesh, counting every edge that is handed out. */
function counting(mesh: Mesh): { readonly mesh: Mesh; readonly count: () => number } {
  let count = 0;
  const watch = (map: ReadonlyMap<string, readonly LineageEdge[]>): ReadonlyMap<string, readonly LineageEdge[]> => {
    const copy = new Map(map);
    copy.get = (key) => {
      const edges = map.get(key);
      count += 1 + (edges?.length ?? 0);
      return edges === undefined ? undefined : [...edges];
    };
    return copy;
  };
  return { mesh: { ...mesh, incoming: watch(mesh.incoming), outgoing: watch(mesh.outgoing) }, count: () => count };
}

const first = 'product:d0/p0';
const last = (count: number): string => `product:d${String((count - 1) % 7)}/p${String(count - 1)}`;

const work: readonly (readonly [name: string, run: (mesh: Mesh, count: number) => number])[] = [
  ['a walk downstream', (mesh) => walk(mesh, first, { direction: 'downstream' }).length],
  ['a tree upstream', (mesh, count) => treeFrom(mesh, last(count), { direction: 'upstream' }).length],
  ['a selection around a product', (mesh) => select(mesh, first).edges.length],
  ['a trace', (mesh, count) => traceFrom(mesh, last(count), { today: '2026-11-22', recent: [] }).length],
];

const meshes = new Map([1000, 2000].map((count) => [count, generated(count)]));

test.each(work)('%s of twice as many products looks at twice as many edges', (_name, run) => {
  const [small, large] = [...meshes].map(([count, mesh]) => {
    const watched = counting(mesh);
    return { found: run(watched.mesh, count), looked: watched.count() };
  });
  expect((large?.found ?? 0) / (small?.found ?? 1)).toBeGreaterThan(1.9);
  expect((large?.looked ?? 0) / (small?.looked ?? 1)).toBeLessThan(2.1);
  expect(large?.looked).toBeLessThan(2000 * 20);
});

test('personal data of the first layer of 2,000 products is found in every one that is made from it, each edge once', () => {
  const mesh = meshes.get(2000);
  const reads = mesh?.graph.edges.filter(({ kind }) => kind === 'input-port') ?? [];
  const { flows, marked } = mesh === undefined ? { flows: new Map(), marked: [] } : classFlows(mesh, mesh.graph.edges, 'pii');
  expect([marked.length, reads.length, reads.filter((edge) => flows.has(edge)).length]).toEqual([10, 1990 * 3, 1990 * 3]);
});

test('2,000 products have no dangling input that was not put there', () => {
  const mesh = meshes.get(2000);
  expect(mesh === undefined ? undefined : danglingInputs(mesh)).toEqual([]);
});

test('a chain of 2,000 products is walked and drawn to its end without running out of stack', () => {
  const chain = meshOf(Array.from({ length: 2000 }, (_, index) => ({ key: `sales/p${String(index)}`, reads: index === 0 ? [] : [`sales-p${String(index - 1)}`] })));
  expect(treeFrom(chain, 'product:sales/p0', { direction: 'downstream' }).length).toBe(1999);
  expect(walk(chain, 'product:sales/p0', { direction: 'downstream' }).at(-1)).toMatchObject({ id: 'product:sales/p1999', distance: 1999 });
});
