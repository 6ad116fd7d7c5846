import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { buildCanvas } from '../../src/core/canvas/build-canvas.ts';
import { columnsOf } from '../../src/core/lineage/column-refs.ts';
import { dpValue } from '../../src/core/manifest/read-product.ts';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { snapshotOf } from '../../src/core/workspace/workspace.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { loadWorkspace } from '../../src/io/workspace/load-workspace.ts';
import { corpusFolder } from '../support/corpus.ts';
import { runDp } from '../support/run-dp.ts';

const mesh = join(packageRoot, 'examples', 'mesh');
const workspace = await loadWorkspace(mesh, new AbortController().signal);
const products = workspace.products.map((product) => ({ key: `${String(product.product.domain)}/${String(product.product.name)}`, product }));
const contracts = workspace.products.flatMap((product) => product.contracts.map(({ contract, document }) => ({ name: document.file.slice(mesh.length + 1), contract })));

test('the mesh has five products in three domains', () => {
  expect(products.map(({ key }) => key)).toEqual(['logistics/delivery-delay-model', 'logistics/shipment-events', 'marketing/campaign-insights', 'sales/customer-revenue', 'sales/orders']);
});

test('dp validate finds nothing in it, in three years neither', async () => {
  for (const now of [new Date('2026-11-22T09:00:00Z'), new Date('2029-11-22T09:00:00Z')]) {
    const { code, stdout } = await runDp(['validate', '--offline', '--format', 'json'], { cwd: mesh, now });
    const document = JSON.parse(stdout) as { findings: unknown[]; summary: Record<string, number> };
    expect({ code, findings: document.findings, products: document.summary['products'], contracts: document.summary['contracts'] }).toEqual({ code: 0, findings: [], products: 5, contracts: 5 });
  }
});

test.skipIf(corpusFolder === undefined)('every document is valid against the official schema (skipped without DP_CORPUS)', () => {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validators = new Map<string, ReturnType<typeof ajv.compile>>();
  const documents = workspace.products.flatMap((product) => [product.manifest, ...product.contracts].map(({ document }) => document));
  const errors = documents.flatMap(({ file, data }) => {
    const apiVersion = isRecord(data) ? String(data['apiVersion']) : '';
    const name = `${isRecord(data) && data['kind'] === 'DataProduct' ? 'odps' : 'odcs'}-${apiVersion}`;
    const validate = validators.get(name) ?? ajv.compile(JSON.parse(readFileSync(join(corpusFolder ?? '', 'schemas', `${name}.schema.json`), 'utf8')) as object);
    validators.set(name, validate);
    return validate(data) ? [] : [`${file}: ${ajv.errorsText(validate.errors)}`];
  });
  expect({ errors, count: documents.length }).toEqual({ errors: [], count: 10 });
});

test('every input port reads a port of the mesh at the version it has, or names the system outside', () => {
  const offered = workspace.products.flatMap(({ product }) => product.outputPorts.map(({ contractId, version }) => `${String(contractId)} ${String(version)}`));
  const read = workspace.products.flatMap(({ product }) => product.inputPorts.map((port) => (port.contractId === undefined ? (dpValue(port, 'sourceSystem') === undefined ? 'nothing' : 'system') : `${port.contractId} ${String(port.version)}`)));
  expect(read.filter((name) => name !== 'system' && !offered.includes(name))).toEqual([]);
  expect(read.filter((name) => name === 'system')).toHaveLength(2);
});

test.each(products)('$key has its canvas, team, support and pipeline filled in', ({ product }) => {
  const canvas = buildCanvas(snapshotOf(product), { registry: undefined });
  expect({
    isPurposeTold: (canvas.purpose ?? '').length >= 40,
    hasValue: canvas.value !== undefined,
    consumers: canvas.consumers.filter(({ useCases, painPoints, needs }) => useCases.length > 0 && painPoints.length > 0 && needs.length > 0).length,
    needs: [...new Set(canvas.consumers.flatMap(({ needs }) => needs.map(({ verdict }) => verdict)))],
    roles: [...new Set(canvas.members.map(({ role }) => role).filter((role) => role === 'owner' || role === 'data steward'))],
    scopes: ['interactive', 'issues', 'escalation'].filter((scope) => canvas.support.some((channel) => channel.scope === scope)),
    hasPipeline: canvas.pipeline.length > 0,
    examples: canvas.outputs.every(({ examples }) => examples.length > 0),
    isFound: canvas.outputs.every(({ isContractFound }) => isContractFound),
  }).toEqual({ isPurposeTold: true, hasValue: true, consumers: 2, needs: ['met'], roles: ['owner', 'data steward'], scopes: ['interactive', 'issues', 'escalation'], hasPipeline: true, examples: true, isFound: true });
});

