import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshotOfVersion } from '../../src/core/registry/published-snapshot.ts';
import { buildVersion, bytesOf, digestOf, readVersionFile, versionIssues, type FileBytes } from '../../src/core/registry/version-file.ts';
import { sha256 } from '../../src/io/hash.ts';
import { productFiles } from './support.ts';

const path = { product: 'sales/orders', version: '1.0.0' };

function build(files: readonly FileBytes[]): string {
  const built = buildVersion({ ...path, files }, sha256);
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  return built.json;
}

function file(name: string, text: string): FileBytes {
  return { path: name, bytes: Buffer.from(text) };
}

const orders = productFiles({ name: 'orders', version: '1.0.0' });

describe('the canonical bytes of a version', () => {
  test('are these', async () => {
    await expect(build([...orders, { path: 'logo.bin', bytes: Buffer.from([0xff, 0x00, 0xfe]) }])).toMatchFileSnapshot('golden/sales-orders-1.0.0.json');
  });

  test('do not depend on the order of the files', () => {
    expect(build([...orders].reverse())).toBe(build(orders));
  });

  test('keep a byte order mark, CRLF and every other character of a text', () => {
    const text = '\ufeff# Bestellungen\r\n\ttab \u2028 \u{1f69a}\r\n';
    const json = build([...orders, file('README.md', text)]);
    const read = readVersionFile(json, path);
    const readme = read.ok ? read.file.files.find((entry) => entry.path === 'README.md') : undefined;
    expect(readme === undefined ? undefined : Buffer.from(bytesOf(readme)).toString('utf8')).toBe(text);
  });

  test('have the digest of the lines `<sha256>  <path>`, sorted as bytes', () => {
    const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
    const lines = [`${hex('one')}  b.txt\n`, `${hex('one')}  a.txt\n`, `${hex('two')}  c.txt\n`].sort();
    const files = [{ path: 'c.txt', sha256: hex('two') }, { path: 'b.txt', sha256: hex('one') }, { path: 'a.txt', sha256: hex('one') }];
    expect(digestOf(files, sha256)).toBe(`sha256:${hex(lines.join(''))}`);
  });

  test('order paths beyond U+FFFF by their UTF-8 bytes, as every other tool would', () => {
    const same = sha256('x');
    const astral = `${same}  \u{1f69a}.md\n`;
    const high = `${same}  \uff5e.md\n`;
    expect(digestOf([{ path: '\u{1f69a}.md', sha256: same }, { path: '\uff5e.md', sha256: same }], sha256)).toBe(`sha256:${sha256(high + astral)}`);
  });

  test('agree with the published JSON Schema', async () => {
    const { Ajv } = await import('ajv');
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/dp/registry-version.json'), 'utf8')) as Record<string, unknown>;
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(JSON.parse(build(orders)));
    expect(validate.errors).toBeNull();
  });

  test('come back as they were, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = readVersionFile(build([...orders, { path: 'data.bin', bytes }]), path);
        const found = read.ok ? read.file.files.find((entry) => entry.path === 'data.bin') : undefined;
        expect(found === undefined ? undefined : [...bytesOf(found)]).toEqual([...bytes]);
        expect(read.ok ? versionIssues(read.file, sha256) : read).toEqual([]);
      }),
    );
  });
});

describe('a version is refused', () => {
  test.each<[string, FileBytes[], { path: string; reason: string }[]]>([
    ['without a manifest', [file('README.md', 'x')], [{ path: '', reason: 'there is no manifest among the files' }]],
    ['with a path that leaves it', [...orders, file('../x', 'x')], [{ path: '../x', reason: 'it has a part ".."' }]],
    ['with a file above 1 MiB', [...orders, { path: 'big.csv', bytes: Buffer.alloc(1024 * 1024 + 1, 97) }], [{ path: 'big.csv', reason: 'it has 1048577 bytes; 1048576 is the most' }]],
    ['with paths that differ in letter case', [...orders, file('README.md', 'a'), file('readme.md', 'b')], [{ path: 'readme.md', reason: "it differs from README.md only in letter case, which some systems can't tell apart" }]],
    ['with a path twice', [...orders, file('README.md', 'a'), file('README.md', 'b')], [{ path: 'README.md', reason: 'it is listed twice' }]],
    ['with more than 500 files', [...orders, ...Array.from({ length: 499 }, (_unused, index) => file(`f${String(index)}.md`, ''))], [{ path: '', reason: 'the version has 501 files; 500 is the most' }]],
    ['with more than 5 MiB', [...orders, ...[1, 2, 3, 4, 5, 6].map((index) => ({ path: `f${String(index)}.csv`, bytes: Buffer.alloc(1024 * 1024, 97) }))], [{ path: '', reason: expect.stringMatching(/^the version has 629\d{4} bytes; 5242880 is the most$/u) as string }]],
  ])('%s', (_name, files, issues) => {
    expect(buildVersion({ ...path, files }, sha256)).toEqual({ ok: false, issues });
  });
});

