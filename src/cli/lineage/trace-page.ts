import { type Signal, signalLevels, type TraceStop } from '../../core/lineage/trace.ts';
import type { Mesh } from '../../core/lineage/mesh.ts';
import type { Finding } from '../../core/model/finding.ts';
import { oneLine, wrap } from '../reporters/display.ts';
import type { ReportContext } from '../reporters/report.ts';
import { plural } from '../reporters/wording.ts';
import { findingLines, nodeLine } from './node-words.ts';
import { graphProblems, nodeJson } from './sections.ts';

export interface TraceView {
  readonly mesh: Mesh;
  readonly start: string;
  readonly stops: readonly TraceStop[];
  /** The day from which on something counts as just changed. */
  readonly since: string;
}

const shownChanges = 3;

/** The way upstream, nearest first: what failed, is stale or just changed. */
export function tracePage(view: TraceView, findings: readonly Finding[], style: ReportContext): string {
  const { mesh, start, stops } = view;
  const { colour } = style;
  const node = mesh.graph.nodes.get(start);
  const head = [...(node === undefined ? [] : [colour.bold(nodeLine(mesh, node, { style }))]), summary(view)];
  const rings = new Map<number, TraceStop[]>();
  for (const stop of stops) rings.set(stop.distance, [...(rings.get(stop.distance) ?? []), stop]);
  const blocks = [...rings].map(([distance, members]) => [colour.bold(`${plural(distance, 'step')} up`), ...members.flatMap((stop) => stopLines(view, stop, style))]);
  const notes = findingLines(findings, style);
  return [head, ...blocks, ...(notes.length === 0 ? [] : [notes])].map((lines) => lines.join('\n')).join('\n\n');
}

function summary({ mesh, stops, since }: TraceView): string {
  if (stops.length === 0) return 'It reads nothing that is known.';
  const counts = signalLevels.flatMap((level) => {
    const count = stops.filter(({ signals }) => signals.some((signal) => signal.level === level)).length;
    return count === 0 ? [] : [`${String(count)} ${level}`];
  });
  const what = counts.length === 0 ? 'nothing failed, is stale or changed' : counts.join(', ');
  return `${plural(stops.length, 'stop')} upstream: ${what}${mesh.hasRegistry ? ` (changes since ${since})` : '; no registry was asked'}.`;
}

function stopLines({ mesh }: TraceView, { node, reads, signals }: TraceStop, style: ReportContext): string[] {
  const contracts = [...new Set(reads.map(({ contractId, version }) => oneLine(`${contractId}${version === undefined ? '' : ` ${version}`}`)))];
  const after = contracts.length === 0 || node.kind === 'contract' ? '' : ` (${contracts.join(', ')})`;
  const head = nodeLine(mesh, node, { style, before: node.kind === 'product' ? `  ${glyphOf(signals[0], style)} ` : '  ', after });
  return [head, ...(node.kind === 'contract' ? [] : shownSignals(signals, style).flatMap((signal) => signalLines(signal, style)))];
}

// What failed or is stale is always told; of many changes the newest are.
function shownSignals(signals: readonly Signal[], { isVerbose }: ReportContext): Pick<Signal, 'level' | 'text'>[] {
  const [changes, others] = [signals.filter(({ level }) => level === 'changed'), signals.filter(({ level }) => level !== 'changed')];
  const left = isVerbose || changes.length <= shownChanges + 1 ? 0 : changes.length - shownChanges;
  const shown = left === 0 ? changes : changes.slice(0, shownChanges);
  return [...others, ...shown, ...(left === 0 ? [] : [{ level: 'changed' as const, text: `${String(left)} more changes: --verbose shows them` }])];
}

function glyphOf(worst: Signal | undefined, { colour }: ReportContext): string {
  switch (worst?.level) {
    case 'failed':
      return colour.red('✖');
    case 'stale':
      return colour.yellow('⚠');
    case 'changed':
      return colour.blue('ℹ');
    case undefined:
      return colour.green('✔');
  }
}

function signalLines({ level, text }: Pick<Signal, 'level' | 'text'>, { colour, width }: ReportContext): string[] {
  const tint = level === 'failed' ? colour.red : level === 'stale' ? colour.yellow : colour.blue;
  const hanging = ' '.repeat(14);
  const [head = '', ...rest] = wrap(oneLine(text), width - hanging.length);
  return [`      ${tint(level.padEnd(8))}${head}`, ...rest.map((line) => `${hanging}${line}`)];
}

/** The section that `dp trace` adds to its JSON. */
export function traceSection({ mesh, start, stops, since }: TraceView): Record<string, unknown> {
  return {
    product: mesh.graph.nodes.get(start)?.key ?? null,
    since,
    stops: stops.map(({ node, distance, reads, signals }) => ({
      node: nodeJson(mesh, node),
      distance,
      reads: reads.map(({ contractId, version, by }) => ({ contract: contractId, version: version ?? null, by })),
      signals: signals.map(({ level, kind, text, day }) => ({ level, kind, text, day: day ?? null })),
    })),
    ...graphProblems(mesh, new Set([start, ...stops.map(({ node }) => node.id)])),
  };
}
