import type { Column, QualityRule } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { matchByKeys, uniqueBy } from '../match.ts';
import { acceptedBy, relateAccepted } from '../quality/accepted.ts';
import { runsPerYear } from '../quality/schedule.ts';
import type { Trait } from '../rule-row.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { canonicalJson, foldSpace, proseForm, sameValue, show } from '../value.ts';
import type { CompareContext } from './context.ts';
import { enumSourceOf } from './enum-source.ts';
import type { ColumnMatch, ColumnPair } from './match-tree.ts';
import { compareRest } from './rest.ts';

/** A quality rule with the table or column it is about, by its name on the new side. */
interface PlacedRule {
  readonly rule: QualityRule;
  readonly scope: string;
  readonly owner: Spot;
  readonly isCritical: boolean;
}

interface Rules {
  readonly old: PlacedRule[];
  readonly new: PlacedRule[];
}

/** DIFF, section 10: quality rules, by id, then name, then scope, metric and arguments; never by position. */
export function compareQuality(context: CompareContext): Change[] {
  const rules: Rules = { old: [], new: [] };
  for (const pair of context.tables.pairs) {
    const path = keyedPath('', { name: 'schema', keys: { name: pair.new.name } });
    const spot: Spot = { path, at: pair.new.at, was: pair.old.at, touches: pair.old.name };
    placeRules(rules, { old: { quality: pair.old.quality, column: undefined }, new: { quality: pair.new.quality, column: undefined } }, spot);
    collect(pair.columns, spot, rules);
  }
  const matched = matchRules(rules);
  return [
    ...matched.pairs.flatMap((pair) => compareRule(pair, context)),
    ...matched.removed.map(removedRule),
    ...matched.added.map((placed) => change('quality-rule-added', { ...placed.owner, path: pathOf(placed), at: placed.rule.at }, { to: labelOf(placed.rule), what: `Quality rule ${labelOf(placed.rule)} is new`, was: undefined })),
  ];
}

interface Owner {
  readonly quality: readonly QualityRule[];
  readonly column: Column | undefined;
}

function placeRules(rules: Rules, owners: Pair<Owner>, spot: Spot): void {
  const claims = (owner: Owner): QualityRule | undefined => (owner.column === undefined ? undefined : enumSourceOf(owner.column)?.claims);
  // A rule that lists a column's values is the column's enumeration (DIFF, section 8); on both sides it is compared for the rest.
  const isOnBoth = claims(owners.old) !== undefined && claims(owners.new) !== undefined;
  for (const side of ['old', 'new'] as const) {
    const owner = owners[side];
    const isCritical = owner.column?.criticalDataElement === true;
    for (const rule of owner.quality) if (isOnBoth || rule !== claims(owner)) rules[side].push({ rule, scope: spot.path, owner: spot, isCritical });
  }
}

function columnOwner(column: Column): Owner {
  return { quality: column.quality, column };
}

function collect(match: ColumnMatch, parent: Spot, rules: Rules): void {
  for (const pair of match.pairs) {
    const path = keyedPath(parent.path, { name: 'properties', keys: { name: pair.new.name } });
    visit(pair, { path, at: pair.new.at, was: pair.old.at, touches: `${parent.touches ?? ''}.${pair.old.name}` }, rules);
  }
}

function visit(pair: ColumnPair, spot: Spot, rules: Rules): void {
  placeRules(rules, { old: columnOwner(pair.old), new: columnOwner(pair.new) }, spot);
  collect(pair.columns, spot, rules);
  const parts = [['items', pair.items], ['map.key', pair.mapKey], ['map.value', pair.mapValue]] as const;
  for (const [name, part] of parts) if (part !== undefined) visit(part, { ...spot, path: `${spot.path}.${name}`, at: part.new.at, was: part.old.at }, rules);
}

