import { isRecord } from '../../manifest/node-reader.ts';
import type { Column } from '../../model/contract.ts';
import { automatonOf, matches } from '../patterns/automaton.ts';
import type { Dialect } from '../types/dialects.ts';
import { canonicalJson } from '../value.ts';
import { temporalShapeOf, type TypeVerdict } from './judge-type.ts';
import { judgeFormat } from './text-formats.ts';

/** Whether a value of the right type keeps to its column's `logicalTypeOptions` (DIFF, section 7). */
export function judgeConstraints(column: Column, value: unknown, dialect: Dialect): TypeVerdict {
  const { options } = column;
  if (typeof value === 'string') return temporalShapeOf(column, dialect) === undefined ? judgeText(value, column) : judgeBounds(value, options);
  if (typeof value === 'number') return worst([judgeBounds(value, options), verdictOn(options['multipleOf'], (step) => isMultiple(value, step))]);
  if (Array.isArray(value)) {
    const hasTwins = options['uniqueItems'] === true && new Set(value.map(canonicalJson)).size < value.length;
    return hasTwins ? 'wrong' : judgeSize(value.length, options, { least: 'minItems', most: 'maxItems' });
  }
  if (!isRecord(value)) return 'right';
  const isIncomplete = requiredNames(options).some((name) => value[name] === undefined || value[name] === null);
  return isIncomplete ? 'wrong' : judgeSize(Object.keys(value).length, options, { least: 'minProperties', most: 'maxProperties' });
}

/** The fields that an object's `required` list names. */
export function requiredNames(options: Column['options']): string[] {
  const names = options['required'];
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

function worst(verdicts: readonly TypeVerdict[]): TypeVerdict {
  return verdicts.includes('wrong') ? 'wrong' : verdicts.includes('undecided') ? 'undecided' : 'right';
}

function verdictOn(bound: unknown, holds: (bound: number) => boolean): TypeVerdict {
  return typeof bound !== 'number' || holds(bound) ? 'right' : 'wrong';
}

function judgeSize(size: number, options: Column['options'], names: { readonly least: string; readonly most: string }): TypeVerdict {
  return worst([verdictOn(options[names.least], (least) => size >= least), verdictOn(options[names.most], (most) => size <= most)]);
}

function judgeText(text: string, { options, logicalType }: Column): TypeVerdict {
  const { format, pattern } = options;
  const isText = logicalType === undefined || logicalType === 'string';
  return worst([
    judgeSize(Array.from(text).length, options, { least: 'minLength', most: 'maxLength' }),
    typeof format === 'string' && isText ? judgeFormat(text, format) : 'right',
    typeof pattern === 'string' ? judgePattern(text, pattern) : 'right',
  ]);
}

function judgePattern(text: string, pattern: string): TypeVerdict {
  const automaton = automatonOf(pattern);
  if (automaton === undefined) return 'undecided';
  return matches(automaton, text) ? 'right' : 'wrong';
}

/** Bounds of numbers, and of days and times, which compare as texts where both are written alike. */
function judgeBounds(value: number | string, options: Column['options']): TypeVerdict {
  const compare = (name: string, holds: (order: number) => boolean): TypeVerdict => {
    const bound = boundOf(options, name);
    if (bound === undefined || bound === null) return 'right';
    if (typeof bound !== typeof value) return 'undecided';
    if (typeof bound === 'string' && (bound.length !== String(value).length || options['format'] !== undefined)) return 'undecided';
    return holds(value === bound ? 0 : value < (bound as typeof value) ? -1 : 1) ? 'right' : 'wrong';
  };
  return worst([
    compare('minimum', (order) => order >= 0),
    compare('maximum', (order) => order <= 0),
    compare('exclusiveMinimum', (order) => order > 0),
    compare('exclusiveMaximum', (order) => order < 0),
  ]);
}

/** A bound; ODCS 3.0 says with a flag that `minimum` or `maximum` is itself left out. */
export function boundOf(options: Column['options'], name: string): unknown {
  const bound = options[name];
  if (bound === true) return options[name === 'exclusiveMinimum' ? 'minimum' : 'maximum'];
  return bound === false ? undefined : bound;
}

// Decimal steps such as 0.01 are no exact binary fractions.
function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return step > 0 && Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}
