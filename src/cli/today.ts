import { DpError } from '../core/model/errors.ts';
import type { World } from '../io/world.ts';

/** The day to judge by, as YYYY-MM-DD: what `--today` says, else today in UTC. Error: `usage`. */
export function dayOf(text: string | undefined, world: World): string {
  if (text === undefined) return world.now().toISOString().slice(0, 10);
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new DpError('usage', `--today takes a day as YYYY-MM-DD, not ${JSON.stringify(text)}.`, { hint: '--today 2026-12-31' });
  return text;
}
