import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { allowNull, createShop, ordersContract, type Shop } from '../shop.ts';

let shop: Shop;

// A break in place, a column and a product that are gone, and names that would be markup or commands elsewhere.
beforeEach(() => {
  shop = createShop();
  shop.edit(ordersContract, '      - {name: legacy_code, logicalType: string}\n', '      - {name: legacy_code, logicalType: string, description: "100%, really::no"}\n      - {name: "a,b:c%", logicalType: string}\n');
  shop.commit();
  allowNull(shop);
  shop.edit(ordersContract, '      - {name: "a,b:c%", logicalType: string}\n', '');
  rmSync(join(shop.folder, 'invoices'), { recursive: true });
});

async function print(format: string, ...flags: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await shop.dp('diff', '--against', 'git:main', '--format', format, ...flags);
  expect([code, stderr]).toEqual([1, '']);
  return stdout;
}

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: Record<string, string>; readonly region: { readonly startLine: number } } }[];
  readonly relatedLocations?: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

describe('dp diff --format sarif', () => {
  test('has both sides of each change, what is gone at the nearest parent that is left, and rules with help', async () => {
    const { runs } = JSON.parse(await print('sarif')) as { runs: readonly { readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[] } }; readonly results: readonly SarifResult[] }[] };
    const [run] = runs;
    const places = run?.results.map(({ ruleId, level, locations, relatedLocations }) => [
      ruleId,
      level,
      `${locations[0]?.physicalLocation.artifactLocation['uri'] ?? ''}:${String(locations[0]?.physicalLocation.region.startLine)}`,
      ...(relatedLocations ?? []).map(({ physicalLocation }) => `${physicalLocation.artifactLocation.uri}:${String(physicalLocation.region.startLine)}`),
    ]);
    expect(places).toEqual([
      ['contract-version-not-bumped', 'error', 'orders/contracts/orders.odcs.yaml:4', 'git:main%3Aorders/contracts/orders.odcs.yaml:4'],
      ['field-removed', 'error', 'orders/contracts/orders.odcs.yaml:8', 'git:main%3Aorders/contracts/orders.odcs.yaml:12'],
      ['field-became-nullable', 'error', 'orders/contracts/orders.odcs.yaml:10', 'git:main%3Aorders/contracts/orders.odcs.yaml:10'],
      ['product-version-not-bumped', 'error', 'orders/dataproduct.yaml:5', 'git:main%3Aorders/dataproduct.yaml:5'],
      ['product-removed', 'error', 'invoices/dataproduct.yaml:1', 'git:main%3Ainvoices/dataproduct.yaml:1'],
    ]);
    expect(run?.tool.driver.rules.every(({ help }) => help.text !== '')).toBe(true);
    expect(run?.results[2]?.message.text).toContain('e.g. {"order_id":"o-1","total_amount":null}\nhits Revenue (direct, reads orders.total_amount)');
  });

  test('has the fingerprint that dp accept takes', async () => {
    const { runs } = JSON.parse(await print('sarif')) as { runs: readonly { readonly results: readonly SarifResult[] }[] };
    const { findings } = await shop.json('diff', '--against', 'git:main');
    expect(runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints['dpFingerprint/v1'])).toEqual(findings.map(({ fingerprint }) => fingerprint));
  });
});

describe('dp diff --format github', () => {
  test('annotates the work tree, says where it was before, and escapes what git hub would read as its own', async () => {
    const lines = (await print('github')).split('\n');
    expect(lines.find((line) => line.includes('title=field-removed'))).toBe(
      '::error file=orders/contracts/orders.odcs.yaml,line=8,endLine=8,col=5,endColumn=15,title=field-removed::Column a,b:c%25 (string) is gone. Queries that name it fail.%0Abefore git:main:orders/contracts/orders.odcs.yaml:12%0AHelp: Keep it, mark it deprecated with an SLA endOfLife that names it, and remove it after that day; or publish it as output port orders v2.',
    );
    expect(lines.find((line) => line.includes('title=product-removed'))).toMatch(/^::error file=invoices\/dataproduct\.yaml,line=1,/u);
  });

  test('shows the worst ten and says how many are left', async () => {
    const columns = Array.from({ length: 15 }, (_, index) => `      - {name: c${String(index)}, logicalType: string}\n`).join('');
    shop.edit(ordersContract, '      - {name: legacy_code', `${columns}      - {name: legacy_code`);
    shop.commit();
    shop.edit(ordersContract, columns, '');
    const { stdout } = await shop.dp('diff', 'orders', '--against', 'git:HEAD', '--format', 'github');
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.find((line) => line.includes('more not shown here'))).toContain('The step summary has them.');
  });
});

