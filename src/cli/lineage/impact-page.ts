import { domainOf, type Mesh, sourceOf } from '../../core/lineage/mesh.ts';
import type { Hit, Impact } from '../../core/lineage/impact.ts';
import type { Target } from '../../core/lineage/find-product.ts';
import type { Finding } from '../../core/model/finding.ts';
import { oneLine } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { findingLines, nodeLine, shortList } from './node-words.ts';
import { nodeJson } from './sections.ts';

export interface ImpactView {
  readonly mesh: Mesh;
  readonly target: Target;
  readonly impact: Impact;
  readonly className: string | undefined;
}

/** Who is hit when the target changes: directly, then through others. */
export function impactPage(view: ImpactView, findings: readonly Finding[], style: ReportContext): string {
  const { impact } = view;
  const { colour } = style;
  const direct = impact.hits.filter(({ via }) => via.length === 0);
  const through = impact.hits.filter(({ via }) => via.length > 0);
  const block = (title: string, hits: readonly Hit[]): string[] => (hits.length === 0 ? [] : [[colour.bold(title), ...hits.map((hit) => hitLine(view, hit, style))].join('\n')]);
  const notes = findingLines(findings, style);
  return [headLines(view, style).join('\n'), ...block('Directly', direct), ...block('Through others', through), ...(notes.length === 0 ? [] : [notes.join('\n')])].join('\n\n');
}

function headLines({ mesh, target, impact, className }: ImpactView, { colour }: ReportContext): string[] {
  const node = mesh.graph.nodes.get(target.id);
  const version = sourceOf(mesh, target.id)?.product.version;
  const parts = [...(target.port === undefined ? [] : [`port ${oneLine(target.port)}`]), ...(impact.column === undefined ? [] : [oneLine(impact.column)])];
  const head = `${colour.bold.cyan(oneLine(node?.key ?? target.id))}${version === undefined ? '' : ` ${oneLine(version)}`}${parts.length === 0 ? '' : `  ${parts.join(' · ')}`}`;
  const marked = className === undefined ? [] : [impact.classColumns.length === 0 ? `No column of it is marked as ${oneLine(className)}.` : `${oneLine(className)}: ${shortList(impact.classColumns)}`];
  return [head, ...marked, countLine(mesh, impact.hits)];
}

function countLine(mesh: Mesh, hits: readonly Hit[]): string {
  if (hits.length === 0) return 'Nobody who is known reads it.';
  const products = hits.filter(({ node }) => node.kind === 'product');
  const domains = new Set(products.flatMap(({ node }) => domainOf(mesh, node.id) ?? []));
  const exposures = hits.length - products.length;
  const parts = [...(products.length === 0 ? [] : [`${plural(products.length, 'product')} in ${plural(domains.size, 'domain')}`]), ...(exposures === 0 ? [] : [plural(exposures, 'exposure')])];
  return `A change reaches ${parts.join(' and ')}.`;
}

function hitLine({ mesh }: ImpactView, { node, via, columns }: Hit, style: ReportContext): string {
  const reads = columns === null ? `  ${style.colour.dim('does not say which columns')}` : `  reads ${shortList(columns)}`;
  return nodeLine(mesh, node, { style, before: '  ', after: `${wayWords(via)}${reads}` });
}

// Of a long way the first and the last steps are named.
function wayWords(via: Hit['via']): string {
  const names = via.map((one) => oneLine(one.key ?? one.name));
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (names.length === 0) return '';
  return `  through ${names.length <= 4 ? names.join(' → ') : `${first} → ${String(names.length - 2)} others → ${last}`}`;
}

/** The section that `dp impact` adds to its JSON. */
export function impactSection({ mesh, target, impact, className }: ImpactView): Record<string, unknown> {
  return {
    product: mesh.graph.nodes.get(target.id)?.key ?? null,
    port: target.port ?? null,
    column: impact.column ?? null,
    class: className ?? null,
    classColumns: impact.classColumns,
    hits: impact.hits.map(({ node, via, columns }) => ({ node: nodeJson(mesh, node), isDirect: via.length === 0, via: via.map((one) => one.key ?? one.name), columns })),
  };
}
