import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DpError } from '../../core/model/errors.ts';
import type { World } from '../world.ts';

/** Time and chance of a publisher; tests hand in their own. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  random(): number;
  nowMs(): number;
  /** Error: `interrupted` when the signal is given meanwhile. */
  sleep(ms: number): Promise<void>;
  /** Tells this run from any other. */
  readonly runId: string;
}

/** The real ones. */
export function realChance(world: Pick<World, 'signal'>): Chance {
  return {
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    nowMs: () => performance.now(),
    sleep: async (ms) => {
      try {
        await wait(ms, undefined, { signal: world.signal });
      } catch (error) {
        throw new DpError('interrupted', 'Interrupted.', { cause: error });
      }
    },
    runId: randomBytes(8).toString('hex'),
  };
}

const longestWaitMs = 15_000;

/** How long to wait before a try: full jitter from about twice the time a push takes, doubling (REGISTRY, "Publish", step 9). */
export function backoffMs(chance: Chance, tries: number, pushMs: number): number {
  return chance.random() * Math.min(longestWaitMs, Math.max(pushMs, 25) * 2 ** Math.min(tries, 12));
}
