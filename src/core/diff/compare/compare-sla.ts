import type { SlaProperty } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type ChangeParts, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import type { Trait } from '../rule-row.ts';
import type { DiffRuleId } from '../rules/index.ts';
import { measureOf, slaName, slaTerm } from '../sla-terms.ts';
import { sameValue, show } from '../value.ts';
import { daysBetween } from './compare-status.ts';
import type { CompareContext } from './context.ts';
import { compareRest } from './rest.ts';

/** DIFF, section 11: service levels, by id, then property, element and driver. */
export function compareSla(context: CompareContext): Change[] {
  const { contracts } = context;
  const own = (list: readonly SlaProperty[]): SlaProperty[] => list.filter((sla) => !streamPromises.has(sla.property.toLowerCase()));
  const elementOf = (sla: SlaProperty, isOld: boolean): string => elementsText(sla, isOld ? (name) => context.newNameOf(name) : (name) => name);
  const olds = new Set(contracts.old.slaProperties);
  const keyOf = (sla: SlaProperty, parts: 'element and driver' | 'element' | 'driver' | 'none'): string =>
    JSON.stringify([slaName(sla.property), parts.includes('element') ? elementOf(sla, olds.has(sla)) : null, parts.includes('driver') ? (sla.driver ?? null) : null]);
  const matched = matchByKeys<SlaProperty>(own(contracts.old.slaProperties), own(contracts.new.slaProperties), [
    (sla) => sla.id,
    (sla) => keyOf(sla, 'element and driver'),
    (sla) => keyOf(sla, 'element'),
    (sla) => keyOf(sla, 'driver'),
    (sla) => keyOf(sla, 'none'),
  ]);
  return [
    ...matched.pairs.flatMap((pair) => compareLevel(pair, context, { from: elementOf(pair.old, true), to: elementOf(pair.new, false) })),
    ...matched.removed.map((sla) => removedLevel(sla)),
    ...matched.added.map((sla) => addedLevel(sla, context)),
  ];
}

/** Promises of streams that the standard lets stand among the service levels; rules for streams read them. */
export const streamPromises: ReadonlySet<string> = new Set(['deliveryguarantee', 'ordering']);

function elementsText(sla: SlaProperty, rename: (name: string) => string): string {
  return (sla.element ?? '').split(',').map((element) => rename(element.trim())).filter((element) => element !== '').sort().join(',');
}

function pathOf(sla: SlaProperty): string {
  return keyedPath('', { name: 'slaProperties', keys: { property: sla.property, element: sla.element } });
}

function touchesOf(sla: SlaProperty): string | undefined {
  return sla.element?.includes(',') === true ? undefined : sla.element;
}

function toldLevel(sla: SlaProperty): string {
  return [show(sla.value), sla.unit].filter((part) => part !== undefined).join(' ');
}

function softTraits(sla: SlaProperty): Trait[] {
  return slaTerm(sla.property)?.isFirm === true ? [] : ['softer-sla'];
}

const endRules: Readonly<Record<string, 'sla-end-of-support' | 'sla-end-of-life'>> = { endOfSupport: 'sla-end-of-support', endOfLife: 'sla-end-of-life' };

function endRule(sla: SlaProperty): 'sla-end-of-support' | 'sla-end-of-life' | undefined {
  const term = slaTerm(sla.property);
  return term === undefined ? undefined : endRules[term.name];
}

function removedLevel(sla: SlaProperty): Change {
  const spot: Spot = { path: pathOf(sla), at: '/slaProperties', was: sla.at, touches: touchesOf(sla) };
  const parts: ChangeParts = { from: toldLevel(sla), what: `Service level ${sla.property} (${toldLevel(sla)}) is gone`, part: 'key', traits: softTraits(sla) };
  const end = endRule(sla);
  return change(end === undefined ? 'sla-removed' : `${end}-removed`, spot, parts);
}

function addedLevel(sla: SlaProperty, { today }: CompareContext): Change {
  const spot: Spot = { path: pathOf(sla), at: sla.at, was: '/slaProperties', touches: touchesOf(sla) };
  const parts: ChangeParts = { to: toldLevel(sla), what: `Service level ${sla.property} is ${toldLevel(sla)}`, was: undefined };
  const end = endRule(sla);
  if (end === undefined) return change('sla-added', spot, parts);
  const day = typeof sla.value === 'string' && /^\d{4}-\d{2}-\d{2}/u.test(sla.value) ? sla.value.slice(0, 10) : undefined;
  return change(`${end}-added`, spot, { ...parts, daysLeft: day === undefined ? undefined : daysBetween(today, day) });
}

function compareLevel(pair: Pair<SlaProperty>, context: CompareContext, elements: { readonly from: string; readonly to: string }): Change[] {
  const spot: Spot = { path: pathOf(pair.new), at: pair.new.at, was: pair.old.at, touches: touchesOf(pair.old) };
  const { from: oldElement, to: newElement } = elements;
  return [
    ...compareValue(pair, spot),
    ...(slaName(pair.old.property) === slaName(pair.new.property) ? [] : [change('sla-unknown-property-changed', spot, { field: 'property', from: pair.old.property, to: pair.new.property })]),
    ...(oldElement === newElement ? [] : [change('sla-scope-changed', spot, { field: 'element', from: pair.old.element, to: pair.new.element, at: pair.new.origins?.['element'] ?? `${pair.new.at}/element`, was: pair.old.origins?.['element'] ?? `${pair.old.at}/element` })]),
    ...(pair.old.driver === pair.new.driver ? [] : [change('sla-driver-changed', spot, { field: 'driver', from: pair.old.driver, to: pair.new.driver })]),
    ...(sameValue(pair.old.valueExt, pair.new.valueExt) ? [] : [change('sla-unknown-property-changed', spot, { field: 'valueExt', from: pair.old.valueExt, to: pair.new.valueExt })]),
    ...compareRest(context.documents, spot, {
      known: { property: 'text', value: 'any', valueExt: 'any', unit: 'text', element: 'text', driver: 'text' },
      prose: ['description', 'schedule', 'scheduler', 'authoritativeDefinitions'],
      rule: 'sla-description-changed',
    }),
  ];
}

function compareValue({ old, new: successor }: Pair<SlaProperty>, spot: Spot): Change[] {
  const isSameUnit = (old.unit ?? '').toLowerCase() === (successor.unit ?? '').toLowerCase();
  if (isSameUnit && sameValue(old.value, successor.value)) return [];
  const parts: ChangeParts = { field: 'value', from: toldLevel(old), to: toldLevel(successor), what: `${successor.property}: ${toldLevel(old)} → ${toldLevel(successor)}`, traits: softTraits(successor) };
  const [before, after] = [measureOf(old), measureOf(successor)];
  if (before === undefined || after === undefined || before.kind !== after.kind) return [change('sla-unknown-property-changed', spot, parts)];
  if (Math.abs(before.amount - after.amount) <= 1e-9 * Math.abs(before.amount)) return [change('sla-unit-changed-equivalent', spot, parts)];
  return [change(valueRule(successor, after.amount > before.amount), spot, parts)];
}

function valueRule(sla: SlaProperty, isMore: boolean): DiffRuleId {
  const term = slaTerm(sla.property);
  if (term === undefined) return 'sla-unknown-property-changed';
  const end = endRule(sla);
  if (end !== undefined) return isMore ? `${end}-moved-later` : `${end}-moved-earlier`;
  const isBetter = isMore === (term.direction === 'higher');
  if (isBetter) return 'sla-tightened';
  return term.name === 'retention' ? 'sla-retention-shortened' : 'sla-loosened';
}
