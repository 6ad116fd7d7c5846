import { accepts, advance, type Automaton, begin, type Progress } from './automaton.ts';
import { type CharSet, includes } from './char-set.ts';

export interface TextWish {
  /** The text must hold all of these … */
  readonly within: readonly Automaton[];
  /** … and none of these. */
  readonly outside: readonly Automaton[];
  readonly minLength: number;
  readonly maxLength: number | undefined;
}

/** `none`: there is no such text; `unknown`: the search was cut short. */
export type FoundText = { readonly kind: 'found'; readonly text: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' };

interface Step {
  readonly text: string;
  readonly length: number;
  readonly within: readonly Progress[];
  readonly outside: readonly Progress[];
}

/** Texts tried, times the states that each is in: what a search may cost. */
const mostWork = 60_000;

/** The shortest text that holds some patterns and not others, of characters that read well where there is a choice. */
export function findText(wish: TextWish): FoundText {
  const alphabet = alphabetOf([...wish.within, ...wish.outside]);
  let level: Step[] = [{ text: '', length: 0, within: wish.within.map(begin), outside: wish.outside.map(begin) }];
  const seen = new Set<string>();
  let work = 0;
  while (level.length > 0) {
    const next: Step[] = [];
    for (const step of level) {
      if (isWanted(step, wish)) return { kind: 'found', text: step.text };
      if (step.length === wish.maxLength || step.outside.some(({ isDone }) => isDone)) continue;
      for (const character of alphabet) {
        const after = append(step, character, wish);
        work += 1 + [...after.within, ...after.outside].reduce((sum, { states }) => sum + states.length, 0);
        if (work > mostWork) return { kind: 'unknown' };
        const key = keyOf(after, wish);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(after);
      }
    }
    level = next;
  }
  return { kind: 'none' };
}

function isWanted(step: Step, { within, outside, minLength }: TextWish): boolean {
  const holds = (automata: readonly Automaton[], progress: readonly Progress[], wanted: boolean): boolean => automata.every((automaton, index) => accepts(automaton, progress[index] ?? begin(automaton)) === wanted);
  return step.length >= minLength && holds(within, step.within, true) && holds(outside, step.outside, false);
}

function append(step: Step, character: string, { within, outside }: TextWish): Step {
  const point = character.codePointAt(0) ?? 0;
  const move = (automata: readonly Automaton[], progress: readonly Progress[]): Progress[] => automata.map((automaton, index) => advance(automaton, progress[index] ?? begin(automaton), point));
  return { text: step.text + character, length: step.length + 1, within: move(within, step.within), outside: move(outside, step.outside) };
}

function keyOf({ length, within, outside }: Step, { minLength, maxLength }: TextWish): string {
  const progress = [...within, ...outside].map(({ states, isDone }) => (isDone ? 'done' : states.join(' ')));
  // How long the text is matters only while it is too short, or where there is an end to it.
  return JSON.stringify([progress, maxLength === undefined ? Math.min(length, minLength) : length]);
}

const readable = 'aA0b1c2BC3d-_. @x/:+#';

// One character for each stretch between neighbouring bounds of all sets: more could not make a difference.
function alphabetOf(automata: readonly Automaton[]): string[] {
  const sets = automata.flatMap(({ states }) => states.flatMap(({ moves }) => moves.map(({ set }) => set)));
  const distinct = [...new Map(sets.map((set) => [JSON.stringify(set), set])).values()];
  const signatureOf = (point: number): string => distinct.map((set) => (includes(set, point) ? '1' : '0')).join('');
  const bounds = distinct.flatMap((set: CharSet) => set.flatMap(([from, to]) => [from, to + 1]));
  const candidates = [...Array.from(readable, (character) => character.codePointAt(0) ?? 0), ...bounds].filter(isPlain);
  const found = new Map<string, number>();
  for (const point of candidates) {
    const signature = signatureOf(point);
    if (!found.has(signature)) found.set(signature, point);
  }
  return [...found.values()].map((point) => String.fromCodePoint(point));
}

// Neither beyond Unicode nor half of a pair.
function isPlain(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}
