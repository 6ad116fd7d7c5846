import { visible } from '../text/escape.ts';
import type { Block, Cell, Section } from './canvas-sections.ts';

export interface TextStyle {
  title(text: string): string;
  heading(text: string): string;
  label(text: string): string;
}

const plain: TextStyle = { title: (text) => text, heading: (text) => text, label: (text) => text };

/** The canvas for a terminal: one box below the other. `style` colours it; without one the text is plain. */
export function renderCanvasText(title: string, sections: readonly Section[], style: TextStyle = plain): string {
  const boxes = sections.map((section) => [style.title(visible(section.title).toUpperCase()), ...section.blocks.flatMap((block) => blockLines(block, style))].join('\n'));
  return `${[style.title(visible(title)), ...boxes].join('\n\n')}\n`;
}

function blockLines(block: Block, style: TextStyle): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [`  ${visible(block.text)}`];
    case 'heading':
      return [`  ${style.heading(visible(block.text))}`];
    case 'facts': {
      const width = Math.max(0, ...block.rows.map(([name]) => name.length));
      return block.rows.map(([name, value]) => `    ${style.label(visible(name).padEnd(width))}  ${visible(value.text)}`);
    }
    case 'list':
      return [`    ${style.label(visible(block.title))}`, ...block.items.map((item) => `    - ${visible(item.text)}`)];
    case 'table':
      return tableLines(block.header, block.rows, style);
  }
}

function tableLines(header: readonly string[], rows: readonly (readonly Cell[])[], style: TextStyle): string[] {
  const texts = rows.map((row) => row.map(({ text }) => visible(text)));
  const widths = header.map((name, column) => Math.max(name.length, ...texts.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string => cells.map((text, column) => (column === cells.length - 1 ? text : text.padEnd(widths[column] ?? 0))).join('  ').trimEnd();
  return [`    ${style.label(line(header))}`, ...texts.map((row) => `    ${line(row)}`)];
}
