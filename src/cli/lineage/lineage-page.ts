import type { ClassFlows } from '../../core/lineage/class-flow.ts';
import type { ColumnEdge } from '../../core/lineage/column-edges.ts';
import type { LineageEdge } from '../../core/lineage/graph.ts';
import { domainOf, type Mesh, sourceOf } from '../../core/lineage/mesh.ts';
import { type TreeLine, type TreeOptions, treeFrom } from '../../core/lineage/tree.ts';
import type { Direction, Selection } from '../../core/lineage/walk.ts';
import { columnsOf } from '../../core/lineage/column-refs.ts';
import { compareText } from '../../core/model/draft.ts';
import type { Finding } from '../../core/model/finding.ts';
import { didYouMean } from '../../core/model/nearest.ts';
import { oneLine } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { edgeWords, findingLines, nodeLine, shortList } from './node-words.ts';

export interface LineageView {
  readonly mesh: Mesh;
  /** The product asked for; `undefined`: the whole mesh. */
  readonly start: string | undefined;
  readonly direction: Direction | undefined;
  readonly depth: number | undefined;
  readonly selection: Selection;
  /** With `--class`. */
  readonly flows: ClassFlows | undefined;
  readonly className: string | undefined;
  /** With `--columns`. */
  readonly columns: readonly ColumnEdge[] | undefined;
}

/** The graph around a product, or all of it, as trees. */
export function lineagePage(view: LineageView, findings: readonly Finding[], style: ReportContext): string {
  const blocks = view.start === undefined ? forest(view, style) : around(view, view.start, style);
  const marked = view.flows === undefined ? [] : [classLines(view, view.flows, style)];
  const columns = view.columns === undefined ? [] : [columnLines(view, view.columns, style)];
  const notes = findingLines(findings, style);
  const all = [...marked, ...blocks, ...columns, ...(notes.length === 0 ? [] : [notes]), ...(style.isQuiet ? [] : [[style.colour.dim(countLine(view))]])];
  return all.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n');
}

function optionsOf({ depth, flows }: LineageView, direction: Direction): TreeOptions {
  return { direction, depth, ...(flows === undefined ? {} : { isOpen: (edge: LineageEdge) => flows.flows.has(edge) }) };
}

function around(view: LineageView, start: string, style: ReportContext): string[][] {
  const { mesh, direction } = view;
  const node = mesh.graph.nodes.get(start);
  const head = node === undefined ? [] : [style.colour.bold(nodeLine(mesh, node, { style }))];
  const side = (name: Direction, title: string, none: string): string[] => {
    if (direction !== undefined && direction !== name) return [];
    const lines = treeFrom(mesh, start, optionsOf(view, name));
    return [style.colour.bold(title), ...(lines.length === 0 ? [style.colour.dim(none)] : lines.map((line) => treeLine(view, line, style)))];
  };
  return [head, side('upstream', 'Made from', 'nothing that is known'), side('downstream', 'Read by', 'nobody who is known')];
}

// From what nobody feeds down to what nobody reads; a circle that nothing leads into begins with its smallest id.
function forest(view: LineageView, style: ReportContext): string[][] {
  const { mesh, flows } = view;
  const options = { ...optionsOf(view, 'downstream'), shown: new Set<string>() };
  const isOpen = options.isOpen ?? (() => true);
  const inside = new Set(view.selection.nodes.map(({ id }) => id));
  const products = [...mesh.graph.sources.keys()].filter((id) => inside.has(id)).sort(compareText);
  const isFed = (id: string): boolean => (mesh.incoming.get(id) ?? []).some((edge) => mesh.graph.sources.has(edge.from) && edge.from !== id && isOpen(edge));
  const roots = [...products.filter((id) => !isFed(id)), ...products.filter(isFed)];
  return roots.flatMap((id) => {
    if (options.shown.has(id)) return [];
    const node = mesh.graph.nodes.get(id);
    const lines = treeFrom(mesh, id, options);
    if (node === undefined || (flows !== undefined && lines.length === 0)) return [];
    const feeds = (mesh.incoming.get(id) ?? []).filter((edge) => !mesh.graph.sources.has(edge.from) && isOpen(edge)).flatMap((edge) => mesh.graph.nodes.get(edge.from) ?? []);
    const from = feeds.map((source) => nodeLine(mesh, source, { style, before: `${style.colour.dim('from')} ` }));
    return [[style.colour.bold(nodeLine(mesh, node, { style })), ...from, ...lines.map((line) => treeLine(view, line, style))]];
  });
}

