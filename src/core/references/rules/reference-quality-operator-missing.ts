import { valueAt } from '../../manifest/value-at.ts';
import type { DataContract, QualityRule } from '../../model/contract.ts';
import { contractRule } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-quality-operator-missing',
  severity: 'error',
  title: 'A measured quality rule says what is good',
  why: 'A library or SQL rule yields a number. Without an operator nothing says which number passes, so the rule can never fail.',
  remedy: 'Add one of mustBe, mustNotBe, mustBeGreaterThan, mustBeGreaterOrEqualTo, mustBeLessThan, mustBeLessOrEqualTo, mustBeBetween, mustNotBeBetween. A rule that only people read has `type: text`.',
  bad: 'quality:\n  - {rule: duplicateCount}',
  good: 'quality:\n  - {rule: duplicateCount, mustBe: 0}',
  *check({ contract }, context) {
    for (const { rule: quality } of context.elementsOf(contract).qualityRules) {
      const { type, metric, query, operators } = quality;
      const isMeasured = (type === 'library' && metric !== undefined) || (type === 'sql' && query !== undefined);
      if (!isMeasured || Object.keys(operators).length > 0 || isSaidBySchema(contract, quality)) continue;
      yield {
        message: `The quality rule ${quality.name ?? quality.id ?? metric ?? 'in SQL'} has no operator such as mustBe.`,
        pointer: quality.at,
        discriminator: quality.name ?? quality.id ?? metric ?? '',
        // ODCS 3.0 left open what a library rule means by itself: `nullCheck` alone is commonly "there are none".
        ...(type === 'library' && isVersion30(contract) ? { severity: 'warning' } : {}),
      };
    }
  },
});

function isVersion30(contract: DataContract): boolean {
  return contract.apiVersion.startsWith('v3.0.');
}

// From 3.1 on the schema asks for exactly one operator where `type` or `metric` is written down.
function isSaidBySchema(contract: DataContract, { at, origins }: QualityRule): boolean {
  if (isVersion30(contract)) return false;
  return origins?.['metric'] === undefined || valueAt(contract.document.data, `${at}/type`) !== undefined;
}
