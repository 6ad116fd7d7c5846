import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { isRecord } from '../../src/core/manifest/node-reader.ts';
import { sqlName, yamlScalar } from '../../src/core/template/filters.ts';
import { renderText } from '../../src/core/template/render-text.ts';

const render = (text: string, value: string): string => renderText(text, { name: 'orders', values: { value } });

test.each([
  ['orders', 'orders'],
  ['Daily orders (EU)', 'Daily orders (EU)'],
  ['1.2.0', '1.2.0'],
  ['', '""'],
  ['no', '"no"'],
  ['true', '"true"'],
  ['null', '"null"'],
  ['2026-11-22', '"2026-11-22"'],
  ['12', '"12"'],
  ['a: b', '"a: b"'],
  ['a #b', '"a #b"'],
  ["it's {fine}, [really]", '"it\'s {fine}, [really]"'],
  ['say "hi"', '"say \\"hi\\""'],
  ['- item', '"- item"'],
  ['Größe', 'Größe'],
])('the YAML of %j is %s', (text, yaml) => {
  expect(yamlScalar(text)).toBe(yaml);
});

test('any text is the same text after YAML, in a block, in a flow, and to both readings of YAML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const written = `block: ${yamlScalar(text)}\nflow: [${yamlScalar(text)}, {key: ${yamlScalar(text)}, other: 1}]\n`;
      const { document, drafts } = parseYaml('orders.yaml', written);
      const expected = { block: text, flow: [text, { key: text, other: 1 }] };
      expect(drafts).toEqual([]);
      expect(document.data).toEqual(expected);
      expect(parse(written, { version: '1.1' })).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('any text inside a rendered YAML line leaves the lines around it alone', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const { document } = parseYaml('orders.yaml', render('before: 1\nvalue: [[ value | yaml ]]\nafter: 2\n', text));
      expect(isRecord(document.data) ? [document.data['before'], document.data['value'], document.data['after']] : []).toEqual([1, text, 2]);
    }),
  );
});

test.each([
  ['orders', undefined, 'orders'],
  ['customer-orders', undefined, 'customer_orders'],
  ['order', undefined, 'data_order'],
  ['order', 'id', 'order_id'],
  ['2024-orders', undefined, 'data_2024_orders'],
  ['group', undefined, 'data_group'],
  ['o'.repeat(63), 'status', `${'o'.repeat(50)}_status`],
])('the table of %s (suffix %s) is called %s', (slug, suffix, name) => {
  expect(sqlName(slug, suffix)).toBe(name);
});

test.each([
  ['[[ value | sql ]]', "it's", "'it''s'"],
  ['[[ value | singular ]]', 'orders', 'order'],
  ['[[ value | singular ]]', 'deliveries', 'delivery'],
  ['[[ value | singular ]]', 'addresses', 'address'],
  ['[[ value | singular ]]', 'status', 'status'],
  ['[[ value | singular ]]', 'sales-boxes', 'sales-box'],
  ['[[ value | words | capitalised ]]', 'customer-orders', 'Customer orders'],
  ['[[ value | contact_name ]] [[ value | contact_url ]] [[ value | contact_tool ]] [[ value | handle ]]', 'orders-team@acme.example', 'orders-team mailto:orders-team@acme.example email orders-team@acme.example'],
  ['[[ value | contact_name ]] [[ value | contact_url ]] [[ value | contact_tool ]]', '#sales-data', '#sales-data urn:contact:sales-data slack'],
  ['[[ value | contact_name ]] [[ value | contact_url ]] [[ value | contact_tool ]]', 'https://chat.acme.example/sales', 'chat.acme.example/sales https://chat.acme.example/sales other'],
  ['[[ value | contact_url ]]', 'javascript:alert(1)', 'urn:contact:javascript-alert-1'],
  ['[[ value | contact_url ]]', '注文', 'urn:contact:unnamed'],
  ['[[ value | handle ]]', 'Orders Team', 'orders-team'],
  ['[[ value | hours ]] [[ value | duration_value ]] [[ value | duration_unit ]]', '2d', '48 2 d'],
  ['[[ value | markdown ]]', '<b>*a*</b> [x](y) | `z`', '&lt;b&gt;\\*a\\*&lt;/b&gt; \\[x\\](y) \\| \\`z\\`'],
  ['[[ value | markdown ]]', '# not a title', '\\# not a title'],
])('%s of %j is %j', (text, value, result) => {
  expect(render(text, value)).toBe(result);
});

test('braces of dbt, GitHub and shells pass through, and a line with a tag alone leaves no line', () => {
  const text = 'a: {{ ref("orders") }}\n{% if x %}${{ github.sha }} ${HOME} [ -n "$A" ]{% endif %}\n  [% if value == "y" %]\nyes: [[ value ]]\n  [% endif %]\nend: 1\n';
  expect(render(text, 'y')).toBe('a: {{ ref("orders") }}\n{% if x %}${{ github.sha }} ${HOME} [ -n "$A" ]{% endif %}\nyes: y\nend: 1\n');
  expect(render(text, 'n')).toBe('a: {{ ref("orders") }}\n{% if x %}${{ github.sha }} ${HOME} [ -n "$A" ]{% endif %}\nend: 1\n');
});