describe('reading a version', () => {
  const parsed = JSON.parse(build(orders)) as Record<string, unknown>;
  const reading = (changes: Record<string, unknown>): unknown => readVersionFile(JSON.stringify({ ...parsed, ...changes }), path);

  test.each<[string, unknown, unknown]>([
    ['of another product', reading({ product: 'sales/returns' }), { ok: false, problem: 'malformed', reason: 'it says it is of the product "sales/returns"' }],
    ['of another version', reading({ version: '1.0.1' }), { ok: false, problem: 'malformed', reason: 'it says it is version "1.0.1"' }],
    ['of a newer dp', reading({ schema: 2 }), { ok: false, problem: 'newer', reason: 'it has schema 2, from a newer dp' }],
    ['without a schema', reading({ schema: 'one' }), { ok: false, problem: 'malformed', reason: 'it has no schema number' }],
    ['whose files climb out', reading({ files: { '../../etc/cron.d/x': { sha256: '', text: '' } } }), { ok: false, problem: 'malformed', reason: 'its file "../../etc/cron.d/x" is malformed' }],
    ['with text and base64 at once', reading({ files: { a: { sha256: '', text: '', base64: '' } } }), { ok: false, problem: 'malformed', reason: 'its file "a" is malformed' }],
    ['that is no JSON', readVersionFile('{', path), { ok: false, problem: 'malformed', reason: 'it is no JSON object' }],
    ['nested a million deep', readVersionFile(`{"schema":1,"product":"sales/orders","version":"1.0.0","digest":"","files":{},"manifest":{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`, path), { ok: false, problem: 'malformed', reason: 'its manifest is nested too deeply' }],
  ])('%s is refused', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  const issuesOf = (changes: Record<string, unknown>): unknown => {
    const read = readVersionFile(JSON.stringify({ ...parsed, ...changes }), path);
    return read.ok ? versionIssues(read.file, sha256) : read;
  };
  const files = parsed['files'] as Record<string, { sha256: string; text: string }>;
  const manifest = files['dataproduct.yaml'] ?? { sha256: '', text: '' };

  test('notices a changed text', () => {
    expect(issuesOf({ files: { ...files, 'dataproduct.yaml': { ...manifest, text: `${manifest.text}# more\n` } } })).toEqual([{ path: 'dataproduct.yaml', reason: 'its content does not have the sha256 that is stated' }]);
  });

  test('notices a text and a hash changed together', () => {
    const text = `${manifest.text}# more\n`;
    expect(issuesOf({ files: { ...files, 'dataproduct.yaml': { sha256: sha256(text), text } } })).toEqual([{ path: '', reason: 'its digest is not that of its files' }]);
  });

  test('notices a manifest that the text does not say', () => {
    expect(issuesOf({ manifest: { ...(parsed['manifest'] as object), status: 'retired' } })).toEqual([{ path: 'dataproduct.yaml', reason: 'its parsed manifest is not what its text says' }]);
  });

  test('does not mind the order of keys in the parsed manifest', () => {
    expect(issuesOf({ manifest: Object.fromEntries(Object.entries(parsed['manifest'] as object).reverse()) })).toEqual([]);
  });

  test('gives a snapshot whose files are labelled by where they were published', () => {
    const read = readVersionFile(build(orders), path);
    const snapshot = read.ok ? snapshotOfVersion(read.file) : undefined;
    expect(snapshot?.origin).toBe('registry:sales/orders@1.0.0');
    expect(snapshot?.product.document.file).toBe('registry:sales/orders@1.0.0/dataproduct.yaml');
    expect(snapshot?.contracts.map((contract) => [contract.document.file, contract.id, contract.tables[0]?.columns.map(({ name }) => name)])).toEqual([
      ['registry:sales/orders@1.0.0/contracts/orders.odcs.yaml', 'sales-orders', ['order_id', 'total_amount']],
    ]);
  });

  test('takes the domain it was published under where the manifest names none', () => {
    const without = orders.map((entry) => (entry.path === 'dataproduct.yaml' ? file(entry.path, Buffer.from(entry.bytes).toString('utf8').replace('domain: sales\n', '')) : entry));
    const read = readVersionFile(build(without), path);
    expect(read.ok ? snapshotOfVersion(read.file)?.product.domain : undefined).toBe('sales');
  });
});