function matchRules({ old, new: successors }: Rules): ReturnType<typeof matchByKeys<PlacedRule>> {
  const first = matchByKeys<PlacedRule>(old, successors, [
    ({ rule }) => rule.id,
    ({ rule, scope }) => (rule.name === undefined ? undefined : JSON.stringify([scope, rule.name])),
    ({ rule, scope }) => JSON.stringify([scope, canonicalJson(contentOf(rule)), canonicalJson(rule.operators)]),
    ({ rule, scope }) => JSON.stringify([scope, canonicalJson(contentOf(rule))]),
  ]);
  // What is left is the same rule only where one of its kind stands on either side.
  const kindOf = ({ rule, scope }: PlacedRule): string => JSON.stringify([scope, rule.type, rule.metric, rule.engine]);
  const successorsByKind = uniqueBy(first.added, kindOf);
  const pairs = [...uniqueBy(first.removed, kindOf)].flatMap(([kind, item]) => {
    const successor = successorsByKind.get(kind);
    return successor === undefined ? [] : [{ old: item, new: successor }];
  });
  const taken = new Set(pairs.flatMap((pair) => [pair.old, pair.new]));
  return { pairs: [...first.pairs, ...pairs], removed: first.removed.filter((item) => !taken.has(item)), added: first.added.filter((item) => !taken.has(item)) };
}

/** What a rule measures. */
function contentOf(rule: QualityRule): unknown {
  const words = rule.type === 'text' ? foldSpace(rule.description ?? '') : null;
  return [rule.type, rule.metric ?? null, rule.arguments, rule.engine ?? null, rule.implementation === undefined ? null : proseForm(rule.implementation), rule.query === undefined ? null : foldSql(rule.query), words];
}

