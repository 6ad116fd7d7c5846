import type { LineageNode } from './graph.ts';
import type { Drawing } from './drawing.ts';

/**
 * A flowchart in Mermaid. Nodes have numbers for ids and every character that could mean something to Mermaid, HTML or
 * Markdown is written as an entity, so that no name becomes syntax.
 */
export function drawMermaid({ groups, edges, ids }: Drawing): string {
  const boxes = groups.flatMap(({ domain, nodes }, index) => {
    const lines = nodes.map((node) => `${ids.get(node.id) ?? ''}${shape(node)}`);
    return domain === undefined ? lines.map((line) => `  ${line}`) : [`  subgraph d${String(index)}["${text(domain)}"]`, ...lines.map((line) => `    ${line}`), '  end'];
  });
  const arrows = edges.map(({ from, to, label, isDotted }) => `  ${from} ${isDotted ? '-.->' : '-->'}${label === '' ? '' : `|"${text(label)}"|`} ${to}`);
  return ['flowchart LR', ...boxes, ...arrows].join('\n');
}

function shape(node: LineageNode): string {
  const name = `"${text(node.key ?? node.name)}"`;
  switch (node.kind) {
    case 'product':
      return `[${name}]`;
    case 'source':
      return `[(${name})]`;
    case 'exposure':
      return `([${name}])`;
    case 'contract':
      return `{{"${text(`${node.name} (nobody offers it)`)}"}}`;
  }
}

function text(value: string): string {
  return value.replace(/\s+/gu, ' ').replace(/[^\p{L}\p{M}\p{N} ./_,:()@→-]/gu, (character) => `#${String(character.codePointAt(0) ?? 0)};`);
}
