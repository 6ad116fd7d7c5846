import type { Place } from '../../model/draft.ts';
import type { Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';

/** Where a rule was broken: nothing more exact than its subject when `place` is absent. */
export interface Blame {
  readonly place?: Place | undefined;
  /** How the items of a list that failed are called. */
  readonly failing?: readonly string[];
}

/** A compiled block. `blame` and `locate` are only asked after `test` has given false, or true where a `not` stands around. */
export interface Predicate {
  readonly test: (node: Node, run: Run) => boolean;
  readonly blame: (node: Node, run: Run) => Blame;
  /** Where the first value that is there stands. */
  readonly locate: (node: Node, run: Run) => Place | undefined;
}

/** Holds where all do. */
export function allOf(predicates: readonly Predicate[]): Predicate {
  const [only] = predicates;
  if (only !== undefined && predicates.length === 1) return only;
  return {
    test: (node, run) => {
      for (const predicate of predicates) if (!predicate.test(node, run)) return false;
      return true;
    },
    blame: (node, run) => predicates.find((predicate) => !predicate.test(node, run))?.blame(node, run) ?? {},
    locate: (node, run) => firstPlace(predicates, node, run),
  };
}

/** Holds where one does. */
export function anyOf(predicates: readonly Predicate[]): Predicate {
  return {
    test: (node, run) => predicates.some((predicate) => predicate.test(node, run)),
    blame: (node, run) => predicates.map((predicate) => predicate.blame(node, run)).find(({ place }) => place !== undefined) ?? {},
    locate: (node, run) => firstPlace(predicates, node, run),
  };
}

/** Holds where the other does not. */
export function not(predicate: Predicate): Predicate {
  return {
    test: (node, run) => !predicate.test(node, run),
    blame: (node, run) => ({ place: predicate.locate(node, run) }),
    locate: (node, run) => predicate.locate(node, run),
  };
}

function firstPlace(predicates: readonly Predicate[], node: Node, run: Run): Place | undefined {
  for (const predicate of predicates) {
    const place = predicate.locate(node, run);
    if (place !== undefined) return place;
  }
  return undefined;
}
