import { Chalk, type ChalkInstance } from 'chalk';
import { isSet, type OutputStream, type World } from '../io/world.ts';

/** Colour for one stream: NO_COLOR and `--no-color` win, then FORCE_COLOR, then whether it is a terminal (no-color.org). */
export function colourFor(world: World, stream: OutputStream, options: { readonly isColourOff?: boolean } = {}): ChalkInstance {
  const forced = world.env['FORCE_COLOR'];
  if (options.isColourOff === true || isNonEmpty(world.env['NO_COLOR'])) return new Chalk({ level: 0 });
  if (forced !== undefined) return new Chalk({ level: isSet(forced) || forced === '' ? 1 : 0 });
  return new Chalk({ level: stream.isTTY && world.env['TERM'] !== 'dumb' ? 1 : 0 });
}

function isNonEmpty(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** Makes terminal escapes, other control characters and what turns the reading direction visible in untrusted text; line breaks and tabs stay. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
