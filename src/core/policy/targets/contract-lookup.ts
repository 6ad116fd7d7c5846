import type { DataContract } from '../../model/contract.ts';
import { type ContractIndex, indexContract } from '../../references/contract-index.ts';

const indexes = new WeakMap<DataContract, ContractIndex>();

/** The tables and columns of a contract by name, indexed once. */
export function indexOf(contract: DataContract): ContractIndex {
  const known = indexes.get(contract) ?? indexContract(contract);
  indexes.set(contract, known);
  return known;
}
