/** Code points as sorted, disjoint, inclusive ranges. */
export type CharSet = readonly (readonly [from: number, to: number])[];

const last = 0x10ffff;


/** A set of ranges in any order. */
export function setOf(ranges: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const before = merged.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** The set of single characters and ranges that a text spells: `a-z0-9_`. */
export function chars(spelling: string): CharSet {
  const points = Array.from(spelling, (character) => character.codePointAt(0) ?? 0);
  const ranges: [number, number][] = [];
  for (let index = 0; index < points.length; index += 1) {
    const from = points[index] ?? 0;
    const isRange = points[index + 1] === 0x2d && points[index + 2] !== undefined;
    ranges.push([from, isRange ? (points[index + 2] ?? from) : from]);
    if (isRange) index += 2;
  }
  return setOf(ranges);
}

/** Every code point that is not in a set. */
export function complement(set: CharSet): CharSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= last) rest.push([next, last]);
  return rest;
}

/** Whether a code point is in a set. */
export function includes(set: CharSet, point: number): boolean {
  return set.some(([from, to]) => point >= from && point <= to);
}

const digit = chars('0-9');
const word = chars('A-Za-z0-9_');
// ECMA-262: WhiteSpace and LineTerminator.
const space = setOf([[9, 13], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]]);
const lineEnd = setOf([[0x0a, 0x0a], [0x0d, 0x0d], [0x2028, 0x2029]]);

/** `.`: every code point but the ends of lines. */
export const dot: CharSet = complement(lineEnd);

/** The classes of one letter: `\d`, `\W` …. */
export const letterClasses: Readonly<Record<string, CharSet>> = {
  d: digit,
  D: complement(digit),
  w: word,
  W: complement(word),
  s: space,
  S: complement(space),
};
