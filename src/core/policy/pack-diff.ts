import { canonicalJson } from '../diff/value.ts';
import { compareText } from '../model/draft.ts';
import { type Bump, bumpBetween, compareVersions, nextVersion, parseVersion } from '../model/semver.ts';
import { compareDay, compareEnforcement, compareParam, compareSeverity, compareStage, type Comparison } from './inherit/strictness.ts';
import { type PackRule, type PolicyPack, ruleDefaults } from './pack/model.ts';

/** One thing that a new version of a pack changes. */
export interface PackChange {
  /** The rule, or the part of the pack. */
  readonly subject: string;
  readonly what: string;
  readonly from: unknown;
  readonly to: unknown;
  /** `stricter` may fail documents that passed. */
  readonly effect: 'stricter' | 'looser' | 'unlike' | 'text';
  readonly bump: Bump;
}

export interface PackDiff {
  readonly changes: readonly PackChange[];
  readonly demanded: Bump;
  readonly declared: Bump;
  readonly isEnough: boolean;
  readonly suggestedVersion: string;
}

/**
 * What a new version of a pack means to those who extend it (`dp policy diff`): what may fail documents that passed, or
 * break a waiver or an override, needs a major version; what is loosened or only announced a minor one; words a patch.
 */
export function diffPacks(from: PolicyPack, to: PolicyPack): PackDiff {
  const changes = [...diffRules(from, to), ...diffSelections(from, to), ...diffVocabulary(from, to), ...diffOther(from, to)];
  const wanted = greatest(changes.map(({ bump }) => bump));
  const isEarly = parseVersion(from.version)?.major === 0;
  const demanded = isEarly ? lowered(wanted) : wanted;
  const declared = bumpBetween(from.version, to.version);
  const isDecreased = compareVersions(to.version, from.version) < 0;
  return { changes, demanded, declared, isEnough: !isDecreased && order.indexOf(declared) >= order.indexOf(demanded), suggestedVersion: nextVersion(from.version, demanded) };
}

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

function greatest(bumps: readonly Bump[]): Bump {
  return bumps.reduce<Bump>((most, bump) => (order.indexOf(bump) > order.indexOf(most) ? bump : most), 'none');
}

// Below 1.0.0 a minor version may break (DIFF, principle 10).
function lowered(bump: Bump): Bump {
  return bump === 'major' ? 'minor' : bump === 'minor' ? 'patch' : bump;
}

function diffRules(from: PolicyPack, to: PolicyPack): PackChange[] {
  const [before, after] = [from, to].map(({ rules }) => new Map(rules.map((rule) => [rule.id, rule] as const)));
  const ids = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort(compareText);
  return ids.flatMap((id) => {
    const [old, fresh] = [before?.get(id), after?.get(id)];
    if (old === undefined) return fresh === undefined ? [] : [addedRule(fresh)];
    if (fresh === undefined) return [{ subject: old.name, what: 'removed', from: old.title, to: null, effect: 'looser', bump: 'major' }];
    return diffRule(old, fresh);
  });
}

/** Whether a rule can stop a run that it did not stop before. */
function stops(rule: PackRule): boolean {
  return (rule.enforcement ?? ruleDefaults.enforcement) !== 'advisory' && (rule.stage ?? ruleDefaults.stage) === 'enforced';
}

function addedRule(rule: PackRule): PackChange {
  return { subject: rule.name, what: 'added', from: null, to: rule.title, effect: 'stricter', bump: stops(rule) && rule.effectiveFrom === undefined ? 'major' : 'minor' };
}

const texts = ['title', 'area', 'why', 'message', 'hint', 'set', 'maps', 'tests'] as const;
const logic = ['kind', 'statuses', 'appliesWhen', 'targets', 'when', 'must', 'check'] as const;

function diffRule(old: PackRule, fresh: PackRule): PackChange[] {
  const weight = <T>(what: string, [from, to]: readonly [T, T], { compare, bump }: { readonly compare: (from: T, to: T) => Comparison; readonly bump: Bump }): PackChange[] => {
    const effect = compare(from, to);
    if (effect === 'same') return [];
    return [{ subject: fresh.name, what, from: from ?? null, to: to ?? null, effect, bump: effect === 'looser' ? 'minor' : bump }];
  };
  const strict: Bump = stops(fresh) ? 'major' : 'minor';
  return [
    ...weight('severity', [old.severity ?? ruleDefaults.severity, fresh.severity ?? ruleDefaults.severity], { compare: compareSeverity, bump: 'minor' }),
    ...weight('enforcement', [old.enforcement ?? ruleDefaults.enforcement, fresh.enforcement ?? ruleDefaults.enforcement], { compare: compareEnforcement, bump: strict }),
    ...weight('stage', [old.stage ?? ruleDefaults.stage, fresh.stage ?? ruleDefaults.stage], { compare: compareStage, bump: fresh.effectiveFrom === undefined ? strict : 'minor' }),
    ...weight('effectiveFrom', [old.effectiveFrom, fresh.effectiveFrom], { compare: compareDay, bump: strict }),
    ...diffParams(old, fresh, strict),
    ...logic.flatMap((key): PackChange[] => (isSame(old[key], fresh[key]) ? [] : [{ subject: fresh.name, what: wordOf(key), from: old[key] ?? null, to: fresh[key] ?? null, effect: 'unlike', bump: strict }])),
    ...texts.flatMap((key): PackChange[] => (isSame(plainText(old[key]), plainText(fresh[key])) ? [] : [{ subject: fresh.name, what: key, from: null, to: null, effect: 'text', bump: 'patch' }])),
  ];
}

