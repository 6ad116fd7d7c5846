import { contractRule } from '../reference-rule.ts';

export const rule = contractRule({
  id: 'reference-quality-operator-missing',
  severity: 'error',
  title: 'A measured quality rule says what is good',
  why: 'A library or SQL rule yields a number. Without an operator nothing says which number passes, so the rule can never fail.',
  remedy: 'Add one of mustBe, mustNotBe, mustBeGreaterThan, mustBeGreaterOrEqualTo, mustBeLessThan, mustBeLessOrEqualTo, mustBeBetween, mustNotBeBetween. A rule that only people read has `type: text`.',
  bad: 'apiVersion: v3.0.2\n# in a column\nquality:\n  - {type: sql, query: "SELECT count(*) FROM {object}"}',
  good: 'apiVersion: v3.0.2\n# in a column\nquality:\n  - {type: sql, query: "SELECT count(*) FROM {object}", mustBeGreaterThan: 0}',
  *check({ contract }, context) {
    // From 3.1 on the schema asks for an operator.
    if (!contract.apiVersion.startsWith('v3.0.')) return;
    for (const { rule: quality } of context.elementsOf(contract).qualityRules) {
      const { type, metric, query, operators } = quality;
      const isMeasured = (type === 'library' && metric !== undefined) || (type === 'sql' && query !== undefined);
      if (!isMeasured || Object.keys(operators).length > 0) continue;
      const name = quality.name ?? quality.id ?? metric;
      yield {
        message: `The quality rule ${name ?? 'in SQL'} has no operator such as mustBe.`,
        pointer: quality.at,
        discriminator: name ?? '',
        // 3.0 left open what a library rule means by itself: `nullCheck` alone is commonly "there are none".
        ...(type === 'library' ? { severity: 'warning' } : {}),
      };
    }
  },
});
