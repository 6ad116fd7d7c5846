import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { settleFindings } from '../../src/core/model/draft.ts';
import { sha256 } from '../../src/io/hash.ts';

function judged(content: string | Uint8Array) {
  const { document, drafts } = parseYaml('orders.yaml', content);
  const findings = settleFindings(drafts, sha256).map((finding) => `${finding.rule} ${String(finding.line)}:${String(finding.column)}-${String(finding.endLine)}:${String(finding.endColumn)}`);
  return { data: document.data, findings, document };
}

describe('parseYaml', () => {
  it('reads plain values by the YAML 1.2 core schema', () => {
    const { data, findings } = judged('a: 1\nb: 0x1f\nc: 1.5e3\nd: true\ne: ~\nf: "1"\ng: .inf\nh: 1.0.0\ni: |\n  two\n  lines\n');
    expect(data).toEqual({ a: 1, b: 31, c: 1500, d: true, e: null, f: '1', g: Infinity, h: '1.0.0', i: 'two\nlines\n' });
    expect(findings).toEqual([]);
  });

  it('names both places of a duplicate key and lets the last one win', () => {
    const { data, findings, document } = judged('name: orders\nversion: 1.0.0\nname: shipments\n');
    expect(data).toEqual({ name: 'shipments', version: '1.0.0' });
    expect(findings).toEqual(['yaml-duplicate-key 3:1-3:5']);
    expect(parseYaml('orders.yaml', document.text).drafts[0]?.related?.[0]).toMatchObject({ line: 1, column: 1 });
  });

  it.each([
    ['two documents', 'a: 1\n---\nb: 2\n', ['yaml-several-documents 2:1-2:4']],
    ['an unclosed list', 'a: [1, 2\nb: 3\n', ['yaml-syntax 2:1-2:2']],
    ['a tab as indentation', 'a:\n\tb: 1\n', ['yaml-syntax 2:1-2:2']],
    ['an alias to nothing', 'a: *orders\n', ['yaml-syntax 1:4-1:11']],
    ['an alias inside its own anchor', 'a: &a [*a]\n', ['yaml-syntax 1:8-1:10']],
    ['a foreign tag', 'a: !ruby/object x\n', ['yaml-tag 1:4-1:16']],
    ['a merge key', 'base: &b {x: 1}\nother:\n  <<: *b\n', ['yaml-merge-key 3:3-3:5']],
    ['a list as a key', '? [a]\n: b\n', ['yaml-syntax 1:3-1:4']],
    ['nothing at all', '', ['yaml-empty 1:1-1:1']],
    ['only a comment', '# orders\n', ['yaml-empty 1:1-1:1']],
  ])('points at %s', (_, text, expected) => {
    expect(judged(text).findings).toEqual(expected);
  });

  it('stops an alias bomb within its limit instead of writing it out', () => {
    const levels = Array.from({ length: 9 }, (_, level) => `l${String(level + 1)}: &l${String(level + 1)} [${Array.from({ length: 9 }, () => `*l${String(level)}`).join(', ')}]`);
    expect(judged(`l0: &l0 x\n${levels.join('\n')}\n`).findings).toEqual([expect.stringMatching(/^yaml-alias-bomb /u)]);
  });

  it('refuses bytes that are not UTF-8 at the first wrong one', () => {
    expect(judged(Uint8Array.from([...Buffer.from('name: orders\nowner: M'), 0xfc, ...Buffer.from('ller\n')])).findings).toEqual(['yaml-not-utf8 2:9-2:10']);
  });

  it('refuses a file above one mebibyte', () => {
    expect(judged('#'.repeat(1024 * 1024 + 1)).findings).toEqual(['yaml-too-large 1:1-1:1']);
  });

  it('refuses nesting deeper than its limit without overflowing the stack', () => {
    expect(judged('['.repeat(100_000)).findings).toEqual([expect.stringMatching(/^yaml-syntax /u)]);
  });

  it('accepts CRLF and a byte order mark and counts columns without the mark', () => {
    const { data, document } = judged('\uFEFFname: orders\r\nversion: 1.0.0\r\n');
    expect(data).toEqual({ name: 'orders', version: '1.0.0' });
    expect(document.positionAt(document.locate('/name', 'key').start)).toEqual({ line: 1, column: 1 });
    expect(document.positionAt(document.locate('/version', 'value').start)).toEqual({ line: 2, column: 10 });
  });

  it.each(['yes', 'Off', '012', '2026-01-31', '1_000', '12:30:00'])('says that YAML 1.1 reads %s otherwise', (text) => {
    expect(judged(`value: ${text}\n`).findings).toEqual([`yaml-ambiguous-scalar 1:8-1:${String(8 + text.length)}`]);
    expect(judged(`value: "${text}"\n`).findings).toEqual([]);
  });

  it('keeps __proto__ as an ordinary key', () => {
    const { data } = judged('__proto__: {isAdmin: true}\n');
    expect(Object.keys(data as object)).toEqual(['__proto__']);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([
    ['/schema/0/name', 'value', 'orders'],
    ['/schema/0/name', 'key', 'name'],
    ['/schema/0/tags', 'value', '[a, "b" ]'],
    ['/schema/0/tags/1', 'value', '"b"'],
    ['/schema/0/missing', 'entry', 'name: orders'],
    ['/missing', 'entry', 'schema:'],
    ['/schema/0/note', 'value', 'two'],
  ] as const)('locates %s (%s)', (pointer, part, expected) => {
    const { document } = judged('schema:\n  - name: orders\n    tags: [a, "b" ]\n    note: |\n      two\n');
    const { start, end } = document.locate(pointer, part);
    expect(document.text.slice(start, end)).toBe(expected);
  });
});
