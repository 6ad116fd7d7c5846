import { beforeEach, describe, expect, test } from 'vitest';
import { createShop, ordersContract, type Shop } from '../shop.ts';

let shop: Shop;
beforeEach(() => {
  shop = createShop();
  shop.edit(ordersContract, '{name: legacy_code, logicalType: string}', '{name: legacy_code, logicalType: string, enum: [{value: A}]}');
  shop.commit();
  shop.edit(ordersContract, 'enum: [{value: A}]', 'enum: [{value: A}, {value: B}]');
});

async function levelIn(diff: string): Promise<string> {
  shop.write('dp.yaml', `apiVersion: dp/v1\nkind: Workspace\ndiff: ${diff}\n`);
  const { findings } = await shop.json('diff', 'orders');
  return findings.find(({ rule }) => rule === 'enum-value-added')?.level ?? 'none';
}

describe('dp.yaml', () => {
  test.each([
    ['{}', 'warning'],
    ['{profile: warehouse}', 'warning'],
    ['{profile: stream}', 'breaking'],
    ['{profile: strict}', 'breaking'],
    ['{options: {enum: closed}}', 'breaking'],
    ['{profile: stream, options: {enum: open}}', 'warning'],
    ['{options: {enum: closed, extensibleEnums: [orders.legacy_code]}}', 'info'],
    ['{options: {extensibleEnums: [orders.order_id]}}', 'warning'],
    ['{rules: {enum-value-added: breaking}}', 'breaking'],
    ['{rules: {enum-value-added: info}}', 'info'],
    ['{rules: {enum-value-added: ignore}}', 'none'],
    ['{mode: history}', 'info'],
    ['{mode: full, rules: {enum-value-added: breaking}}', 'breaking'],
  ])('with diff: %s makes a new value %s', async (diff, level) => {
    expect(await levelIn(diff)).toBe(level);
  });

  test.each([
    ['{profil: strict}', /dp\.yaml:3:8 {2}.*`profil`.*schema-additional-properties/su],
    ['{profile: strickt}', /dp\.yaml:3:17 {2}.*schema-enum/su],
    ['{options: {noticeDay: 3}}', /dp\.yaml:3:18 {2}.*schema-additional-properties/su],
    ['{options: {extensibleEnums: [status]}}', /dp\.yaml:3:36 {2}.*schema-pattern/su],
    ['{rules: {field-removed: severe}}', /dp\.yaml:3:31 {2}.*schema-enum/su],
    ['{rules: {field-remove: info}}', /no rule of dp diff\. Did you mean field-removed/u],
  ])('with diff: %s is refused', async (diff, message) => {
    shop.write('dp.yaml', `apiVersion: dp/v1\nkind: Workspace\ndiff: ${diff}\n`);
    const { code, stderr } = await shop.dp('diff', 'orders');
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('of a folder below may tighten what it extends, and is refused where it loosens', async () => {
    shop.write('dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\ndiff: {options: {enum: closed}, rules: {price-increased: breaking}}\n');
    shop.write('orders/dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\nextends: ../dp.yaml\ndiff: {options: {noticeDays: 60}}\n');
    const { findings } = await shop.json('diff', 'orders');
    expect(findings.find(({ rule }) => rule === 'enum-value-added')?.level).toBe('breaking');
    shop.write('orders/dp.yaml', 'apiVersion: dp/v1\nkind: Workspace\nextends: ../dp.yaml\ndiff: {options: {enum: open}}\n');
    const { code, stderr } = await shop.dp('diff', 'orders');
    expect([code, stderr]).toEqual([2, expect.stringContaining('orders/dp.yaml loosens what it extends: diff.options.enum.')]);
  });
});
