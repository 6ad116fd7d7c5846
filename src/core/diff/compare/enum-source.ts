import { isRecord } from '../../manifest/node-reader.ts';
import type { Column, QualityRule } from '../../model/contract.ts';

/** One value a column may hold, whatever declares it. */
export interface AllowedValue {
  readonly at: string;
  readonly id: string | undefined;
  readonly value: unknown;
  readonly label: string | undefined;
}

export interface EnumSource {
  readonly at: string;
  readonly values: readonly AllowedValue[];
  /** The quality rule that declares the values, which is then no rule of its own. */
  readonly claims: QualityRule | undefined;
}

/**
 * The one enumeration of a column: `enum`, else a library rule `invalidValues` with `validValues` that must be 0, else a
 * custom property `enum` with a list (DIFF, section 8 and "Settled questions").
 */
export function enumSourceOf(column: Column): EnumSource | undefined {
  if (column.enum !== undefined) {
    return { at: `${column.at}/enum`, values: column.enum.map((item) => ({ at: item.at, id: item.id, value: item.value, label: item.label })), claims: undefined };
  }
  const rule = column.quality.find(isValueList);
  if (rule !== undefined) return { at: `${rule.at}/arguments/validValues`, values: plainValues(rule.arguments['validValues'], `${rule.at}/arguments/validValues`), claims: rule };
  const property = column.customProperties.find((item) => item.property === 'enum' && Array.isArray(item.value));
  return property === undefined ? undefined : { at: `${property.at}/value`, values: plainValues(property.value, `${property.at}/value`), claims: undefined };
}

function isValueList(rule: QualityRule): boolean {
  const { operators } = rule;
  return rule.type === 'library' && rule.metric === 'invalidValues' && Array.isArray(rule.arguments['validValues']) && Object.keys(operators).length === 1 && operators.mustBe === 0;
}

function plainValues(list: unknown, at: string): AllowedValue[] {
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown, index) => {
    const value = isRecord(item) && 'value' in item ? item['value'] : item;
    return { at: `${at}/${String(index)}`, id: undefined, value, label: undefined };
  });
}
