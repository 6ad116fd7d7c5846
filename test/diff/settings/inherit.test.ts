import { describe, expect, test } from 'vitest';
import { inheritDiff } from '../../../src/core/diff/inherit-settings.ts';
import { DpError } from '../../../src/core/model/errors.ts';

type Written = Readonly<Record<string, unknown>>;

function loosened(child: Written, parent: Written): string {
  try {
    inheritDiff(child, parent, 'sales/dp.yaml');
    return 'nothing';
  } catch (error) {
    if (error instanceof DpError && error.code === 'configuration') return error.message;
    throw error;
  }
}

describe('diff settings that extend others', () => {
  test('are merged rule by rule and option by option', () => {
    const parent = { mode: 'consumers', rules: { 'enum-value-added': 'breaking', 'price-increased': 'breaking' }, options: { noticeDays: 30, selectStar: true } };
    const child = { mode: 'full', rules: { 'schema-granularity-changed': 'breaking' }, options: { noticeDays: 90 } };
    expect(inheritDiff(child, parent, 'dp.yaml')).toEqual({
      mode: 'full',
      rules: { 'enum-value-added': 'breaking', 'price-increased': 'breaking', 'schema-granularity-changed': 'breaking' },
      options: { noticeDays: 90, selectStar: true },
    });
  });

  test.each([
    [{ mode: 'none' }, {}, 'mode (consumers → none)'],
    [{ mode: 'consumers' }, { mode: 'full' }, 'mode (full → consumers)'],
    [{ mode: 'history' }, { mode: 'consumers' }, 'mode (consumers → history)'],
    [{ profile: 'warehouse' }, { profile: 'stream' }, 'options.widening, diff.options.enum, diff.options.constraints'],
    [{ options: { sla: 'warn' } }, {}, 'options.sla'],
    [{ options: { widening: 'info' } }, {}, 'options.widening'],
    [{ options: { selectStar: false } }, { options: { selectStar: true } }, 'options.selectStar'],
    [{ options: { noticeDays: 10 } }, { mode: 'consumers' }, 'options.noticeDays'],
    [{ options: { environments: ['staging'] } }, {}, 'options.environments'],
    [{ options: { extensibleEnums: ['orders.status'] } }, {}, 'options.extensibleEnums'],
    [{ options: { classificationOrder: ['a', 'b'] } }, {}, 'options.classificationOrder'],
    [{ rules: { 'field-removed': 'info' } }, {}, 'rules.field-removed'],
    [{ rules: { 'enum-value-added': 'warning' } }, { rules: { 'enum-value-added': 'breaking' } }, 'rules.enum-value-added'],
    [{ rules: { 'field-became-required': 'warning' } }, { mode: 'history' }, 'rules.field-became-required'],
  ])('%j over %j loosen %s', (child, parent, what) => {
    expect(loosened(child, parent)).toBe(`sales/dp.yaml loosens what it extends: diff.${what}.`);
  });

  test.each([
    [{ mode: 'full' }, { mode: 'history' }],
    [{ mode: 'consumers' }, { mode: 'none' }],
    [{ profile: 'strict' }, { profile: 'stream' }],
    [{ options: { widening: 'breaking', environments: ['prod', 'staging'], extensibleEnums: [] } }, { options: { extensibleEnums: ['orders.status'] } }],
    [{ rules: { 'field-became-required': 'info' } }, {}],
  ])('%j over %j tighten', (child, parent) => {
    expect(loosened(child, parent)).toBe('nothing');
  });
});
