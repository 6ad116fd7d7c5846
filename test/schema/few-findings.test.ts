import { describe, expect, test } from 'vitest';
import { judgeText } from './judge-fixture.ts';

const contract = 'apiVersion: v3.2.0\nkind: DataContract\nid: orders-contract\nversion: 1.0.0\n';

async function placesOf(yaml: string): Promise<string[]> {
  return (await judgeText('orders.odcs.yaml', `${contract}${yaml}`)).map(({ rule, pointer }) => `${rule} ${pointer}`);
}

describe('one slip yields one finding', () => {
  test.each([
    ['a misspelt required key of a closed server', 'servers: [{server: prod, type: postgres, hots: db, port: 5432, database: sales, schema: public}]', 'schema-additional-properties /servers/0/hots'],
    ['a misspelt type of a server, whatever keys it has', 'servers: [{server: prod, type: postgress, host: db, port: 5432, database: sales, schema: public}]', 'schema-enum /servers/0/type'],
    ['a misspelt `type` key of a server', 'servers: [{server: prod, tpye: postgres, host: db, port: 5432, database: sales, schema: public}]', 'schema-required /servers/0'],
    ['a server that is a text', 'servers: [prod]', 'schema-type /servers/0'],
    ['a misspelt logical type with options, items and properties', 'schema: [{name: orders, properties: [{name: lines, logicalType: aray, logicalTypeOptions: {minItems: 1}, items: {logicalType: string}, properties: []}]}]', 'schema-enum /schema/0/properties/0/logicalType'],
    ['a misspelt logicalType key with options', 'schema: [{name: orders, properties: [{name: code, logicalTyp: string, logicalTypeOptions: {maxLength: 3}}]}]', 'schema-additional-properties /schema/0/properties/0/logicalTyp'],
    ['a misspelt type of a quality rule', 'schema: [{name: orders, quality: [{type: sqll, query: SELECT 1, mustBe: 1}]}]', 'schema-enum /schema/0/quality/0/type'],
    ['a misspelt metric key of a library rule', 'schema: [{name: orders, quality: [{type: library, metrics: rowCount, mustBe: 1}]}]', 'schema-additional-properties /schema/0/quality/0/metrics'],
    ['several keys that one condition forbids', 'schema: [{name: orders, quality: [{type: text, mustBe: 1, mustBeLessThan: 4}]}]', 'schema-additional-properties /schema/0/quality/0/mustBe'],
    ['a team that is a text', 'team: orders-team', 'schema-type /team'],
    ['a context that is a list', 'context: [be careful]', 'schema-type /context'],
    ['a relationship from a list to a text', 'schema: [{name: orders, relationships: [{from: [orders.a, orders.b], to: customers.a}]}]', 'schema-type /schema/0/relationships/0/to'],
    ['an enum value that is a list', 'schema: [{name: orders, properties: [{name: status, enum: [{value: [open]}]}]}]', 'schema-type /schema/0/properties/0/enum/0/value'],
    ['a map without its entries', 'schema: [{name: orders, properties: [{name: labels, logicalType: map}]}]', 'schema-required /schema/0/properties/0'],
    ['vector options without dimensions', 'schema: [{name: orders, properties: [{name: v, logicalType: vector, logicalTypeOptions: {elementType: int8}}]}]', 'schema-required /schema/0/properties/0/logicalTypeOptions'],
  ])('%s', async (_, yaml, expected) => {
    expect(await placesOf(`${yaml}\n`)).toEqual([expected]);
  });

  test('two slips in one object are two findings', async () => {
    expect(await placesOf('servers: [{server: prod, type: kafka, hots: broker, fromat: json}]\n')).toEqual(['schema-additional-properties /servers/0/hots', 'schema-additional-properties /servers/0/fromat']);
  });

  test('a document that is fine has none', async () => {
    expect(await placesOf('team: [{username: ada}]\ncontext: Use net amounts.\nservers: [{server: prod, type: kafka, host: broker}]\n')).toEqual([]);
  });

  test('keys such as __proto__ are keys like any other', async () => {
    expect(await placesOf('"__proto__": {a: 1}\nconstructor: 1\n')).toEqual(['schema-additional-properties /__proto__', 'schema-additional-properties /constructor']);
  });
});