describe('dp diff --format gitlab', () => {
  test('has one issue a finding, with a fingerprint of its own and both places', async () => {
    const issues = JSON.parse(await print('gitlab')) as readonly { check_name: string; severity: string; fingerprint: string; description: string; location: { path: string; lines: { begin: number } } }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    expect(issues.map(({ check_name, severity, location }) => `${check_name} ${severity} ${location.path}:${String(location.lines.begin)}`)).toEqual([
      'contract-version-not-bumped major orders/contracts/orders.odcs.yaml:4',
      'field-removed critical orders/contracts/orders.odcs.yaml:8',
      'field-became-nullable critical orders/contracts/orders.odcs.yaml:10',
      'product-version-not-bumped major orders/dataproduct.yaml:5',
      'product-removed critical invoices/dataproduct.yaml:1',
    ]);
    expect(issues[1]?.description).toContain('\nbefore git:main:orders/contracts/orders.odcs.yaml:12');
  });
});

describe('dp diff --format junit', () => {
  test('fails a case for each rule that fails the run', async () => {
    const text = await print('junit');
    expect(text).toContain('<testsuites name="dp diff" tests="5" failures="5" errors="0" skipped="0">');
    expect(text).toContain('before git:main:orders/contracts/orders.odcs.yaml:12');
  });

  test('fails nothing where the run passes, and warnings where they are to fail', async () => {
    const passed = await shop.dp('diff', '--against', 'git:main', '--format', 'junit', '--fail-on', 'never');
    expect([passed.code, passed.stdout]).toEqual([0, expect.stringContaining('failures="0"')]);
    shop.sandbox.git(shop.folder, 'checkout', '-q', '.');
    shop.edit(ordersContract, '{name: order_id,', '{name: order_id, transformLogic: upper(id),');
    shop.commit();
    shop.edit(ordersContract, 'upper(id)', 'lower(id)');
    for (const file of ['orders/dataproduct.yaml', ordersContract]) shop.edit(file, '1.4.0', '1.5.0');
    const warned = await shop.dp('diff', 'orders', '--against', 'git:HEAD', '--format', 'junit', '--fail-on', 'warning');
    expect([warned.code, warned.stdout]).toEqual([1, expect.stringMatching(/<testsuites name="dp diff" tests="2" failures="1"/u)]);
  });
});

describe('dp diff --format markdown', () => {
  test('is one line where nothing is above info', async () => {
    shop.sandbox.git(shop.folder, 'checkout', '-q', '.');
    shop.edit('orders/dataproduct.yaml', 'One row each.', 'One row an order.');
    shop.edit('orders/dataproduct.yaml', 'version: 1.4.0\nstatus', 'version: 1.4.1\nstatus');
    const { stdout } = await shop.dp('diff', 'orders', '--against', 'git:main', '--format', 'markdown');
    expect(stdout).toBe('<!-- dp:diff -->\n✅ sales/orders 1.4.0 → 1.4.1: compatible, 1 info. Needs 1.4.1 (patch); declared 1.4.1 (patch).\n');
  });

  test('never grows beyond what a comment may hold', async () => {
    const columns = Array.from({ length: 900 }, (_, index) => `      - {name: column_with_a_rather_long_name_${String(index)}, logicalType: string, physicalType: VARCHAR(10)}\n`).join('');
    shop.edit(ordersContract, '      - {name: legacy_code', `${columns}      - {name: legacy_code`);
    shop.commit();
    shop.edit(ordersContract, 'VARCHAR(10)', 'INTEGER');
    const { stdout } = await shop.dp('diff', 'orders', '--against', 'git:HEAD', '--format', 'markdown');
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toContain('×900');
  });
});
