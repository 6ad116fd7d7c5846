import { valueAt } from '../manifest/value-at.ts';
import type { DataContract, Relationship } from '../model/contract.ts';
import { joinPointer } from '../model/pointer.ts';
import type { ContractIndex, PlacedElement } from './contract-index.ts';

export interface RelationshipEnd {
  readonly text: string;
  readonly pointer: string;
}

export interface RelationshipEnds {
  readonly ends: readonly RelationshipEnd[];
  /** Whether it is written as a list: a composite key. */
  readonly isList: boolean;
}

/** The columns that `from` or `to` names, each at its place. */
export function endsOf(contract: DataContract, relationship: Relationship, side: 'from' | 'to'): RelationshipEnds {
  const pointer = `${relationship.at}/${side}`;
  const value = valueAt(contract.document.data, pointer);
  if (typeof value === 'string') return { ends: [{ text: value, pointer }], isList: false };
  if (!Array.isArray(value)) return { ends: [], isList: false };
  return { ends: value.flatMap((text: unknown, index) => (typeof text === 'string' ? [{ text, pointer: joinPointer(pointer, index) }] : [])), isList: true };
}

/** Every relationship of a contract with the table or column that it stands at. */
export function relationshipsIn(index: ContractIndex): (PlacedElement & { readonly relationship: Relationship })[] {
  return index.elements.flatMap((placed) => placed.element.relationships.map((relationship) => ({ ...placed, relationship })));
}
