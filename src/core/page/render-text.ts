import { visible } from '../text/escape.ts';
import type { Block, Cell, Page, Tone } from './page.ts';

/** How a terminal shows a page; without colour every function gives its text back. */
export interface TextStyle {
  readonly title: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly label: (text: string) => string;
  readonly tone: (text: string, tone: Tone) => string;
}

/** The page as text for a terminal: tables in columns, one line a row. */
export function renderPageText({ title, blocks }: Page, style: TextStyle): string {
  return [style.title(visible(title)), ...blocks.map((block) => blockText(block, style)).filter((text) => text !== '')].join('\n\n');
}

function blockText(block: Block, style: TextStyle): string {
  switch (block.kind) {
    case 'heading':
      return style.heading(visible(block.text));
    case 'paragraph':
      return block.cells.map((cell) => cellText(cell, style)).join(' ');
    case 'facts': {
      const width = Math.max(0, ...block.rows.map(([name]) => name.length));
      return block.rows.map(([name, cell]) => `  ${style.label(name.padEnd(width))}  ${cellText(cell, style)}`).join('\n');
    }
    case 'list':
      return block.items.map((item) => `  - ${cellText(item, style)}`).join('\n');
    case 'table':
      return tableText(block, style);
    case 'code':
      return block.text
        .split('\n')
        .map((line) => `    ${visibleLine(line)}`)
        .join('\n');
  }
}

function visibleLine(line: string): string {
  const indent = /^ */u.exec(line)?.[0] ?? '';
  return `${indent}${visible(line.slice(indent.length))}`;
}

function tableText({ header, rows }: Extract<Block, { kind: 'table' }>, style: TextStyle): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => visible(row[column]?.text ?? '').length)));
  const pad = (text: string, column: number): string => (column === header.length - 1 ? text : text.padEnd(widths[column] ?? 0));
  const head = header.map((name, column) => style.label(pad(name, column))).join('  ');
  const body = rows.map((row) => row.map((cell, column) => cellText({ ...cell, text: pad(visible(cell.text), column) }, style, true)).join('  ').trimEnd());
  return [head, ...body].map((line) => `  ${line}`).join('\n');
}

function cellText({ text, tone }: Cell, style: TextStyle, isPadded = false): string {
  const shown = isPadded ? text : visible(text);
  return tone === undefined ? shown : style.tone(shown, tone);
}
