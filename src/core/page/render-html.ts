import { linkOf } from '../canvas/link.ts';
import { escapeHtml } from '../text/escape.ts';
import { isShortWord } from '../text/short-word.ts';
import type { Block, Cell, Page } from './page.ts';

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d5dbe3; --paper: #fff; --ground: #f3f5f8; --mark: #0b5cad; --good: #1a7f37; --bad: #c1121f; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa7b8; --line: #36414f; --paper: #1a212b; --ground: #11161d; --mark: #7db8f5; --good: #57c46f; --bad: #ff7b84; --warn: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: auto; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1.5rem 2rem 2.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
p { margin: .4rem 0 .8rem; max-width: 60rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .4rem 0 .8rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0 1rem; width: 100%; font-size: .93em; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; min-width: 3.5rem; }
th, .word { white-space: nowrap; }
td:not(.word) { overflow-wrap: anywhere; min-width: 9rem; }
code, pre { font: .92em/1.45 ui-monospace, monospace; }
pre { background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; padding: .7rem .9rem; overflow-x: auto; }
a { color: var(--mark); }
.good { color: var(--good); } .bad { color: var(--bad); } .warning { color: var(--warn); } .quiet { color: var(--soft); }
@media print { body { background: #fff; padding: 0; } main { border: 0; } table, pre { break-inside: avoid; } }
`;

/** One self-contained page: no script, nothing loaded, every word of it escaped. */
export function renderPageHtml({ title, blocks }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const id = block.anchor === undefined ? '' : ` id="${escapeHtml(block.anchor)}"`;
      return `<h${String(block.level)}${id}>${escapeHtml(block.text)}</h${String(block.level)}>`;
    }
    case 'paragraph':
      return `<p>${block.cells.map(cellHtml).join(' ')}</p>`;
    case 'facts':
      return `<dl>${block.rows.map(([name, cell]) => `<dt>${escapeHtml(name)}</dt><dd>${cellHtml(cell)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${cellHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<div class="table"><table><thead><tr>${block.header.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td${isShortWord(cell.text) ? ' class="word"' : ''}>${cellHtml(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>`;
    case 'code':
      return `<pre>${block.text.split('\n').map((line) => codeLine(line)).join('\n')}</pre>`;
  }
}

// What is escaped has its spaces folded: those a line begins with are kept, so that a document keeps its shape.
function codeLine(line: string): string {
  const indent = /^ */u.exec(line)?.[0] ?? '';
  return `${indent}${escapeHtml(line.slice(indent.length))}`;
}

function cellHtml({ text, tone, isCode, url }: Cell): string {
  const link = linkOf(url);
  const shown = isCode === true ? `<code>${escapeHtml(text)}</code>` : escapeHtml(text);
  const linked = link === undefined ? shown : `<a href="${escapeHtml(link)}">${shown}</a>`;
  return tone === undefined ? linked : `<span class="${tone}">${linked}</span>`;
}
