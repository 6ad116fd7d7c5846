import type { Column } from '../../model/contract.ts';
import { change, type Change, type Pair, type Spot } from '../change.ts';
import { matchByKeys } from '../match.ts';
import { recordAt } from '../raw.ts';
import type { Trait } from '../rule-row.ts';
import { canonicalJson, proseForm, sameValue, show } from '../value.ts';
import { type AllowedValue, type EnumSource, enumSourceOf } from './enum-source.ts';
import type { Documents } from './rest.ts';

/** DIFF, section 8: the values a column may hold, compared wherever each side declares them. */
export function compareEnum(pair: Pair<Column>, spot: Spot, documents: Documents): Change[] {
  const [from, to] = [enumSourceOf(pair.old), enumSourceOf(pair.new)];
  if (from === undefined && to === undefined) return [];
  const list = (source: EnumSource): unknown[] => source.values.map((item) => item.value);
  if (from === undefined) return to === undefined ? [] : [change('enum-added', spot, { field: 'enum', to: list(to), what: `Allowed values: ${told(list(to))}`, at: to.at, was: undefined, part: 'key' })];
  if (to === undefined) return [change('enum-removed', spot, { field: 'enum', from: list(from), what: `The list of allowed values is gone: ${told(list(from))}`, at: `${pair.new.at}/enum`, was: from.at })];
  return compareValues({ old: from, new: to }, spot, { documents, isExtensible: isExtensible(pair.old) || isExtensible(pair.new) });
}

function told(values: readonly unknown[]): string {
  const shown = values.slice(0, 8).map((value) => show(value)).join(', ');
  return values.length > 8 ? `${shown} and ${String(values.length - 8)} more` : shown;
}

function isExtensible(column: Column): boolean {
  return column.customProperties.some((item) => item.property === 'extensibleEnum' && item.value === true);
}

interface ValueOptions {
  readonly documents: Documents;
  readonly isExtensible: boolean;
}

function compareValues(sources: Pair<EnumSource>, spot: Spot, { documents, isExtensible: isOpen }: ValueOptions): Change[] {
  const matched = matchByKeys<AllowedValue>(sources.old.values, sources.new.values, [(item) => canonicalJson(item.value), (item) => item.id]);
  const traits: Trait[] = isOpen ? ['extensible-enum'] : [];
  const renamed = matched.pairs.filter((pair) => !sameValue(pair.old.value, pair.new.value));
  const [added, removed] = [matched.added.map((item) => item.value), matched.removed.map((item) => item.value)];
  const firstAdded = matched.added[0];
  return [
    ...renamed.map((pair) => change('enum-value-renamed', spot, { field: 'enum', from: pair.old.value, to: pair.new.value, what: `Value ${show(pair.old.value)} → ${show(pair.new.value)}`, at: pair.new.at, was: pair.old.at })),
    ...(firstAdded === undefined ? [] : [change('enum-value-added', spot, { field: 'enum', to: added, what: `+ ${told(added)}`, at: firstAdded.at, was: sources.old.at, traits })]),
    ...(removed.length === 0 ? [] : [change('enum-value-removed', spot, { field: 'enum', from: removed, what: `- ${told(removed)}`, at: sources.new.at, was: matched.removed[0]?.at, part: 'key' })]),
    ...compareNotes(matched.pairs, spot, documents),
    ...(isReordered(sources, matched.pairs) ? [change('enum-reordered', spot, { field: 'enum', what: 'The values stand in another order', at: sources.new.at, was: sources.old.at, part: 'key' })] : []),
  ];
}

function isReordered(sources: Pair<EnumSource>, pairs: readonly Pair<AllowedValue>[]): boolean {
  const places = new Map(sources.old.values.map((item, index) => [item, index]));
  return pairs.some((pair, index) => {
    const before = pairs[index - 1];
    return before !== undefined && (places.get(before.old) ?? 0) > (places.get(pair.old) ?? 0);
  });
}

// Labels and notes belong to values of `enum`; the other representations have none, and none is lost by moving away from them.
function compareNotes(pairs: readonly Pair<AllowedValue>[], spot: Spot, documents: Documents): Change[] {
  const raw = pairs.map((pair) => ({ pair, old: recordAt(documents.old, pair.old.at), new: recordAt(documents.new, pair.new.at) }));
  const described = raw.filter(({ old, new: successor }) => 'value' in old && 'value' in successor);
  const labels = described.filter(({ pair }) => pair.old.label !== pair.new.label);
  const notes = described.filter(({ old, new: successor }) => ['description', 'tags', 'authoritativeDefinitions', 'customProperties'].some((key) => proseForm(old[key]) !== proseForm(successor[key])));
  const ids = described.filter(({ pair }) => pair.old.id !== pair.new.id);
  const names = (items: typeof described): unknown[] => items.map(({ pair }) => pair.new.value);
  const place = (items: typeof described): { at: string; was: string } => ({ at: items[0]?.pair.new.at ?? spot.at, was: items[0]?.pair.old.at ?? spot.was });
  return [
    ...(labels.length === 0 ? [] : [change('enum-label-changed', spot, { field: 'enum', from: labels.map(({ pair }) => pair.old.label ?? null), to: labels.map(({ pair }) => pair.new.label ?? null), what: `Label of ${told(names(labels))} changed`, ...place(labels) })]),
    ...(notes.length === 0 ? [] : [change('enum-description-changed', spot, { field: 'enum', from: null, to: names(notes), what: `Notes on ${told(names(notes))} changed`, ...place(notes) })]),
    ...ids.map(({ pair }) => change(pair.old.id === undefined ? 'element-id-added' : pair.new.id === undefined ? 'element-id-removed' : 'element-id-changed', spot, { field: 'enum', from: pair.old.id, to: pair.new.id, what: `Id of ${show(pair.new.value)}: ${show(pair.old.id)} → ${show(pair.new.id)}`, at: pair.new.at, was: pair.old.at })),
  ];
}
