import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadValidator } from '../../../src/io/validators.ts';
import { parse } from 'yaml';
import { allowNull, createShop, ordersContract, raiseOrders, type Shop, type ShopDocument } from '../shop.ts';

let shop: Shop;
const reason = 'The one reader handles NULL already';
const until = '2026-12-31';
const path = 'contracts[id=sales-orders].schema[name=orders].properties[name=total_amount].required';

beforeEach(() => {
  shop = createShop();
});

async function fingerprintOf(rule: string, ...argv: readonly string[]): Promise<string> {
  const { findings } = await shop.json('diff', ...argv);
  const found = findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no ${rule}`);
  return found.fingerprint;
}

async function accept(fingerprint: string, ...argv: readonly string[]): ReturnType<Shop['dp']> {
  return await shop.dp('accept', fingerprint, ...argv, '--reason', reason, '--until', until);
}

function told({ findings }: ShopDocument): string[] {
  return findings.map(({ rule, level, waiver }) => `${level} ${rule}${waiver === null ? '' : ` waived by ${waiver.id}`}`);
}

describe('dp accept', () => {
  test('writes one file that says what is accepted, why, by whom and until when', async () => {
    allowNull(shop);
    const fingerprint = await fingerprintOf('field-became-nullable');
    const { code, stdout, stderr } = await accept(fingerprint.slice(0, 6), '--owner', 'orders-team@acme.example', '--approved-by', 'lead@acme.example');
    const file = `waivers/field-became-nullable-${fingerprint.slice(0, 8)}.yaml`;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`✔ ${file} accepts field-became-nullable at schema.orders.total_amount until 2026-12-31.\nCommit it with the change, so that both are reviewed together.\n`);
    const written: unknown = parse(shop.read(file));
    expect(written).toEqual({
      apiVersion: 'dp/v1', kind: 'AcceptedChange', id: `field-became-nullable-${fingerprint.slice(0, 8)}`, fingerprint, rule: 'field-became-nullable', product: 'sales/orders', contract: 'sales-orders', path,
      from: true, to: false, owner: 'orders-team@acme.example', acceptedBy: 'lead@acme.example', reason, created: '2026-11-22', until,
    });
    expect((await loadValidator('accepted-change')).check(written)).toEqual([]);
    expect((await shop.dp('validate')).code).toBe(0);
  });

  test('prints the same as one JSON document', async () => {
    allowNull(shop);
    const fingerprint = await fingerprintOf('field-became-nullable');
    const { stdout } = await shop.dp('accept', fingerprint, '--reason', reason, '--until', until, '--owner', 'ada', '--format', 'json');
    const document = JSON.parse(stdout) as ShopDocument & { readonly accept: unknown };
    expect((await loadValidator('output')).check(document)).toEqual([]);
    expect(document.accept).toEqual({ id: `field-became-nullable-${fingerprint.slice(0, 8)}`, file: `waivers/field-became-nullable-${fingerprint.slice(0, 8)}.yaml`, fingerprint, rule: 'field-became-nullable', until });
    expect([document.ok, told(document)]).toEqual([true, [`breaking field-became-nullable waived by field-became-nullable-${fingerprint.slice(0, 8)}`]]);
  });

  test('puts the file where dp.yaml keeps its waivers, and takes the owner from git', async () => {
    shop.write('dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\npolicies: {waivers: governance/exceptions}\n');
    shop.sandbox.git(shop.folder, 'config', 'user.email', 'ada@acme.example');
    allowNull(shop);
    await accept(await fingerprintOf('field-became-nullable'));
    const [name] = readdirSync(join(shop.folder, 'governance/exceptions'));
    expect(parse(shop.read(`governance/exceptions/${name ?? ''}`))).toMatchObject({ owner: 'ada@acme.example' });
    expect(told(await shop.json('diff', 'orders')).filter((line) => line.includes('waived'))).toHaveLength(1);
  });

  test('accepts again what was accepted before, in the same file', async () => {
    allowNull(shop);
    const fingerprint = await fingerprintOf('field-became-nullable');
    await accept(fingerprint, '--owner', 'ada');
    const { code, stdout } = await shop.dp('accept', fingerprint, '--owner', 'ada', '--reason', reason, '--until', '2027-06-30', '--today', '2027-01-15');
    expect([code, stdout]).toEqual([0, expect.stringContaining('accepts again')]);
    expect(readdirSync(join(shop.folder, 'waivers'))).toHaveLength(1);
    expect((await shop.json('diff', 'orders', '--today', '2027-06-30')).findings.filter(({ waiver }) => waiver?.expires === '2027-06-30')).toHaveLength(1);
  });

  test.each([
    [['zzzz'], ['"zzzz" is no fingerprint', 'dp diff --format json']],
    [['abc'], ['"abc" is no fingerprint']],
    [['ffffffff'], ['No finding begins with ffffffff. These can be accepted:', 'field-became-nullable  schema.orders.total_amount']],
    [['GATE'], ['contract-version-not-bumped cannot be accepted: it is about the version.']],
    [['INFO'], ['field-description-changed cannot be accepted: it stops nothing.']],
    [['BREAK', '--reason', 'fine'], ['The reason has 4 characters; say it in 20 or more.']],
    [['BREAK', '--until', '2026-02-30'], ['--until takes a day as YYYY-MM-DD']],
    [['BREAK', '--until', '2026-11-21'], ['--until 2026-11-21 is past: today is 2026-11-22.']],
    [['BREAK', '--owner', 'ada', '--approved-by', 'Ada'], ['--approved-by is the owner']],
    [['BREAK'], ['dp does not know who answers for this acceptance']],
  ])('%j ends with 2, says why and writes nothing', async ([name = '', ...flags], messages) => {
    allowNull(shop);
    shop.edit(ordersContract, '{name: legacy_code, logicalType: string}', '{name: legacy_code, logicalType: string, description: Old.}');
    const rules: Readonly<Record<string, string>> = { GATE: 'contract-version-not-bumped', INFO: 'field-description-changed', BREAK: 'field-became-nullable' };
    const fingerprint = rules[name] === undefined ? name : await fingerprintOf(rules[name]);
    const usual = ['--reason', '--until'].filter((flag) => !flags.includes(flag)).flatMap((flag) => [flag, flag === '--reason' ? reason : until]);
    const { code, stdout, stderr } = await shop.dp('accept', fingerprint, ...flags, ...usual);
    expect([code, stdout]).toEqual([2, '']);
    for (const message of messages) expect(stderr).toContain(message);
    expect(existsSync(join(shop.folder, 'waivers'))).toBe(false);
  });

  test('refuses what is accepted already', async () => {
    allowNull(shop);
    const fingerprint = await fingerprintOf('field-became-nullable');
    await accept(fingerprint, '--owner', 'ada');
    const { code, stderr } = await accept(fingerprint, '--owner', 'ada');
    expect([code, stderr]).toEqual([2, expect.stringContaining(`is accepted already, by field-became-nullable-${fingerprint.slice(0, 8)} until 2026-12-31`)]);
  });
});

describe('an accepted change', () => {
  beforeEach(async () => {
    allowNull(shop);
    raiseOrders(shop, '1.4.1');
    await accept(await fingerprintOf('field-became-nullable'), '--owner', 'ada');
  });

  test('stays visible as waived and asks for no more than a patch', async () => {
    const result = await shop.json('diff', 'orders');
    expect([result.code, result.diff.verdict, result.diff.bump]).toEqual([0, 'compatible', { demanded: 'patch', declared: 'patch', ok: true, suggestedVersion: '1.4.1' }]);
    expect(told(result)).toEqual([expect.stringMatching(/^breaking field-became-nullable waived by field-became-nullable-[0-9a-f]{8}$/u), 'info output-port-contract-version-changed']);
    expect(result.summary).toMatchObject({ errors: 0, waived: 1 });
    const { stdout } = await shop.dp('diff', 'orders');
    expect(stdout).toContain('○ field-became-nullable');
    expect(stdout).toContain('(ada): The one reader handles NULL already');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 info, 1 waived.   Needs 1.4.1 (patch); declared 1.4.1 (patch).  ✔');
  });

  test('is still needed: without it the version would be too small', async () => {
    shop.sandbox.git(shop.folder, 'clean', '-fdq', 'waivers');
    expect((await shop.json('diff', 'orders')).code).toBe(1);
  });

  test('is suppressed in SARIF, skipped in JUnit, and told apart in Markdown and GitHub annotations', async () => {
    const sarif = JSON.parse((await shop.dp('diff', 'orders', '--format', 'sarif')).stdout) as { runs: readonly { results: readonly { ruleId: string; suppressions: readonly { status: string }[] }[] }[] };
    expect(sarif.runs[0]?.results.map(({ ruleId, suppressions }) => [ruleId, suppressions.length])).toEqual([['field-became-nullable', 1], ['output-port-contract-version-changed', 0]]);
    expect((await shop.dp('diff', 'orders', '--format', 'junit')).stdout).toContain('<skipped message="waived by field-became-nullable-');
    expect((await shop.dp('diff', 'orders', '--format', 'markdown')).stdout).toContain('<details><summary>1 waived</summary>');
    expect((await shop.dp('diff', 'orders', '--format', 'github')).stdout).toContain('title=field-became-nullable (waived)::');
  });

  test('counts for its contract compared alone, too', async () => {
    const result = await shop.json('diff', ordersContract);
    expect([result.code, told(result)]).toEqual([0, [expect.stringContaining('breaking field-became-nullable waived')]]);
  });

  test('counts in every mode of the same finding, and not for another change of the same column', async () => {
    shop.edit(ordersContract, 'name: total_amount, logicalType: number', 'name: total_amount, logicalType: string');
    const result = await shop.json('diff', 'orders');
    expect(told(result).filter((line) => line.startsWith('breaking')).map((line) => line.split(' waived')[0]).sort()).toEqual(['breaking field-became-nullable', 'breaking field-type-changed']);
    expect(result.summary['waived']).toBe(1);
    expect(result.code).toBe(1);
  });

  test('is void from the day after its last one: an error, and the finding counts again', async () => {
    expect((await shop.json('diff', 'orders', '--today', '2026-12-31')).code).toBe(0);
    const late = await shop.json('diff', 'orders', '--today', '2027-01-01');
    expect([late.code, late.diff.verdict, late.diff.bump.demanded]).toEqual([1, 'breaking', 'major']);
    expect(told(late)).toEqual(expect.arrayContaining(['breaking field-became-nullable', 'breaking ignore-expired']));
    const expired = late.findings.find(({ rule }) => rule === 'ignore-expired');
    expect([expired?.severity, expired?.file, expired?.line]).toEqual(['error', expect.stringMatching(/^waivers\/field-became-nullable-/u), 14]);
    for (const file of ['orders/dataproduct.yaml', ordersContract]) shop.edit(file, '1.4.1', '2.0.0');
    expect((await shop.json('diff', 'orders', '--today', '2027-01-01')).code).toBe(1);
    expect((await shop.json('diff', 'orders', '--today', '2027-01-01', '--fail-on', 'never')).code).toBe(0);
  });

  test('is a warning once it matches nothing, for its own product only', async () => {
    shop.edit(ordersContract, 'required: false', 'required: true');
    const result = await shop.json('diff', 'orders');
    expect(told(result)).toEqual(expect.arrayContaining(['warning ignore-stale']));
    expect(told(await shop.json('diff', 'invoices'))).toEqual([]);
  });

  test('of a file that is malformed accepts nothing, and standard error says so', async () => {
    const [name = ''] = readdirSync(join(shop.folder, 'waivers'));
    shop.edit(`waivers/${name}`, 'until: "2026-12-31"', 'until: soon');
    const { code, stderr } = await shop.dp('diff', 'orders');
    expect([code, stderr]).toEqual([1, expect.stringContaining(`waivers/${name}:14 accepts nothing:`)]);
    expect((await shop.dp('validate')).code).toBe(1);
  });
});

describe('dp publish', () => {
  test('takes an accepted break with a small version, and refuses it once the acceptance is past', async () => {
    await shop.withRegistry();
    expect((await shop.dp('publish', 'orders', '--yes')).code).toBe(0);
    allowNull(shop);
    raiseOrders(shop, '1.4.1');
    shop.commit();
    expect((await shop.json('publish', 'orders', '--dry-run')).code).toBe(1);
    await accept(await fingerprintOf('field-became-nullable', 'orders'), '--owner', 'ada');
    const [name = ''] = readdirSync(join(shop.folder, 'waivers'));
    shop.edit(`waivers/${name}`, 'until: "2026-12-31"', 'until: "2026-11-21"');
    const refused = await shop.json('publish', 'orders', '--dry-run');
    expect([refused.code, told(refused)]).toEqual([1, expect.arrayContaining(['breaking ignore-expired', 'breaking field-became-nullable'])]);
    shop.edit(`waivers/${name}`, 'until: "2026-11-21"', 'until: "2026-12-31"');
    shop.commit();
    const published = await shop.json('publish', 'orders', '--yes');
    expect([published.code, told(published).filter((line) => line.includes('waived'))]).toEqual([0, [expect.stringContaining('breaking field-became-nullable waived')]]);
    expect(told(await shop.json('diff', 'orders'))).toEqual(['warning ignore-stale']);
  });
});
