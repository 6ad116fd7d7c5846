import { escapeMarkdown } from '../text/escape.ts';
import type { Block, Cell, Section } from './canvas-sections.ts';
import { linkOf } from './link.ts';

/** The canvas as a Markdown page. Everything that comes from a document is shown as it is, never as markup. */
export function renderCanvasMarkdown(title: string, sections: readonly Section[]): string {
  const parts = sections.flatMap((section) => [`## ${escapeMarkdown(section.title)}`, ...section.blocks.map(blockText).filter((text) => text !== '')]);
  return `${[`# ${escapeMarkdown(title)}`, ...parts].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return escapeMarkdown(block.text);
    case 'heading':
      return `### ${escapeMarkdown(block.text)}`;
    case 'facts':
      return block.rows.map(([name, value]) => `- **${escapeMarkdown(name)}:** ${cellText(value)}`).join('\n');
    case 'list':
      return [`**${escapeMarkdown(block.title)}**`, '', ...block.items.map((item) => `- ${cellText(item)}`)].join('\n');
    case 'table':
      return [rowText(block.header.map((text) => ({ text }))), `|${'---|'.repeat(block.header.length)}`, ...block.rows.map(rowText)].join('\n');
  }
}

function rowText(cells: readonly Cell[]): string {
  return `| ${cells.map(cellText).join(' | ')} |`;
}

function cellText(cell: Cell): string {
  const link = linkOf(cell.url);
  const text = escapeMarkdown(cell.text);
  // Brackets and parentheses would end the address early; those are shown as text.
  return link === undefined || /[()<>\s\\|]/u.test(link) ? text : `[${text}](${link})`;
}
