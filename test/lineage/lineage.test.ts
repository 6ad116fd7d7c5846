import { describe, expect, test } from 'vitest';
import { findCycles } from '../../src/core/lineage/cycles.ts';
import { buildLineage, chooseOffer, type LineageSource } from '../../src/core/lineage/graph.ts';
import { hitsOn, readersOf } from '../../src/core/lineage/readers.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';

/** A product with one output port of its own name; `reads` are contract ids with versions. */
function product(name: string, reads: readonly (readonly [string, string])[], extra = ''): LineageSource {
  const inputs = reads.map(([id, version]) => `  - {name: ${id}, contractId: ${id}, version: ${version}}`);
  const text = ['kind: DataProduct', 'apiVersion: v1.1.0', `name: ${name}`, 'domain: shop', ...(inputs.length === 0 ? [] : ['inputPorts:', ...inputs]), 'outputPorts:', `  - {name: ${name}, version: 1.0.0, contractId: ${name}}`, extra].join('\n');
  return { product: readProduct(parseYaml(`${name}.yaml`, text).document), contracts: [] };
}

function withContract(source: LineageSource, columns: string): LineageSource {
  const { name } = source.product;
  const text = `kind: DataContract\napiVersion: v3.2.0\nid: ${name ?? ''}\nversion: 1.0.0\nschema:\n  - name: ${name ?? ''}\n    properties:\n${columns}`;
  return { ...source, contracts: [readContract(parseYaml('contract.yaml', text).document)] };
}

function hits(sources: readonly LineageSource[], start: LineageSource, touched?: string): string[] {
  const [port] = start.product.outputPorts;
  if (port === undefined) return [];
  const readers = readersOf(buildLineage(sources), { source: start, port, contract: start.contracts[0] });
  return hitsOn(readers, touched).map((hit) => `${hit.kind} ${hit.name}${hit.via.length === 0 ? '' : ` via ${hit.via.join(', ')}`}${hit.columns === null ? '' : ` reads ${hit.columns.join(', ')}`}`);
}

