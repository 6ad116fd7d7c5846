import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { yamlRules } from '../../src/core/manifest/yaml-rules.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import { sha256 } from '../../src/io/hash.ts';

interface Fixture {
  readonly content: string | Uint8Array;
  readonly place: string;
  readonly severity: 'error' | 'warning' | 'info';
}

const bomb = ['l0: &l0 x', ...Array.from({ length: 9 }, (_, level) => `l${String(level + 1)}: &l${String(level + 1)} [${Array.from({ length: 9 }, () => `*l${String(level)}`).join(', ')}]`)].join('\n');

/** One text for each rule that breaks it and no other. */
const fixtures: Readonly<Record<string, Fixture>> = {
  'yaml-syntax': { content: 'name: orders: daily\n', place: '1:13-1:14', severity: 'error' },
  'yaml-empty': { content: '# nothing yet\n', place: '1:1-1:1', severity: 'error' },
  'yaml-several-documents': { content: 'kind: DataContract\n---\nkind: DataContract\n', place: '2:1-2:4', severity: 'error' },
  'yaml-duplicate-key': { content: 'version: 1.0.0\nversion: 1.1.0\n', place: '2:1-2:8', severity: 'error' },
  'yaml-alias-bomb': { content: bomb, place: '8:10-8:13', severity: 'error' },
  'yaml-too-large': { content: new Uint8Array(1024 * 1024 + 1), place: '1:1-1:1', severity: 'error' },
  'yaml-not-utf8': { content: Uint8Array.from([0x61, 0x3a, 0x20, 0xff]), place: '1:4-1:5', severity: 'error' },
  'yaml-tag': { content: 'version: !version 1.0.0\n', place: '1:10-1:18', severity: 'error' },
  'yaml-merge-key': { content: 'base: &base {logicalType: string}\nproperty:\n  <<: *base\n', place: '3:3-3:5', severity: 'warning' },
  'yaml-ambiguous-scalar': { content: 'dateIn: 2026-01-31\n', place: '1:9-1:19', severity: 'info' },
};

describe('yaml rules', () => {
  it('each have a fixture, and no fixture is without its rule', () => {
    expect(Object.keys(fixtures).sort()).toEqual(yamlRules.map(({ id }) => id).sort());
  });

  it.each(Object.entries(fixtures))('%s is the one finding of its fixture, at its place', (id, { content, place, severity }) => {
    const findings = settleFindings(parseYaml('orders.yaml', content).drafts, sha256);
    const shown = findings.map(({ rule, severity: level, line, column, endLine, endColumn }) => [rule, level, `${String(line)}:${String(column)}-${String(endLine)}:${String(endColumn)}`]);
    expect(shown).toEqual([[id, severity, place]]);
  });

  it.each(yamlRules.filter(({ good }) => good !== undefined))('$id objects to its bad example and not to its good one', ({ id, bad, good }) => {
    const rules = (text: string | undefined) => parseYaml('orders.yaml', text ?? '').drafts.map(({ rule }) => rule);
    expect(rules(bad)).toEqual([id]);
    expect(rules(good)).toEqual([]);
  });
});
