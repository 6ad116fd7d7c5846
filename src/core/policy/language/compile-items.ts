import { textOf } from '../assertions/assertion.ts';
import { kindOf } from '../targets/index.ts';
import { placeOf } from '../targets/field.ts';
import type { Node } from '../targets/node.ts';
import type { Access } from '../targets/resolve-field.ts';
import type { Run } from '../targets/run.ts';
import { compileBlock } from './compile-block.ts';
import { type Asserted, compileValue, type ValueTest, type Word } from './compile-value.ts';
import type { Blame } from './predicate.ts';
import { type BlockScope, inside } from './scope.ts';

/** One item of a list, judged. */
interface ItemTest {
  readonly test: (item: unknown, node: Node, run: Run) => boolean;
  readonly blame: (item: unknown, at: { readonly node: Node; readonly index: number; readonly run: Run }) => Blame;
  readonly label: (item: unknown) => string;
}

/** `some`, `every` and `none` of the items of a list; a single value counts as a list of one. */
export function compileItems(word: Word, asserted: Asserted, scope: BlockScope): ValueTest | undefined {
  const { field } = asserted;
  const kind = field?.kind ?? 'any';
  if (kind !== 'values' && kind !== 'nodes' && kind !== 'any') {
    scope.around.report(word.pointer, `${field?.name ?? 'The item'} is no list, so that ${word.name} says nothing about it.`);
    return undefined;
  }
  // An item's condition stands for itself: what it lacks makes it false for that item, whatever stands around.
  const isNegated = scope.mode === 'must' && scope.isNegated !== (word.name === 'none');
  const below = inside(scope, { isNegated, isOptional: false });
  const item = field?.target === undefined ? valueItem(word, field, below) : nodeItem(word, field.target, below);
  if (item === undefined) return undefined;
  const whenAbsent = scope.mode === 'when' && scope.isNegated;
  return { ...quantify(word.name, item, field), whenAbsent };
}

function quantify(name: string, item: ItemTest, field: Access | undefined): Pick<ValueTest, 'test' | 'blame'> {
  const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
  const failing = (value: unknown, node: Node, run: Run): { item: unknown; index: number }[] =>
    listOf(value)
      .map((one, index) => ({ item: one, index }))
      .filter(({ item: one }) => item.test(one, node, run) === (name === 'none'));
  const blame = (value: unknown, node: Node, run: Run): Blame => {
    const found = failing(value, node, run);
    const [first] = found;
    const inner: Blame = first === undefined ? {} : item.blame(first.item, { node, index: first.index, run });
    const what = first === undefined ? undefined : `${item.label(first.item)}${inner.problem === undefined ? ` in ${field?.name ?? 'the list'}` : `: ${inner.problem}`}`;
    return { place: inner.place ?? field?.place(node, run), problem: what, failing: found.map(({ item: one }) => item.label(one)) };
  };
  switch (name) {
    case 'some':
      return { test: (value, node, run) => listOf(value).some((one) => item.test(one, node, run)), blame: () => ({ problem: `nothing in ${field?.name ?? 'the list'} fits` }) };
    case 'every':
      return { test: (value, node, run) => listOf(value).every((one) => item.test(one, node, run)), blame };
    default:
      return { test: (value, node, run) => !listOf(value).some((one) => item.test(one, node, run)), blame };
  }
}

function valueItem(word: Word, list: Access | undefined, scope: BlockScope): ItemTest | undefined {
  const compiled = compileValue(word.operand, { field: undefined, pointer: word.pointer }, scope);
  if (compiled === undefined) return undefined;
  return {
    test: (item, node, run) => compiled.test(item, node, run),
    blame: (_item, { node, index, run }) => {
      const place = list?.place(node, run);
      return place === undefined ? {} : { place: { ...place, pointer: `${place.pointer}/${String(index)}` } };
    },
    label: (item) => textOf(item) ?? JSON.stringify(item),
  };
}

function nodeItem(word: Word, kind: Node['kind'], scope: BlockScope): ItemTest | undefined {
  const compiled = compileBlock(word.operand, word.pointer, { ...scope, kind });
  if (compiled === undefined) return undefined;
  return {
    test: (item, _node, run) => compiled.test(item as Node, run),
    blame: (item, { run }) => {
      const node = item as Node;
      const inner = word.name === 'none' ? compiled.locate(node, run) : compiled.blame(node, run);
      return { ...inner, place: inner?.place ?? placeOf(node) };
    },
    label: (item) => kindOf(kind).label(item as Node),
  };
}
