import { isRecord } from '../../manifest/node-reader.ts';
import type { Place } from '../../model/draft.ts';
import { didYouMean } from '../../model/nearest.ts';
import { joinPointer } from '../../model/pointer.ts';
import { type Assertion, isTrue, type OperandScope } from '../assertions/assertion.ts';
import { assertionNames, findAssertion } from '../assertions/index.ts';
import { kindOf } from '../targets/index.ts';
import type { Node } from '../targets/node.ts';
import { type Access, fieldNames, resolveField } from '../targets/resolve-field.ts';
import type { Run } from '../targets/run.ts';
import { compileItems } from './compile-items.ts';
import { fillParams } from './params.ts';
import type { Blame } from './predicate.ts';
import { type BlockScope, deepestBlock, inside } from './scope.ts';

/** What is asserted of one field, or of one item of a list. */
export interface ValueTest {
  /** Of a value that is there. */
  readonly test: (value: unknown, node: Node, run: Run) => boolean;
  /** What it comes to where there is no value. */
  readonly whenAbsent: boolean;
  /** Where in the value it fails; absent: the whole value. */
  readonly blame?: (value: unknown, node: Node, run: Run) => Blame;
}

/** A value to assert about: a field's, or (without field) an item's. */
export interface Asserted {
  readonly field: Access | undefined;
  readonly pointer: string;
}

const holds: ValueTest = { test: () => true, whenAbsent: true };

