import { describe, expect, test } from 'vitest';
import { filePathIssue, nameIssue, parseKey, versionIssue } from '../../src/core/registry/grammar.ts';
import { parseProductArgument, readMarker, readRegistryPath, versionPath, writeMarker } from '../../src/core/registry/layout.ts';

describe('names of domains and products', () => {
  test.each(['orders', 'a', '0', 'order-lines-2', 'a'.repeat(63)])('%s fits', (name) => {
    expect(nameIssue(name)).toBeUndefined();
  });

  test.each([
    ['', 'it is empty'],
    ['a'.repeat(64), 'it has 64 characters; 63 is the most'],
    ['Orders', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['-orders', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['orders-', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['or/ders', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['..', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['__proto__', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['orders\n', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['bestellungen-für', 'use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['con', 'it is a device name on Windows'],
    ['lpt1', 'it is a device name on Windows'],
  ])('%j does not fit', (name, reason) => {
    expect(nameIssue(name)).toBe(reason);
  });

  test('a key is a domain and a name, and nothing else', () => {
    expect(parseKey('sales/orders')).toEqual({ domain: 'sales', name: 'orders' });
    for (const key of ['orders', 'sales/', '/orders', 'sales/orders/1', 'Sales/orders', 'sales/nul']) expect(parseKey(key)).toBeUndefined();
  });
});

describe('versions', () => {
  test.each(['0.0.0', '1.2.3', '10.20.30', '1.0.0-rc.1', '1.0.0-0a.b-c'])('%s can be published', (version) => {
    expect(versionIssue(version)).toBeUndefined();
  });

  test.each(['1', '1.0', 'v1.0.0', '01.0.0', '1.0.0-01', '1.0.0-', ' 1.0.0', '1.0.0\n', '1.0.0/..', '', '99999999999999999999.0.0'])('%j can not', (version) => {
    expect(versionIssue(version)).toBe('it is no version as semver.org has it, such as 1.2.0');
  });

  test('build metadata is refused by its name', () => {
    expect(versionIssue('1.0.0+2026')).toBe('it has build metadata (+…), which does not tell versions apart');
  });

  test('a version of more than 128 characters is refused', () => {
    expect(versionIssue(`1.0.0-${'a'.repeat(130)}`)).toBe('it has 136 characters; 128 is the most');
  });
});

describe('paths inside a version', () => {
  test.each(['dataproduct.yaml', 'contracts/orders.odcs.yaml', 'docs/Über uns.md', '.gitignore', 'a/.gitkeep'])('%s is safe', (path) => {
    expect(filePathIssue(path)).toBeUndefined();
  });

  test.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', './a', 'a/', 'a\\b', 'C:/x', 'a\nb', '.git/config', 'a/.GIT/hooks/x', 'git~1/x', 'con.txt', 'a/nul', 'a./b', 'a /b', 'evil\u202egpj.exe', 'x\u200by', `${'a/'.repeat(150)}a`])('%j is refused', (path) => {
    expect(filePathIssue(path)).toEqual(expect.any(String));
  });
});

describe('paths of the registry', () => {
  test('a version stands at its product', () => {
    expect(readRegistryPath(versionPath('sales/orders', '1.0.0-rc.1'))).toEqual({ kind: 'version', product: 'sales/orders', version: '1.0.0-rc.1' });
  });

  test('an event is read from the right, so that a pre-release may hold dots', () => {
    expect(readRegistryPath('status/sales/orders/1.0.0-rc.1.yank.01JD3.json')).toEqual({ kind: 'event', product: 'sales/orders', version: '1.0.0-rc.1', action: 'yank', id: '01JD3' });
  });

  test.each(['README.md', 'owners.yaml', '.github/workflows/verify.yaml', 'CODEOWNERS'])('%s is beside the layout', (path) => {
    expect(readRegistryPath(path)).toEqual({ kind: 'other' });
  });

  test.each([
    ['products/sales/orders', 'it is not at <domain>/<name>/<file>'],
    ['products/sales/orders/1.0.0/x.json', 'it is not at <domain>/<name>/<file>'],
    ['products/sales/Orders/1.0.0.json', 'its domain or name does not fit the grammar: use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['products/../orders/1.0.0.json', 'its domain or name does not fit the grammar: use a-z, 0-9 and -, starting and ending with a letter or digit'],
    ['products/sales/orders/1.0.0.yaml', 'its name does not end in .json'],
    ['products/sales/orders/latest.json', 'its name is no version: it is no version as semver.org has it, such as 1.2.0'],
    ['status/sales/orders/1.0.0.json', 'its name is not <version>.<action>.<id>.json'],
    ['status/sales/orders/1.0.yank.01JD3.json', 'its name holds no version: it is no version as semver.org has it, such as 1.2.0'],
  ])('%s is a stray: %s', (path, reason) => {
    expect(readRegistryPath(path)).toEqual({ kind: 'stray', reason });
  });

  test('the marker names format and registry, and anything else is no marker', () => {
    expect(readMarker(writeMarker('acme'))).toEqual({ format: 1, name: 'acme' });
    for (const text of ['', '[]', '{}', '{"format": "1"}', '{"format": 1.5}', 'null']) expect(readMarker(text)).toBeUndefined();
  });

  test('a product argument is split at its last @', () => {
    expect(parseProductArgument('sales/orders')).toEqual({ product: 'sales/orders', version: undefined });
    expect(parseProductArgument('sales/orders@1.0.0')).toEqual({ product: 'sales/orders', version: '1.0.0' });
    expect(parseProductArgument('@acme')).toEqual({ product: '@acme', version: undefined });
  });
});
