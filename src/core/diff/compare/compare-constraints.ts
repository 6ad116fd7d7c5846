import type { Column } from '../../model/contract.ts';
import { change, type Change, type ChangeParts, type Pair, type Spot } from '../change.ts';
import type { Trait } from '../rule-row.ts';
import type { Bound } from '../rules/constraint.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { sameValue, show } from '../value.ts';
import type { CompareContext } from './context.ts';

type Options = Column['options'];

/** One end of the values a column may hold. */
interface Limit {
  readonly value: number | string;
  readonly isExclusive: boolean;
  readonly key: string;
}

type Side = 'upper' | 'lower';

interface BoundSpec {
  readonly side: Side;
  readonly inclusive: string;
  readonly exclusive: string | undefined;
  readonly rules: { readonly inclusive: Bound; readonly exclusive: Bound };
  /** A least size of 0 promises nothing. */
  readonly isSize: boolean;
}

const specs: readonly BoundSpec[] = [
  { side: 'upper', inclusive: 'maxLength', exclusive: undefined, rules: { inclusive: 'max-length', exclusive: 'max-length' }, isSize: true },
  { side: 'upper', inclusive: 'maximum', exclusive: 'exclusiveMaximum', rules: { inclusive: 'maximum', exclusive: 'exclusive-maximum' }, isSize: false },
  { side: 'upper', inclusive: 'maxItems', exclusive: undefined, rules: { inclusive: 'max-items', exclusive: 'max-items' }, isSize: true },
  { side: 'upper', inclusive: 'maxProperties', exclusive: undefined, rules: { inclusive: 'max-properties', exclusive: 'max-properties' }, isSize: true },
  { side: 'lower', inclusive: 'minLength', exclusive: undefined, rules: { inclusive: 'min-length', exclusive: 'min-length' }, isSize: true },
  { side: 'lower', inclusive: 'minimum', exclusive: 'exclusiveMinimum', rules: { inclusive: 'minimum', exclusive: 'exclusive-minimum' }, isSize: false },
  { side: 'lower', inclusive: 'minItems', exclusive: undefined, rules: { inclusive: 'min-items', exclusive: 'min-items' }, isSize: true },
  { side: 'lower', inclusive: 'minProperties', exclusive: undefined, rules: { inclusive: 'min-properties', exclusive: 'min-properties' }, isSize: true },
];

const sizedSinks = new Set(['mysql', 'sqlserver', 'oracle', 'db2', 'teradata']);

/** DIFF, section 7: constraints on values. Bounds are compared as sets: inclusive or exclusive, whichever way they are written. */
export function compareConstraints(pair: Pair<Column>, spot: Spot, context: CompareContext): Change[] {
  return [
    ...specs.flatMap((spec) => compareBound(pair, spot, { spec, context })),
    ...compareMultipleOf(pair, spot),
    ...comparePattern(pair, spot),
    ...compareUniqueItems(pair, spot),
    ...compareObjectRequired(pair, spot),
    ...compareUnknownOptions(pair, spot),
  ];
}

function option(pair: Pair<Column>, name: string, parts: Pick<ChangeParts, 'from' | 'to' | 'traits' | 'what'>): ChangeParts {
  return { field: `logicalTypeOptions.${name}`, at: `${pair.new.at}/logicalTypeOptions/${name}`, was: `${pair.old.at}/logicalTypeOptions/${name}`, what: `${name}: ${show(parts.from)} → ${show(parts.to)}`, ...parts };
}

function compareBound(pair: Pair<Column>, spot: Spot, { spec, context }: { readonly spec: BoundSpec; readonly context: CompareContext }): Change[] {
  const isInteger = spec.isSize || (pair.old.logicalType === 'integer' && pair.new.logicalType === 'integer');
  const [from, to] = [limitOf(pair.old.options, spec, isInteger), limitOf(pair.new.options, spec, isInteger)];
  if (from === undefined && to === undefined) return [];
  const key = (from ?? to)?.key ?? spec.inclusive;
  const bound = key === spec.exclusive ? spec.rules.exclusive : spec.rules.inclusive;
  const step = stepBetween(from, to, spec.side);
  if (step === undefined) return [];
  const parts = option(pair, to?.key ?? key, { from: written(pair.old.options, from), to: written(pair.new.options, to), traits: traitsOf({ from, to, spec }, context), ...(from !== undefined && to !== undefined && from.key !== to.key ? { what: `${from.key} ${show(written(pair.old.options, from))} → ${to.key} ${show(written(pair.new.options, to))}` } : {}) });
  return [change(step === 'incomparable' ? 'unknown-change' : `${bound}-${step}`, spot, parts)];
}

function written(options: Options, limit: Limit | undefined): unknown {
  return limit === undefined ? undefined : options[limit.key];
}

