import type { Place } from '../../model/draft.ts';
import type { Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';

/** What broke a rule: nothing more exact than its subject where `place` is absent. */
export interface Blame {
  readonly place?: Place | undefined;
  /** In a few words, such as `description is missing`. */
  readonly problem?: string | undefined;
  /** How the items of a list that failed are called. */
  readonly failing?: readonly string[];
}

/** A compiled block. `blame` and `locate` are only asked after `test` has given false, or true where a `not` stands around. */
export interface Predicate {
  readonly test: (node: Node, run: Run) => boolean;
  readonly blame: (node: Node, run: Run) => Blame;
  /** The first value that is there. */
  readonly locate: (node: Node, run: Run) => Blame | undefined;
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
    locate: (node, run) => firstFound(predicates, node, run),
  };
}

/** Holds where one does. */
export function anyOf(predicates: readonly Predicate[]): Predicate {
  return {
    test: (node, run) => predicates.some((predicate) => predicate.test(node, run)),
    blame: (node, run) => {
      const blames = predicates.map((predicate) => predicate.blame(node, run));
      const problems = new Set(blames.flatMap(({ problem }) => problem ?? []));
      return { ...blames.find(({ place }) => place !== undefined), ...(problems.size === 0 ? {} : { problem: [...problems].join(' and ') }) };
    },
    locate: (node, run) => firstFound(predicates, node, run),
  };
}

/** Holds where the other does not. */
export function not(predicate: Predicate): Predicate {
  return {
    test: (node, run) => !predicate.test(node, run),
    blame: (node, run) => predicate.locate(node, run) ?? {},
    locate: (node, run) => predicate.locate(node, run),
  };
}

function firstFound(predicates: readonly Predicate[], node: Node, run: Run): Blame | undefined {
  for (const predicate of predicates) {
    const found = predicate.locate(node, run);
    if (found !== undefined) return found;
  }
  return undefined;
}
