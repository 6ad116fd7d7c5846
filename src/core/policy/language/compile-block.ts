import { isRecord } from '../../manifest/node-reader.ts';
import { joinPointer } from '../../model/pointer.ts';
import { assertionNames } from '../assertions/index.ts';
import { kindOf } from '../targets/index.ts';
import type { Node } from '../targets/node.ts';
import type { Run } from '../targets/run.ts';
import { type Access, resolveField } from '../targets/resolve-field.ts';
import { compileFieldList, compileValue, resolveNamed } from './compile-value.ts';
import { describeField } from './describe.ts';
import { allOf, anyOf, not, type Predicate } from './predicate.ts';
import { type BlockScope, deepestBlock, inside } from './scope.ts';

/** Reads a block of `when` or `must`: fields with their assertions, joined by anyOf, allOf, not and requiresOneOf. */
export function compileBlock(raw: unknown, pointer: string, scope: BlockScope): Predicate | undefined {
  const { report } = scope.around;
  if (scope.depth > deepestBlock) {
    report(pointer, `Assertions are nested more than ${String(deepestBlock)} deep.`);
    return undefined;
  }
  if (!isRecord(raw) || Object.keys(raw).length === 0) {
    report(pointer, `Here fields with their assertions are expected, such as {${firstField(scope)}: {present: true}}.`);
    return undefined;
  }
  const isOptional = scope.isOptional || raw['optional'] === true;
  if (Object.hasOwn(raw, 'optional') && raw['optional'] !== true) report(joinPointer(pointer, 'optional'), 'optional takes `true` and nothing else.');
  const keys = Object.keys(raw).filter((key) => key !== 'optional');
  if (keys.length === 0) {
    report(pointer, 'optional needs a field beside it.');
    return undefined;
  }
  const parts = keys.map((key) => compileEntry({ key, value: raw[key], pointer: joinPointer(pointer, key) }, { ...scope, isOptional }));
  return parts.some((part) => part === undefined) ? undefined : allOf(parts.flatMap((part) => part ?? []));
}

function firstField(scope: BlockScope): string {
  return Object.keys(kindOf(scope.kind).fields)[0] ?? 'name';
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly pointer: string;
}

function compileEntry(entry: Entry, scope: BlockScope): Predicate | undefined {
  const { key, value, pointer } = entry;
  switch (key) {
    case 'anyOf':
    case 'allOf':
      return compileList(entry, scope);
    case 'not': {
      const inner = compileBlock(value, pointer, inside(scope, { isNegated: !scope.isNegated, isOptional: false }));
      return inner === undefined ? undefined : not(inner);
    }
    case 'requiresOneOf': {
      const fields = compileFieldList(value, pointer, scope);
      return fields === undefined ? undefined : oneOf(fields);
    }
    default:
      return compileField(entry, scope);
  }
}

function compileList({ key, value, pointer }: Entry, scope: BlockScope): Predicate | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    scope.around.report(pointer, `${key} takes a list of blocks.`);
    return undefined;
  }
  const parts = value.map((part: unknown, index) => compileBlock(part, joinPointer(pointer, index), inside(scope)));
  if (parts.some((part) => part === undefined)) return undefined;
  const predicates = parts.flatMap((part) => part ?? []);
  return key === 'allOf' ? allOf(predicates) : anyOf(predicates);
}

function oneOf(fields: readonly Access[]): Predicate {
  return {
    test: (node, run) => fields.some((field) => field.read(node, run) !== undefined),
    blame: () => ({ problem: `there is ${fields.length === 1 ? 'no' : 'none of'} ${fields.map(({ name }) => name).join(', ')}` }),
    locate: () => undefined,
  };
}

function compileField({ key, value, pointer }: Entry, scope: BlockScope): Predicate | undefined {
  if (assertionNames.includes(key) && !resolveField(scope.kind, key, { vocabulary: scope.around.vocabulary }).ok) {
    scope.around.report(pointer, `${key} is an assertion: it stands under the field that it is about, as in {${firstField(scope)}: {${key}: …}}.`, 'key');
    return undefined;
  }
  const field = resolveNamed(key, pointer, scope);
  if (field === undefined) return undefined;
  const compiled = compileValue(value, { field, pointer }, inside(scope));
  if (compiled === undefined) return undefined;
  const { test, whenAbsent, blame } = compiled;
  const explain = (node: Node, run: Run): string => field.explain?.(node, run) ?? `${key} is ${describeField(field, node, run)}`;
  return {
    test: (node, run) => {
      const found = field.read(node, run);
      return found === undefined ? whenAbsent : test(found, node, run);
    },
    blame: (node, run) => {
      const found = field.read(node, run);
      if (found === undefined) return { problem: `${key} is missing` };
      const inner = blame?.(found, node, run) ?? {};
      return { ...inner, place: inner.place ?? field.place(node, run), problem: inner.problem ?? explain(node, run) };
    },
    locate: (node, run) => (field.read(node, run) === undefined ? undefined : { place: field.place(node, run), problem: explain(node, run) }),
  };
}
