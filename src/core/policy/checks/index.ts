import type { Check } from './check.ts';

/** Every built-in check, sorted by name. */
export const checks: readonly Check[] = [];

const byName: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.name, check]));

/** The check of a name, if there is one. */
export function findCheck(name: string): Check | undefined {
  return byName.get(name);
}
