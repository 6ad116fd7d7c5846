import type { LineageEdge, LineageNode } from './graph.ts';
import type { Mesh } from './mesh.ts';
import { type Direction, edgesAt, farEnd } from './walk.ts';

/** One line of a tree: what stands before it, what it is, and the edges to the line above. */
export interface TreeLine {
  readonly branch: string;
  readonly node: LineageNode;
  readonly edges: readonly LineageEdge[];
  /** It stands further up already, with everything below it; `circle`: it is one of its own ancestors. */
  readonly repeat: 'no' | 'shown' | 'circle';
}

export interface TreeOptions {
  readonly direction: Direction;
  readonly depth?: number | undefined;
  readonly isOpen?: ((edge: LineageEdge) => boolean) | undefined;
  /** Nodes that other trees of the same page have shown; those of this tree are added. */
  readonly shown?: Set<string>;
}

interface Pending {
  readonly node: LineageNode;
  readonly edges: readonly LineageEdge[];
  readonly branch: string;
  readonly below: string;
  readonly ancestors: Ancestors | undefined;
  readonly depth: number;
}

interface Ancestors {
  readonly id: string;
  readonly above: Ancestors | undefined;
}

/**
 * What lies on one side of a node as a tree, without the node. Each node is unfolded once: where it comes again, that is
 * said instead, so that the tree has as many lines as the part of the graph has edges, circles included.
 */
export function treeFrom(mesh: Mesh, root: string, options: TreeOptions): TreeLine[] {
  const { depth = Number.POSITIVE_INFINITY, shown = new Set() } = options;
  shown.add(root);
  const lines: TreeLine[] = [];
  const stack = childrenOf(mesh, { id: root, below: '', ancestors: { id: root, above: undefined }, depth: 1 }, options);
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { node, edges, branch, below, ancestors } = item;
    const repeat = !shown.has(node.id) ? 'no' : isAbove(ancestors, node.id) ? 'circle' : hasMore(mesh, node.id, options) ? 'shown' : 'no';
    lines.push({ branch, node, edges, repeat });
    if (repeat !== 'no' || shown.has(node.id)) continue;
    shown.add(node.id);
    if (item.depth < depth) stack.push(...childrenOf(mesh, { id: node.id, below, ancestors: { id: node.id, above: ancestors }, depth: item.depth + 1 }, options));
  }
  return lines;
}

function isAbove(ancestors: Ancestors | undefined, id: string): boolean {
  for (let one = ancestors; one !== undefined; one = one.above) if (one.id === id) return true;
  return false;
}

function hasMore(mesh: Mesh, id: string, { direction, isOpen = () => true }: TreeOptions): boolean {
  return edgesAt(mesh, id, direction).some(isOpen);
}

interface Parent {
  readonly id: string;
  readonly below: string;
  readonly ancestors: Ancestors | undefined;
  readonly depth: number;
}

// The last child first: the stack gives them back in order.
function childrenOf(mesh: Mesh, parent: Parent, { direction, isOpen = () => true }: TreeOptions): Pending[] {
  const children = new Map<string, LineageEdge[]>();
  for (const edge of edgesAt(mesh, parent.id, direction)) {
    if (!isOpen(edge)) continue;
    const id = farEnd(edge, direction);
    const known = children.get(id);
    if (known === undefined) children.set(id, [edge]);
    else known.push(edge);
  }
  const found = [...children].flatMap(([id, edges]) => {
    const node = mesh.graph.nodes.get(id);
    return node === undefined ? [] : [{ node, edges }];
  });
  return found
    .map(({ node, edges }, index) => {
      const isLast = index === found.length - 1;
      return { node, edges, branch: `${parent.below}${isLast ? '└─ ' : '├─ '}`, below: `${parent.below}${isLast ? '   ' : '│  '}`, ancestors: parent.ancestors, depth: parent.depth };
    })
    .reverse();
}