/** The tighter of the inclusive and the exclusive bound; on integers `< 10` is `≤ 9`. */
function limitOf(options: Options, spec: BoundSpec, isInteger: boolean): Limit | undefined {
  const read = (key: string | undefined, isExclusive: boolean): Limit | undefined => {
    const value = key === undefined ? undefined : options[key];
    if (key === undefined || (typeof value !== 'number' && typeof value !== 'string')) return undefined;
    if (isInteger && isExclusive && typeof value === 'number') return { value: spec.side === 'upper' ? Math.ceil(value) - 1 : Math.floor(value) + 1, isExclusive: false, key };
    return { value, isExclusive, key };
  };
  const [inclusive, exclusive] = [read(spec.inclusive, false), read(spec.exclusive, true)];
  if (spec.isSize && spec.side === 'lower' && inclusive?.value === 0) return undefined;
  if (inclusive === undefined || exclusive === undefined) return inclusive ?? exclusive;
  return stepBetween(inclusive, exclusive, spec.side) === 'loosened' ? inclusive : exclusive;
}

type Step = 'added' | 'removed' | 'loosened' | 'tightened' | 'incomparable';

function stepBetween(from: Limit | undefined, to: Limit | undefined, side: Side): Step | undefined {
  if (from === undefined) return to === undefined ? undefined : 'added';
  if (to === undefined) return 'removed';
  if (typeof from.value !== typeof to.value) return 'incomparable';
  if (from.value === to.value) return from.isExclusive === to.isExclusive ? undefined : to.isExclusive ? 'tightened' : 'loosened';
  const isHigher = to.value > from.value;
  return isHigher === (side === 'upper') ? 'loosened' : 'tightened';
}

function traitsOf({ from, to, spec }: { readonly from: Limit | undefined; readonly to: Limit | undefined; readonly spec: BoundSpec }, context: CompareContext): Trait[] {
  if (spec.inclusive === 'minimum') return excludesNegatives(from) && !excludesNegatives(to) ? ['sign-appears'] : [];
  const isSized = context.contracts.old.servers.some((server) => sizedSinks.has(server.type.toLowerCase()));
  return spec.inclusive === 'maxLength' && to === undefined && isSized ? ['sized-sink'] : [];
}

function excludesNegatives(limit: Limit | undefined): boolean {
  return typeof limit?.value === 'number' && limit.value >= 0;
}

function declared(from: unknown, to: unknown, stem: 'multiple-of' | 'pattern' | 'unique-items'): DiffRuleId | undefined {
  if (from === undefined) return `${stem}-added`;
  return to === undefined ? `${stem}-removed` : undefined;
}

function compareMultipleOf(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [pair.old.options['multipleOf'], pair.new.options['multipleOf']];
  if (sameValue(from, to)) return [];
  const rule = declared(from, to, 'multiple-of') ?? (divides(to, from) ? 'multiple-of-loosened' : divides(from, to) ? 'multiple-of-tightened' : 'multiple-of-changed');
  return [change(rule, spot, option(pair, 'multipleOf', { from, to }))];
}

// 0.3 is three times 0.1 for everybody but a floating-point remainder.
function divides(divisor: unknown, value: unknown): boolean {
  if (typeof divisor !== 'number' || typeof value !== 'number' || divisor === 0) return false;
  const times = value / divisor;
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}

function comparePattern(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [pair.old.options['pattern'], pair.new.options['pattern']];
  if (sameValue(from, to)) return [];
  return [change(declared(from, to, 'pattern') ?? 'pattern-changed', spot, option(pair, 'pattern', { from, to }))];
}

function compareUniqueItems(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [pair.old.options['uniqueItems'] === true, pair.new.options['uniqueItems'] === true];
  if (from === to) return [];
  return [change(to ? 'unique-items-added' : 'unique-items-removed', spot, option(pair, 'uniqueItems', { from, to }))];
}

function namesIn(options: Options): string[] {
  const list = options['required'];
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

function compareObjectRequired(pair: Pair<Column>, spot: Spot): Change[] {
  const [from, to] = [namesIn(pair.old.options), namesIn(pair.new.options)];
  const one = (rule: DiffRuleId, name: string, isAdded: boolean): Change =>
    change(rule, spot, { ...option(pair, 'required', { from: isAdded ? undefined : name, to: isAdded ? name : undefined }), what: `Field ${name} is ${isAdded ? 'now' : 'no longer'} required` });
  return [
    ...to.filter((name) => !from.includes(name)).map((name) => one('object-required-added', name, true)),
    ...from.filter((name) => !to.includes(name)).map((name) => one('object-required-removed', name, false)),
  ];
}

const knownOptions = new Set([
  ...specs.flatMap((spec) => [spec.inclusive, spec.exclusive ?? spec.inclusive]),
  'multipleOf', 'pattern', 'uniqueItems', 'required', 'format', 'timezone', 'defaultTimezone',
  'dimensions', 'elementType', 'embeddingModel', 'embeddingModelVersion', 'normalized', 'distanceMetric',
]);

function compareUnknownOptions(pair: Pair<Column>, spot: Spot): Change[] {
  const names = [...new Set([...Object.keys(pair.old.options), ...Object.keys(pair.new.options)])];
  return names
    .filter((name) => !knownOptions.has(name) && !sameValue(pair.old.options[name], pair.new.options[name]))
    .map((name) => change('unknown-change', spot, option(pair, name, { from: pair.old.options[name], to: pair.new.options[name] })));
}
