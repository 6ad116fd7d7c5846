import { type QualityRule, qualityOperators } from '../../model/contract.ts';
import { derived, type Field, type FieldTable, fieldsOf } from './field.ts';

const quality = fieldsOf<QualityRule>();

/** The dimensions of data quality by ODCS's abbreviations. */
const dimensionNames: Readonly<Record<string, string>> = { ac: 'accuracy', cp: 'completeness', cf: 'conformity', cs: 'consistency', cv: 'coverage', tm: 'timeliness', uq: 'uniqueness' };

/** The seven dimensions of data quality that ODCS names. */
export const qualityDimensions: readonly string[] = Object.values(dimensionNames);

/** A dimension by its full name, however the contract spells it. */
export function canonicalDimension(dimension: string): string {
  const word = dimension.toLowerCase();
  return dimensionNames[word] ?? word;
}

function operatorField(name: (typeof qualityOperators)[number]): Field {
  return derived('any', ({ model }) => (model as QualityRule).operators[name], { pointer: ({ at }) => `${at}/${name}` });
}

export const qualityFields: FieldTable = {
  id: quality.text('id'),
  name: quality.text('name'),
  type: { ...quality.text('type', { values: ['library', 'sql', 'custom', 'text'] }), hasDefault: true },
  metric: quality.text('metric'),
  unit: { ...quality.text('unit'), hasDefault: true },
  query: quality.text('query'),
  engine: quality.text('engine'),
  implementation: quality.any('implementation'),
  arguments: derived('object', ({ model }) => (Object.keys((model as QualityRule).arguments).length === 0 ? undefined : (model as QualityRule).arguments), { pointer: ({ at }) => `${at}/arguments` }),
  dimension: derived('text', ({ model }) => {
    const { dimension } = model as QualityRule;
    return dimension === undefined ? undefined : canonicalDimension(dimension);
  }, { pointer: ({ at }) => `${at}/dimension` }),
  severity: quality.text('severity'),
  description: quality.text('description'),
  businessImpact: quality.text('businessImpact'),
  method: quality.text('method'),
  schedule: quality.text('schedule'),
  scheduler: quality.text('scheduler'),
  tags: quality.values('tags'),
  ...Object.fromEntries(qualityOperators.map((name) => [name, operatorField(name)])),
};
