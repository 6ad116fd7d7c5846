import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffContracts } from '../../src/core/diff/diff-contracts.ts';
import { diffProducts } from '../../src/core/diff/diff-products.ts';
import type { DiffResult } from '../../src/core/diff/result.ts';
import { diffModes, diffSettings } from '../../src/core/diff/settings.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import { readCorpus } from '../support/corpus.ts';
import { contractOf, testDay } from './support.ts';

type Json = Readonly<Record<string, unknown>>;

const options = { settings: diffSettings(), today: testDay };

function diffData(old: Json, successor: Json): DiffResult {
  return diffContracts({ old: contractOf(JSON.stringify(old)), new: contractOf(JSON.stringify(successor)) }, options);
}

function isSilent({ drafts, verdict }: DiffResult): void {
  expect({ drafts: drafts.map((draft) => draft.rule), verdict }).toEqual({ drafts: [], verdict: 'identical' });
}

const word = fc.constantFrom('orders', 'customers', 'shipments', 'returns', 'invoices', 'carriers');
const physicalType = fc.constantFrom('INT', 'BIGINT', 'VARCHAR(10)', 'DECIMAL(12,2)', 'TIMESTAMP_NTZ', 'TEXT', 'DOUBLE', 'BOOLEAN', 'DATE');

const column = fc.record(
  {
    name: fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_', '1'), minLength: 1, maxLength: 6 }),
    physicalType,
    logicalType: fc.constantFrom('string', 'integer', 'number', 'date', 'timestamp', 'boolean'),
    required: fc.boolean(),
    unique: fc.boolean(),
    primaryKey: fc.boolean(),
    description: word,
    tags: fc.uniqueArray(word, { maxLength: 3 }),
    deprecated: fc.boolean(),
    criticalDataElement: fc.boolean(),
    partitioned: fc.boolean(),
    classification: fc.constantFrom('public', 'internal', 'secret'),
  },
  { requiredKeys: ['name'] },
);

const table = fc.record(
  { name: word, physicalType: fc.constantFrom('table', 'view'), properties: fc.uniqueArray(column, { selector: (item) => item.name, maxLength: 6 }), tags: fc.uniqueArray(word, { maxLength: 3 }) },
  { requiredKeys: ['name', 'properties'] },
);

const contract = fc.record(
  {
    apiVersion: fc.constant('v3.2.0'),
    kind: fc.constant('DataContract'),
    id: fc.constant('orders'),
    version: fc.constant('1.0.0'),
    status: fc.constantFrom('draft', 'active'),
    schema: fc.uniqueArray(table, { selector: (item) => item.name, maxLength: 3 }),
    roles: fc.uniqueArray(fc.record({ role: word, access: fc.constantFrom('read', 'write') }), { selector: (item) => item.role, maxLength: 3 }),
    support: fc.uniqueArray(fc.record({ channel: word, url: fc.webUrl() }), { selector: (item) => item.channel, maxLength: 3 }),
    servers: fc.uniqueArray(fc.record({ server: word, type: fc.constantFrom('postgres', 's3'), host: word }), { selector: (item) => item.server, maxLength: 3 }),
    slaProperties: fc.uniqueArray(fc.record({ property: fc.constantFrom('latency', 'retention', 'availability'), value: fc.nat(), unit: fc.constant('d') }), { selector: (item) => item.property, maxLength: 3 }),
    tags: fc.uniqueArray(word, { maxLength: 3 }),
    customProperties: fc.uniqueArray(fc.record({ property: word, value: fc.nat() }), { selector: (item) => item.property, maxLength: 3 }),
  },
  { requiredKeys: ['apiVersion', 'kind', 'id', 'version', 'status', 'schema'] },
);

