import { escapeMarkdown } from '../../core/text/escape.ts';
import { printable } from '../terminal.ts';

/**
 * Untrusted text as plain words of a comment on GitHub or GitLab: no markup, and nobody is mentioned, no issue linked,
 * no formula set. Line breaks become spaces.
 */
export function commentText(text: string): string {
  return escapeMarkdown(printable(joinLines(text)))
    .replaceAll('$', '<span>$</span>')
    .replace(/[@#](?=[\w\\])/gu, '$&<!-- -->');
}

function joinLines(text: string): string {
  return text.replace(/\s*(?:\r\n|\r|\n)\s*/gu, ' ');
}

/** Untrusted text as inline code, which takes no other markup; safe in a table cell. */
export function codeSpan(text: string): string {
  const content = printable(joinLines(text)).trim();
  if (content === '') return '';
  // A bar ends a table cell even inside backticks, and a backtick ends the code.
  return /[|`<>]/u.test(content) ? `<code>${commentText(content)}</code>` : `\`${content}\``;
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
