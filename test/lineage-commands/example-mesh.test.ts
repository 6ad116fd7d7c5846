import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createScene, type ImpactSection, type LineageSection, publishExampleMesh, type Scene } from './support.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await createScene();
  await publishExampleMesh(scene);
  mkdirSync(join(scene.sandbox.path, 'elsewhere'));
});

describe('the example mesh', () => {
  test.each([
    ['the whole graph', ['lineage'], 'lineage.txt'],
    ['both sides of a product with its columns', ['lineage', 'delivery-delay-model', '--columns'], 'lineage-product.txt'],
    ['personal data across domains', ['lineage', '--class', 'pii'], 'lineage-pii.txt'],
    ['a flowchart', ['lineage', '--format', 'mermaid'], 'lineage.mmd'],
    ['a graph for Graphviz', ['lineage', 'sales/orders', '--format', 'dot'], 'lineage.dot'],
    ['events of OpenLineage', ['lineage', 'sales/customer-revenue', '--direction', 'upstream', '--format', 'openlineage'], 'openlineage.json'],
    ['whom a column hits', ['impact', 'sales/orders:orders.total_amount'], 'impact-column.txt'],
    ['whom a port hits', ['impact', 'shipment-events:shipment-events'], 'impact-port.txt'],
    ['the way upstream', ['trace', 'campaign-insights'], 'trace.txt'],
  ])('gives %s from the work tree', async (_name, argv, golden) => {
    const { code, stdout, stderr } = await scene.dp('mesh', ...argv, '--offline');
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout.replaceAll(/(dataproduct\/v\/)[^"]+/gu, '$1VERSION')).toMatchFileSnapshot(`golden/${golden}`);
  });

  test('is the same graph from the registry, for someone who has nothing of it', async () => {
    const [own, foreign] = [await scene.json<LineageSection>('mesh', 'lineage', '--columns', '--class', 'pii', '--offline'), await scene.json<LineageSection>('elsewhere', 'lineage', '--columns', '--class', 'pii')];
    const bare = ({ lineage }: LineageSection): unknown => ({ ...lineage, nodes: lineage.nodes.map((node) => ({ ...node, origin: null })) });
    expect(bare(foreign)).toEqual(bare(own));
    expect(new Set(own.lineage.nodes.map(({ origin }) => origin))).toEqual(new Set(['workspace', null]));
    expect(new Set(foreign.lineage.nodes.map(({ origin }) => origin))).toEqual(new Set(['registry', null]));
  });

  test('is the same graph from the index alone as with all contracts read', async () => {
    const [index, read] = [await scene.json<LineageSection>('elsewhere', 'lineage'), await scene.json<LineageSection>('elsewhere', 'lineage', '--columns')];
    expect(index.lineage.nodes).toEqual(read.lineage.nodes);
    expect(index.lineage.edges).toEqual(read.lineage.edges);
  });

  test('says the same of a column from the registry as from the work tree', async () => {
    const hits = async (...argv: readonly string[]): Promise<unknown> => (await scene.json<ImpactSection>(argv[0] ?? '', ...argv.slice(1))).impact.hits.map(({ node, via, columns }) => [node.id, via, columns]);
    const own = await hits('mesh', 'impact', 'urn:dp:sales:orders:orders.customer_id', '--offline');
    expect(own).toEqual([
      ['product:logistics/delivery-delay-model', [], null],
      ['product:marketing/campaign-insights', [], ['orders.customer_id']],
      ['product:sales/customer-revenue', [], ['orders.customer_id']],
      ['exposure:marketing/campaign-insights:Campaign cockpit', ['marketing/campaign-insights'], ['orders.customer_id']],
    ]);
    expect(await hits('elsewhere', 'impact', 'urn:dp:sales:orders:orders.customer_id')).toEqual(own);
  });

  test('follows personal data from its marked columns into other domains', async () => {
    const { lineage } = await scene.json<LineageSection>('mesh', 'lineage', '--class', 'pii', '--offline');
    expect(lineage.classFlow?.marked.map(({ column }) => column)).toEqual(['customer_revenue.customer_id', 'orders.customer_id', 'orders.customer_email']);
    expect(lineage.classFlow?.flows.map(({ from, to, columns, isPossible, crosses }) => [from, to, columns, isPossible, crosses]).sort()).toEqual([
      ['product:marketing/campaign-insights', 'exposure:marketing/campaign-insights:Campaign cockpit', ['campaign_performance.customer_count'], false, false],
      ['product:sales/orders', 'product:marketing/campaign-insights', ['orders.customer_id'], false, true],
      ['product:sales/orders', 'product:marketing/campaign-insights', ['orders.customer_id'], false, true],
      ['product:sales/orders', 'product:sales/customer-revenue', ['orders.customer_id'], false, false],
      ['product:sales/orders', 'product:sales/customer-revenue', ['orders.customer_id'], false, false],
    ]);
  });

  test('suggests the class that is near, where no column has the one asked for', async () => {
    const { code, stdout } = await scene.dp('mesh', 'lineage', '--class', 'confidental', '--offline');
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'No column here is marked as confidental. Did you mean confidential?']);
  });

  test('has sides and distances for a product only', async () => {
    for (const flag of [['--direction', 'upstream'], ['--depth', '2']]) expect((await scene.dp('mesh', 'lineage', ...flag, '--offline')).code).toBe(2);
    expect((await scene.dp('mesh', 'lineage', 'sales/orders', '--depth', '0', '--offline')).code).toBe(2);
  });

  test('prints the same twice', async () => {
    for (const format of ['text', 'json', 'mermaid', 'dot', 'openlineage']) {
      const argv = ['lineage', '--columns', '--format', format];
      expect((await scene.dp('mesh', ...argv)).stdout).toBe((await scene.dp('mesh', ...argv)).stdout);
    }
  });
});
