import type { OutputPort } from '../../model/product.ts';
import { parseVersion } from '../../model/semver.ts';
import type { Pair } from '../change.ts';
import { uniqueBy } from '../match.ts';

export type PortMove = 'same' | 'renamed' | 'probably-renamed' | 'major-in-place';

export interface PortPair extends Pair<OutputPort> {
  readonly move: PortMove;
}

export interface MatchedPorts {
  readonly pairs: readonly PortPair[];
  /** `isVersionOnly`: the port lives on in another version. */
  readonly removed: readonly { readonly port: OutputPort; readonly isVersionOnly: boolean }[];
  readonly added: readonly { readonly port: OutputPort; readonly isVersionOnly: boolean }[];
}

/**
 * Pairs output ports by name and version, major first: the very version, then the only one of the same major, then the only
 * version of that name at all; what is left by id, then by the contract both promise (a probable rename).
 */
export function matchPorts(ports: Pair<readonly OutputPort[]>): MatchedPorts {
  const pairs: PortPair[] = [];
  const rest = { old: new Set(ports.old), new: new Set(ports.new) };
  const take = (found: readonly Pair<OutputPort>[], move: PortMove): void => {
    for (const pair of found) {
      if (!rest.old.has(pair.old) || !rest.new.has(pair.new)) continue;
      rest.old.delete(pair.old);
      rest.new.delete(pair.new);
      pairs.push({ ...pair, move });
    }
  };
  const join = (keyOf: (port: OutputPort) => string | undefined): Pair<OutputPort>[] => {
    const successors = uniqueBy([...rest.new], keyOf);
    return [...uniqueBy([...rest.old], keyOf)].flatMap(([key, old]) => {
      const successor = successors.get(key);
      return successor === undefined ? [] : [{ old, new: successor }];
    });
  };
  take(join((port) => JSON.stringify([port.name, port.version])), 'same');
  take(join((port) => JSON.stringify([port.name, majorOf(port)])), 'same');
  const counts = countNames([...ports.old, ...ports.new]);
  take(join((port) => (counts.get(port.name) === 2 ? port.name : undefined)), 'major-in-place');
  take(join((port) => port.id), 'renamed');
  const knownNames = { old: new Set(ports.old.map((port) => port.name)), new: new Set(ports.new.map((port) => port.name)) };
  const isWhollyNew = (port: OutputPort): boolean => !(knownNames.old.has(port.name) && knownNames.new.has(port.name));
  take(join((port) => (port.contractId === undefined || !isWhollyNew(port) ? undefined : JSON.stringify([port.contractId, majorOf(port)]))), 'probably-renamed');
  const pairOf = new Map(pairs.map((pair) => [pair.new, pair]));
  return {
    pairs: ports.new.flatMap((port) => pairOf.get(port) ?? []),
    removed: [...rest.old].map((port) => ({ port, isVersionOnly: knownNames.new.has(port.name) })),
    added: [...rest.new].map((port) => ({ port, isVersionOnly: knownNames.old.has(port.name) })),
  };
}

function majorOf(port: OutputPort): string {
  return String(parseVersion(port.version)?.major ?? port.version ?? '');
}

function countNames(ports: readonly OutputPort[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const port of ports) counts.set(port.name, (counts.get(port.name) ?? 0) + 1);
  return counts;
}
