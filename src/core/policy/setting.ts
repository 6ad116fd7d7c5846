import type { Mending } from '../fix/attach-fixes.ts';
import type { PackRule } from './pack/model.ts';
import type { Node } from './targets/node.ts';

/** What `fix.set` of a rule makes of a broken subject; `undefined` where the rule sets nothing. */
export function settingMending(rule: PackRule, node: Node): Mending | undefined {
  const entries = Object.entries(rule.set ?? {}).flatMap(([key, value]) => (isSettable(value) ? [[key, value] as const] : []));
  if (entries.length === 0) return undefined;
  const title = `Set ${entries.map(([key, value]) => `${key} to ${String(value)}`).join(' and ')}`;
  return { document: node.view.source, repair: { kind: 'set-keys', title, mapping: node.at, entries } };
}

function isSettable(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
