import type { EntryPart } from '../../model/source-document.ts';
import type { Definition } from '../pack/model.ts';
import type { NodeKind } from '../targets/node.ts';
import type { Vocabulary } from '../targets/vocabulary.ts';

/** What is wrong with a pack, at a JSON Pointer of its document. */
export type Report = (pointer: string, message: string, part?: EntryPart) => void;

/** A pack's own surroundings of a rule: what its names mean. */
export interface RuleSurroundings {
  readonly vocabulary: Vocabulary;
  /** The parameters of the rule and its pack, as they are in force; a value of `null` is not set. */
  readonly params: ReadonlyMap<string, unknown>;
  /** The lists of the pack by their path. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
  /** The business terms of all active packs, for checks that compare with them. */
  readonly definitions: readonly Definition[];
  readonly report: Report;
  /** Packs that are not read yet may add names to the vocabulary. */
  readonly mayKnowMore?: boolean;
  /** The rule ships with dp, whose tests have compiled its patterns. */
  readonly isTrusted?: boolean;
  readonly noteCustom?: (name: string) => void;
}

/**
 * How a block is read: in `must` an absent field fails; in `when` it makes the condition false, also where the assertion
 * stands under a `not` (POLICY, "Absent fields"). `isNegated` counts the `not`s around.
 */
export interface BlockScope {
  readonly kind: NodeKind;
  readonly mode: 'must' | 'when';
  readonly isNegated: boolean;
  readonly isOptional: boolean;
  readonly depth: number;
  readonly around: RuleSurroundings;
}

/** Deeper than anything a person writes, and far from what could exhaust the stack. */
export const deepestBlock = 20;

/** The scope of a rule's own `when` or `must`. */
export function outerScope(kind: NodeKind, mode: BlockScope['mode'], around: RuleSurroundings): BlockScope {
  return { kind, mode, isNegated: false, isOptional: false, depth: 0, around };
}

/** The scope one block further in. */
export function inside(scope: BlockScope, change: Partial<BlockScope> = {}): BlockScope {
  return { ...scope, depth: scope.depth + 1, ...change };
}
