import { type CharSet, includes } from './char-set.ts';
import { parsePattern, type PatternNode } from './parse-pattern.ts';

interface State {
  /** Steps that take no character; `where` is the place in the text that they need. */
  readonly free: { readonly to: number; readonly where: 'anywhere' | 'start' | 'end' }[];
  readonly moves: { readonly to: number; readonly set: CharSet }[];
}

/** A pattern as a machine without memory (Thompson). Matching takes time in proportion to text times states, whatever the pattern. */
export interface Automaton {
  readonly states: readonly State[];
  readonly first: number;
  readonly final: number;
}

/** Where matching stands: states that wait for a character; `isDone` once the pattern is found, whatever follows. */
export interface Progress {
  readonly states: readonly number[];
  readonly isDone: boolean;
  readonly isAtStart: boolean;
}

const mostStates = 2_000;

/** The automaton of a pattern; `undefined` where it has none, or too large a one. */
export function automatonOf(pattern: string): Automaton | undefined {
  const node = parsePattern(pattern);
  if (node === undefined) return undefined;
  const states: State[] = [];
  const made = build(node, states);
  return made === undefined ? undefined : { states, first: made.from, final: made.to };
}

interface Fragment {
  readonly from: number;
  readonly to: number;
}

function addState(states: State[]): number {
  states.push({ free: [], moves: [] });
  return states.length - 1;
}

function link(states: readonly State[], from: number, to: number): void {
  states[from]?.free.push({ to, where: 'anywhere' });
}

function build(node: PatternNode, states: State[]): Fragment | undefined {
  if (states.length > mostStates) return undefined;
  switch (node.kind) {
    case 'set': {
      const fragment = { from: addState(states), to: addState(states) };
      states[fragment.from]?.moves.push({ to: fragment.to, set: node.set });
      return fragment;
    }
    case 'start':
    case 'end': {
      const fragment = { from: addState(states), to: addState(states) };
      states[fragment.from]?.free.push({ to: fragment.to, where: node.kind });
      return fragment;
    }
    case 'sequence':
      return buildSequence(node.parts, states);
    case 'choice':
      return buildChoice(node.parts, states);
    case 'repeat':
      return buildRepeat(node, states);
  }
}

function buildSequence(parts: readonly PatternNode[], states: State[]): Fragment | undefined {
  const from = addState(states);
  let to = from;
  for (const part of parts) {
    const fragment = build(part, states);
    if (fragment === undefined) return undefined;
    link(states, to, fragment.from);
    to = fragment.to;
  }
  return { from, to };
}

function buildChoice(parts: readonly PatternNode[], states: State[]): Fragment | undefined {
  const fragment = { from: addState(states), to: addState(states) };
  for (const part of parts) {
    const made = build(part, states);
    if (made === undefined) return undefined;
    link(states, fragment.from, made.from);
    link(states, made.to, fragment.to);
  }
  return fragment;
}

function buildRepeat({ part, min, max }: Extract<PatternNode, { kind: 'repeat' }>, states: State[]): Fragment | undefined {
  const required = buildSequence(Array.from({ length: min }, () => part), states);
  if (required === undefined) return undefined;
  if (max === undefined) {
    const loop = build(part, states);
    if (loop === undefined) return undefined;
    const to = addState(states);
    link(states, required.to, loop.from);
    link(states, required.to, to);
    link(states, loop.to, loop.from);
    link(states, loop.to, to);
    return { from: required.from, to };
  }
  const end = addState(states);
  let { to } = required;
  for (let count = min; count < max; count += 1) {
    const made = build(part, states);
    if (made === undefined) return undefined;
    link(states, to, end);
    link(states, to, made.from);
    to = made.to;
  }
  link(states, to, end);
  return { from: required.from, to: end };
}

function closure(automaton: Automaton, seeds: Iterable<number>, place: { readonly isAtStart: boolean; readonly isAtEnd: boolean }): Set<number> {
  const seen = new Set(seeds);
  const queue = [...seen];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const { to, where } of automaton.states[state]?.free ?? []) {
      const isOpen = where === 'anywhere' || (where === 'start' ? place.isAtStart : place.isAtEnd);
      if (!isOpen || seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return seen;
}

/** Before the first character. A pattern is searched for: it may begin at any character. */
export function begin(automaton: Automaton): Progress {
  return progressOf(automaton, [automaton.first], true);
}

function progressOf(automaton: Automaton, seeds: Iterable<number>, isAtStart: boolean): Progress {
  const states = closure(automaton, seeds, { isAtStart, isAtEnd: false });
  return { states: [...states].sort((a, b) => a - b), isDone: states.has(automaton.final), isAtStart };
}

/** After one more character. */
export function advance(automaton: Automaton, progress: Progress, point: number): Progress {
  if (progress.isDone) return { ...progress, isAtStart: false };
  const seeds = progress.states.flatMap((state) => (automaton.states[state]?.moves ?? []).flatMap(({ to, set }) => (includes(set, point) ? [to] : [])));
  return progressOf(automaton, [...seeds, automaton.first], false);
}

/** Whether a text that ends here holds the pattern. */
export function accepts(automaton: Automaton, progress: Progress): boolean {
  return progress.isDone || closure(automaton, progress.states, { isAtStart: progress.isAtStart, isAtEnd: true }).has(automaton.final);
}

/** Whether a text holds the pattern. */
export function matches(automaton: Automaton, text: string): boolean {
  let progress = begin(automaton);
  for (const character of text) {
    if (progress.isDone) return true;
    progress = advance(automaton, progress, character.codePointAt(0) ?? 0);
  }
  return accepts(automaton, progress);
}
