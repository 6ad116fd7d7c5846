import { isRecord } from '../../manifest/node-reader.ts';
import { valueAt } from '../../manifest/value-at.ts';
import type { MigrationStep, WayOut } from '../../model/finding.ts';
import type { OutputPort } from '../../model/product.ts';
import { parseVersion } from '../../model/semver.ts';
import { findContract, type ProductSnapshot } from '../../model/snapshot.ts';
import type { Pair } from '../change.ts';
import type { Judged } from '../judge.ts';
import { keepWay } from './keep.ts';
import { portBeside } from './new-port.ts';
import { appendStep, fileBeside, replaceStep } from './steps.ts';
import { productVersionSteps, type ProductStanding } from './version-plan.ts';

export interface ProductWayInput {
  readonly standing: ProductStanding;
  readonly sides: Pair<ProductSnapshot>;
}

/** The ways out of one break of the product itself or its ports. */
export function productWays(item: Judged, input: ProductWayInput): WayOut[] {
  switch (item.change.rule) {
    case 'product-removed':
      return [restoreAll(input)];
    case 'output-port-removed':
    case 'output-port-version-removed':
      return portBack(item, input);
    case 'output-port-renamed':
    case 'output-port-contract-replaced':
    case 'output-port-type-changed':
      return portTwice(item, input);
    default:
      return [keepWay(item.change, { old: input.sides.old.product.document, new: input.sides.new.product.document }, productVersionSteps(input.standing, undefined, { without: item, adds: 'none' })) ?? []].flat();
  }
}

function restoreAll({ sides }: ProductWayInput): WayOut {
  const { product, contracts } = sides.old;
  const files = [product.document, ...contracts.map(({ document }) => document)].map(({ file }) => file);
  return { kind: 'keep', title: 'Keep the product; deprecate it first', steps: files.map((file) => ({ action: 'restore', file: file.replace(/^[a-z]+:[^:]*:/u, ''), from: file })) };
}

/** The old port and, where its contract is gone, that contract's file. */
function contractBack(port: OutputPort, { sides }: ProductWayInput): MigrationStep[] {
  const isThere = sides.new.contracts.some((contract) => contract.id === port.contractId && contract.version === port.version);
  const old = findContract(sides.old.contracts, port);
  if (isThere || old === undefined) return [];
  const folder = sides.new.product.document.file.slice(0, sides.new.product.document.file.lastIndexOf('/') + 1);
  const oldFolder = sides.old.product.document.file.slice(0, sides.old.product.document.file.lastIndexOf('/') + 1);
  const { file } = old.document;
  const target = `${folder}${file.startsWith(oldFolder) ? file.slice(oldFolder.length) : file.slice(file.lastIndexOf('/') + 1)}`;
  const taken = new Set(sides.new.contracts.map(({ document }) => document.file));
  return [{ action: 'restore', file: taken.has(target) ? fileBeside(target, old.version ?? 'old', taken) : target, from: file }];
}

function oldPortOf({ change }: Judged, { sides }: ProductWayInput): OutputPort | undefined {
  return sides.old.product.outputPorts.find((port) => change.was === port.at || change.was?.startsWith(`${port.at}/`) === true);
}

function newPortOf({ change }: Judged, { sides }: ProductWayInput): OutputPort | undefined {
  return sides.new.product.outputPorts.find((port) => change.at === port.at || change.at.startsWith(`${port.at}/`));
}

function portBack(item: Judged, input: ProductWayInput): WayOut[] {
  const { sides, standing } = input;
  const port = oldPortOf(item, input);
  const raw = valueAt(sides.old.product.document.data, port?.at ?? '/none');
  if (port === undefined || !isRecord(raw)) return [];
  const { document, apiVersion } = sides.new.product;
  const version = parseVersion(apiVersion.replace(/^v/u, ''));
  // `deprecated` came with ODPS 1.1.0.
  const isKnown = version !== undefined && version.major >= 1 && (version.major > 1 || version.minor >= 1);
  const steps = [appendStep(document.file, '/outputPorts', [isKnown ? { ...raw, deprecated: true } : raw]), ...contractBack(port, input)];
  return [{ kind: 'deprecate', title: `Keep output port ${port.name}, deprecated, until its last day`, steps: [...steps, ...productVersionSteps(standing, undefined, { without: item, adds: 'minor' })] }];
}

/** The old port as it was, and the new one beside it under a name or version of its own. */
function portTwice(item: Judged, input: ProductWayInput): WayOut[] {
  const { sides, standing } = input;
  const [old, successor] = [oldPortOf(item, input), newPortOf(item, input)];
  if (old === undefined || successor === undefined) return [];
  const [before, after] = [valueAt(sides.old.product.document.data, old.at), valueAt(sides.new.product.document.data, successor.at)];
  if (!isRecord(before) || !isRecord(after)) return [];
  const isClash = old.name === successor.name && old.version === successor.version;
  const name = isClash ? freeName(item.change.rule === 'output-port-type-changed' ? `${old.name}-${successor.type ?? 'new'}` : (successor.contractId ?? `${old.name}-new`), input) : successor.name;
  const isRename = item.change.rule === 'output-port-renamed';
  return [
    {
      kind: isRename ? 'alias' : 'new-port',
      title: isRename ? `Offer the port under both names, ${old.name} and ${name}` : `Keep output port ${old.name} as it was, and add ${name} beside it`,
      steps: [replaceStep(sides.new.product.document.file, successor.at, [before, portBeside(before, { ...after, name })]), ...contractBack(old, input), ...productVersionSteps(standing, undefined, { without: item, adds: 'minor' })],
    },
  ];
}

function freeName(wanted: string, { sides }: ProductWayInput): string {
  const taken = new Set([...sides.old.product.outputPorts, ...sides.new.product.outputPorts].map(({ name }) => name));
  return taken.has(wanted) ? `${wanted}-new` : wanted;
}
