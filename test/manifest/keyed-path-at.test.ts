import { describe, expect, it } from 'vitest';
import { keyedPathAt } from '../../src/core/manifest/keyed-path-at.ts';

const contract = {
  schema: [
    {
      name: 'orders',
      tags: ['daily'],
      quality: [{ id: 'rows', name: 'Rows' }, { name: 'no nulls' }, { metric: 'rowCount' }, { type: 'sql' }],
      properties: [{ name: 'status', enum: [{ value: 'open' }, { value: 1 }, 'plain'], required: true }, { name: 'address', properties: [{ name: 'zip.code' }] }, { name: 'lines', items: { properties: [{ name: 'sku' }] } }, {}],
    },
  ],
  servers: [{ server: 'prod', roles: [{ role: 'reader' }] }],
  slaProperties: [{ property: 'latency', element: 'orders.ts' }, { property: 'retention' }],
  team: [{ username: 'maria@acme.example' }],
  customProperties: [{ property: 'dp.stream', value: { key: ['a', ['b']] } }],
  'odd key': { 'a.b': 1 },
};

const product = {
  inputPorts: [{ name: 'customers', version: '1.0.0' }],
  outputPorts: [{ name: 'orders', version: '1.0.0', inputContracts: [{ id: 'a' }] }, { name: 'orders' }],
  managementPorts: [{ name: 'health' }],
  team: { members: [{ username: 'maria' }] },
  support: [{ channel: '#orders' }],
};

describe('keyedPathAt', () => {
  it.each([
    ['', ''],
    ['/schema', 'schema'],
    ['/schema/0/properties/0/required', 'schema[name=orders].properties[name=status].required'],
    ['/schema/0/properties/1/properties/0', 'schema[name=orders].properties[name=address].properties[name="zip.code"]'],
    ['/schema/0/properties/2/items/properties/0/name', 'schema[name=orders].properties[name=lines].items.properties[name=sku].name'],
    ['/schema/0/properties/3', 'schema[name=orders].properties[3]'],
    ['/schema/0/properties/0/enum/0/label', 'schema[name=orders].properties[name=status].enum[value=open].label'],
    ['/schema/0/properties/0/enum/1', 'schema[name=orders].properties[name=status].enum[value=1]'],
    ['/schema/0/properties/0/enum/2', 'schema[name=orders].properties[name=status].enum[2]'],
    ['/schema/0/tags/0', 'schema[name=orders].tags[0]'],
    ['/schema/0/quality/0', 'schema[name=orders].quality[id=rows]'],
    ['/schema/0/quality/1', 'schema[name=orders].quality[name="no nulls"]'],
    ['/schema/0/quality/2', 'schema[name=orders].quality[metric=rowCount]'],
    ['/schema/0/quality/3', 'schema[name=orders].quality[3]'],
    ['/schema/7/name', 'schema[7].name'],
    ['/servers/0/roles/0', 'servers[server=prod].roles[role=reader]'],
    ['/slaProperties/0/value', 'slaProperties[property=latency,element=orders.ts].value'],
    ['/slaProperties/1', 'slaProperties[property=retention]'],
    ['/team/0', 'team[username="maria@acme.example"]'],
    ['/customProperties/0/value/key/1/0', 'customProperties[property=dp.stream].value.key[1][0]'],
    ['/odd key/a.b', '"odd key"."a.b"'],
    ['/nothing/here', 'nothing.here'],
  ])('names %s of a contract by what people call it', (pointer, path) => {
    expect(keyedPathAt(contract, pointer)).toBe(path);
  });

  it.each([
    ['/inputPorts/0/version', 'inputPorts[name=customers].version'],
    ['/outputPorts/0/contractId', 'outputPorts[name=orders,version=1.0.0].contractId'],
    ['/outputPorts/1', 'outputPorts[name=orders]'],
    ['/outputPorts/0/inputContracts/0/id', 'outputPorts[name=orders,version=1.0.0].inputContracts[0].id'],
    ['/managementPorts/0', 'managementPorts[name=health]'],
    ['/team/members/0/role', 'team.members[username=maria].role'],
    ['/support/0', 'support[channel="#orders"]'],
  ])('names %s of a product by what people call it', (pointer, path) => {
    expect(keyedPathAt(product, pointer)).toBe(path);
  });

  it('takes a key for a key, whatever it is called', () => {
    const data = JSON.parse('{"__proto__": [{"name": "x"}], "constructor": {"quality": [{"id": "a"}]}}') as unknown;
    expect([keyedPathAt(data, '/__proto__/0'), keyedPathAt(data, '/constructor/quality/0'), keyedPathAt(undefined, '/a/0')]).toEqual(['__proto__[0]', 'constructor.quality[id=a]', 'a.0']);
  });
});
