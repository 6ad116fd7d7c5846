import type { Column } from '../../model/contract.ts';
import { change, type Change, declaredTraits, type Pair, type Spot } from '../change.ts';
import type { Trait } from '../rule-row.ts';
import type { DiffRuleId } from '../rules/index.ts';
import type { DataType } from '../types/data-type.ts';
import { formatOf, readLogicalType } from '../types/logical-type.ts';
import { readPhysicalType } from '../types/read-type.ts';
import { relateTypes, type TypeRelation } from '../types/relate.ts';
import { sameValue } from '../value.ts';
import type { CompareContext } from './context.ts';

const ruleOf: Readonly<Record<Exclude<TypeRelation, 'same'>, DiffRuleId>> = {
  widened: 'field-type-widened',
  narrowed: 'field-type-narrowed',
  'lossy-widened': 'field-type-lossy-widened',
  'precision-increased': 'field-precision-increased',
  'precision-decreased': 'field-precision-decreased',
  'scale-increased': 'field-scale-increased',
  'scale-decreased': 'field-scale-decreased',
  'length-increased': 'field-length-increased',
  'length-decreased': 'field-length-decreased',
  'timezone-added': 'field-timezone-added',
  'timezone-removed': 'field-timezone-removed',
  'timezone-unclear': 'field-timezone-unclear',
  'fraction-increased': 'field-timestamp-precision-increased',
  'fraction-decreased': 'field-timestamp-precision-decreased',
  'map-key-changed': 'field-map-key-type-changed',
  changed: 'field-type-changed',
};

export interface TypeComparison {
  readonly changes: readonly Change[];
  /** The logical type is another: what hangs on the old one (format, constraints, nested fields) is not graded. */
  readonly isReplaced: boolean;
}

/** DIFF, section 5: at most one finding for the type itself, whether logical or physical type says it, then format and zone. */
export function compareType(pair: Pair<Column>, spot: Spot, context: CompareContext): TypeComparison {
  const physical = physicalRelation(pair, context);
  const logical = logicalRelation(pair);
  const isReplaced = (pair.old.logicalType !== pair.new.logicalType && pair.old.logicalType !== undefined && pair.new.logicalType !== undefined) || physical.relation === 'changed';
  const main = mainChange({ logical, physical }, pair, { spot, context });
  const isZoneTold = main.some((item) => item.rule.startsWith('field-timezone'));
  const annotations = [...annotated(pair, spot, 'logicalType'), ...annotated(pair, spot, 'physicalType')];
  if (isReplaced) return { changes: [...main, ...annotations], isReplaced };
  return { isReplaced, changes: [...main, ...annotations, ...compareFormat(pair, spot), ...compareZone(pair, spot, isZoneTold), ...compareVector(pair, spot)] };
}

interface Related {
  readonly relation: TypeRelation;
  readonly families: Pair<DataType['family']> | undefined;
}

const unrelated: Related = { relation: 'same', families: undefined };

function physicalRelation(pair: Pair<Column>, context: CompareContext): Related {
  const [from, to] = [pair.old.physicalType, pair.new.physicalType];
  if (from === undefined || to === undefined || normalised(from) === normalised(to)) return unrelated;
  const types = { old: outerOnly(readPhysicalType(from, context.dialects.old), pair), new: outerOnly(readPhysicalType(to, context.dialects.new), pair) };
  return { relation: relateTypes(types.old, types.new), families: { old: types.old.family, new: types.new.family } };
}

// Where both sides spell out nested columns, these are compared on their own; the text repeats them.
function outerOnly(type: DataType, pair: Pair<Column>): DataType {
  const has = (test: (column: Column) => boolean): boolean => test(pair.old) && test(pair.new);
  if (type.family === 'struct' && has((column) => column.columns.length > 0)) return { family: 'struct', fields: undefined };
  if (type.family === 'array' && has((column) => column.items !== undefined)) return { family: 'array', element: undefined };
  if (type.family === 'map' && has((column) => column.map !== undefined)) return { family: 'map', key: undefined, value: undefined };
  return type;
}

function normalised(spelling: string): string {
  return spelling.toLowerCase().replaceAll(/\s+/gu, '');
}

function logicalRelation(pair: Pair<Column>): Related {
  const [from, to] = [readLogicalType(pair.old), readLogicalType(pair.new)];
  if (from === undefined || to === undefined) return unrelated;
  const isNumber = pair.old.logicalType === 'number' && pair.new.logicalType === 'number';
  // A number without format says nothing of its width: then the format is added or removed, not widened.
  if (isNumber && (formatOf(pair.old.options) === undefined || formatOf(pair.new.options) === undefined)) return unrelated;
  return { relation: relateTypes(from, to), families: { old: from.family, new: to.family } };
}

const badness: readonly TypeRelation[] = ['same', 'fraction-decreased', 'narrowed', 'precision-decreased', 'length-decreased', 'fraction-increased', 'length-increased', 'precision-increased', 'widened', 'scale-increased', 'scale-decreased', 'timezone-unclear', 'lossy-widened', 'timezone-added', 'timezone-removed', 'map-key-changed', 'changed'];

