import { isRecord } from '../../manifest/node-reader.ts';
import { joinPointer } from '../../model/pointer.ts';
import type { SourceDocument } from '../../model/source-document.ts';
import { dayOf, isDay } from '../assertions/dates.ts';
import type { Report } from '../language/scope.ts';
import { parseQuantity } from '../targets/quantity.ts';
import type { Term } from '../targets/vocabulary.ts';
import { type Direction, enforcementOrder, type Param, type RuleReference, type RuleWeight, severityOrder, type Stage, stageOrder, type WaiverTerms } from './model.ts';
import { type Shape, shapeOf } from './shape.ts';

export interface PartScope {
  readonly document: SourceDocument;
  readonly report: Report;
}

const stages: readonly Stage[] = [...stageOrder, 'retired'];
const weightKeys = ['severity', 'enforcement', 'stage', 'effectiveFrom'] as const;
export const referenceKeys: readonly string[] = ['rule', ...weightKeys, 'params'];

/** severity, enforcement, stage and effectiveFrom as far as they are written. */
export function readWeight(shape: Shape): RuleWeight {
  return { severity: shape.oneOf('severity', severityOrder), enforcement: shape.oneOf('enforcement', enforcementOrder), stage: shape.oneOf('stage', stages), effectiveFrom: shape.date('effectiveFrom') };
}

/** Overrides and selections: a rule of another pack by its name, and what is said of it. */
export function readReferences(shape: Shape, key: 'overrides' | 'select', { document, report }: PartScope): RuleReference[] {
  const seen = new Set<string>();
  return shape.children(key, key === 'select' ? 'a selected rule' : 'an override', referenceKeys).flatMap((item) => {
    const rule = item.requiredText('rule');
    const weight = readWeight(item);
    const params = new Map(item.entries('params').map(({ name, value }) => [name, value] as const));
    if (rule === undefined) return [];
    if (!/^[^/\s]+\/[^/\s]+$/u.test(rule)) report(joinPointer(item.at, 'rule'), `${rule} is no name of a rule: write <pack>/<id>, such as dp/OWN-002.`, 'value');
    if (seen.has(rule)) report(joinPointer(item.at, 'rule'), `${rule} stands here twice.`, 'value');
    seen.add(rule);
    return [{ rule, ...weight, params, at: { document, pointer: item.at } }];
  });
}

const directions: readonly Direction[] = ['lower', 'higher', 'subset', 'superset'];

/** `params` of a pack or a rule. A value of null is one that is not set yet. */
export function readParams(shape: Shape, { document, report }: PartScope): Map<string, Param> {
  const params = new Map<string, Param>();
  for (const { name, value, at } of shape.entries('params')) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/u.test(name)) report(at, `${name} is no name of a parameter: letters and digits only.`, 'key');
    const param = shapeOf(value, at, { noun: 'a parameter', keys: ['value', 'tighten', 'description'], report });
    if (param === undefined) continue;
    if (!param.has('value')) report(at, `The parameter ${name} needs a value; null says that it is not set yet.`);
    const tighten = param.oneOf('tighten', directions);
    param.text('description');
    const wrong = tighten === undefined || !param.has('value') ? undefined : misfit(param.raw['value'], tighten);
    if (wrong !== undefined) report(joinPointer(at, 'value'), wrong);
    params.set(name, { value: param.raw['value'], tighten, at: { document, pointer: at } });
  }
  return params;
}

/** Why a value cannot be tightened in a direction; `undefined` when it can. */
export function misfit(value: unknown, direction: Direction): string | undefined {
  if (value === null) return undefined;
  if (direction === 'subset' || direction === 'superset') return Array.isArray(value) && value.every(isPlain) ? undefined : `A parameter that is tightened by ${direction} is a list of values.`;
  return amountOf(value) === undefined ? `A parameter that is tightened by ${direction} is a number, a duration with its unit or a date.` : undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A number, a duration in seconds, or a day: what can be lower or higher. */
export function amountOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return isDay(value) ? dayOf(value) : parseQuantity(value)?.amount;
}

/** The vocabulary: canonical name → property key, list of keys, or {property, vendor, pointer}. */
export function readVocabulary(shape: Shape, { document, report }: PartScope) {
  const vocabulary = new Map<string, { readonly terms: readonly Term[]; readonly at: { readonly document: SourceDocument; readonly pointer: string } }>();
  for (const { name, value, at } of shape.entries('vocabulary')) {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/u.test(name)) report(at, `${name} is no name that custom.<name> can have: letters, digits, _ and - only.`, 'key');
    const terms = termsOf(value, at, report);
    if (terms.length > 0) vocabulary.set(name, { terms, at: { document, pointer: at } });
  }
  return vocabulary;
}

function termsOf(value: unknown, at: string, report: Report): Term[] {
  const ofKey = (property: string): Term => ({ property, vendor: undefined, pointer: '' });
  if (typeof value === 'string' && value !== '') return [ofKey(value)];
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item: unknown, index) => termsOf(item, joinPointer(at, index), report));
  if (isRecord(value)) {
    const term = shapeOf(value, at, { noun: 'a vocabulary entry', keys: ['property', 'vendor', 'pointer'], report });
    const property = term?.requiredText('property');
    const pointer = term?.text('pointer') ?? '';
    if (pointer !== '' && !pointer.startsWith('/')) report(joinPointer(at, 'pointer'), 'pointer must be a JSON Pointer, such as /method.');
    return property === undefined ? [] : [{ property, vendor: term?.text('vendor'), pointer }];
  }
  report(at, 'A vocabulary entry is the key of a property, a list of keys, or {property, vendor, pointer}.');
  return [];
}

/** `waivers`: who may approve, and for how long. */
export function readWaiverTerms(shape: Shape): WaiverTerms | undefined {
  const waivers = shape.child('waivers', 'waivers', ['approvers', 'maxDays']);
  return waivers === undefined ? undefined : { approvers: waivers.texts('approvers'), maxDays: waivers.whole('maxDays') ?? 180 };
}
