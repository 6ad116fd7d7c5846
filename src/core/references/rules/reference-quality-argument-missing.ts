import { valueAt } from '../../manifest/value-at.ts';
import { joinPointer } from '../../model/pointer.ts';
import { didYouMean } from '../../model/nearest.ts';
import { contractRule } from '../reference-rule.ts';

/** Arguments that name columns of the rule's table: the standard's own, and the spellings tools use for it. */
const columnArguments = ['properties', 'property', 'columns', 'column'];

export const rule = contractRule({
  id: 'reference-quality-argument-missing',
  severity: 'error',
  title: 'Columns that a quality rule names exist',
  why: 'A rule over several columns names them in its arguments. A name that is not there makes the check fail for the wrong reason, or never run.',
  remedy: 'Name columns of the table that the rule stands in.',
  bad: 'quality:\n  - {metric: duplicateValues, mustBe: 0, arguments: {properties: [tenant_id, order_number]}}   # the column is order_id',
  good: 'quality:\n  - {metric: duplicateValues, mustBe: 0, arguments: {properties: [tenant_id, order_id]}}',
  *check({ contract, document }, context) {
    const index = context.elementsOf(contract);
    for (const { rule: quality, table } of index.qualityRules) {
      if (quality.type !== 'library') continue;
      for (const { text, pointer } of columnArguments.flatMap((name) => textsAt(document.data, `${quality.at}/arguments/${name}`))) {
        if (index.findIn(table, text, 'physical') !== undefined || index.find(text, 'physical') !== undefined) continue;
        yield {
          message: `The quality rule names the column ${text}, which ${table.name} does not have.${didYouMean(text, table.columns.map(({ name }) => name))}`,
          pointer,
          part: 'value',
          discriminator: text,
        };
      }
    }
  },
});

function textsAt(data: unknown, pointer: string): { text: string; pointer: string }[] {
  const value = valueAt(data, pointer);
  if (typeof value === 'string') return [{ text: value, pointer }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((text: unknown, index) => (typeof text === 'string' ? [{ text, pointer: joinPointer(pointer, index) }] : []));
}
