import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { createScene, publishExampleMesh, type Scene } from './support.ts';

// The structure that the public specification asks of events without runs (OpenLineage 2.0.2), in our own words.
const facets = { type: 'object', additionalProperties: { type: 'object', required: ['_producer', '_schemaURL'], properties: { _producer: { type: 'string', pattern: '^https://' }, _schemaURL: { type: 'string', pattern: '^https://openlineage\\.io/spec/facets/\\d+-\\d+-\\d+/\\w+\\.json#/\\$defs/\\w+$' } } } };
const named = { type: 'object', required: ['namespace', 'name'], properties: { namespace: { type: 'string', minLength: 1 }, name: { type: 'string', minLength: 1 }, facets } };
const text = { type: 'string', minLength: 1 };
const base = { eventTime: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' }, producer: { type: 'string', pattern: '^https://' } };
const schema = {
  type: 'array',
  items: {
    oneOf: [
      { type: 'object', required: ['eventTime', 'producer', 'schemaURL', 'job'], additionalProperties: false, properties: { ...base, schemaURL: { const: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent' }, job: named, inputs: { type: 'array', items: named }, outputs: { type: 'array', items: named } } },
      { type: 'object', required: ['eventTime', 'producer', 'schemaURL', 'dataset'], additionalProperties: false, properties: { ...base, schemaURL: { const: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent' }, dataset: named } },
    ],
  },
};
const facetSchemas: Readonly<Record<string, object>> = {
  schema: { required: ['fields'], properties: { fields: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: text, type: text, description: { type: 'string' } } } } } },
  columnLineage: { required: ['fields'], properties: { fields: { type: 'object', additionalProperties: { type: 'object', required: ['inputFields'], properties: { inputFields: { type: 'array', minItems: 1, items: { type: 'object', required: ['namespace', 'name', 'field'], properties: { namespace: text, name: text, field: text } } } } } } } },
  version: { required: ['datasetVersion'], properties: { datasetVersion: text } },
  ownership: { required: ['owners'], properties: { owners: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: text, type: text } } } } },
  documentation: { required: ['description'], properties: { description: text } },
  tags: { required: ['tags'], properties: { tags: { type: 'array', items: { type: 'object', required: ['key', 'value'], properties: { key: text, value: text, source: text, field: text } } } } },
  jobType: { required: ['processingType', 'integration'], properties: { processingType: { enum: ['BATCH', 'STREAMING'] }, integration: { const: 'DP' }, jobType: text } },
};

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Readonly<Record<string, { readonly fields?: unknown }>>;
}

interface Event {
  readonly eventTime: string;
  readonly job?: Named;
  readonly dataset?: Named;
  readonly inputs?: readonly Named[];
  readonly outputs?: readonly Named[];
}

const nameOf = ({ namespace, name }: Named): string => `${namespace} ${name}`;

let scene: Scene;
let events: readonly Event[];

beforeAll(async () => {
  scene = await createScene();
  await publishExampleMesh(scene);
  events = JSON.parse((await scene.dp('mesh', 'lineage', '--format', 'openlineage', '--today', '2026-11-22')).stdout) as Event[];
});

describe('dp lineage --format openlineage', () => {
  test('prints events of the structure that the specification asks for', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    const check = ajv.compile(schema);
    check(events);
    expect(check.errors ?? []).toEqual([]);
  });

  test('knows every facet that it writes, each as its own specification has it', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    const found = events.flatMap(({ job, dataset }) => Object.entries((job ?? dataset)?.facets ?? {}));
    expect([...new Set(found.map(([name]) => name))].sort()).toEqual(Object.keys(facetSchemas).sort());
    for (const [name, facet] of found) {
      const check = ajv.compile(facetSchemas[name] ?? false);
      expect({ name, valid: check(facet), errors: check.errors ?? [] }).toEqual({ name, valid: true, errors: [] });
    }
  });

  test('names every dataset that a product reads or makes as the dataset event that describes it', () => {
    const described = new Set(events.flatMap(({ dataset }) => (dataset === undefined ? [] : [nameOf(dataset)])));
    const used = events.flatMap(({ inputs = [], outputs = [] }) => [...inputs, ...outputs]).filter(({ namespace }) => namespace !== 'dp://');
    expect([...new Set(used.map(nameOf))].filter((name) => !described.has(name))).toEqual([]);
  });

  test('names in column lineage only fields that the dataset read has', () => {
    const fields = new Map(events.flatMap(({ dataset }) => (dataset === undefined ? [] : [[nameOf(dataset), new Set((dataset.facets?.['schema']?.fields as { name: string }[]).map(({ name }) => name))]])));
    const inputs = events.flatMap(({ dataset }) => Object.values((dataset?.facets?.['columnLineage']?.fields ?? {}) as Record<string, { inputFields: { namespace: string; name: string; field: string }[] }>).flatMap(({ inputFields }) => inputFields));
    expect(inputs.length).toBeGreaterThan(10);
    expect(inputs.filter((input) => fields.get(nameOf(input))?.has(input.field) !== true)).toEqual([]);
  });

  test('carries the day it is told', () => {
    expect(new Set(events.map(({ eventTime }) => eventTime))).toEqual(new Set(['2026-11-22T00:00:00Z']));
  });
});
