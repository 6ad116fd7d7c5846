import { didYouMean } from '../../model/nearest.ts';
import { textOf } from '../assertions/assertion.ts';
import { kindOf } from '../targets/index.ts';
import type { Node, NodeKind } from '../targets/node.ts';
import { type Access, resolveField } from '../targets/resolve-field.ts';
import type { Run } from '../targets/run.ts';
import type { RuleSurroundings } from './scope.ts';

/** What a message is filled in with. */
export interface MessageFacts {
  readonly node: Node;
  readonly run: Run;
  /** The items of a list that failed. */
  readonly failing?: readonly string[] | undefined;
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

/** Reads a message with `{{field}}`, `{{params.x}}`, `{{failing}}` and `{{today}}`; unknown names are reported. */
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
  if (name === 'today') return ({ run }) => run.today;
  if (checkFields.includes(name)) return ({ found }) => found?.[name] ?? '';
  if (name.startsWith('params.')) return paramPart(name, pointer, around);
  const resolved = resolveField(scope.kind, name, around);
  if (resolved.ok) return ({ node, run }) => describe(resolved.field, node, run);
  const near = didYouMean(name, ['failing', 'today', ...checkFields]);
  around.report(pointer, near === '' ? resolved.problem : `The message cannot say {{${name}}}.${near}`, 'value');
  return () => '';
}

function paramPart(name: string, pointer: string, { params, report }: RuleSurroundings): Part {
  const key = name.slice('params.'.length);
  if (!params.has(key)) {
    report(pointer, `There is no parameter ${key}.${didYouMean(key, params.keys())}`, 'value');
    return () => '';
  }
  const text = plain(params.get(key));
  return () => text;
}

function describe(field: Access, node: Node, run: Run): string {
  const value = field.read(node, run);
  if (value === undefined) return '(not set)';
  const target = field.target;
  if (target !== undefined) {
    const { label } = kindOf(target);
    if (field.kind === 'node') return label(value as Node);
    const nodes = value as readonly Node[];
    return listed(nodes.map((item) => label(item)));
  }
  const scalar = field.scalar;
  if (scalar === undefined) return plain(value);
  return field.isMany === true && Array.isArray(value) ? listed(value.map((item) => plain(scalar(item)))) : plain(scalar(value));
}

const longestShown = 100;
const mostShown = 5;

function plain(value: unknown): string {
  if (value === null || value === undefined) return '(not set)';
  if (Array.isArray(value)) return listed(value.map(plain));
  const text = textOf(value)?.trim() ?? JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}

/** `a, b and c`; of many, the first few. */
export function listed(items: readonly string[]): string {
  if (items.length === 0) return '(none)';
  if (items.length > mostShown) return `${items.slice(0, mostShown).join(', ')} and ${String(items.length - mostShown)} more`;
  return items.length === 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