const words: Readonly<Partial<Record<(typeof logic)[number], string>>> = { kind: 'appliesTo.kind', statuses: 'appliesTo.status', appliesWhen: 'appliesTo.when', targets: 'for' };

function wordOf(key: (typeof logic)[number]): string {
  return words[key] ?? key;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

// An example's place in the file is no part of it.
function plainText(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item: unknown) => (typeof item === 'object' && item !== null ? withoutPlace(item) : item)) : value;
}

function diffParams(old: PackRule, fresh: PackRule, strict: Bump): PackChange[] {
  return [...new Set([...old.params.keys(), ...fresh.params.keys()])].flatMap((name): PackChange[] => {
    const [a, b] = [old.params.get(name), fresh.params.get(name)];
    if (a === undefined || b === undefined) return [{ subject: fresh.name, what: `params.${name}`, from: a?.value ?? null, to: b?.value ?? null, effect: 'unlike', bump: strict }];
    const effect = compareParam(a.value, b.value, b.tighten);
    return effect === 'same' ? [] : [{ subject: fresh.name, what: `params.${name}`, from: a.value, to: b.value, effect, bump: effect === 'looser' ? 'minor' : strict }];
  });
}

function diffSelections(from: PolicyPack, to: PolicyPack): PackChange[] {
  return (['selections', 'overrides'] as const).flatMap((part) => {
    const [before, after] = [from, to].map((pack) => new Map(pack[part].map((reference) => [reference.rule, canonicalJson({ ...withoutPlace(reference), params: Object.fromEntries(reference.params) })] as const)));
    const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort(compareText);
    const what = part === 'selections' ? 'selection' : 'override';
    return names.flatMap((name): PackChange[] => {
      const [old, fresh] = [before?.get(name), after?.get(name)];
      if (old === fresh) return [];
      if (fresh === undefined) return [{ subject: name, what: `${what} removed`, from: old ?? null, to: null, effect: 'looser', bump: 'minor' }];
      return [{ subject: name, what: old === undefined ? `${what} added` : what, from: old ?? null, to: fresh, effect: old === undefined ? 'stricter' : 'unlike', bump: 'major' }];
    });
  });
}

function diffVocabulary(from: PolicyPack, to: PolicyPack): PackChange[] {
  const names = [...new Set([...from.vocabulary.keys(), ...to.vocabulary.keys()])].sort(compareText);
  return names.flatMap((name): PackChange[] => {
    const [old, fresh] = [from.vocabulary.get(name)?.terms, to.vocabulary.get(name)?.terms];
    if (isSame(old, fresh)) return [];
    return [{ subject: `custom.${name}`, what: 'vocabulary', from: old ?? null, to: fresh ?? null, effect: 'unlike', bump: 'major' }];
  });
}

function diffOther(from: PolicyPack, to: PolicyPack): PackChange[] {
  const parts: readonly (readonly [string, unknown, unknown, Bump])[] = [
    ['extends', from.extends.map(({ reference }) => reference), to.extends.map(({ reference }) => reference), 'major'],
    ['waivers', from.waivers, to.waivers, 'major'],
    ['params', paramValues(from), paramValues(to), 'major'],
    ['definitions', from.definitions.map(withoutPlace), to.definitions.map(withoutPlace), 'minor'],
    ['lists', listValues(from), listValues(to), 'minor'],
    ['owner', from.owner, to.owner, 'patch'],
    ['title', from.title, to.title, 'patch'],
    ['description', from.description, to.description, 'patch'],
  ];
  return parts.flatMap(([what, old, fresh, bump]): PackChange[] => (isSame(old, fresh) ? [] : [{ subject: to.name, what, from: old ?? null, to: fresh ?? null, effect: bump === 'patch' ? 'text' : 'unlike', bump }]));
}

function withoutPlace(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'at'));
}

function paramValues({ params }: PolicyPack): unknown {
  return Object.fromEntries([...params].map(([name, { value, tighten }]) => [name, { value, tighten }]));
}

function listValues({ lists }: PolicyPack): unknown {
  return Object.fromEntries([...lists].map(([name, values]) => [name, [...values].sort(compareText)]));
}
