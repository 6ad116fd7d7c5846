import { describe, expect, test } from 'vitest';
import { codeFrame, linesOf, type FrameRange } from '../../src/cli/reporters/code-frame.ts';

function frame(text: string, range: FrameRange, width = 60): string[] {
  return codeFrame(linesOf(text), range, { width, mark: (part) => part, dim: (part) => part });
}

function onLine(line: number, column: number, endColumn: number): FrameRange {
  return { line, column, endLine: line, endColumn };
}

describe('a code frame', () => {
  test('underlines the range and shows the line before', () => {
    expect(frame('name: orders\nversion: 1.0\n', onLine(2, 10, 13))).toEqual(['1 │ name: orders', '2 │ version: 1.0', '  │          ^^^']);
  });

  test('leaves out a blank line before and aligns line numbers of several digits', () => {
    expect(frame(`${'\n'.repeat(9)}name: orders`, onLine(10, 1, 5))).toEqual(['10 │ name: orders', '   │ ^^^^']);
  });

  test('underlines wide characters, emoji and tabs over all their columns', () => {
    expect(frame('a: 日本 📦x', onLine(1, 4, 9))).toEqual(['1 │ a: 日本 📦x', '  │    ^^^^^^^']);
    expect(frame('\ta: b', onLine(1, 2, 3))).toEqual(['1 │     a: b', '  │     ^']);
    expect(frame('a\tb: c', onLine(1, 3, 4))).toEqual(['1 │ a   b: c', '  │     ^']);
  });

  test('counts a combining accent as no column', () => {
    expect(frame('e\u0301: x', onLine(1, 5, 6))).toEqual(['1 │ e\u0301: x', '  │    ^']);
  });

  test('shows control characters instead of sending them to the terminal', () => {
    expect(frame('a: \u001b[31mred', onLine(1, 9, 12))).toEqual(['1 │ a: \\u001b[31mred', '  │              ^^^']);
  });

  test('marks an empty range with one caret, also at the end of a line', () => {
    expect(frame('name:', onLine(1, 6, 6))).toEqual(['1 │ name:', '  │      ^']);
    expect(frame('name:', onLine(1, 1, 1))).toEqual(['1 │ name:', '  │ ^']);
  });

  test('underlines the first line of a range of several lines, without the blanks at its end', () => {
    expect(frame('team:  \n  name: x', { line: 1, column: 1, endLine: 2, endColumn: 10 })).toEqual(['1 │ team:', '  │ ^^^^^']);
  });

  test('cuts a long line on both sides so that the range stays in sight', () => {
    const [line = '', mark = ''] = frame(`${'a'.repeat(100)}HERE${'b'.repeat(100)}`, onLine(1, 101, 105), 44);
    expect(line).toBe(`1 │ …${'a'.repeat(12)}HERE${'b'.repeat(22)}…`);
    expect(mark).toBe(`  │ ${' '.repeat(13)}^^^^`);
    expect(line.length).toBeLessThanOrEqual(44);
  });

  test('cuts a long line at its end only when the range is near its start', () => {
    expect(frame(`HERE${'b'.repeat(100)}`, onLine(1, 1, 5), 34)).toEqual([`1 │ HERE${'b'.repeat(24)}…`, '  │ ^^^^']);
  });

  test('finds the range in a line of a million characters', () => {
    const [line = '', mark = ''] = frame(`${'a'.repeat(600_000)}HERE${'b'.repeat(600_000)}`, onLine(1, 600_001, 600_005), 40);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('HERE');
    expect(line.length).toBeLessThanOrEqual(40);
  });

  test('reads lines as positions count them: LF, CRLF, a lone CR, no byte order mark', () => {
    expect(linesOf('\ufeffa\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd']);
  });

  test('is empty for a line that the text does not have', () => {
    expect(frame('name: orders', onLine(7, 1, 2))).toEqual([]);
  });
});
