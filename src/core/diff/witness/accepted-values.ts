import { isRecord } from '../../manifest/node-reader.ts';
import type { Column, QualityRule } from '../../model/contract.ts';

/**
 * The values a column may have, whichever of the three ways says so (DIFF, section 8): `enum`, an `invalidValues` check that
 * allows none beside its `validValues`, or the custom property `enum`. `undefined`: any.
 */
export function acceptedValues(column: Pick<Column, 'enum' | 'quality' | 'customProperties'>): readonly unknown[] | undefined {
  if (column.enum !== undefined) return column.enum.map(({ value }) => value);
  const checked = column.quality.flatMap((rule) => (allowsNone(rule) ? [validValues(rule)] : [])).find((values) => values !== undefined);
  if (checked !== undefined) return checked;
  const written = column.customProperties.find(({ property, vendor }) => property === 'enum' && vendor === undefined)?.value;
  return Array.isArray(written) ? written.map(plainValue) : undefined;
}

function allowsNone({ type, metric, operators }: QualityRule): boolean {
  return type === 'library' && metric === 'invalidValues' && (operators.mustBe === 0 || operators.mustBeLessOrEqualTo === 0);
}

function validValues({ arguments: given }: QualityRule): readonly unknown[] | undefined {
  const values = given['validValues'];
  return Array.isArray(values) ? values : undefined;
}

function plainValue(item: unknown): unknown {
  return isRecord(item) && 'value' in item ? item['value'] : item;
}
