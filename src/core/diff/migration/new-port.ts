import { isRecord } from '../../manifest/node-reader.ts';
import { valueAt } from '../../manifest/value-at.ts';
import type { MigrationStep, WayOut } from '../../model/finding.ts';
import type { OutputPort } from '../../model/product.ts';
import { compareVersions, parseVersion } from '../../model/semver.ts';
import type { ProductSnapshot } from '../../model/snapshot.ts';
import type { Pair } from '../change.ts';
import type { Judged } from '../judge.ts';
import { fileBeside, replaceStep, setStep } from './steps.ts';
import { type ContractStanding, productVersionSteps, type ProductStanding } from './version-plan.ts';

export interface NewPortInput {
  readonly standing: ContractStanding;
  /** The product, where it is known: both sides, the files of its new contracts, and the ports that promise the contract, in pairs. */
  readonly product:
    | { readonly standing: ProductStanding; readonly sides: Pair<ProductSnapshot>; readonly files: ReadonlySet<string>; readonly ports: readonly Pair<OutputPort>[] }
    | undefined;
}

/** The version of the contract that a break belongs in: the next major one, unless a greater one is declared. Below 1.0.0 the next minor. */
export function brokenVersion({ contracts }: ContractStanding): string | undefined {
  const [old, declared] = [parseVersion(contracts.old.version), parseVersion(contracts.new.version)];
  if (old === undefined) return undefined;
  const next = old.major === 0 ? `0.${String(old.minor + 1)}.0` : `${String(old.major + 1)}.0.0`;
  const isEnough = declared !== undefined && compareVersions(contracts.new.version ?? '', next) >= 0;
  return isEnough ? contracts.new.version : next;
}

/**
 * The way out of every break of a contract at once (DIFF, "Principles" 10): the old contract stays in a file of its own and
 * keeps its port; the changed one gets a file, a version and a port beside it. A contract in no port gets its file only.
 */
export function newPortWay({ standing, product }: NewPortInput, item: Judged): WayOut | undefined {
  const version = brokenVersion(standing);
  if (version === undefined) return undefined;
  const { old, new: successor } = standing.contracts;
  const { file } = successor.document;
  const beside = fileBeside(file, version, product?.files ?? new Set());
  const files: MigrationStep[] = [
    { action: 'move', file, to: beside },
    { action: 'restore', file, from: old.document.file },
    ...(successor.version === version ? [] : [setStep(beside, '/version', version)]),
  ];
  const ports = product === undefined ? [] : portSteps(product.sides, product.ports, version);
  const versions = productVersionSteps(product?.standing, standing, { without: item, adds: 'minor', isContractKept: true });
  const name = product?.ports[0]?.new.name;
  return {
    kind: name === undefined ? 'new-contract' : 'new-port',
    title: name === undefined ? `Keep the contract as it was, and put the changed one beside it as ${version}` : `Publish the change as output port ${name} ${version}, beside the old one`,
    steps: [...files, ...ports, ...versions],
  };
}

function portSteps(sides: Pair<ProductSnapshot>, ports: readonly Pair<OutputPort>[], version: string): MigrationStep[] {
  const documents = { old: sides.old.product.document, new: sides.new.product.document };
  return ports.flatMap((pair) => {
    const [before, after] = [valueAt(documents.old.data, pair.old.at), valueAt(documents.new.data, pair.new.at)];
    if (!isRecord(before) || !isRecord(after)) return [];
    return [replaceStep(documents.new.file, pair.new.at, [before, portBeside(before, { ...after, version })])];
  });
}

/** A port as a second one: an id that the first has cannot be its own. */
export function portBeside(first: Readonly<Record<string, unknown>>, second: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(second).filter(([key, value]) => key !== 'id' || value !== first['id']));
}
