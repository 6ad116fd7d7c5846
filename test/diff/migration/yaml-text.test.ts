import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { yamlText } from '../../../src/core/diff/migration/yaml-text.ts';

describe('plain data as YAML to paste', () => {
  test('is written as a person would type it', () => {
    expect(yamlText([{ name: 'orders', version: '1.0.0', description: 'One row each.', tags: [], columns: [{ name: 'total', options: { maximum: 10, note: 'a: b' } }], day: '2026-01-31', yes: 'yes', more: null }])).toBe(
      ['- name: orders', '  version: 1.0.0', '  description: One row each.', '  tags: []', '  columns:', '    - name: total', '      options:', '        maximum: 10', '        note: "a: b"', '  day: "2026-01-31"', '  "yes": "yes"', '  more: null'].join('\n'),
    );
  });

  test('means the same to two readers', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('1.0', '012', 'on', 'null', '~', '- a', 'a #b', 'a:', '2026-01-31', '1e3', '0x1f', '.5', ' x', 'x ', '1_000', '=', '<<', '12:30:45'));
    const value = fc.letrec((tie) => ({
      node: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(text.filter((key) => key !== '__proto__'), tie('node'), { maxKeys: 3, noNullPrototype: true })),
    })).node;
    fc.assert(
      fc.property(value, (data) => {
        const plain: unknown = JSON.parse(JSON.stringify(data));
        expect(parse(yamlText(plain))).toEqual(plain);
        expect(load(yamlText(plain))).toEqual(plain);
      }),
    );
  });
});
