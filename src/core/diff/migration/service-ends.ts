import type { DataContract } from '../../model/contract.ts';
import type { OutputPort } from '../../model/product.ts';
import { findContract, type ProductSnapshot } from '../../model/snapshot.ts';
import type { Pair } from '../change.ts';
import { sameValue } from '../value.ts';
import { contractEndDate } from '../compare/context.ts';

/** What becomes of a port that readers have today. */
export interface PortFate {
  readonly port: Pick<OutputPort, 'name' | 'version' | 'contractId'>;
  /** `stays`: as it was; `changed`: in this very version, with another contract; `replaced`: by another version of its name; `gone`. */
  readonly fate: 'stays' | 'changed' | 'replaced' | 'gone';
  /** The version that stands in its place. */
  readonly replacedBy: string | undefined;
  /** The last day that its contract names: YYYY-MM-DD. */
  readonly until: string | undefined;
}

/** What becomes of every output port of the old side, and until when it is served. */
export function portFates(sides: Pair<ProductSnapshot>): PortFate[] {
  return sides.old.product.outputPorts.map((port) => {
    const sameName = sides.new.product.outputPorts.filter(({ name }) => name === port.name);
    const same = sameName.find(({ version }) => version === port.version);
    const contract = endOf(sides.new, same ?? port) ?? endOf(sides.old, port);
    const replacedBy = same === undefined ? sameName.at(-1)?.version : undefined;
    const kept = same === undefined ? undefined : isUntouched(sides, port, same) ? ('stays' as const) : ('changed' as const);
    return { port, fate: kept ?? (sameName.length > 0 ? 'replaced' : 'gone'), replacedBy, until: contract };
  });
}

function isUntouched(sides: Pair<ProductSnapshot>, old: OutputPort, successor: OutputPort): boolean {
  const [before, after] = [findContract(sides.old.contracts, old), findContract(sides.new.contracts, successor)];
  return sameValue(before?.document.data, after?.document.data);
}

function endOf(side: ProductSnapshot, port: OutputPort): string | undefined {
  const contract: DataContract | undefined = findContract(side.contracts, port);
  return contract === undefined ? undefined : contractEndDate(contract);
}
