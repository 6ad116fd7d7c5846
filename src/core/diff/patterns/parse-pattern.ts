import { type CharSet, complement, dot, letterClasses, setOf } from './char-set.ts';

/** A regular expression reduced to what an automaton needs. */
export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number | undefined }
  | { readonly kind: 'start' | 'end' };

interface Reading {
  readonly points: readonly string[];
  at: number;
  depth: number;
}

class Unsupported extends Error {}

const longest = 500;
const deepest = 50;
const mostRepeats = 200;

/**
 * Reads a pattern of ECMA-262 (as JSON Schema has it). `undefined` for what no finite automaton knows or this reader does not:
 * look-around, back-references, word boundaries, Unicode properties, over-long patterns.
 */
export function parsePattern(pattern: string): PatternNode | undefined {
  if (pattern.length > longest) return undefined;
  const reading: Reading = { points: Array.from(pattern), at: 0, depth: 0 };
  try {
    const node = readChoice(reading);
    return reading.at === reading.points.length ? node : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

function peek({ points, at }: Reading): string | undefined {
  return points[at];
}

function take(reading: Reading): string {
  const point = reading.points[reading.at];
  if (point === undefined) throw new Unsupported();
  reading.at += 1;
  return point;
}

function skip(reading: Reading, text: string): boolean {
  const isThere = reading.points.slice(reading.at, reading.at + text.length).join('') === text;
  if (isThere) reading.at += text.length;
  return isThere;
}

function readChoice(reading: Reading): PatternNode {
  const parts = [readSequence(reading)];
  while (skip(reading, '|')) parts.push(readSequence(reading));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
}

function readSequence(reading: Reading): PatternNode {
  const parts: PatternNode[] = [];
  for (let point = peek(reading); point !== undefined && point !== '|' && point !== ')'; point = peek(reading)) parts.push(readRepeated(reading));
  return { kind: 'sequence', parts };
}

function readRepeated(reading: Reading): PatternNode {
  const part = readAtom(reading);
  const counts = readCounts(reading);
  if (counts === undefined) return part;
  if (part.kind === 'start' || part.kind === 'end') throw new Unsupported();
  skip(reading, '?');
  if (readCounts(reading) !== undefined) throw new Unsupported();
  return { kind: 'repeat', part, ...counts };
}

function readCounts(reading: Reading): { min: number; max: number | undefined } | undefined {
  if (skip(reading, '*')) return { min: 0, max: undefined };
  if (skip(reading, '+')) return { min: 1, max: undefined };
  if (skip(reading, '?')) return { min: 0, max: 1 };
  const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/u.exec(reading.points.slice(reading.at).join('')) ?? [];
  if (whole === undefined) return undefined;
  reading.at += whole.length;
  const min = Number(least);
  const max = comma === '' ? min : most === '' || most === undefined ? undefined : Number(most);
  if (min > mostRepeats || (max ?? 0) > mostRepeats || (max !== undefined && max < min)) throw new Unsupported();
  return { min, max };
}

function readAtom(reading: Reading): PatternNode {
  const point = take(reading);
  switch (point) {
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '.':
      return { kind: 'set', set: dot };
    case '(':
      return readGroup(reading);
    case '[':
      return { kind: 'set', set: readClass(reading) };
    case '\\':
      return { kind: 'set', set: readEscape(reading) };
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
      throw new Unsupported();
    default:
      return { kind: 'set', set: single(point) };
  }
}

function readGroup(reading: Reading): PatternNode {
  if (peek(reading) === '?' && !skip(reading, '?:') && !skipName(reading)) throw new Unsupported();
  reading.depth += 1;
  if (reading.depth > deepest) throw new Unsupported();
  const node = readChoice(reading);
  reading.depth -= 1;
  if (!skip(reading, ')')) throw new Unsupported();
  return node;
}

function skipName(reading: Reading): boolean {
  const name = /^\?<[A-Za-z_]\w*>/u.exec(reading.points.slice(reading.at).join(''))?.[0];
  if (name !== undefined) reading.at += name.length;
  return name !== undefined;
}

function single(point: string): CharSet {
  const code = point.codePointAt(0) ?? 0;
  return [[code, code]];
}

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

function readEscape(reading: Reading): CharSet {
  const point = take(reading);
  const known = letterClasses[point];
  if (known !== undefined) return known;
  const control = controls[point];
  if (control !== undefined) return [[control, control]];
  const digits = point === 'x' ? 2 : point === 'u' ? 4 : 0;
  if (digits > 0) {
    const text = reading.points.slice(reading.at, reading.at + digits).join('');
    if (!/^[0-9a-fA-F]+$/u.test(text) || text.length !== digits) throw new Unsupported();
    reading.at += digits;
    const code = Number.parseInt(text, 16);
    return [[code, code]];
  }
  // \b, \B, \p, \k, \1 … have no place in an automaton over characters, or none here.
  if (/^[A-Za-z0-9]$/u.test(point)) throw new Unsupported();
  return single(point);
}

function readClass(reading: Reading): CharSet {
  const isNegated = skip(reading, '^');
  const ranges: (readonly [number, number])[] = [];
  while (!skip(reading, ']')) {
    const from = readClassPart(reading);
    const isRange = peek(reading) === '-' && reading.points[reading.at + 1] !== ']' && reading.points[reading.at + 1] !== undefined;
    if (!isRange) {
      ranges.push(...from);
      continue;
    }
    reading.at += 1;
    const to = readClassPart(reading);
    const [low, high] = [from[0]?.[0], to[0]?.[0]];
    if (from.length !== 1 || to.length !== 1 || low === undefined || high === undefined || from[0]?.[1] !== low || to[0]?.[1] !== high || high < low) throw new Unsupported();
    ranges.push([low, high]);
  }
  const set = setOf(ranges);
  return isNegated ? complement(set) : set;
}

function readClassPart(reading: Reading): CharSet {
  const point = take(reading);
  if (point !== '\\') return single(point);
  if (skip(reading, 'b')) return [[8, 8]];
  if (skip(reading, '-')) return single('-');
  return readEscape(reading);
}