function treeLine(view: LineageView, { branch, node, edges, repeat }: TreeLine, style: ReportContext): string {
  const { colour } = style;
  const contracts = edgeWords(edges);
  const reads = view.flows === undefined ? (contracts === '' ? '' : ` (${contracts})`) : `  ${flowWords(view, view.flows, edges)}`;
  const again = repeat === 'circle' ? `  ${colour.yellow('↻ a circle')}` : repeat === 'shown' ? `  ${colour.dim('↑ shown above')}` : '';
  return nodeLine(view.mesh, node, { style, before: colour.dim(branch), after: `${reads}${again}` });
}

function flowWords({ mesh }: LineageView, { flows }: ClassFlows, edges: readonly LineageEdge[]): string {
  const found = edges.flatMap((edge) => flows.get(edge) ?? []);
  const columns = [...new Set(found.flatMap((flow) => flow.columns))].sort(compareText);
  const crossing = found.find(({ crosses }) => crosses);
  const where = crossing === undefined ? '' : `  ⇢ from ${oneLine(domainOf(mesh, crossing.edge.from) ?? '')} into ${oneLine(domainOf(mesh, crossing.edge.to) ?? '')}`;
  return `${found.every(({ isPossible }) => isPossible) ? 'may read ' : 'reads '}${columns.length === 0 ? 'what is made from it' : shortList(columns)}${where}`;
}

function classLines(view: LineageView, flows: ClassFlows, { colour }: ReportContext): string[] {
  const name = oneLine(view.className ?? '');
  const what = name.toLowerCase() === 'pii' ? 'personal data' : name;
  const inside = new Set(view.selection.nodes.map(({ id }) => id));
  const marked = flows.marked.filter(({ node }) => inside.has(node));
  if (marked.length === 0) return [`No column here is marked as ${what}.${didYouMean(name, knownClasses(view))}`];
  const byNode = new Map<string, string[]>();
  for (const { node, column } of marked) byNode.set(node, [...(byNode.get(node) ?? []), oneLine(column)]);
  const crossings = [...flows.flows.values()].filter(({ crosses }) => crosses);
  const pairs = new Set(crossings.map(({ edge }) => JSON.stringify([domainOf(view.mesh, edge.from), domainOf(view.mesh, edge.to)])));
  return [
    colour.bold(`${what.charAt(0).toUpperCase()}${what.slice(1)}: ${plural(marked.length, 'marked column')} in ${plural(byNode.size, 'product')}, ${plural(pairs.size, 'crossing')} between domains`),
    ...[...byNode].map(([node, columns]) => `  ${colour.cyan(oneLine(view.mesh.graph.nodes.get(node)?.key ?? node))}  ${columns.join(', ')}`),
  ];
}

function knownClasses({ mesh }: LineageView): Set<string> {
  const columns = [...mesh.graph.sources.values()].flat().flatMap(({ contracts }) => contracts).flatMap(columnsOf);
  return new Set(columns.flatMap(({ column }) => [column.classification, ...column.tags].flatMap((word) => (word === undefined ? [] : [oneLine(word)]))));
}

function columnLines({ mesh }: LineageView, ways: readonly ColumnEdge[], { colour }: ReportContext): string[] {
  const made = new Map<string, string[]>();
  for (const { from, to } of ways) {
    if (from.column === undefined || to.column === undefined) continue;
    const isExposure = to.port === undefined;
    const name = mesh.graph.nodes.get(to.node);
    const key = isExposure ? `◆ ${oneLine(name?.name ?? to.node)}` : `${colour.cyan(oneLine(name?.key ?? to.node))} ${oneLine(to.column)}`;
    const source = `${oneLine(mesh.graph.nodes.get(from.node)?.key ?? from.node)} ${oneLine(from.column)}`;
    const known = made.get(key);
    if (known === undefined) made.set(key, [source]);
    else if (!known.includes(source)) known.push(source);
  }
  const lines = [...made].sort(([a], [b]) => compareText(a, b)).map(([key, sources]) => `  ${key} ${colour.dim('←')} ${sources.sort(compareText).join(', ')}`);
  return [colour.bold('Columns'), ...(lines.length === 0 ? [colour.dim('nobody says what columns are made from')] : lines)];
}

function countLine({ mesh, selection }: LineageView): string {
  const count = (kind: string): number => selection.nodes.filter((node) => node.kind === kind).length;
  const domains = new Set(selection.nodes.flatMap(({ id }) => sourceOf(mesh, id)?.product.domain ?? []));
  const parts = [`${plural(count('product'), 'product')} in ${plural(domains.size, 'domain')}`, ...(count('source') === 0 ? [] : [plural(count('source'), 'source system')]), ...(count('exposure') === 0 ? [] : [plural(count('exposure'), 'exposure')])];
  return parts.join(', ');
}
