import { printable } from '../terminal.ts';

/**
 * Untrusted text as plain words of a Markdown comment on GitHub or GitLab: no markup, no HTML, no table cell ends,
 * and nobody is mentioned or issue linked. Line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return printable(text.replace(/\s*(?:\r\n|\r|\n)\s*/gu, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~]/gu, '\\$&')
    .replaceAll('$', '<span>$</span>')
    .replace(/[@#](?=[\w\\])/gu, '$&<!-- -->');
}

/** Untrusted text as inline code, which takes no other markup; safe in a table cell. */
export function codeSpan(text: string): string {
  const content = printable(text.replace(/\s*(?:\r\n|\r|\n)\s*/gu, ' ')).trim();
  if (content === '') return '';
  // A bar ends a table cell even inside backticks, and a backtick ends the code.
  return /[|`<>]/u.test(content) ? `<code>${escapeMarkdown(content)}</code>` : `\`${content}\``;
}

/** Cuts a text at a whole character, with an ellipsis where something is left out. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  return `${/[\ud800-\udbff]$/u.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Keeps as many rows as fit into `budget` characters with their line ends, and says how many did not. */
export function takeRows(rows: readonly string[], budget: number): { readonly rows: readonly string[]; readonly left: number } {
  let used = 0;
  const taken = rows.findIndex((row) => {
    used += row.length + 1;
    return used > budget;
  });
  return taken < 0 ? { rows, left: 0 } : { rows: rows.slice(0, taken), left: rows.length - taken };
}