/** Reads a mapping of assertions about one value. `undefined` after problems were reported. */
export function compileValue(raw: unknown, asserted: Asserted, scope: BlockScope): ValueTest | undefined {
  const { pointer } = asserted;
  if (scope.depth > deepestBlock) return fail(scope, pointer, `Assertions are nested more than ${String(deepestBlock)} deep.`);
  if (!isRecord(raw) || Object.keys(raw).length === 0) {
    return fail(scope, pointer, `${asserted.field?.name ?? 'An item'} needs assertions, such as {present: true}; ${isRecord(raw) ? 'here is none' : `\`${String(raw)}\` is none (for a value write {equals: …})`}.`);
  }
  const isOptional = scope.isOptional || raw['optional'] === true;
  if (Object.hasOwn(raw, 'optional') && raw['optional'] !== true) scope.around.report(joinPointer(pointer, 'optional'), 'optional takes `true` and nothing else.');
  const names = Object.keys(raw).filter((name) => name !== 'optional');
  if (names.length === 0) return fail(scope, pointer, 'optional needs an assertion beside it.');
  const tests = names.map((name) => compileWord({ name, operand: raw[name], pointer: joinPointer(pointer, name) }, asserted, scope));
  if (tests.some((test) => test === undefined)) return undefined;
  const joined = joinAll(tests.flatMap((test) => test ?? []));
  return isOptional ? { ...joined, whenAbsent: true } : joined;
}

function fail(scope: BlockScope, pointer: string, message: string): ValueTest | undefined {
  scope.around.report(pointer, message);
  return undefined;
}

export interface Word {
  readonly name: string;
  readonly operand: unknown;
  readonly pointer: string;
}

function compileWord(word: Word, asserted: Asserted, scope: BlockScope): ValueTest | undefined {
  switch (word.name) {
    case 'present':
    case 'absent':
      return compilePresence(word, asserted, scope);
    case 'some':
    case 'every':
    case 'none':
      return compileItems(word, asserted, scope);
    case 'anyOf':
    case 'allOf':
      return compileJoin(word, asserted, scope);
    case 'not': {
      const inner = compileValue(word.operand, { ...asserted, pointer: word.pointer }, inside(scope, { isNegated: !scope.isNegated, isOptional: false }));
      return inner === undefined ? undefined : { test: (value, node, run) => !inner.test(value, node, run), whenAbsent: !inner.whenAbsent };
    }
    case 'requiresOneOf':
      return compileRequires(word, scope);
    default:
      return compileAssertion(word, asserted, scope);
  }
}

function compilePresence({ name, operand, pointer }: Word, { field }: Asserted, scope: BlockScope): ValueTest | undefined {
  const operandScope = operandScopeOf(field, pointer, scope);
  if (!isTrue(name, operand, operandScope)) return undefined;
  if (field?.hasDefault === true) return fail(scope, pointer, `${field.name} always has a value, the standard's default where it is not written: ask for it with equals.`);
  return name === 'present' ? { test: () => true, whenAbsent: false } : { test: () => false, whenAbsent: true };
}

function compileJoin({ name, operand, pointer }: Word, asserted: Asserted, scope: BlockScope): ValueTest | undefined {
  if (!Array.isArray(operand) || operand.length === 0) return fail(scope, pointer, `${name} takes a list of assertions.`);
  const parts = operand.map((part: unknown, index) => compileValue(part, { ...asserted, pointer: joinPointer(pointer, index) }, inside(scope)));
  if (parts.some((part) => part === undefined)) return undefined;
  const tests = parts.flatMap((part) => part ?? []);
  if (name === 'allOf') return joinAll(tests);
  return { test: (value, node, run) => tests.some(({ test }) => test(value, node, run)), whenAbsent: tests.some(({ whenAbsent }) => whenAbsent) };
}

function joinAll(tests: readonly ValueTest[]): ValueTest {
  const [only] = tests;
  if (only === undefined) return holds;
  if (tests.length === 1) return only;
  return {
    test: (value, node, run) => {
      for (const { test } of tests) if (!test(value, node, run)) return false;
      return true;
    },
    whenAbsent: tests.every(({ whenAbsent }) => whenAbsent),
    blame: (value, node, run) => tests.find(({ test }) => !test(value, node, run))?.blame?.(value, node, run) ?? {},
  };
}

function compileRequires({ operand, pointer }: Word, scope: BlockScope): ValueTest | undefined {
  const fields = compileFieldList(operand, pointer, scope);
  if (fields === undefined) return undefined;
  return { test: (_value, node, run) => fields.some((field) => field.read(node, run) !== undefined), whenAbsent: scope.mode === 'when' && scope.isNegated };
}

/** The fields of `requiresOneOf`. */
export function compileFieldList(operand: unknown, pointer: string, scope: BlockScope): readonly Access[] | undefined {
  if (!Array.isArray(operand) || operand.length === 0 || !operand.every((name) => typeof name === 'string')) {
    scope.around.report(pointer, 'requiresOneOf takes a list of fields.');
    return undefined;
  }
  const fields = operand.map((name: string, index) => resolveNamed(name, joinPointer(pointer, index), scope));
  return fields.some((field) => field === undefined) ? undefined : fields.flatMap((field) => field ?? []);
}

/** A field by its name, or a problem at the pointer. */
export function resolveNamed(name: string, pointer: string, scope: BlockScope): Access | undefined {
  const resolved = resolveField(scope.kind, name, scope.around);
  if (resolved.ok) return resolved.field;
  scope.around.report(pointer, resolved.problem, 'key');
  return undefined;
}

function operandScopeOf(field: Access | undefined, pointer: string, scope: BlockScope): OperandScope {
  return {
    field,
    isTrusted: false,
    report: (message) => {
      scope.around.report(pointer, message);
    },
    resolve: (name) => resolveNamed(name, pointer, field?.kind === 'nodes' && field.target !== undefined ? { ...scope, kind: field.target } : scope),
    list: (path) => {
      const words = scope.around.lists.get(path);
      if (words === undefined) scope.around.report(pointer, `The pack has no list ${path}.${didYouMean(path, scope.around.lists.keys())}`, 'value');
      return words;
    },
  };
}

function compileAssertion({ name, operand, pointer }: Word, { field }: Asserted, scope: BlockScope): ValueTest | undefined {
  const assertion = findAssertion(name);
  if (assertion === undefined) return fail(scope, pointer, unknownWord(name, field));
  const misuse = misuseOf(assertion, field);
  if (misuse !== undefined) return fail(scope, pointer, misuse);
  const filled = fillParams(operand, pointer, scope.around);
  if (filled === undefined) return undefined;
  if (!filled.isSet) return holds;
  const test = assertion.compile(filled.value, { ...operandScopeOf(field, pointer, scope), isTrusted: scope.around.isTrusted === true && filled.value === operand });
  if (test === undefined) return undefined;
  return { ...overMany(assertion, test, { field, scope, operand: filled.value }), whenAbsent: scope.mode === 'when' && scope.isNegated };
}

function unknownWord(name: string, field: Access | undefined): string {
  const target = field?.target;
  const near = didYouMean(name, assertionNames);
  if (near !== '' || target === undefined) return `There is no assertion ${name}.${near || ` There are ${assertionNames.join(', ')}.`}`;
  const isField = fieldNames(target).includes(name);
  if (!isField) return `There is no assertion ${name}.`;
  return field?.kind === 'node' ? `Write ${field.name}.${name} for a field of the ${kindOf(target).noun}.` : `Write ${field?.name ?? ''}: {some: {${name}: …}}, or every or none, for a field of its items.`;
}

function misuseOf(assertion: Assertion, field: Access | undefined): string | undefined {
  const kind = field?.kind ?? 'any';
  if (assertion.about.includes(kind)) return undefined;
  const name = field?.name ?? 'an item';
  switch (kind) {
    case 'values':
    case 'nodes':
      return `${name} is a list, and ${assertion.name} is about one value: write ${name}: {some: {${kind === 'nodes' ? '<field>: {' : ''}${assertion.name}: …}}${kind === 'nodes' ? '}' : ''}, or every or none.`;
    case 'node':
    case 'object':
      return `${name} holds several values, and ${assertion.name} is about one: ask for one of its fields, or for {present: true}.`;
    default:
      return `${assertion.name} says nothing about ${name}, which is a ${kind}.`;
  }
}

interface Many {
  readonly field: Access | undefined;
  readonly scope: BlockScope;
  readonly operand: unknown;
}

/**
 * Several values may stand for one field: a service level given for several elements, a list where one value was
 * expected. In `must` it holds of each, in `when` of one; under a `not` it is the other way round.
 */
function overMany(assertion: Assertion, test: ValueTest['test'], { field, scope, operand }: Many): Pick<ValueTest, 'test' | 'blame'> {
  const { explain } = assertion;
  if (assertion.isAboutLists?.(operand) === true) return explain === undefined ? { test } : { test, blame: (value) => ({ problem: explain(value, field?.name ?? 'the list') }) };
  const isEach = (scope.mode === 'must') !== scope.isNegated;
  const plain = assertion.isQuantity === true ? undefined : field?.scalar;
  const one: ValueTest['test'] = plain === undefined ? test : (value, node, run) => test(plain(value), node, run);
  if (field !== undefined && field.isMany !== true && field.kind !== 'any') return { test: one };
  const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && !(field?.kind === 'values');
  return {
    test: (value, node, run) => {
      if (!isList(value)) return one(value, node, run);
      return isEach ? value.every((item) => one(item, node, run)) : value.some((item) => one(item, node, run));
    },
    blame: (value, node, run) => {
      const failing = isList(value) ? value.find((item) => !one(item, node, run)) : undefined;
      const place: Place | undefined = failing === undefined ? undefined : field?.placeEach?.(failing);
      return place === undefined ? {} : { place };
    },
  };
}
