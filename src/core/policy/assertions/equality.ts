import { nearest } from '../../model/nearest.ts';
import { sameValue } from '../../diff/value.ts';
import { type Assertion, isScalar, type OperandScope, scalarKinds, textOf } from './assertion.ts';

/** Scalars are equal when they read the same: documents write `true` and `"true"`, `1` and `"1"`. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const [left, right] = [textOf(a), textOf(b)];
  return left !== undefined && right !== undefined ? left === right : left === undefined && right === undefined && sameValue(a, b);
}

/** Reports operands that a field can never have: a misspelt value would make the rule a silent one. */
function checkValues(operands: readonly unknown[], { field, report }: OperandScope): boolean {
  if (field === undefined) return true;
  const wrong = operands.filter((operand) => !canHave(field, operand));
  for (const operand of wrong) {
    const known = field.kind === 'boolean' ? ['true', 'false'] : (field.values ?? []);
    const near = nearest(String(operand), known, 1);
    report(`${field.name} is never ${String(operand)}.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ` It is one of ${known.join(', ')}.`}`);
  }
  return wrong.length === 0;
}

function canHave(field: NonNullable<OperandScope['field']>, operand: unknown): boolean {
  if (field.kind === 'boolean') return typeof operand === 'boolean';
  if (field.values === undefined || field.values.includes(String(operand))) return true;
  return field.isOpen === true && nearest(String(operand), field.values).length === 0;
}

function readList(name: string, operand: unknown, scope: OperandScope): readonly unknown[] | undefined {
  if (Array.isArray(operand) && operand.length > 0 && operand.every(isScalar)) return checkValues(operand, scope) ? operand : undefined;
  scope.report(`${name} takes a list of at least one value, such as [a, b].`);
  return undefined;
}

/** A test of membership that is one look-up, however long the list. */
function membership(values: readonly unknown[]): (value: unknown) => boolean {
  const texts = new Set(values.map(textOf));
  return (value) => {
    const text = textOf(value);
    return text !== undefined && texts.has(text);
  };
}

const equals: Assertion = {
  name: 'equals',
  about: [...scalarKinds, 'values'],
  help: 'is this very value',
  isAboutLists: (operand) => Array.isArray(operand),
  compile(operand, scope) {
    if (operand === undefined || operand === null) {
      scope.report('equals takes a value; for a field that must not be there write `absent: true`.');
      return undefined;
    }
    if (isScalar(operand) && !checkValues([operand], scope)) return undefined;
    return (value) => isEqual(value, operand);
  },
};

const isIn: Assertion = {
  name: 'in',
  about: scalarKinds,
  help: 'is one of a list of values',
  compile(operand, scope) {
    const values = readList('in', operand, scope);
    return values === undefined ? undefined : membership(values);
  },
};

const notIn: Assertion = {
  name: 'notIn',
  about: scalarKinds,
  help: 'is none of a list of values',
  compile(operand, scope) {
    const values = readList('notIn', operand, scope);
    if (values === undefined) return undefined;
    const isMember = membership(values);
    return (value) => !isMember(value);
  },
};

function compareWith(name: 'sameAs' | 'notSameAs', isWanted: boolean): Assertion {
  return {
    name,
    about: [...scalarKinds, 'values'],
    help: isWanted ? 'is the same as another field' : 'is not the same as another field',
    compile(operand, scope) {
      if (typeof operand !== 'string') {
        scope.report(`${name} takes the name of another field.`);
        return undefined;
      }
      const other = scope.resolve(operand);
      if (other === undefined) return undefined;
      if (other.kind === 'node' || other.kind === 'nodes' || other.isMany === true) {
        scope.report(`${name} takes a field with a single value; ${operand} has none.`);
        return undefined;
      }
      const plain = other.scalar ?? ((value: unknown) => value);
      return (value, node, run) => {
        const otherValue = other.read(node, run);
        return (otherValue !== undefined && isEqual(value, plain(otherValue))) === isWanted;
      };
    },
  };
}

const oneOfList: Assertion = {
  name: 'oneOfList',
  about: scalarKinds,
  help: 'is on a list that the pack keeps in a file',
  compile(operand, scope) {
    if (typeof operand !== 'string') {
      scope.report('oneOfList takes the path of a YAML list in the pack, such as lists/domains.yaml.');
      return undefined;
    }
    const words = scope.list(operand);
    if (words === undefined) return undefined;
    return (value) => {
      const text = textOf(value);
      return text !== undefined && words.has(text);
    };
  },
};

export const equalityAssertions: readonly Assertion[] = [equals, isIn, notIn, compareWith('sameAs', true), compareWith('notSameAs', false), oneOfList];
