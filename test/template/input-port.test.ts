import { expect, test } from 'vitest';
import { addInputPort } from '../../src/core/template/input-port.ts';

const customers = { name: 'customers', contractId: 'sales-customers', version: '1.2.0' };
const added = '  - name: customers\n    version: 1.2.0\n    contractId: sales-customers\n';

test.each([
  ['after the last port, with every comment kept', 'name: orders\n# what it reads\ninputPorts:\n  # the shop\n  - name: source # by night\n    tags: [a]\n# what it serves\noutputPorts: []\n', `name: orders\n# what it reads\ninputPorts:\n  # the shop\n  - name: source # by night\n    tags: [a]\n${added}# what it serves\noutputPorts: []\n`],
  ['at the end of a file without a last line break', 'name: orders\ninputPorts:\n  - {name: source}', `name: orders\ninputPorts:\n  - {name: source}\n${added}`],
  ['in a new section before the output ports and their comment', 'name: orders\n\n# what it serves\n# to whom\noutputPorts: []\n', `name: orders\n\ninputPorts:\n${added}\n# what it serves\n# to whom\noutputPorts: []\n`],
  ['in a list that is not indented', 'inputPorts:\n- name: source\noutputPorts: []\n', 'inputPorts:\n- name: source\n- name: customers\n  version: 1.2.0\n  contractId: sales-customers\noutputPorts: []\n'],
])('an input port is added %s', (_, text, result) => {
  expect(addInputPort(text, customers)).toBe(result);
});

test('a port that is there already leaves the text as it is', () => {
  const text = addInputPort('name: orders\noutputPorts: []\n', customers);
  expect(addInputPort(text, customers)).toBe(text);
});

test('a manifest without a plain place for it is refused with what to write by hand', () => {
  expect(() => addInputPort('{name: orders, inputPorts: [{name: source}]}\n', customers)).toThrow('The manifest has no plain place for an input port.');
});
