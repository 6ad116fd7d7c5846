import type { Access } from '../targets/resolve-field.ts';
import type { FieldKind } from '../targets/field.ts';
import type { Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';

/** Whether a value that is there fulfils an assertion. */
export type Test = (value: unknown, node: Node, run: Run) => boolean;

/** What an assertion may know when it is read from a pack. A problem that is reported keeps the pack from running. */
export interface OperandScope {
  /** The field that is asserted about; `undefined` for the items of a list. */
  readonly field: Access | undefined;
  readonly report: (message: string) => void;
  /** The operand stands in a pack that ships with dp: its tests have compiled it already. */
  readonly isTrusted: boolean;
  /** Another field of the same thing; reports an unknown one. */
  readonly resolve: (name: string) => Access | undefined;
  /** The words of a list file of the pack; reports a missing one. */
  readonly list: (path: string) => ReadonlySet<string> | undefined;
}

/** One assertion of the closed list (POLICY, "Assertions"). */
export interface Assertion {
  readonly name: string;
  /** What kinds of fields it can be made about. */
  readonly about: readonly FieldKind[];
  /** In one line, for `dp explain` and the reference page. */
  readonly help: string;
  /** It looks at the value with its unit, not at the plain value. */
  readonly isQuantity?: boolean;
  /** It looks at a list as a whole; others hold of each item. */
  readonly isAboutLists?: (operand: unknown) => boolean;
  /** What is wrong with the value of a field, where the bare value says too little. */
  readonly explain?: (value: unknown, field: string) => string;
  /** `undefined` after a problem was reported. */
  compile(operand: unknown, scope: OperandScope): Test | undefined;
}

export const scalarKinds: readonly FieldKind[] = ['text', 'number', 'boolean', 'any'];

/** The operand of assertions that are only ever `true`. */
export function isTrue(name: string, operand: unknown, scope: OperandScope): boolean {
  if (operand === true) return true;
  scope.report(`${name} takes \`true\` and nothing else.`);
  return false;
}

/** A scalar as text; `undefined` for lists and mappings. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Whether an operand is a text, a number or a boolean. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
