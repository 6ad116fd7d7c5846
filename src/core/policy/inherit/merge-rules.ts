import { didYouMean } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import type { EffectiveRule, Origin, Sourced } from '../effective.ts';
import { type PackRule, type PolicyPack, ruleDefaults, type RuleReference } from '../pack/model.ts';
import type { PackProblem } from '../pack/problem.ts';
import { misfit } from '../pack/read-parts.ts';
import { compareDay, compareEnforcement, compareParam, compareSeverity, compareStage, type Comparison, narrowestParam, replaced, sourced, stricter } from './strictness.ts';

/** Rules in force by name, while they are put together. */
export type RuleMap = Map<string, EffectiveRule>;

/** A pack's own rule as it starts out. */
export function ownRule(rule: PackRule, pack: PolicyPack, activatedBy: string): EffectiveRule {
  const from: Origin = { origin: pack.origin, at: { document: rule.document, pointer: rule.at } };
  const params = new Map([...pack.params, ...rule.params].map(([name, { value, at }]) => [name, sourced<unknown>(value, { origin: pack.origin, at })] as const));
  return {
    rule,
    pack,
    severity: sourced(rule.severity ?? ruleDefaults.severity, from),
    enforcement: sourced(rule.enforcement ?? ruleDefaults.enforcement, from),
    stage: sourced(rule.stage ?? ruleDefaults.stage, from),
    effectiveFrom: sourced(rule.effectiveFrom, from),
    params,
    activatedBy: [activatedBy],
  };
}

/** A rule of dp's catalogue as a pack takes it: what the pack says replaces the catalogue's word, which was in force nowhere. */
export function selectedRule(base: EffectiveRule, selection: RuleReference, problems: PackProblem[]): EffectiveRule {
  const from: Origin = { origin: base.activatedBy[0] ?? '', at: selection.at };
  const pick = <T>(old: Sourced<T>, value: T | undefined): Sourced<T> => (value === undefined ? old : replaced(old, value, from));
  const params = new Map(base.params);
  for (const [name, value] of selection.params) {
    const known = params.get(name);
    const wrong = known === undefined ? unknownParam(base, name) : misfitOf(base, name, value);
    if (known === undefined || wrong !== undefined) problems.push({ message: wrong ?? '', at: { ...selection.at, pointer: joinPointer(selection.at.pointer, 'params', name) } });
    else params.set(name, replaced(known, value, from));
  }
  return {
    ...base,
    severity: pick(base.severity, selection.severity),
    enforcement: pick(base.enforcement, selection.enforcement),
    stage: pick(base.stage, selection.stage),
    effectiveFrom: selection.effectiveFrom === undefined ? base.effectiveFrom : replaced(base.effectiveFrom, selection.effectiveFrom, from),
    params,
  };
}

function directionOf({ rule, pack }: EffectiveRule, name: string) {
  return (rule.params.get(name) ?? pack.params.get(name))?.tighten;
}

function misfitOf(rule: EffectiveRule, name: string, value: unknown): string | undefined {
  const direction = directionOf(rule, name);
  return direction === undefined ? undefined : misfit(value, direction);
}

function unknownParam({ rule, params }: EffectiveRule, name: string): string {
  return `${rule.name} has no parameter ${name}.${didYouMean(name, params.keys()) || (params.size > 0 ? ` It has ${[...params.keys()].join(', ')}.` : ' It has none.')}`;
}

/** Puts a rule beside one of the same name: it runs once, the strictest way. */
export function addRule(rules: RuleMap, added: EffectiveRule, problems: PackProblem[]): void {
  const known = rules.get(added.rule.name);
  if (known === undefined) {
    rules.set(added.rule.name, added);
    return;
  }
  if (!isSameRule(known.rule, added.rule)) {
    problems.push({
      message: `${added.rule.name} comes from two packs named ${added.rule.packName} (${known.rule.packVersion} and ${added.rule.packVersion}) that differ.`,
      at: { document: added.rule.document, pointer: joinPointer(added.rule.at, 'id') },
      related: { at: { document: known.rule.document, pointer: joinPointer(known.rule.at, 'id') }, message: 'The other one stands here.' },
    });
    return;
  }
  rules.set(added.rule.name, strictest(known, added, problems));
}

function isSameRule(a: PackRule, b: PackRule): boolean {
  return a === b || (a.packVersion === b.packVersion && a.at === b.at && a.document.text === b.document.text);
}

