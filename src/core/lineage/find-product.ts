import { DpError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';
import type { OutputPort } from '../model/product.ts';
import { findContract } from '../model/snapshot.ts';
import { followMoves } from '../registry/products.ts';
import { columnResolver, type ColumnRef, columnsOf } from './column-refs.ts';
import { type Mesh, sourceOf } from './mesh.ts';

type Match = { readonly kind: 'found'; readonly id: string } | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] } | { readonly kind: 'none' };

/** What a PRODUCT argument means: a key, else a name, else an id, where it is unique (INTERFACE, "Words"); moves are followed. */
function matchProduct(mesh: Mesh, text: string): Match {
  const { sources } = mesh.graph;
  for (const key of [text, followMoves(mesh.published, text), mesh.published.get(text)?.status.movedTo]) {
    if (key !== undefined && sources.has(`product:${key}`)) return { kind: 'found', id: `product:${key}` };
  }
  const having = (test: (product: { readonly name: string | undefined; readonly id: string | undefined }) => boolean): string[] => [...sources].filter(([, list]) => list.some(({ product }) => test(product))).map(([id]) => id);
  const byName = having(({ name }) => name === text);
  const found = byName.length > 0 ? byName : having(({ id }) => id === text);
  const [only] = found;
  if (only === undefined) return { kind: 'none' };
  return found.length === 1 ? { kind: 'found', id: only } : { kind: 'ambiguous', candidates: found.map(keyOf) };
}

function keyOf(id: string): string {
  return id.slice('product:'.length);
}

/** The node of a PRODUCT argument. Error: `unknown-name`, with the candidates where it is ambiguous. */
export function findProduct(mesh: Mesh, text: string): string {
  const match = matchProduct(mesh, text);
  if (match.kind === 'found') return match.id;
  throw match.kind === 'ambiguous' ? ambiguous(text, match.candidates) : unknownProduct(mesh, text);
}

function ambiguous(text: string, candidates: readonly string[]): DpError {
  return new DpError('unknown-name', `${text} may mean ${candidates.join(', ')}.`, { hint: `name one of them: ${candidates[0] ?? ''}` });
}

function unknownProduct(mesh: Mesh, text: string): DpError {
  const keys = [...mesh.graph.sources.keys()].map(keyOf);
  const names = keys.map((key) => key.slice(key.indexOf('/') + 1));
  const where = mesh.hasRegistry ? 'in the workspace or the registry' : 'in the workspace, and no registry was asked';
  return new DpError('unknown-name', `There is no product ${text} ${where}.${didYouMean(text, [...keys, ...names])}`, { hint: mesh.hasRegistry ? `dp search ${text.split('/').at(-1) ?? ''}` : 'add --registry PATH|URL, or set DP_REGISTRY' });
}

/** A product, or one of its ports; what of the port is resolved once its contract is there. */
export interface Target {
  readonly id: string;
  readonly port: string | undefined;
  readonly column: string | undefined;
}

/**
 * Reads PRODUCT[:PORT[.COLUMN]]. An id may hold colons and a port's name dots, so the longest product and the longest port
 * that exist are meant. Error: `unknown-name`.
 */
export function findTarget(mesh: Mesh, text: string): Target {
  const whole = matchProduct(mesh, text);
  if (whole.kind === 'found') return { id: whole.id, port: undefined, column: undefined };
  for (let colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
    const match = matchProduct(mesh, text.slice(0, colon));
    if (match.kind === 'ambiguous') throw ambiguous(text.slice(0, colon), match.candidates);
    if (match.kind === 'found') return findPort(mesh, match.id, text.slice(colon + 1));
  }
  if (whole.kind === 'ambiguous') throw ambiguous(text, whole.candidates);
  const colon = text.indexOf(':');
  throw unknownProduct(mesh, colon > 0 && !text.startsWith('urn:') ? text.slice(0, colon) : text);
}

function findPort(mesh: Mesh, id: string, text: string): Target {
  const names = [...new Set(sourceOf(mesh, id)?.product.outputPorts.map(({ name }) => name))];
  const fitting = names.filter((name) => text === name || text.startsWith(`${name}.`)).sort((a, b) => b.length - a.length)[0];
  if (fitting !== undefined) return { id, port: fitting, column: text === fitting ? undefined : text.slice(fitting.length + 1) };
  const name = text.split('.')[0] ?? '';
  throw new DpError('unknown-name', `${keyOf(id)} has no output port ${name}.${didYouMean(name, names)}`, { hint: names.length === 0 ? `dp show ${keyOf(id)}` : `dp impact ${keyOf(id)}:${names[0] ?? ''}` });
}

/** The table or column of a port that a target means, as `orders` or `orders.total_amount`. Error: `unknown-name`. */
export function resolveColumn(mesh: Mesh, target: Target, ports: readonly OutputPort[]): string | undefined {
  const { id, column } = target;
  if (column === undefined) return undefined;
  const known: string[] = [];
  for (const port of ports) {
    const contract = findContract(sourceOf(mesh, id)?.contracts ?? [], port);
    if (contract === undefined) continue;
    const ref: ColumnRef | undefined = columnResolver(contract, new Set())(column);
    if (ref !== undefined) return ref.kind === 'column' ? ref.column : ref.table;
    known.push(...columnsOf(contract).map(({ path }) => path));
  }
  const bareNames = known.map((path) => path.slice(path.indexOf('.') + 1));
  throw new DpError('unknown-name', `Port ${target.port ?? ''} of ${keyOf(id)} has no column ${column}.${didYouMean(column, [...bareNames, ...known])}`, { hint: `dp show ${keyOf(id)}` });
}
