import { textOf } from '../assertions/assertion.ts';
import { kindOf } from '../targets/index.ts';
import type { Node } from '../targets/node.ts';
import type { Access } from '../targets/resolve-field.ts';
import type { Run } from '../targets/run.ts';

/** A field's value in words. */
export function describeField(field: Access, node: Node, run: Run): string {
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
  if (scalar === undefined) return shownValue(value);
  return field.isMany === true && Array.isArray(value) ? listed(value.map((item) => shownValue(scalar(item)))) : shownValue(scalar(value));
}

const longestShown = 100;
const mostShown = 5;

/** A value in words, cut where it is long. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return '(not set)';
  if (Array.isArray(value)) return listed(value.map(shownValue));
  const text = textOf(value)?.trim() ?? JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}

/** `a, b and c`; of many, the first few. */
export function listed(items: readonly string[]): string {
  if (items.length === 0) return '(none)';
  if (items.length > mostShown) return `${items.slice(0, mostShown).join(', ')} and ${String(items.length - mostShown)} more`;
  return items.length === 1 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
