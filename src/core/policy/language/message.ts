import { didYouMean } from '../../model/nearest.ts';
import type { Node, NodeKind } from '../targets/node.ts';
import { resolveField } from '../targets/resolve-field.ts';
import type { Run } from '../targets/run.ts';
import { describeField, listed, shownValue } from './describe.ts';
import type { RuleSurroundings } from './scope.ts';

/** What a message is filled in with. */
export interface MessageFacts {
  readonly node: Node;
  readonly run: Run;
  /** The items of a list that failed. */
  readonly failing?: readonly string[] | undefined;
  /** What is wrong, in a few words. */
  readonly problem?: string | undefined;
  /** What a built-in check found. */
  readonly found?: Readonly<Record<string, string>> | undefined;
}

export type Message = (facts: MessageFacts) => string;

interface MessageScope {
  readonly kind: NodeKind;
  readonly around: RuleSurroundings;
  /** Names that a built-in check fills in. */
  readonly checkFields: readonly string[];
}

type Part = (facts: MessageFacts) => string;

const template = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Reads a message with `{{field}}`, `{{params.x}}`, `{{problem}}`, `{{failing}}` and `{{today}}`; unknown names are reported. */
export function compileMessage(text: string, pointer: string, scope: MessageScope): Message {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(template)) {
    const literal = text.slice(end, match.index);
    parts.push(() => literal);
    parts.push(compilePart(match[1] ?? '', pointer, scope));
    end = match.index + match[0].length;
  }
  const rest = text.slice(end);
  return (facts) => parts.map((part) => part(facts)).join('') + rest;
}

function compilePart(name: string, pointer: string, scope: MessageScope): Part {
  const { around, checkFields } = scope;
  if (name === 'failing') return ({ failing }) => listed(failing ?? []);
  if (name === 'problem') return ({ problem }) => problem ?? '(unknown)';
  if (name === 'today') return ({ run }) => run.today;
  if (checkFields.includes(name)) return ({ found }) => found?.[name] ?? '';
  if (name.startsWith('params.')) return paramPart(name, pointer, around);
  const resolved = resolveField(scope.kind, name, around);
  if (resolved.ok) return ({ node, run }) => describeField(resolved.field, node, run);
  const near = didYouMean(name, ['problem', 'failing', 'today', ...checkFields]);
  around.report(pointer, near === '' ? resolved.problem : `The message cannot say {{${name}}}.${near}`, 'value');
  return () => '';
}

function paramPart(name: string, pointer: string, { params, report }: RuleSurroundings): Part {
  const key = name.slice('params.'.length);
  if (!params.has(key)) {
    report(pointer, `There is no parameter ${key}.${didYouMean(key, params.keys())}`, 'value');
    return () => '';
  }
  const text = shownValue(params.get(key));
  return () => text;
}
