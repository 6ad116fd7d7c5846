import type { DataContract } from '../model/contract.ts';
import type { Pair } from './change.ts';
import type { Entry, Part } from './findings.ts';
import { type MigrationInput, wayFinder } from './migration/ways.ts';
import { witnessBuilder, type WitnessBuilder } from './witness/build-witness.ts';

/** A part of a diff with the pair of contracts it is about; without one it is the product's own. */
export interface PartContracts {
  readonly part: Part;
  readonly contracts: Pair<DataContract>;
}

/** Adds to findings what makes a change plain and what leads out of it: a witness, and ways out of a break. */
export function addDetails(entries: readonly Entry[], parts: readonly PartContracts[], migration: MigrationInput): Entry[] {
  const contractsOf = new Map(parts.map(({ part, contracts }) => [part, contracts]));
  const builders = new Map<Part, WitnessBuilder>(parts.map(({ part, contracts }) => [part, witnessBuilder(contracts)]));
  const waysOut = wayFinder(migration);
  return entries.map((entry) => {
    const { item, draft, part } = entry;
    if (draft.change === undefined || draft.change.level === 'gate' || draft.change.level === 'info') return entry;
    const witness = builders.get(part)?.(item.change);
    const ways = draft.waiver === undefined ? waysOut(item, contractsOf.get(part)) : [];
    if (witness === undefined && ways.length === 0) return entry;
    return { ...entry, draft: { ...draft, change: { ...draft.change, ...(witness === undefined ? {} : { witness }), ...(ways.length === 0 ? {} : { migration: ways }) } } };
  });
}
