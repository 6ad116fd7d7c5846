import { stripVTControlCharacters } from 'node:util';
import type { ChalkInstance } from 'chalk';
import type { LineageEdge, LineageNode } from '../../core/lineage/graph.ts';
import { contractLabel } from '../../core/lineage/drawing.ts';
import { type Mesh, sourceOf } from '../../core/lineage/mesh.ts';
import type { Finding } from '../../core/model/finding.ts';
import { displayWidth, oneLine } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';

export interface NodeWords {
  readonly name: string;
  /** What it is and who has it, for the end of a line. */
  readonly facts: string;
}

/** A node for people: what it is called, what it is and who has it. */
export function nodeWords(mesh: Mesh, node: LineageNode, colour: ChalkInstance): NodeWords {
  const name = oneLine(node.name);
  const facts = [node.type, node.owner].flatMap((fact) => (fact === undefined ? [] : [oneLine(fact)]));
  switch (node.kind) {
    case 'product': {
      const version = sourceOf(mesh, node.id)?.product.version;
      const where = mesh.hasRegistry && mesh.origins.get(node.id) === 'workspace' ? ['workspace'] : [];
      return { name: `${colour.cyan(oneLine(node.key ?? node.name))}${version === undefined ? '' : ` ${oneLine(version)}`}`, facts: [...facts, ...where].join(' · ') };
    }
    case 'source':
      return { name: `◇ ${name}`, facts: ['source system', ...facts].join(' · ') };
    case 'exposure':
      return { name: `◆ ${name}`, facts: (facts.length === 0 ? ['exposure'] : facts).join(' · ') };
    case 'contract':
      return { name: `${colour.red('✖')} ${name}`, facts: 'nobody offers it' };
  }
}

/** A node on a line of its own; what it is and who has it goes where the line would get too long. */
export function nodeLine(mesh: Mesh, node: LineageNode, { style, before = '', after = '' }: { readonly style: Pick<ReportContext, 'colour' | 'width'>; readonly before?: string; readonly after?: string }): string {
  const { name, facts } = nodeWords(mesh, node, style.colour);
  const line = `${before}${name}${after}`;
  const isRoom = facts !== '' && (node.kind === 'contract' || displayWidth(`${stripVTControlCharacters(line)}  ${facts}`) <= style.width);
  return isRoom ? `${line}  ${style.colour.dim(facts)}` : line;
}

/** Which contracts some edges read: `sales-orders 1.2.0`. */
export function edgeWords(edges: readonly LineageEdge[]): string {
  return [...new Set(edges.map(contractLabel))].filter((label) => label !== '').map(oneLine).join(', ');
}

/** A list for a line: what is beyond the first six is counted. */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 6).map(oneLine);
  const left = names.length - shown.length;
  return `${shown.join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`;
}

/** What is wrong with the graph, as lines. */
export function findingLines(findings: readonly Finding[], context: ReportContext): string[] {
  const { colour } = context;
  return findings.map(({ severity, message, file, line, column, rule }) => {
    const place = file.startsWith('registry:') ? file : `${context.relativePath(file)}:${String(line)}:${String(column)}`;
    return `${severity === 'info' ? colour.blue('ℹ') : colour.yellow('⚠')} ${oneLine(message)}  ${colour.dim(`${oneLine(place)}  ${rule}`)}`;
  });
}
