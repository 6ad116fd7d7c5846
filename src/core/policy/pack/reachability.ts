import { isRecord } from '../../manifest/node-reader.ts';
import { type DayBound, parseBound } from '../assertions/dates.ts';
import { isScalar } from '../assertions/assertion.ts';
import { kindOf } from '../targets/index.ts';
import type { DocumentKind, NodeKind } from '../targets/node.ts';
import { parseQuantity } from '../targets/quantity.ts';
import { type FieldScope, resolveField } from '../targets/resolve-field.ts';

/** Conditions on the same document, from outside to inside: `appliesTo.status`, `appliesTo.when`, `when`. */
export interface Conditions {
  readonly document: DocumentKind;
  readonly target: NodeKind;
  readonly statuses: readonly string[] | undefined;
  readonly appliesWhen: unknown;
  readonly when: unknown;
  readonly scope: FieldScope;
}

/** What all conditions together leave of one field. */
interface Domain {
  present?: boolean;
  absent?: boolean;
  allowed?: ReadonlySet<string>;
  excluded?: ReadonlySet<string>;
  readonly low: Map<string, number>;
  readonly high: Map<string, number>;
}

type Domains = Map<string, Domain>;

/**
 * Why nothing can meet the conditions of a rule; `undefined` where something may. It looks at what is asked of one field
 * at a time and never calls a rule unreachable that is not.
 */
export function contradictionIn(conditions: Conditions): string | undefined {
  const { document, target, statuses, appliesWhen, when } = conditions;
  const domains: Domains = new Map();
  if (statuses !== undefined) restrict(domainOf(domains, `${document}.status`), { allowed: new Set(statuses) });
  const parts: Part[] = [
    { raw: appliesWhen, kind: document, conditions },
    { raw: when, kind: target, conditions },
  ];
  for (const part of parts) collect(part, domains);
  const found = contradiction(domains);
  if (found !== undefined) return found;
  for (const part of parts) {
    const inAlternatives = contradictionInAlternatives(part, domains);
    if (inAlternatives !== undefined) return inAlternatives;
  }
  return undefined;
}

interface Part {
  readonly raw: unknown;
  readonly kind: NodeKind;
  readonly conditions: Conditions;
}

function domainOf(domains: Domains, key: string): Domain {
  const known = domains.get(key) ?? { low: new Map(), high: new Map() };
  domains.set(key, known);
  return known;
}

function copyOf(domains: Domains): Domains {
  return new Map([...domains].map(([key, domain]) => [key, { ...domain, low: new Map(domain.low), high: new Map(domain.high) }]));
}

function restrict(domain: Domain, by: { readonly allowed?: ReadonlySet<string>; readonly excluded?: ReadonlySet<string> }): void {
  const { allowed, excluded } = by;
  const before = domain.allowed;
  if (allowed !== undefined) domain.allowed = before === undefined ? allowed : new Set([...before].filter((value) => allowed.has(value)));
  if (excluded !== undefined) domain.excluded = new Set([...(domain.excluded ?? []), ...excluded]);
}

function collect({ raw, kind, conditions }: Part, domains: Domains): void {
  if (!isRecord(raw)) return;
  const isOptional = raw['optional'] === true;
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'allOf' && Array.isArray(value)) for (const part of value as unknown[]) collect({ raw: part, kind, conditions }, domains);
    else if (key === 'not') collectNot({ raw: value, kind, conditions }, domains);
    else if (!isOptional) collectField({ name: key, value, kind, conditions }, domains);
  }
}

/** A field by one name, wherever it is asked for: `contract.status` of a column is the contract's own `status`. */
function absoluteName(name: string, kind: NodeKind, document: DocumentKind): string {
  if (name.startsWith(`${document}.`)) return name;
  return name === 'status' || name === 'domain' ? `${document}.${name}` : `${kind}.${name}`;
}

interface FieldPart {
  readonly name: string;
  readonly value: unknown;
  readonly kind: NodeKind;
  readonly conditions: Conditions;
}

function collectField({ name, value, kind, conditions }: FieldPart, domains: Domains): void {
  if (!isRecord(value) || value['optional'] === true) return;
  const resolved = resolveField(kind, name, { vocabulary: conditions.scope.vocabulary });
  if (!resolved.ok) return;
  const { field } = resolved;
  const domain = domainOf(domains, absoluteName(name, kind, conditions.document));
  const asksForValue = Object.keys(value).some((word) => word !== 'absent' && word !== 'not' && word !== 'anyOf' && word !== 'allOf');
  if (asksForValue) domain.present = true;
  if (value['absent'] === true) domain.absent = true;
  if (field.kind === 'any' || field.isMany === true) return;
  if (field.values !== undefined && field.isOpen !== true) restrict(domain, { allowed: new Set(field.values) });
  for (const [word, operand] of Object.entries(value)) collectWord(word, operand, domain);
}

