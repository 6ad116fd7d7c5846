import { compare, valid } from 'semver';
import { compareText } from '../model/draft.ts';
import { pointerOf } from '../model/common.ts';
import type { InputPort } from '../model/product.ts';
import type { JudgedContract } from './judged.ts';
import type { ContractReference } from './published-contracts.ts';
import type { ReferenceContext } from './reference-context.ts';
import { findLocally } from './workspace-index.ts';

export type Resolution =
  | { readonly kind: 'found' }
  /** The id is known, the version is not (or the port names none and there are several). Versions ascend. */
  | { readonly kind: 'other-versions'; readonly versions: readonly string[]; readonly contracts: readonly JudgedContract[] }
  | { readonly kind: 'unknown' };

/** Looks a port's contract up in the workspace, then in what the registry answered. */
export function resolveContract(context: ReferenceContext, reference: ContractReference): Resolution {
  const local = findLocally(context.index, reference);
  if (local.kind === 'found') return local;
  const published = context.published?.resolve(reference.contractId, reference.version) ?? { kind: 'unknown' };
  if (published.kind === 'found') return published;
  if (local.kind === 'unknown' && published.kind === 'unknown') return { kind: 'unknown' };
  const contracts = local.kind === 'other-versions' ? local.contracts : [];
  const known = [...contracts.flatMap(({ contract }) => contract.version ?? []), ...(published.kind === 'other-versions' ? published.versions : [])];
  return { kind: 'other-versions', versions: sortVersions(known), contracts };
}

/** Versions in ascending order, each once; what is no semantic version comes first. */
export function sortVersions(versions: Iterable<string>): string[] {
  return [...new Set(versions)].sort((a, b) => {
    const [isA, isB] = [valid(a) !== null, valid(b) !== null];
    if (isA && isB) return compare(a, b) || compareText(a, b);
    return isA === isB ? compareText(a, b) : isA ? 1 : -1;
  });
}

const shown = 5;

/** `1.0.0, 1.1.0 and 2.0.0`; of many, the greatest few. */
export function listOf(names: readonly string[]): string {
  if (names.length > shown) return `${names.slice(-shown).join(', ')} and ${String(names.length - shown)} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** A port with the contract it names; ports that name none are left out. */
export interface PortReference extends ContractReference {
  readonly port: InputPort;
  readonly direction: 'input' | 'output';
  /** Where the contract's id stands. */
  readonly pointer: string;
}

/** What the ports of one direction refer to. */
export function referencesOf(ports: readonly InputPort[], direction: 'input' | 'output'): PortReference[] {
  return ports.flatMap((port) =>
    port.contractId === undefined ? [] : [{ port, direction, contractId: port.contractId, version: port.version, pointer: pointerOf(port, 'contractId') }],
  );
}

/** `the output port orders 1.0.0`, for messages. */
export function portName({ port, direction }: Pick<PortReference, 'port' | 'direction'>): string {
  return `The ${direction} port ${port.name}${port.version === undefined ? '' : ` ${port.version}`}`;
}
