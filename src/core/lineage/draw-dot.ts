import type { Drawing } from './drawing.ts';
import type { LineageNode } from './graph.ts';

/** A graph for Graphviz. All names are quoted strings in which nothing is an escape, an entity or a record field. */
export function drawDot({ groups, edges, ids }: Drawing): string {
  const boxes = groups.flatMap(({ domain, nodes }, index) => {
    const lines = nodes.map((node) => `${ids.get(node.id) ?? ''} [label=${quoted(labelOf(node))}, shape=${shapeOf(node)}${node.kind === 'contract' ? ', style=dashed' : ''}];`);
    return domain === undefined ? lines.map((line) => `  ${line}`) : [`  subgraph cluster_${String(index)} {`, `    label=${quoted(domain)};`, ...lines.map((line) => `    ${line}`), '  }'];
  });
  const arrows = edges.map(({ from, to, label, isDotted }) => {
    const settings = [...(label === '' ? [] : [`label=${quoted(label)}`]), ...(isDotted ? ['style=dashed'] : [])];
    return `  ${from} -> ${to}${settings.length === 0 ? '' : ` [${settings.join(', ')}]`};`;
  });
  return ['digraph lineage {', '  rankdir=LR;', ...boxes, ...arrows, '}'].join('\n');
}

function labelOf(node: LineageNode): string {
  return node.kind === 'contract' ? `${node.name} (nobody offers it)` : (node.key ?? node.name);
}

function shapeOf(node: LineageNode): string {
  switch (node.kind) {
    case 'product':
      return 'box';
    case 'source':
      return 'cylinder';
    case 'exposure':
      return 'oval';
    case 'contract':
      return 'hexagon';
  }
}

function quoted(value: string): string {
  const line = value.replace(/\s+/gu, ' ').replace(/\p{C}/gu, '\uFFFD');
  return `"${line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
