import type { Cost } from './process-cost.ts';

/** What a child that measures itself prints: the cost of each of its phases, and what it found. */
export interface ChildReport {
  readonly parse: Cost;
  readonly diff: Cost;
  /** How many changes were found. */
  readonly changes: number;
}

/**
 * Runs a phase and measures it: CPU of the whole process, its compiler and collector threads included. What earlier phases left to
 * collect is collected first where Node runs with `--expose-gc`, or this phase would pay for it.
 */
export async function measured<T>(phase: () => T | Promise<T>): Promise<{ readonly value: T; readonly cost: Cost }> {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const value = await phase();
  const { user, system } = process.cpuUsage(cpu);
  return { value, cost: { cpuMs: (user + system) / 1000, wallMs: performance.now() - started } };
}

/** Prints a child's report for its parent. */
export function report(child: ChildReport): void {
  process.stdout.write(JSON.stringify(child));
}
