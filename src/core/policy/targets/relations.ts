import type { InputPort } from '../../model/product.ts';
import type { QualityRule } from '../../model/contract.ts';
import { rawOf } from './facts.ts';
import type { DocumentView, Node, NodeKind, TargetName } from './node.ts';
import type { Run } from './run.ts';
import { tableOf } from './schema.ts';
import { kindOf } from './index.ts';

/** What one thing may be asked for: every target by its name, and the table it stands in. */
export type RelationName = TargetName | 'table';

const productKinds = new Set<NodeKind>(['product', 'inputPorts', 'outputPorts', 'managementPorts', 'canvas', 'consumers', 'needs', 'examples', 'exposures', 'sourceSystems', 'model', 'modelMetrics']);
const sharedKinds = new Set<NodeKind>(['team', 'members', 'support']);
const inTables = new Set<NodeKind>(['columns', 'quality', 'enumValues', 'relationships']);
const withOneContract = new Set<NodeKind>(['inputPorts', 'outputPorts', 'inputContracts', 'trainingData']);

/** Whether a kind of thing has at most one of what the relation names. */
export function isSingleRelation(kind: NodeKind, name: RelationName): boolean {
  if (name === 'table') return true;
  if (!kindOf(name).isSingle) return false;
  if (productKinds.has(name) || sharedKinds.has(name)) return true;
  const { documents } = kindOf(kind);
  return withOneContract.has(kind) || documents.every((document) => document === 'contract');
}

/** Whether a kind of thing can have what the relation names at all. */
export function hasRelation(kind: NodeKind, name: RelationName): boolean {
  return name !== 'table' || inTables.has(kind);
}

/** What a relation leads to: the narrowest there is, else everything of the document, the product or its contracts. */
export function related(node: Node, name: RelationName, run: Run): readonly Node[] {
  if (name === 'table') {
    const table = tableOf(node);
    return table === undefined ? [] : [table];
  }
  const narrow = narrower(node, name);
  if (narrow !== undefined) return narrow;
  if (sharedKinds.has(name)) return node.view.nodes(name);
  if (productKinds.has(name)) return node.view.unit.product?.nodes(name) ?? [];
  const views = contractViews(node, run);
  return views.length === 1 ? (views[0]?.nodes(name) ?? []) : views.flatMap((view) => view.nodes(name));
}

/** The contracts that a thing is about: its own, its port's, or all of its product. */
export function contractViews(node: Node, { world }: Run): readonly DocumentView[] {
  const { unit } = node.view;
  if (node.view.kind === 'contract') return [node.view];
  const found = (view: DocumentView | undefined): readonly DocumentView[] => (view === undefined ? [] : [view]);
  switch (node.kind) {
    case 'inputPorts':
    case 'outputPorts':
      return found(world.contractOf(unit, node.model as InputPort));
    case 'inputContracts': {
      const { id, version } = node.model as { readonly id: string; readonly version: string };
      return found(world.contractOf(unit, { contractId: id, version }));
    }
    case 'trainingData': {
      const port = unit.unit.product?.inputPorts.find(({ name }) => name === rawOf(node)['port']);
      return port === undefined ? [] : found(world.contractOf(unit, port));
    }
    case 'needs':
    case 'examples':
    case 'exposures': {
      const named = (unit.unit.product?.outputPorts ?? []).filter(({ name }) => name === rawOf(node)['port']);
      return named.flatMap((port) => found(world.contractOf(unit, port)));
    }
    default:
      return unit.contracts;
  }
}

function narrower(node: Node, name: TargetName): readonly Node[] | undefined {
  const { view, kind } = node;
  if (name === kind && kind !== 'columns') return kindOf(kind).isSingle ? [node] : undefined;
  if (kind === 'tables' || kind === 'columns') {
    if (name === 'columns') return groupsOf(view).columns.get(node) ?? [];
    if (name === 'quality') return kind === 'tables' ? (groupsOf(view).quality.get(node) ?? []) : qualityOfColumn(node);
  }
  if (kind === 'outputPorts' && (name === 'examples' || name === 'exposures' || name === 'needs')) {
    const port = (node.model as InputPort).name;
    return view.nodes(name).filter((candidate) => (rawOf(candidate)['port'] ?? port) === port);
  }
  const isParent = (kind === 'consumers' && name === 'needs') || (kind === 'inputPorts' && name === 'sourceSystems') || (kind === 'servers' && name === 'roles');
  return isParent ? view.nodes(name).filter(({ parent }) => parent === node) : undefined;
}

/** Columns and quality rules by the table they stand in; columns below a column by that column too. */
interface Groups {
  readonly columns: ReadonlyMap<Node, readonly Node[]>;
  readonly quality: ReadonlyMap<Node, readonly Node[]>;
}

const groups = new WeakMap<DocumentView, Groups>();

function groupsOf(view: DocumentView): Groups {
  const known = groups.get(view);
  if (known !== undefined) return known;
  const columns = new Map<Node, Node[]>();
  for (const node of view.nodes('columns')) for (let above = node.parent; above !== undefined; above = above.parent) push(columns, above, node);
  const quality = new Map<Node, Node[]>();
  for (const node of view.nodes('quality')) {
    const table = tableOf(node);
    if (table !== undefined) push(quality, table, node);
    if (node.parent !== undefined && node.parent !== table) push(quality, node.parent, node);
  }
  const built = { columns, quality };
  groups.set(view, built);
  return built;
}

function push(map: Map<Node, Node[]>, key: Node, value: Node): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

// A column's own rules, and the table's that name it in their arguments.
function qualityOfColumn(node: Node): readonly Node[] {
  const { quality } = groupsOf(node.view);
  const own = quality.get(node) ?? [];
  const table = tableOf(node);
  if (table === undefined || node.parent !== table) return own;
  const { name } = node.model as { readonly name: string };
  const naming = (quality.get(table) ?? []).filter((rule) => rule.parent === table && namesColumn(rule.model as QualityRule, name));
  return naming.length === 0 ? own : [...own, ...naming];
}

function namesColumn({ arguments: written }: QualityRule, name: string): boolean {
  const { properties } = written;
  return Array.isArray(properties) && properties.includes(name);
}
