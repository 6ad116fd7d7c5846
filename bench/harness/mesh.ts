/** One column of a generated table, in the words of every language the shape is written in. */
export interface Field {
  readonly name: string;
  readonly facet: Facet;
  readonly isRequired: boolean;
  /** A stable id, by which a rename is certain. */
  readonly id?: string;
}

const facets = ['id', 'status', 'amount', 'country', 'created_at'] as const;
export type Facet = (typeof facets)[number];

const subjects = ['order', 'customer', 'payment', 'invoice', 'shipment', 'delivery', 'discount', 'refund', 'basket', 'voucher'] as const;

/** So many columns, the same for the same count: `order_id`, `customer_id` …, with a number from the 51st on. */
export function fieldsOf(count: number): Field[] {
  return Array.from({ length: count }, (_, index) => {
    const subject = subjects[index % subjects.length] ?? subjects[0];
    const facet = facets[Math.floor(index / subjects.length) % facets.length] ?? facets[0];
    const lap = Math.floor(index / (subjects.length * facets.length));
    return { name: `${subject}_${facet}${lap === 0 ? '' : `_${String(lap + 1)}`}`, facet, isRequired: index % 2 === 0 };
  });
}

/**
 * A tenth of the columns changed, in turn: removed, another type, renamed, no longer required, and one added at the end.
 * The shape of the change is the same in every language.
 */
export function changedFields(fields: readonly Field[]): Field[] {
  const changed = fields.flatMap((field, index): Field[] => {
    if (index % 10 !== 4) return [field];
    switch (Math.floor(index / 10) % 5) {
      case 0:
        return [];
      case 1:
        return [{ ...field, facet: field.facet === 'amount' ? 'country' : 'amount' }];
      case 2:
        return [{ ...field, name: `new_${field.name}` }];
      case 3:
        return [{ ...field, isRequired: !field.isRequired }];
      default:
        return [{ ...field, isRequired: false }];
    }
  });
  return [...changed, { name: 'added_at', facet: 'created_at', isRequired: false }];
}

const columnTypes: Readonly<Record<Facet, string>> = {
  id: '        logicalType: string\n        physicalType: VARCHAR(36)\n',
  status: '        logicalType: string\n        physicalType: VARCHAR(20)\n        logicalTypeOptions: {maxLength: 20}\n',
  amount: '        logicalType: number\n        physicalType: DECIMAL(12,2)\n        logicalTypeOptions: {minimum: 0}\n',
  country: '        logicalType: string\n        physicalType: CHAR(2)\n        classification: internal\n',
  created_at: '        logicalType: timestamp\n        physicalType: TIMESTAMP\n',
};

interface ContractShape {
  readonly id: string;
  readonly version: string;
  readonly fields: readonly Field[];
  /** Without descriptions of columns: 5,000 of them stay below the size that dp reads. */
  readonly isTerse?: boolean;
}

/** A contract of one table with these columns: about 10 KB for 50 of them. */
export function contractText({ id, version, fields, isTerse = false }: ContractShape): string {
  const columns = fields.map(
    ({ name, facet, isRequired, id: columnId }) => `      - name: ${name}\n${columnId === undefined ? '' : `        id: ${columnId}\n`}${isTerse ? '' : `        description: ${describe(name)}\n`}${columnTypes[facet]}        required: ${String(isRequired)}\n`,
  );
  return `apiVersion: v3.2.0
kind: DataContract
id: ${id}
name: ${id}
version: ${version}
status: active
domain: sales
description:
  purpose: What the shop records about ${id}, one row an order, for finance and logistics.
  usage: Join on order_id.
  limitations: Orders by phone are missing.
servers:
  - {server: main, type: postgres, environment: prod, host: db.acme.example, port: 5432, database: shop, schema: sales}
schema:
  - name: ${id.replaceAll('-', '_')}
    physicalType: table
    description: One row an order, from the day it is placed.
    quality:
      - {name: has rows, metric: rowCount, mustBeGreaterThan: 0}
    properties:
${columns.join('')}slaProperties:
  - {property: availability, value: 99.9, unit: "%"}
  - {property: latency, value: 4, unit: h}
team:
  name: sales-data
  members:
    - {username: owner@acme.example, role: owner}
support:
  - {channel: "#sales-data", tool: slack, url: "https://acme.slack.example/archives/sales-data"}
`;
}

/** What the text calls a column: `order_status` is "The status of the order". */
export function describe(name: string): string {
  const [subject = '', ...rest] = name.split('_');
  return `The ${rest.join(' ')} of the ${subject}, as the shop records it.`;
}

interface ProductShape {
  readonly name: string;
  readonly version: string;
  readonly contractIds: readonly string[];
  /** Ports without a description: 10,000 of them stay below the size that dp reads. */
  readonly isTerse?: boolean;
}

/** A manifest with one output port for each contract. */
export function manifestText({ name, version, contractIds, isTerse = false }: ProductShape): string {
  const ports = contractIds.map((id) => `  - {name: ${id}, version: ${version}, contractId: ${id}, type: tables${isTerse ? '' : ', description: One row an order'}}\n`);
  return `apiVersion: v1.1.0
kind: DataProduct
id: urn:dp:sales:${name}
name: ${name}
version: ${version}
status: active
domain: sales
description:
  purpose: What the shop records about its orders, for finance and logistics.
  usage: SQL.
  limitations: Orders by phone are missing.
outputPorts:
${ports.join('')}team:
  name: sales-data
  members:
    - {username: owner@acme.example, role: owner}
support:
  - {channel: "#sales-data", tool: slack, url: "https://acme.slack.example/archives/sales-data"}
`;
}

const scalars = { id: 'ID', status: 'String', amount: 'Float', country: 'String', created_at: 'String' } as const;

/** The same table as a GraphQL type. */
export function graphqlText(name: string, fields: readonly Field[]): string {
  const lines = fields.map((field) => `  """${describe(field.name)}"""\n  ${field.name}: ${scalars[field.facet]}${field.isRequired ? '!' : ''}\n`);
  return `"""One row an order."""\ntype ${name} {\n${lines.join('')}}\n`;
}

const protoTypes = { id: 'string', status: 'string', amount: 'double', country: 'string', created_at: 'int64' } as const;

/** The same table as a Protocol Buffers file; `numbers` gives each column its number, which a rename keeps. */
export function protoText(name: string, fields: readonly Field[], numbers: ReadonlyMap<string, number>): string {
  const lines = fields.map((field) => {
    const number = numbers.get(field.name.replace(/^new_/u, '')) ?? numbers.size + 1;
    return `  // ${describe(field.name)}\n  ${field.isRequired ? '' : 'optional '}${protoTypes[field.facet]} ${field.name} = ${String(number)};\n`;
  });
  return `syntax = "proto3";\n\npackage shop.${name.toLowerCase()};\n\n// One row an order.\nmessage ${name} {\n${lines.join('')}}\n`;
}
