import type { DataContract } from '../model/contract.ts';
import { DpError } from '../model/errors.ts';
import type { OutputPort } from '../model/product.ts';
import { parseVersion } from '../model/semver.ts';
import { findContract, type ProductSnapshot } from '../model/snapshot.ts';
import { change, type Change, type Pair } from './change.ts';
import { portLabel, type PortOracle } from './compare/compare-ports.ts';
import { compareContracts } from './compare/compare-contracts.ts';
import { contractEndDate } from './compare/context.ts';
import type { MatchedPorts, PortPair } from './compare/match-ports.ts';
import { contractPath, type DiffOptionsAt } from './diff-contracts.ts';
import { judgeChanges } from './judge.ts';
import { matchByKeys } from './match.ts';

export interface PairedContracts {
  readonly pairs: readonly Pair<DataContract>[];
  /** Contracts that came or went without a port. */
  readonly changes: readonly Change[];
}

/**
 * Which contracts of two sides are the same: those that a pair of ports promises, each pair once, then contracts without
 * a port by id and version. A port that now promises another contract is judged as a whole (`isCompatibleReplacement`).
 */
export function pairContracts(sides: Pair<ProductSnapshot>, ports: MatchedPorts): PairedContracts {
  const promised = new Map<string, Pair<DataContract>>();
  for (const pair of ports.pairs) {
    if (pair.old.contractId === undefined || pair.old.contractId !== pair.new.contractId) continue;
    const contracts = contractsOf(pair, sides);
    if (contracts !== undefined) promised.set(`${contracts.old.document.file}\n${contracts.new.document.file}`, contracts);
  }
  const offered = new Set([...sides.old.product.outputPorts, ...sides.new.product.outputPorts].map((port) => port.contractId));
  const isFree = (contract: DataContract): boolean => !offered.has(contract.id);
  const free = matchByKeys<DataContract>(
    sides.old.contracts.filter(isFree),
    sides.new.contracts.filter(isFree),
    [(contract) => JSON.stringify([contract.id, contract.version]), (contract) => JSON.stringify([contract.id, parseVersion(contract.version)?.major]), (contract) => contract.id],
  );
  return {
    pairs: [...promised.values(), ...free.pairs],
    changes: [
      ...free.removed.map((contract) => change('contract-removed', { path: contractPath(contract), at: '', was: '' }, { from: contract.id, what: `Contract ${contract.id ?? ''} is gone`, was: undefined, part: 'key' })),
      ...free.added.map((contract) => change('contract-added', { path: contractPath(contract), at: '', was: '' }, { to: contract.id, what: `Contract ${contract.id ?? ''} is new`, was: undefined, part: 'key' })),
    ],
  };
}

function contractsOf(pair: Pair<OutputPort>, sides: Pair<ProductSnapshot>): Pair<DataContract> | undefined {
  const [old, successor] = [findContract(sides.old.contracts, pair.old), findContract(sides.new.contracts, pair.new)];
  if (old !== undefined && successor !== undefined) return { old, new: successor };
  const isUntouched = old === undefined && successor === undefined && pair.old.contractId === pair.new.contractId && pair.old.version === pair.new.version;
  if (isUntouched) return undefined;
  const [side, port] = old === undefined ? [sides.old, pair.old] : [sides.new, pair.new];
  throw new DpError('not-comparable', `Output port ${portLabel(port)} promises contract ${port.contractId ?? ''}, which is not among the contracts of ${side.origin}.`, {
    hint: 'put the contract into the product\'s folder, or mend contractId and version: dp validate',
  });
}

/** What the rules for ports ask about contracts. */
export function portOracle(sides: Pair<ProductSnapshot>, options: DiffOptionsAt): PortOracle {
  return {
    documents: { old: sides.old.product.document, new: sides.new.product.document },
    isCompatibleReplacement: (pair) => isCompatible(pair, sides, options),
    isPastEndOfLife: (port) => {
      const contract = findContract(sides.old.contracts, port);
      const end = contract === undefined ? undefined : contractEndDate(contract);
      return end !== undefined && end < options.today;
    },
    contractVersionOf: (side, port) => findContract(sides[side].contracts, port)?.version,
  };
}

// New ⊆ Old: nothing in the new contract breaks a reader of the old one. That its id differs is the very change in question.
function isCompatible(pair: PortPair, sides: Pair<ProductSnapshot>, { settings, today, isManifestOnly }: DiffOptionsAt): boolean {
  if (isManifestOnly === true) return false;
  const contracts = contractsOf(pair, sides);
  if (contracts === undefined) return false;
  const changes = compareContracts(contracts, { today, classificationOrder: settings.options.classificationOrder });
  const { judged } = judgeChanges(changes, { ...settings, mode: 'consumers' }, false);
  return judged.every((item) => item.rule.isAlways === true || item.level !== 'breaking');
}
