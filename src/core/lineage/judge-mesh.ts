import { compareText, type FindingDraft } from '../model/draft.ts';
import { pointerOf } from '../model/common.ts';
import type { Subject } from '../model/finding.ts';
import { type DataProduct, productKey } from '../model/product.ts';
import { findCycles } from './cycles.ts';
import type { LineageEdge } from './graph.ts';
import { type Mesh, sourceOf } from './mesh.ts';
import { lineageRule } from './rules.ts';

/** An input that no product offers. */
export interface DanglingInput {
  /** Node id of the product that reads. */
  readonly reader: string;
  readonly port: string;
  readonly contractId: string;
  readonly version: string | undefined;
  /** `sales/orders 1.2.0`: the last published version that offered it. */
  readonly lastOffer: string | undefined;
}

/** The circles among some products, or among all; each begins with its smallest id. */
export function cyclesAmong(mesh: Mesh, ids?: ReadonlySet<string>): string[][] {
  return findCycles(mesh.graph).filter((cycle) => ids === undefined || cycle.some((id) => ids.has(id)));
}

/** The inputs of some products, or of all, that no product offers; each once, by reader and port. */
export function danglingInputs(mesh: Mesh, ids?: ReadonlySet<string>): DanglingInput[] {
  const edges = mesh.graph.edges.filter((edge) => edge.from.startsWith('contract:') && (ids === undefined || ids.has(edge.to)));
  const found = new Map<string, DanglingInput>();
  // An input port says it first; an output port that names the contract as its origin says the same again.
  for (const edge of [...edges].sort((a, b) => Number(a.kind === 'input-contract') - Number(b.kind === 'input-contract'))) {
    const key = JSON.stringify([edge.to, edge.contractId, edge.version]);
    if (!found.has(key)) found.set(key, { reader: edge.to, port: edge.toPort ?? '', contractId: edge.contractId ?? '', version: edge.version, lastOffer: lastOffer(mesh, edge) });
  }
  return [...found.values()].sort((a, b) => compareText(a.reader, b.reader) || compareText(a.port, b.port) || compareText(a.contractId, b.contractId));
}

function lastOffer(mesh: Mesh, { contractId }: LineageEdge): string | undefined {
  for (const { key, entries } of mesh.published.values()) {
    const entry = entries.find(({ outputPorts }) => outputPorts.some((port) => port.contractId === contractId));
    if (entry !== undefined) return `${key} ${entry.version}`;
  }
  return undefined;
}

/** Circles and dangling inputs as findings, located at the input port where the file is at hand. */
export function meshFindings(mesh: Mesh, ids?: ReadonlySet<string>): FindingDraft[] {
  return [...cyclesAmong(mesh, ids).map((cycle) => cycleFinding(mesh, cycle)), ...danglingInputs(mesh, ids).map((input) => danglingFinding(mesh, input))].filter((draft) => draft !== undefined);
}

function cycleFinding(mesh: Mesh, cycle: readonly string[]): FindingDraft | undefined {
  const members = new Set(cycle);
  const near = cycle.find((id) => mesh.origins.get(id) === 'workspace') ?? cycle[0] ?? '';
  const product = sourceOf(mesh, near)?.product;
  if (product === undefined) return undefined;
  const edge = (mesh.incoming.get(near) ?? []).find(({ from }) => members.has(from));
  const port = product.inputPorts.find(({ name }) => name === edge?.toPort);
  const names = cycle.map((id) => mesh.graph.nodes.get(id)?.key ?? id);
  const rule = lineageRule('lineage-cycle');
  const message = names.length === 1 ? `${names[0] ?? ''} reads itself.` : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} read each other in a circle.`;
  return { rule: rule.id, severity: rule.severity, message, at: { document: product.document, pointer: port?.at ?? '' }, subject: subjectOf(product, null, port?.name), discriminator: cycle.join(' '), help: rule.remedy };
}

function danglingFinding(mesh: Mesh, input: DanglingInput): FindingDraft | undefined {
  const product = sourceOf(mesh, input.reader)?.product;
  if (product === undefined) return undefined;
  const port = product.inputPorts.find(({ name, contractId }) => name === input.port && contractId === input.contractId);
  const origin = product.outputPorts.flatMap(({ inputContracts }) => inputContracts).find(({ id }) => id === input.contractId);
  const rule = lineageRule('lineage-input-dangling');
  const where = mesh.hasRegistry ? 'no product of the workspace or of the registry offers it' : 'no product of the workspace offers it, and no registry was asked';
  const since = input.lastOffer === undefined ? '' : `; ${input.lastOffer} was the last that did`;
  return {
    rule: rule.id,
    severity: mesh.hasRegistry ? rule.severity : 'info',
    message: `${productKey(product)} reads ${input.contractId}${input.version === undefined ? '' : ` ${input.version}`}, but ${where}${since}.`,
    at: { document: product.document, pointer: port === undefined ? (origin?.at ?? '') : pointerOf(port, 'contractId') },
    subject: subjectOf(product, input.contractId, input.port),
    discriminator: input.version ?? '',
    help: rule.remedy,
  };
}

function subjectOf(product: DataProduct, contract: string | null, port: string | undefined): Subject {
  return { product: product.name ?? null, key: productKey(product), contract, path: port === undefined ? 'inputPorts' : `inputPorts[name=${/^[A-Za-z0-9_-]+$/u.test(port) ? port : JSON.stringify(port)}]` };
}