function collectWord(word: string, operand: unknown, domain: Domain): void {
  switch (word) {
    case 'equals':
      if (isPlain(operand)) restrict(domain, { allowed: new Set([String(operand)]) });
      return;
    case 'in':
      if (isPlainList(operand)) restrict(domain, { allowed: new Set(operand.map(String)) });
      return;
    case 'notIn':
      if (isPlainList(operand)) restrict(domain, { excluded: new Set(operand.map(String)) });
      return;
    case 'not':
      if (isRecord(operand) && isPlainList(operand['in'])) restrict(domain, { excluded: new Set(operand['in'].map(String)) });
      if (isRecord(operand) && isPlain(operand['equals'])) restrict(domain, { excluded: new Set([String(operand['equals'])]) });
      return;
    case 'count':
      if (isRecord(operand)) {
        bound(domain, 'count', { low: numberIn(operand['min']), high: numberIn(operand['max']) });
      }
      return;
    default:
      collectBound(word, operand, domain);
  }
}

// What a parameter will be is not known here.
function isPlain(value: unknown): value is string | number | boolean {
  return isScalar(value) && !String(value).includes('{{');
}

function isPlainList(value: unknown): value is (string | number | boolean)[] {
  return Array.isArray(value) && value.every(isPlain);
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function collectBound(word: string, operand: unknown, domain: Domain): void {
  const duration = typeof operand === 'string' ? parseQuantity(operand)?.amount : undefined;
  const day: DayBound | undefined = parseBound(operand);
  const dayKey = day === undefined ? '' : 'day' in day ? 'day' : 'day from today';
  const dayValue = day === undefined ? undefined : 'day' in day ? day.day : day.fromToday;
  switch (word) {
    case 'min':
      bound(domain, 'number', { low: numberIn(operand) });
      return;
    case 'max':
      bound(domain, 'number', { high: numberIn(operand) });
      return;
    case 'minLength':
      bound(domain, 'length', { low: numberIn(operand) });
      return;
    case 'maxLength':
      bound(domain, 'length', { high: numberIn(operand) });
      return;
    case 'atLeast':
      bound(domain, 'duration', { low: duration });
      return;
    case 'atMost':
      bound(domain, 'duration', { high: duration });
      return;
    case 'after':
      bound(domain, dayKey, { low: dayValue === undefined ? undefined : dayValue + 1 });
      return;
    case 'before':
      bound(domain, dayKey, { high: dayValue === undefined ? undefined : dayValue - 1 });
      return;
    default:
  }
}

function bound(domain: Domain, measure: string, { low, high }: { readonly low?: number | undefined; readonly high?: number | undefined }): void {
  if (low !== undefined) domain.low.set(measure, Math.max(low, domain.low.get(measure) ?? Number.NEGATIVE_INFINITY));
  if (high !== undefined) domain.high.set(measure, Math.min(high, domain.high.get(measure) ?? Number.POSITIVE_INFINITY));
}

// Only the plainest negations are looked through: one field, one assertion.
function collectNot({ raw, kind, conditions }: Part, domains: Domains): void {
  if (!isRecord(raw) || Object.keys(raw).length !== 1) return;
  const [entry] = Object.entries(raw);
  if (entry === undefined || !isRecord(entry[1]) || Object.keys(entry[1]).length !== 1) return;
  const [name, asserted] = entry;
  if (!resolveField(kind, name, { vocabulary: conditions.scope.vocabulary }).ok) return;
  const domain = domainOf(domains, absoluteName(name, kind, conditions.document));
  if (asserted['present'] === true) domain.absent = true;
  if (asserted['absent'] === true) domain.present = true;
}

function contradiction(domains: Domains): string | undefined {
  for (const [name, domain] of domains) {
    if (domain.present === true && domain.absent === true) return `${name} would have to be both present and absent`;
    const left = domain.allowed === undefined ? undefined : [...domain.allowed].filter((value) => domain.excluded?.has(value) !== true);
    if (left?.length === 0) return `no value of ${name} is left by what is asked of it`;
    for (const [measure, low] of domain.low) {
      const high = domain.high.get(measure);
      if (high !== undefined && low > high) return `the ${measure} of ${name} would have to be at least ${String(low)} and at most ${String(high)}`;
    }
  }
  return undefined;
}

function contradictionInAlternatives({ raw, kind, conditions }: Part, domains: Domains): string | undefined {
  const alternatives = isRecord(raw) ? raw['anyOf'] : undefined;
  if (!Array.isArray(alternatives) || alternatives.length === 0) return undefined;
  const reasons = alternatives.map((alternative: unknown) => {
    const tried = copyOf(domains);
    collect({ raw: alternative, kind, conditions }, tried);
    return contradiction(tried);
  });
  return reasons.every((reason) => reason !== undefined) ? `every branch of anyOf contradicts: ${reasons[0] ?? ''}` : undefined;
}

/** The documents that a rule for these targets can look at, after `appliesTo.kind`. */
export function documentsOf(targets: readonly NodeKind[], kind: DocumentKind | undefined): DocumentKind[] {
  const all = new Set(targets.flatMap((target) => kindOf(target).documents));
  return (['product', 'contract'] as const).filter((document) => all.has(document) && (kind === undefined || kind === document));
}
