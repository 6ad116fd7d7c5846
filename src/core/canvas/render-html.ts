import { escapeHtml } from '../text/escape.ts';
import { isShortWord } from '../text/short-word.ts';
import type { Block, Cell, Section } from './canvas-sections.ts';
import { linkOf } from './link.ts';

const style = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d5dbe3; --paper: #fff; --ground: #f3f5f8; --mark: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa7b8; --line: #36414f; --paper: #1a212b; --ground: #11161d; --mark: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 90rem; margin: auto; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
.canvas { display: grid; gap: 1rem; grid-auto-flow: dense; grid-template-columns: repeat(12, minmax(0, 1fr)); margin-bottom: 3rem; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.1rem; grid-column: span 12; overflow-x: auto; }
h2 { font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--mark); margin: 0 0 .6rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
h2 + h3 { margin-top: 0; }
p { margin: .3rem 0 .6rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .3rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
h4 { font-size: .85rem; color: var(--soft); font-weight: 500; margin: .5rem 0 .1rem; }
ul { margin: .1rem 0 .5rem; padding-left: 1.2rem; }
table { border-collapse: collapse; margin: .5rem 0; width: 100%; font-size: .92em; }
th { text-align: left; font-weight: 500; color: var(--soft); }
th, .word { white-space: nowrap; }
td:not(.word) { overflow-wrap: anywhere; min-width: 7rem; }
th, td { padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
a { color: var(--mark); }
@media (min-width: 64rem) {
  .product, .sources, .ownership { grid-column: span 5; }
  .consumers, .outputs, .quality { grid-column: span 7; }
}
@media print { body { background: #fff; padding: 0; } section { break-inside: avoid; } }
`;

export interface CanvasPage {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** One self-contained page with a canvas for each product: no script, nothing loaded, every word from a document escaped. */
export function renderCanvasHtml(pages: readonly CanvasPage[]): string {
  const title = pages.map((page) => page.title).join(', ');
  const body = pages.map((page) => `<h1>${escapeHtml(page.title)}</h1>\n<div class="canvas">\n${page.sections.map(sectionHtml).join('\n')}\n</div>`).join('\n');
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
${body}
</main>
</body>
</html>
`;
}

function sectionHtml(section: Section): string {
  return `<section class="${section.area}">\n<h2>${escapeHtml(section.title)}</h2>\n${section.blocks.map(blockHtml).filter((html) => html !== '').join('\n')}\n</section>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case 'facts':
      return block.rows.length === 0 ? '' : `<dl>${block.rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${cellHtml(value)}</dd>`).join('')}</dl>`;
    case 'list':
      return `<h4>${escapeHtml(block.title)}</h4>\n<ul>${block.items.map((item) => `<li>${cellHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<table><thead><tr>${block.header.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td${isShortWord(cell.text) ? ' class="word"' : ''}>${cellHtml(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
  }
}

function cellHtml(cell: Cell): string {
  const link = linkOf(cell.url);
  return link === undefined ? escapeHtml(cell.text) : `<a href="${escapeHtml(link)}">${escapeHtml(cell.text)}</a>`;
}
