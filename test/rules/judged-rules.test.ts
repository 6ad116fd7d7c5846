import { describe, expect, test } from 'vitest';
import { judgedRules } from '../../src/core/rules/judged-rules.ts';
import { rulesOf } from '../../src/core/rules/index.ts';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { runDp } from '../support/run-dp.ts';
import { folderWith } from '../support/folder.ts';
import { findingWith } from '../reporters/findings.ts';
import { parseXml } from '../reporters/well-formed.ts';

const idsOf = (area: 'yaml' | 'schema' | 'reference'): string[] => rulesOf(area).map(({ id }) => id);

function judged(text: string, ...errors: string[]): Set<string> {
  const { document } = parseYaml('/work/orders.yaml', text);
  const [file, ...others] = judgedRules([document], errors.map((rule) => findingWith({ rule, file: '/work/orders.yaml' })));
  expect(others).toEqual([]);
  return new Set(file?.rules);
}

describe('the rules that judged a document', () => {
  test('are those of its text, its shape and its kind', () => {
    const contract = judged('apiVersion: v3.2.0\nkind: DataContract\n');
    const product = judged('apiVersion: v1.1.0\nkind: DataProduct\n');
    expect([...idsOf('yaml'), ...idsOf('schema')].filter((id) => !contract.has(id) || !product.has(id))).toEqual([]);
    expect([contract.has('reference-duplicate-column'), contract.has('reference-duplicate-port')]).toEqual([true, false]);
    expect([product.has('reference-duplicate-column'), product.has('reference-duplicate-port')]).toEqual([false, true]);
  });

  test('are those of its text alone when it cannot be read', () => {
    expect([...judged('kind: [', 'yaml-syntax')].sort()).toEqual(idsOf('yaml'));
  });

  test('are no other schema rules when its version is unknown', () => {
    const rules = judged('apiVersion: v9.9.9\nkind: DataContract\n', 'schema-api-version');
    expect([...rules].filter((id) => id.startsWith('schema-'))).toEqual(['schema-api-version']);
  });
});

test('dp validate --format junit shows what passed beside what failed', async () => {
  const cwd = folderWith({ 'orders/dataproduct.yaml': 'apiVersion: v1.1.0\nkind: DataProduct\nid: orders\nname: orders\ndomain: sales\nversion: 1.0.0\nstatus: active\nownr: me\n' });
  const { code, stdout } = await runDp(['validate', '--format', 'junit'], { cwd });
  const [suite] = parseXml(stdout).children;
  const outcome = (rule: string): string[] | undefined => suite?.children.find(({ attributes }) => attributes['name'] === rule)?.children.map(({ name }) => name);
  expect(code).toBe(1);
  expect(suite?.attributes['name']).toBe('orders/dataproduct.yaml');
  expect([outcome('schema-additional-properties'), outcome('schema-required'), outcome('yaml-syntax')]).toEqual([['failure'], [], []]);
});