/** Turns every list round, and every mapping too, at every depth. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reversed(item)]).reverse());
}

const columnDefaults = { required: false, unique: false, primaryKey: false, deprecated: false, criticalDataElement: false, partitioned: false, partitionKeyPosition: -1, primaryKeyPosition: -1, semanticType: 'column' };

function withDefaults(value: Json): Json {
  const tables = value['schema'] as readonly { properties: readonly Json[] }[];
  return { ...value, schema: tables.map((item) => ({ logicalType: 'object', deprecated: false, ...item, properties: item.properties.map((property) => ({ ...columnDefaults, ...property })) })) };
}

const otherSpellings: Readonly<Record<string, string>> = { INT: 'integer', BIGINT: 'int8', 'VARCHAR(10)': 'character varying( 10 )', 'DECIMAL(12,2)': 'numeric(12, 2)', TIMESTAMP_NTZ: 'timestamp without time zone', TEXT: 'string', DOUBLE: 'double precision', BOOLEAN: 'bool', DATE: 'Date' };

function respelled(value: Json): Json {
  const tables = value['schema'] as readonly { properties: readonly Json[] }[];
  return { ...value, schema: tables.map((item) => ({ ...item, properties: item.properties.map((property) => (typeof property['physicalType'] === 'string' ? { ...property, physicalType: otherSpellings[property['physicalType']] } : property)) })) };
}

describe('what is no change', () => {
  test('a contract compared with itself, in any mode', () => {
    fc.assert(
      fc.property(contract, fc.constantFrom(...diffModes), (value, mode) => {
        const same = contractOf(JSON.stringify(value));
        isSilent(diffContracts({ old: same, new: contractOf(JSON.stringify(value)) }, { ...options, settings: diffSettings({ mode }) }));
      }),
    );
  });

  test('another order of any list and of any keys', () => {
    fc.assert(
      fc.property(contract, (value) => {
        isSilent(diffData(value, reversed(value) as Json));
      }),
    );
  });

  test('a default that is written out, or left out again', () => {
    fc.assert(
      fc.property(contract, (value) => {
        isSilent(diffData(value, withDefaults(value)));
        isSilent(diffData(withDefaults(value), value));
      }),
    );
  });

  test('another spelling of a type', () => {
    fc.assert(
      fc.property(contract, (value) => {
        isSilent(diffData(value, respelled(value)));
      }),
    );
  });
});

test('one column more is one finding, whatever else the contract holds', () => {
  fc.assert(
    fc.property(contract.filter((value) => value.schema.length > 0 && value.schema.every((item) => item.properties.every((property) => property.name !== 'fresh'))), (value) => {
      const [first, ...others] = value.schema;
      const more = { ...value, version: '1.1.0', schema: [{ ...first, properties: [...(first?.properties ?? []), { name: 'fresh', logicalType: 'string' }] }, ...others] };
      expect(diffData(value, more).drafts.filter((draft) => draft.change?.level !== 'gate').map((draft) => draft.rule)).toEqual(['field-added-optional']);
      const less = diffData({ ...more, status: 'active' }, { ...value, status: 'active', version: '2.0.0' });
      expect(less.drafts.filter((draft) => draft.change?.level !== 'gate').map((draft) => draft.rule)).toEqual(['field-removed']);
    }),
  );
});

const corpus = readCorpus();

describe.skipIf(corpus.length === 0)('real documents', () => {
  test.each(corpus.map((item) => [item.file, item] as const))('%s compared with itself is identical', (_file, item) => {
    const { document } = parseYaml('document.yaml', item.bytes);
    const isProduct = typeof document.data === 'object' && document.data !== null && (document.data as Json)['kind'] === 'DataProduct';
    if (!isProduct) {
      isSilent(diffContracts({ old: readContract(document), new: readContract(parseYaml('document.yaml', item.bytes).document) }, options));
      return;
    }
    const side = { origin: 'corpus', product: readProduct(document), contracts: [] };
    isSilent(diffProducts(side, { ...side, product: readProduct(parseYaml('document.yaml', item.bytes).document) }, options));
  });
});