describe('the product graph', () => {
  const orders = product('orders', []);
  const revenue = product('revenue', [['orders', '1.0.0']]);
  const board = product('board', [['revenue', '1.0.0']]);

  test('names direct readers and those behind them, nearest first', () => {
    expect(hits([board, revenue, orders], orders)).toEqual(['product revenue', 'product board via revenue']);
  });

  test('names a reader that reads directly and through another once, by its shortest way', () => {
    const both = product('both', [['orders', '1.0.0'], ['revenue', '1.0.0']]);
    expect(hits([both, revenue, orders], orders)).toEqual(['product both', 'product revenue']);
  });

  test('follows only the output ports that are made from the contract', () => {
    const apart = product('apart', [['orders', '1.0.0'], ['customers', '1.0.0']]);
    const [port] = apart.product.outputPorts;
    const fed = { ...apart, product: { ...apart.product, outputPorts: port === undefined ? [] : [{ ...port, inputContracts: [{ at: '', id: 'customers', version: '1.0.0' }] }] } };
    const behind = product('behind', [['apart', '1.0.0']]);
    expect(hits([fed, behind, orders], orders)).toEqual(['product apart']);
  });

  test('counts an output port made from a contract as a reader of it', () => {
    const made = product('made', []);
    const [port] = made.product.outputPorts;
    const source = { ...made, product: { ...made.product, outputPorts: port === undefined ? [] : [{ ...port, inputContracts: [{ at: '', id: 'orders', version: '1.0.0' }] }] } };
    expect(hits([source, orders], orders)).toEqual(['product made']);
  });

  test('does not count who reads another major version that is offered as well', () => {
    const [port] = orders.product.outputPorts;
    const two = { ...orders, product: { ...orders.product, outputPorts: port === undefined ? [] : [port, { ...port, version: '2.0.0' }] } };
    const modern = product('modern', [['orders', '2.1.0']]);
    expect(hits([two, revenue, modern], two)).toEqual(['product revenue']);
  });

  test('goes round a circle once and names it', () => {
    const a = product('a', [['c', '1.0.0']]);
    const b = product('b', [['a', '1.0.0']]);
    const c = product('c', [['b', '1.0.0']]);
    const self = product('self', [['self', '1.0.0']]);
    expect(hits([a, b, c], a)).toEqual(['product b', 'product c via b']);
    expect(findCycles(buildLineage([a, b, c, self, orders, revenue]))).toEqual([['product:shop/a', 'product:shop/b', 'product:shop/c'], ['product:shop/self']]);
    expect(findCycles(buildLineage([orders, revenue, board]))).toEqual([]);
  });

  test('is the same for any order of the products', () => {
    const [one, two] = [buildLineage([orders, revenue, board]), buildLineage([board, orders, revenue])];
    expect(two.edges).toEqual(one.edges);
    expect([...two.nodes.keys()].sort()).toEqual([...one.nodes.keys()].sort());
  });

  test('ends in source systems, exposures and contracts that nobody offers', () => {
    const raw = product('raw', [['unknown', '1.0.0']], 'customProperties:\n  - {property: exposures, vendor: dp, value: [{type: dashboard, name: Board, port: raw}]}');
    const source = readProduct(parseYaml('x.yaml', 'kind: DataProduct\nname: till\ndomain: shop\ninputPorts:\n  - {name: cash, customProperties: [{property: sourceSystem, vendor: dp, value: {system: Cash desk, acquisition: cdc}}]}').document);
    const { edges } = buildLineage([raw, { product: source, contracts: [] }]);
    expect(edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`).sort()).toEqual(['contract:unknown input-port product:shop/raw', 'product:shop/raw exposure exposure:shop/raw:Board', 'source:Cash desk source product:shop/till']);
  });
});

describe('columns', () => {
  const orders = withContract(product('orders', [], 'customProperties:\n  - {property: exposures, vendor: dp, value: [{type: report, name: Close, port: orders, columns: [orders.total]}]}'), '      - {name: total}\n      - {name: state}\n      - {name: address, properties: [{name: zip}]}\n');

  test('of an exposure and of transformSourceObjects narrow who is hit', () => {
    const revenue = withContract(product('revenue', [['orders', '1.0.0']]), '      - {name: sum, transformSourceObjects: [orders.total]}\n');
    const board = withContract(product('board', [['revenue', '1.0.0']]), '      - {name: figure, transformSourceObjects: [shop.revenue.sum]}\n');
    expect(hits([orders, revenue, board], orders, 'orders.total')).toEqual(['exposure Close reads orders.total', 'product revenue reads orders.total', 'product board via revenue reads orders.total']);
    expect(hits([orders, revenue, board], orders, 'orders.state')).toEqual([]);
    expect(hits([orders, revenue, board], orders, 'orders')).toEqual(['exposure Close reads orders.total', 'product revenue reads orders.total', 'product board via revenue reads orders.total']);
  });

  test('that a reader leaves unexplained may be any', () => {
    const half = withContract(product('half', [['orders', '1.0.0']]), '      - {name: sum, transformSourceObjects: [orders.total]}\n      - {name: note}\n');
    expect(hits([orders, half], orders, 'orders.state')).toEqual(['product half']);
    expect(hits([orders, half], orders, 'orders.total')).toEqual(['exposure Close reads orders.total', 'product half reads orders.total']);
  });

  test('are told apart from columns of the same name in another contract', () => {
    const customers = withContract(product('customers', []), '      - {name: state}\n');
    const mixed = withContract(product('mixed', [['orders', '1.0.0'], ['customers', '1.0.0']]), '      - {name: a, transformSourceObjects: [customers.customers.state]}\n      - {name: b, transformSourceObjects: [orders.orders.address.zip]}\n');
    expect(hits([orders, customers, mixed], orders, 'orders.state')).toEqual([]);
    expect(hits([orders, customers, mixed], orders, 'orders.address')).toEqual(['product mixed reads orders.address.zip']);
  });
});

test.each([
  ['1.2.0', ['1.0.0', '1.2.0', '2.0.0'], '1.2.0'],
  ['1.1.0', ['1.0.0', '1.2.0', '2.0.0'], '1.2.0'],
  ['3.0.0', ['1.0.0', '2.0.0'], undefined],
  ['3.0.0', ['1.0.0'], '1.0.0'],
  [undefined, ['1.0.0', '2.0.0'], '2.0.0'],
])('a reader of %s, offered %s, means %s', (version, offered, chosen) => {
  expect(chooseOffer(offered.map((item) => ({ port: { version: item } })), version)?.port.version).toBe(chosen);
});
