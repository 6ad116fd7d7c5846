import { keyedPath } from '../model/keyed-path.ts';
import { joinPointer } from '../model/pointer.ts';
import type { EntryPart } from '../model/source-document.ts';
import type { Trait } from './rule-row.ts';
import type { DiffRuleId } from './rules/index.ts';
import { show } from './value.ts';

/** A pair of matched things on the two sides. */
export interface Pair<T> {
  readonly old: T;
  readonly new: T;
}

/**
 * A fact: what changed, where, from what to what. Says nothing of how bad it is: that is the rule table's.
 * `path` is keyed and starts at the document; `at` is a pointer into the new document, `was` into the old one.
 */
export interface Change {
  readonly rule: DiffRuleId;
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  /** What happened, as the start of the message, without full stop. */
  readonly what: string;
  readonly at: string;
  readonly part: EntryPart;
  readonly was: string | undefined;
  readonly traits: readonly Trait[];
  /** What of the old contract readers see it through: `orders` or `orders.total_amount`; absent: all of it. */
  readonly touches: string | undefined;
  /** Days until the end that a deprecation names. */
  readonly daysLeft: number | undefined;
  /** Of a server: outside the environments that count, the level is one step lower. */
  readonly environment?: string;
}

/** Where an element stands on both sides. */
export interface Spot {
  readonly path: string;
  readonly at: string;
  readonly was: string;
  readonly touches?: string | undefined;
}

export interface ChangeParts {
  /** A key of the element: extends path and pointers. */
  readonly field?: string;
  /** Where the field stands when that is not `${spot.at}/${field}`. */
  readonly at?: string;
  readonly was?: string | undefined;
  readonly part?: EntryPart;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly what?: string;
  readonly traits?: readonly Trait[];
  readonly daysLeft?: number | undefined;
}

/** One change of an element, or of one of its fields. */
export function change(rule: DiffRuleId, spot: Spot, parts: ChangeParts): Change {
  const { field, from, to } = parts;
  return {
    rule,
    path: field === undefined ? spot.path : keyedPath(spot.path, field),
    from: from ?? null,
    to: to ?? null,
    what: parts.what ?? `${field ?? spot.path}: ${show(from)} → ${show(to)}`,
    at: parts.at ?? (field === undefined ? spot.at : joinPointer(spot.at, field)),
    part: parts.part ?? 'entry',
    was: 'was' in parts ? parts.was : field === undefined ? spot.was : joinPointer(spot.was, field),
    traits: parts.traits ?? [],
    touches: spot.touches,
    daysLeft: parts.daysLeft,
  };
}

/** The traits of a value that is declared on one side only. */
export function declaredTraits(from: unknown, to: unknown): Trait[] {
  if (from === undefined) return ['was-undeclared'];
  return to === undefined ? ['no-longer-declared'] : [];
}
