import { escapeMarkdown } from '../text/escape.ts';
import type { Block, Cell, Page } from './page.ts';

/** The page as Markdown; what comes from documents is shown as it is, never as markup. */
export function renderPageMarkdown({ title, blocks }: Page): string {
  return `${[`# ${escapeMarkdown(title)}`, ...blocks.map(blockText).filter((text) => text !== '')].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return block.cells.map(cellText).join(' ');
    case 'facts':
      return block.rows.map(([name, cell]) => `- **${escapeMarkdown(name)}:** ${cellText(cell)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${cellText(item)}`).join('\n');
    case 'table':
      return [`| ${block.header.map(escapeMarkdown).join(' | ')} |`, `|${'---|'.repeat(block.header.length)}`, ...block.rows.map((row) => `| ${row.map(cellText).join(' | ')} |`)].join('\n');
    case 'code':
      return fenced(block.text);
  }
}

// A fence longer than any run of backticks in the text.
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${text}\n${fence}`;
}

function cellText({ text, isCode }: Cell): string {
  const isPlainCode = isCode === true && text !== '' && !/[`|<>\s]|\p{Cc}/u.test(text);
  return isPlainCode ? `\`${text}\`` : escapeMarkdown(text);
}
