import { printable } from '../terminal.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

// East Asian wide and full-width blocks (Unicode Standard Annex 11), and what is drawn as an emoji.
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\ufe0f]|\p{Emoji_Presentation}/u;
const invisible = /^[\p{M}\p{Cf}]+$/u;

/** One character as readers see it: where it stands in its line, what is printed for it, how many columns that takes. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly width: number;
}

const tabStop = 4;

/** Splits a line into printable cells: tabs become spaces, control characters become visible. */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes.segment(line)) {
    const text = segment === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : printable(segment);
    const width = text === segment ? graphemeWidth(segment) : text.length;
    cells.push({ start: index, end: index + segment.length, text, width });
    column += width;
  }
  return cells;
}

/** How many terminal columns a text without line breaks takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return invisible.test(grapheme) ? 0 : 1;
}

/** Breaks prose at spaces so that no line is wider than `width`, unless one word is. Line breaks in the text stay. */
export function wrap(text: string, width: number): string[] {
  return text.split(/\r\n|\r|\n/u).flatMap((paragraph) => wrapLine(printable(paragraph).replaceAll('\t', ' '), width));
}

function wrapLine(text: string, width: number): string[] {
  if (!Number.isFinite(width) || displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && displayWidth(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current];
}

/** One line of printable text: line breaks become spaces. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s*(?:\r\n|\r|\n)\s*/gu, ' ').replaceAll('\t', ' '));
}
