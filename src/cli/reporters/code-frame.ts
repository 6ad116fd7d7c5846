import { cellsOf, type Cell } from './display.ts';

/** 1-based, columns in UTF-16 units, the end exclusive: as in a finding. */
export interface FrameRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FrameStyle {
  /** Columns that a line of the frame may take. */
  readonly width: number;
  mark(text: string): string;
  dim(text: string): string;
}

const widestUnknown = 160;
// A line of minified JSON can hold a megabyte; only this much around the range is looked at.
const reach = 1000;

/** The lines of a text as positions count them; a byte order mark is no part of the first. */
export function linesOf(text: string): string[] {
  return text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u);
}

/**
 * The line a finding stands on, with the range underlined, and the line before it. Nothing where the line is not
 * in the text.
 */
export function codeFrame(lines: readonly string[], range: FrameRange, style: FrameStyle): string[] {
  const line = lines[range.line - 1];
  if (line === undefined) return [];
  const from = Math.min(range.column - 1, line.length);
  const to = range.endLine > range.line ? line.trimEnd().length : range.endColumn - 1;
  const gutterWidth = String(range.line).length;
  const width = (Number.isFinite(style.width) ? style.width : widestUnknown) - gutterWidth - 3;
  const shown = cut(near(line, from), { from, to: Math.max(to, from), width: Math.max(width, 20) });
  const gutter = (label: string): string => style.dim(`${label.padStart(gutterWidth)} │`);
  const before = lines[range.line - 2];
  const context = before === undefined || before.trim() === '' ? [] : [`${gutter(String(range.line - 1))} ${cut(near(before, 0), { from: 0, to: 0, width: Math.max(width, 20) }).text}`];
  return [
    ...context,
    `${gutter(String(range.line))} ${shown.text}`,
    `${gutter('')} ${' '.repeat(shown.markStart)}${style.mark('^'.repeat(shown.markWidth))}`,
  ].map((row) => row.trimEnd());
}

interface NearLine {
  readonly cells: readonly Cell[];
  readonly hasMoreBefore: boolean;
  readonly hasMoreAfter: boolean;
}

function near(line: string, at: number): NearLine {
  const start = Math.max(0, at - reach);
  const end = Math.min(line.length, at + reach);
  const cells = cellsOf(line.slice(start, end)).map((cell) => ({ ...cell, start: cell.start + start, end: cell.end + start }));
  return { cells, hasMoreBefore: start > 0, hasMoreAfter: end < line.length };
}

interface ShownLine {
  readonly text: string;
  readonly markStart: number;
  readonly markWidth: number;
}

/** Cuts a line to `width` columns so that the start of the marked range stays in sight. */
function cut(line: NearLine, window: { readonly from: number; readonly to: number; readonly width: number }): ShownLine {
  const { from, to, width } = window;
  const total = line.cells.reduce((sum, cell) => sum + cell.width, 0);
  const isCut = total > width || line.hasMoreBefore || line.hasMoreAfter;
  const markColumn = line.cells.reduce((sum, cell) => (cell.end <= from ? sum + cell.width : sum), 0);
  const room = width - 2;
  const first = isCut && (markColumn > room - 10 || line.hasMoreBefore) ? Math.max(0, markColumn - Math.floor(room / 3)) : 0;
  let column = 0;
  let text = first > 0 || line.hasMoreBefore ? '…' : '';
  let shownWidth = text.length;
  const lead = shownWidth;
  let marked = 0;
  let isEndCut = line.hasMoreAfter;
  let markStart: number | undefined;
  for (const cell of line.cells) {
    const isBefore = column < first;
    column += cell.width;
    if (isBefore) continue;
    if (isCut && shownWidth - lead + cell.width > room) {
      isEndCut = true;
      break;
    }
    const isMarked = cell.start < to && cell.end > from;
    if (isMarked || (cell.start >= from && from === to)) markStart ??= shownWidth;
    if (isMarked) marked += cell.width;
    text += cell.text;
    shownWidth += cell.width;
  }
  return { text: isEndCut ? `${text}…` : text, markStart: markStart ?? shownWidth, markWidth: Math.max(1, marked) };
}