/** The physical type decides where its family changed, since the logical type follows from it; else the worse of the two. */
function mainChange(relations: { readonly logical: Related; readonly physical: Related }, pair: Pair<Column>, place: { readonly spot: Spot; readonly context: CompareContext }): Change[] {
  const { logical, physical } = relations;
  const isFamilyChange = physical.families !== undefined && physical.families.old !== physical.families.new;
  const isPhysical = isFamilyChange || badness.indexOf(physical.relation) >= badness.indexOf(logical.relation);
  const relation = isPhysical ? physical.relation : logical.relation;
  const { spot, context } = place;
  if (relation !== 'same') {
    const traits: Trait[] = relation === 'widened' && context.hasTypedReaders ? ['typed-readers'] : [];
    return [change(ruleOf[relation], spot, { ...(isPhysical ? physicalParts(pair) : logicalParts(pair)), traits })];
  }
  const [from, to] = [pair.old.physicalType, pair.new.physicalType];
  const isRespelled = from !== undefined && to !== undefined && from !== to;
  return isRespelled ? [change('field-type-alias-changed', spot, physicalParts(pair))] : [];
}

function physicalParts(pair: Pair<Column>): { field: string; from: unknown; to: unknown } {
  return { field: 'physicalType', from: pair.old.physicalType, to: pair.new.physicalType };
}

function logicalParts(pair: Pair<Column>): { field: string; from: unknown; to: unknown; at?: string } {
  if (pair.old.logicalType !== pair.new.logicalType) return { field: 'logicalType', from: pair.old.logicalType, to: pair.new.logicalType };
  const [from, to] = [formatOf(pair.old.options), formatOf(pair.new.options)];
  if (from !== to) return option(pair, 'format', { from: from ?? 'i32', to: to ?? 'i32' });
  return option(pair, 'timezone', { from: pair.old.options['timezone'] ?? false, to: pair.new.options['timezone'] ?? false });
}

function option(pair: Pair<Column>, name: string, values: { readonly from: unknown; readonly to: unknown }): { field: string; from: unknown; to: unknown; at: string; was: string } {
  return { field: `logicalTypeOptions.${name}`, ...values, at: `${pair.new.at}/logicalTypeOptions/${name}`, was: `${pair.old.at}/logicalTypeOptions/${name}` };
}

function annotated(pair: Pair<Column>, spot: Spot, field: 'logicalType' | 'physicalType'): Change[] {
  const [from, to] = [pair.old[field], pair.new[field]];
  if ((from === undefined) === (to === undefined)) return [];
  const kind = field === 'logicalType' ? 'logical' : 'physical';
  return [change(from === undefined ? `field-${kind}-type-added` : `field-${kind}-type-removed`, spot, { field, from, to })];
}

function compareFormat(pair: Pair<Column>, spot: Spot): Change[] {
  const { logicalType } = pair.new;
  const [from, to] = [formatOf(pair.old.options), formatOf(pair.new.options)];
  // Widths are part of the type's relation, where they are widths that the standard knows.
  const isWidth = (format: string | undefined): boolean => (logicalType === 'integer' ? format === undefined || /^[iu](?:8|16|32|64|128)$/u.test(format) : logicalType === 'number' && (format === 'f32' || format === 'f64'));
  if (from === to || (isWidth(from) && isWidth(to))) return [];
  const traits: Trait[] = logicalType === 'date' || logicalType === 'timestamp' || logicalType === 'time' ? ['temporal'] : [];
  const rule = from === undefined ? 'field-format-added' : to === undefined ? 'field-format-removed' : 'field-format-changed';
  return [change(rule, spot, { ...option(pair, 'format', { from, to }), traits })];
}

const utc = new Set(['utc', 'etc/utc', 'etc/uct', 'uct', 'z', 'zulu', 'etc/zulu', 'universal', 'etc/universal']);

function zoneOf(column: Column): string {
  const zone = column.options['defaultTimezone'];
  return typeof zone !== 'string' || utc.has(zone.toLowerCase()) ? 'Etc/UTC' : zone;
}

// Whether a time carries its zone is part of the logical type's relation; here it is only what a bare time means.
function compareZone(pair: Pair<Column>, spot: Spot, isZoneTold: boolean): Change[] {
  const [from, to] = [zoneOf(pair.old), zoneOf(pair.new)];
  if (from === to || isZoneTold) return [];
  return [change('field-default-timezone-changed', spot, option(pair, 'defaultTimezone', { from, to }))];
}

const vectorRules = [
  ['dimensions', 'field-vector-dimensions-changed', undefined],
  ['elementType', 'field-vector-element-type-changed', 'float32'],
  ['embeddingModel', 'field-vector-embedding-model-changed', undefined],
  ['normalized', 'field-vector-normalized-changed', false],
  ['distanceMetric', 'field-vector-distance-metric-changed', undefined],
] as const;

function compareVector(pair: Pair<Column>, spot: Spot): Change[] {
  if (pair.new.logicalType !== 'vector') return [];
  const modelOf = (column: Column): unknown[] => [column.options['embeddingModel'], column.options['embeddingModelVersion']];
  return vectorRules.flatMap(([name, rule, preset]) => {
    const [from, to] = [pair.old.options[name] ?? preset, pair.new.options[name] ?? preset];
    const isSame = name === 'embeddingModel' ? sameValue(modelOf(pair.old), modelOf(pair.new)) : sameValue(from, to);
    if (isSame) return [];
    if (name === 'embeddingModel' && sameValue(from, to)) return [change(rule, spot, versionParts(pair))];
    return [change(rule, spot, { ...option(pair, name, { from, to }), traits: declaredTraits(from, to) })];
  });
}

function versionParts(pair: Pair<Column>): ReturnType<typeof option> & { traits: Trait[] } {
  const [from, to] = [pair.old.options['embeddingModelVersion'], pair.new.options['embeddingModelVersion']];
  return { ...option(pair, 'embeddingModelVersion', { from, to }), traits: declaredTraits(from, to) };
}
