import { expect, test } from 'vitest';
import { judgeNeed } from '../../src/core/canvas/judge-need.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';

function offers(contractText: string, portsText = '[{name: orders, type: tables}]') {
  const contract = readContract(parseYaml('orders.odcs.yaml', `apiVersion: v3.2.0\nkind: DataContract\nid: sales-orders\nversion: 1.0.0\n${contractText}`).document);
  const product = readProduct(parseYaml('dataproduct.yaml', `apiVersion: v1.1.0\nkind: DataProduct\nid: x\noutputPorts: ${portsText}\n`).document);
  return product.outputPorts.map((port) => ({ port, contract }));
}

const daily = 'slaProperties: [{property: latency, value: 24, unit: h}]\nservers: [{server: lake, type: s3, location: "s3://lake/orders", format: Parquet}]';

test.each([
  ['24 h', daily, 'met', []],
  ['1 d', daily, 'met', []],
  ['2 days', daily, 'met', []],
  ['PT36H', daily, 'met', []],
  ['12 h', daily, 'not met', ['the contract promises 24 h, needed are 12 h']],
  ['15 min', 'slaProperties: [{property: ly, value: 5, unit: m}]', 'met', []],
  ['1 h', 'slaProperties: [{property: freshness, value: P1D}]', 'not met', ['the contract promises P1D, needed are 1 h']],
  ['1 h', 'slaProperties: [{property: latency, value: 2, unit: d}, {property: latency, value: 30, unit: minutes}]', 'met', []],
  ['1 h', 'slaProperties: [{property: retention, value: 2, unit: d}]', 'unknown', ['the contract promises no latency']],
  ['1 h', 'slaProperties: [{property: latency, value: soon, unit: d}]', 'unknown', ['the contract promises no latency']],
  ['as soon as possible', daily, 'unknown', ['as soon as possible is no number with a unit']],
])('a need of %s against %j is %s', (freshness, contract, verdict, reasons) => {
  expect(judgeNeed({ port: 'orders', freshness, format: undefined }, offers(contract))).toEqual({ verdict, reasons });
});

test.each([
  ['parquet', daily, 'met', []],
  ['tables', daily, 'met', []],
  ['table', daily, 'met', []],
  ['csv', daily, 'not met', ['delivered as parquet, needed is csv']],
  ['csv', 'servers: [{server: db, type: postgres}]', 'unknown', ['no server of the contract names a format']],
  ['json', 'servers: [{server: api, type: api, location: "https://api.acme.example", customProperties: [{property: format, value: json}]}]', 'met', []],
])('a need of %s against %j is %s', (format, contract, verdict, reasons) => {
  expect(judgeNeed({ port: 'orders', freshness: undefined, format }, offers(contract))).toEqual({ verdict, reasons });
});

test('one thing not met makes a need not met, one unknown keeps it from being met', () => {
  expect(judgeNeed({ port: 'orders', freshness: '1 h', format: 'parquet' }, offers(daily))).toEqual({ verdict: 'not met', reasons: ['the contract promises 24 h, needed are 1 h'] });
  expect(judgeNeed({ port: 'orders', freshness: '1 d', format: 'csv' }, offers('slaProperties: [{property: latency, value: 1, unit: h}]'))).toEqual({ verdict: 'unknown', reasons: ['no server of the contract names a format'] });
});

test('a need is held against the port it names, against the only one, and against none', () => {
  const need = { port: undefined, freshness: '24 h', format: undefined };
  const two = offers(daily, '[{name: orders}, {name: returns}]');
  expect(judgeNeed({ ...need, port: 'shipments' }, two)).toEqual({ verdict: 'not met', reasons: ['there is no output port shipments'] });
  expect(judgeNeed(need, two)).toEqual({ verdict: 'unknown', reasons: ['it names none of the output ports'] });
  expect(judgeNeed(need, offers(daily))).toEqual({ verdict: 'met', reasons: [] });
  expect(judgeNeed(need, [])).toEqual({ verdict: 'not met', reasons: ['the product has no output port'] });
  expect(judgeNeed({ ...need, freshness: undefined }, offers(daily))).toEqual({ verdict: 'unknown', reasons: ['it names neither freshness nor format'] });
});