function strictest(a: EffectiveRule, b: EffectiveRule, problems: PackProblem[]): EffectiveRule {
  const params = new Map(a.params);
  for (const [name, value] of b.params) {
    const other = a.params.get(name);
    if (other === undefined || other === value) continue;
    const narrowest = narrowestParam(other.value, value.value, directionOf(a, name));
    if (narrowest === undefined) {
      problems.push({ message: `${a.rule.name} gets two values for ${name}, and neither is narrower.`, at: value.from.at, related: { at: other.from.at, message: `${other.from.origin} sets it here.` } });
    } else {
      params.set(name, narrowest.value === value.value && narrowest.value !== other.value ? { ...value, before: [...value.before, { value: other.value, from: other.from }] } : narrowest.value === other.value ? other : replaced(other, narrowest.value, value.from));
    }
  }
  return {
    ...a,
    severity: stricter(a.severity, b.severity, compareSeverity),
    enforcement: stricter(a.enforcement, b.enforcement, compareEnforcement),
    stage: stricter(a.stage, b.stage, compareStage),
    effectiveFrom: stricter(a.effectiveFrom, b.effectiveFrom, compareDay),
    params,
    activatedBy: [...new Set([...a.activatedBy, ...b.activatedBy])],
  };
}

/** Applies an override: it may only tighten (POLICY, "Inheritance"); loosening is a problem that names both files. */
export function overrideRule(rules: RuleMap, override: RuleReference, context: { readonly origin: string; readonly problems: PackProblem[] }): void {
  const { origin, problems } = context;
  const at = (key: string) => ({ ...override.at, pointer: joinPointer(override.at.pointer, ...key.split('/')) });
  const rule = rules.get(override.rule);
  if (rule === undefined) {
    problems.push({ message: `No pack that is extended here has the rule ${override.rule}.${didYouMean(override.rule, rules.keys())}`, at: at('rule') });
    return;
  }
  if (rule.stage.value === 'retired') return;
  const from: Origin = { origin, at: override.at };
  const tighten = <T>(old: Sourced<T>, value: T | undefined, how: { readonly key: string; readonly compare: (from: T, to: T) => Comparison }): Sourced<T> => {
    if (value === undefined) return old;
    const comparison = how.compare(old.value, value);
    if (comparison === 'looser' || comparison === 'unlike') problems.push(loosening({ rule, key: how.key, old, value }, { ...from, at: at(how.key) }));
    return comparison === 'stricter' ? replaced(old, value, { ...from, at: at(how.key) }) : old;
  };
  const params = new Map(rule.params);
  for (const [name, value] of override.params) {
    const old = params.get(name);
    const wrong = old === undefined ? unknownParam(rule, name) : misfitOf(rule, name, value);
    if (old === undefined || wrong !== undefined) problems.push({ message: wrong ?? '', at: at(`params/${name}`) });
    else params.set(name, tighten<unknown>(old, value, { key: `params/${name}`, compare: (a, b) => compareParam(a, b, directionOf(rule, name)) }));
  }
  rules.set(override.rule, {
    ...rule,
    severity: tighten(rule.severity, override.severity, { key: 'severity', compare: compareSeverity }),
    enforcement: tighten(rule.enforcement, override.enforcement, { key: 'enforcement', compare: compareEnforcement }),
    stage: tighten(rule.stage, override.stage, { key: 'stage', compare: compareStage }),
    effectiveFrom: override.effectiveFrom === undefined ? rule.effectiveFrom : tighten(rule.effectiveFrom, override.effectiveFrom, { key: 'effectiveFrom', compare: compareDay }),
    params,
  });
}

interface Loosening {
  readonly rule: EffectiveRule;
  readonly key: string;
  readonly old: { readonly value: unknown; readonly from: Origin };
  readonly value: unknown;
}

function loosening({ rule, key, old, value }: Loosening, from: Origin): PackProblem {
  const word = key.startsWith('params/') ? `the parameter ${key.slice('params/'.length)}` : key;
  const direction = key.startsWith('params/') ? directionOf(rule, key.slice('params/'.length)) : undefined;
  const rules = key.startsWith('params/') ? (direction === undefined ? ' Its pack lets nobody change it.' : ` It may only become a ${direction} of what it is.`.replace('a lower of what it is', 'lower').replace('a higher of what it is', 'higher')) : '';
  return {
    message: `${from.origin} loosens ${rule.rule.name}: ${word} would go from ${shown(old.value)} to ${shown(value)}.${rules} A child may only tighten; the one legal exception is a waiver.`,
    at: from.at,
    related: { at: old.from.at, message: `${old.from.origin} says ${shown(old.value)} here.` },
  };
}

function shown(value: unknown): string {
  if (value === undefined) return 'in force already';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
