import { DpError } from '../model/errors.ts';

/** How far a tutorial is, as its file `dp-tutorial.json` says. */
export interface Progress {
  readonly schema: 1;
  /** The exercise at hand, from 1; one more than there are when all are solved. */
  readonly current: number;
}

/** The file in the tutorial's own folder. */
export const progressFile = 'dp-tutorial.json';

/** Reads the text of `dp-tutorial.json`. Errors: `newer-format`, `unreadable`. */
export function readProgress(text: string, of: { readonly file: string; readonly exercises: number }): Progress {
  const value = parse(text);
  const { schema, current } = typeof value === 'object' && value !== null ? (value as Partial<Record<string, unknown>>) : {};
  if (typeof schema === 'number' && schema > 1) throw new DpError('newer-format', `${of.file} was written by a newer dp.`, { hint: 'update dp, or start in another folder: dp tutorial <dir>' });
  if (schema === 1 && typeof current === 'number' && Number.isInteger(current) && current >= 1 && current <= of.exercises + 1) return { schema: 1, current };
  throw new DpError('unreadable', `${of.file} does not say how far the tutorial is.`, { hint: 'start in another folder: dp tutorial <dir>' });
}

/** The text of `dp-tutorial.json`. */
export function writeProgress(current: number): string {
  return `${JSON.stringify({ schema: 1, current, about: 'How far dp tutorial is in this folder.' }, null, 2)}\n`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Fills `{{today}}` and `{{in60Days}}` in a text of an exercise; `now` is in milliseconds. */
export function withDays(text: string, now: number): string {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return text.replaceAll('{{today}}', day(now)).replaceAll('{{in60Days}}', day(now + 60 * 24 * 60 * 60 * 1000));
}