function foldSql(query: string): string {
  return foldSpace(query.replaceAll(/\/\*[\s\S]*?\*\//gu, ' ').replaceAll(/--[^\r\n]*/gu, ' ')).replace(/;$/u, '').trim();
}

function labelOf(rule: QualityRule): string {
  return rule.name ?? rule.id ?? rule.metric ?? rule.engine ?? rule.type;
}

function pathOf({ rule, scope }: PlacedRule): string {
  const keys = rule.id !== undefined ? { id: rule.id } : rule.name !== undefined ? { name: rule.name } : rule.metric !== undefined ? { metric: rule.metric } : { type: rule.type };
  return keyedPath(scope, { name: 'quality', keys });
}

function traitsOf({ rule, isCritical }: PlacedRule): Trait[] {
  return isCritical || rule.severity?.toLowerCase() === 'error' ? ['severe'] : [];
}

function removedRule(placed: PlacedRule): Change {
  const spot: Spot = { ...placed.owner, path: pathOf(placed), at: `${placed.owner.at}/quality`, was: placed.rule.at };
  return change('quality-rule-removed', spot, { from: labelOf(placed.rule), what: `Quality rule ${labelOf(placed.rule)} is gone`, part: 'key', traits: traitsOf(placed) });
}

function compareRule(pair: Pair<PlacedRule>, context: CompareContext): Change[] {
  const spot: Spot = { path: pathOf(pair.new), at: pair.new.rule.at, was: pair.old.rule.at, touches: pair.new.owner.touches };
  const target = compareTarget(pair, spot);
  return [
    ...target,
    ...(target.length > 0 ? [] : compareThreshold(pair, spot)),
    ...compareSeverity(pair, spot),
    ...compareSchedule(pair, spot),
    ...compareRest(context.documents, spot, {
      known: { type: 'text', metric: 'text', rule: 'text', arguments: 'record', query: 'text', engine: 'text', implementation: 'any', dimension: 'text', severity: 'text', unit: 'text', schedule: 'text', ...operatorKeys },
      prose: ['name', ...(pair.new.rule.type === 'text' ? [] : ['description']), 'method', 'businessImpact', 'scheduler', 'tags', 'authoritativeDefinitions'],
      rule: 'quality-description-changed',
    }),
    ...compareWords(pair, spot),
  ];
}

const operatorKeys = {
  mustBe: 'any', mustNotBe: 'any', mustBeGreaterThan: 'any', mustBeGreaterOrEqualTo: 'any', mustBeLessThan: 'any', mustBeLessOrEqualTo: 'any', mustBeBetween: 'any', mustNotBeBetween: 'any', description: 'text',
} as const;

function compareTarget({ old, new: successor }: Pair<PlacedRule>, spot: Spot): Change[] {
  const [from, to] = [old.rule, successor.rule];
  const isListed = hasListedValues(from) && hasListedValues(to);
  const argumentsOf = (rule: QualityRule): Readonly<Record<string, unknown>> => (isListed ? Object.fromEntries(Object.entries(rule.arguments).filter(([key]) => key !== 'validValues')) : rule.arguments);
  const facets: readonly (readonly [string, unknown, unknown])[] = [
    ['type', from.type, to.type], ['metric', from.metric, to.metric], ['dimension', from.dimension, to.dimension], ['engine', from.engine, to.engine], ['unit', from.unit, to.unit],
    ['arguments', argumentsOf(from), argumentsOf(to)], ['scope', old.scope, successor.scope],
  ];
  const moved = facets.filter(([, left, right]) => !sameValue(left, right));
  const [first] = moved;
  if (first !== undefined) {
    const pick = (index: 1 | 2): Record<string, unknown> => Object.fromEntries(moved.map((facet) => [facet[0], facet[index] ?? null]));
    const what = moved.length === 1 ? `${first[0]}: ${show(first[1])} → ${show(first[2])}` : `${moved.map(([name]) => name).join(', ')} changed`;
    return [change('quality-rule-retargeted', spot, { from: pick(1), to: pick(2), what })];
  }
  if (foldSql(from.query ?? '') !== foldSql(to.query ?? '')) return [change('quality-sql-changed', spot, { field: 'query', from: from.query, to: to.query, what: 'The query changed' })];
  if (proseForm(from.implementation) !== proseForm(to.implementation)) return [change('quality-custom-implementation-changed', spot, { field: 'implementation', from: from.implementation, to: to.implementation, what: 'The implementation changed' })];
  return [];
}

function hasListedValues(rule: QualityRule): boolean {
  return rule.metric === 'invalidValues' && Array.isArray(rule.arguments['validValues']);
}

function compareThreshold({ old, new: successor }: Pair<PlacedRule>, spot: Spot): Change[] {
  const [from, to] = [old.rule.operators, successor.rule.operators];
  if (sameValue(from, to)) return [];
  const [before, after] = [acceptedBy(old.rule), acceptedBy(successor.rule)];
  const relation = before === undefined || after === undefined ? 'other' : relateAccepted(before, after);
  if (relation === 'equal') return [];
  const rule: DiffRuleId = relation === 'wider' ? 'quality-threshold-loosened' : relation === 'narrower' ? 'quality-threshold-tightened' : 'quality-threshold-changed';
  const [key] = Object.keys(to);
  return [change(rule, spot, { from, to, what: `${labelOf(successor.rule)}: ${boundsText(from)} → ${boundsText(to)}`, ...(key === undefined ? {} : { at: `${spot.at}/${key}` }), traits: traitsOf(old) })];
}

function boundsText(operators: QualityRule['operators']): string {
  const parts = Object.entries(operators).map(([name, bound]) => `${name} ${show(bound)}`);
  return parts.length === 0 ? 'no bound' : parts.join(', ');
}

const severities = ['info', 'warning', 'error'];

function compareSeverity({ old, new: successor }: Pair<PlacedRule>, spot: Spot): Change[] {
  const [from, to] = [old.rule.severity, successor.rule.severity];
  if ((from ?? '').toLowerCase() === (to ?? '').toLowerCase()) return [];
  const rank = (severity: string | undefined): number => severities.indexOf((severity ?? '').toLowerCase());
  return [change(rank(to) < rank(from) ? 'quality-severity-lowered' : 'quality-severity-raised', spot, { field: 'severity', from, to })];
}

// Another time of day at the same rate is told with the notes.
function compareSchedule({ old, new: successor }: Pair<PlacedRule>, spot: Spot): Change[] {
  const [from, to] = [old.rule.schedule, successor.rule.schedule];
  if (foldSpace(from ?? '') === foldSpace(to ?? '')) return [];
  const rate = (schedule: string | undefined): number | undefined => (schedule === undefined ? 0 : runsPerYear(schedule));
  const [before, after] = [rate(from), rate(to)];
  const parts = { field: 'schedule', from, to };
  if (before === undefined || after === undefined || before === after) return [change('quality-description-changed', spot, parts)];
  return [change(after < before ? 'quality-schedule-loosened' : 'quality-schedule-tightened', spot, parts)];
}

function compareWords({ old, new: successor }: Pair<PlacedRule>, spot: Spot): Change[] {
  if (successor.rule.type !== 'text' || old.rule.type !== 'text') return [];
  const [from, to] = [old.rule.description, successor.rule.description];
  return foldSpace(from ?? '') === foldSpace(to ?? '') ? [] : [change('quality-text-changed', spot, { field: 'description', from, to, what: 'The text changed' })];
}