test.each(contracts)('every table and column of $name is described and classified, and its rules say what breaking them costs', ({ contract }) => {
  const columns = columnsOf(contract);
  const rules = [...contract.tables.flatMap(({ quality }) => quality), ...columns.flatMap(({ column }) => column.quality)];
  expect(columns.filter(({ column }) => column.description === undefined || column.classification === undefined || column.businessName === undefined || column.physicalType === undefined).map(({ path }) => path)).toEqual([]);
  expect(contract.tables.filter(({ description, granularity }) => (description ?? '').length < 20 || granularity === undefined).map(({ name }) => name)).toEqual([]);
  expect(rules.filter(({ id, dimension, severity, businessImpact }) => [id, dimension, severity, businessImpact].includes(undefined)).map(({ at }) => at)).toEqual([]);
  expect(['completeness', 'accuracy', 'consistency', 'timeliness'].filter((dimension) => !rules.some((rule) => rule.dimension === dimension))).toEqual([]);
  expect(['latency', 'retention', 'timeToNotify', 'timeToRepair'].filter((property) => !contract.slaProperties.some((sla) => sla.property === property))).toEqual([]);
});

test('every file that a manifest names is there, and the model is the one whose hash it holds', () => {
  const named = workspace.products.flatMap(({ folder, product }) => [...JSON.stringify(product.customProperties.map(({ value }) => value)).matchAll(/"(?:file|path)":"([^"]+)"/gu)].map(([, path]) => join(folder, path ?? '')));
  expect({ missing: named.filter((path) => !existsSync(path)), count: named.length }).toEqual({ missing: [], count: 13 });
  const model = workspace.products.map(({ folder, product }) => ({ folder, value: dpValue(product, 'mlModel')?.value })).find(({ value }) => value !== undefined);
  const artifacts = isRecord(model?.value) && Array.isArray(model.value['artifacts']) ? model.value['artifacts'].filter(isRecord) : [];
  const hashes = artifacts.map(({ path }) => createHash('sha256').update(readFileSync(join(model?.folder ?? '', String(path)))).digest('hex'));
  expect(hashes).toEqual(artifacts.map(({ sha256 }) => sha256));
  expect(hashes).toHaveLength(1);
});

test('every link of a README leads somewhere', () => {
  const readmes = readdirSync(join(packageRoot, 'examples'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('README.md')).map((path) => join(packageRoot, 'examples', path));
  const dangling = readmes.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|mailto:)([^)#]+)\)/gu)].map(([, link]) => join(dirname(file), link ?? '')).filter((path) => !existsSync(path)));
  expect({ dangling, count: readmes.length }).toEqual({ dangling: [], count: 8 });
});

test('the streaming product turns what carriers send into events of its contract, and the rest into dead letters', () => {
  const body = { carrier: 'DHL', code: 'DL', time: '2026-01-12T10:00:00+01:00', received: '2026-01-12T09:00:05Z', shipment: 's-00000001', order: 'o-000001', country: 'DE' };
  const bodies = [body, body, { ...body, carrier: 'constructor' }, { ...body, code: 'XX' }, { ...body, received: 'soon' }, { ...body, order: '1' }];
  const input = `${[...bodies.map((line) => JSON.stringify(line)), 'no json'].join('\n')}\n`;
  const { status, stdout, stderr } = spawnSync('node', ['pipeline/normalise.mjs'], { cwd: join(mesh, 'logistics/shipment-events'), input, encoding: 'utf8' });
  const read = (text: string): Record<string, unknown>[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  const events = read(stdout);
  const columns = products.find(({ key }) => key === 'logistics/shipment-events')?.product.contracts[0]?.contract.tables[0]?.columns.map(({ name }) => name);
  expect({ status, count: events.length, same: events[0]?.['event_id'] === events[1]?.['event_id'], columns: Object.keys(events[0] ?? {}) }).toEqual({ status: 0, count: 2, same: true, columns });
  expect(read(stderr).map(({ reason }) => String(reason).replace(/(?<=not JSON).*/u, ''))).toEqual(['unknown carrier "constructor"', 'unknown code "XX" of DHL', 'received is no time: "soon"', 'shipment or order number is malformed', 'not JSON']);
});
