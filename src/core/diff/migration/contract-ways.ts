import { isRecord } from '../../manifest/node-reader.ts';
import { valueAt } from '../../manifest/value-at.ts';
import { compareText } from '../../model/draft.ts';
import type { MigrationStep, WayOut } from '../../model/finding.ts';
import { splitPointer } from '../../model/pointer.ts';
import { parseVersion } from '../../model/semver.ts';
import type { Change } from '../change.ts';
import type { Judged } from '../judge.ts';
import { keepWay } from './keep.ts';
import { appendStep, parentPointer } from './steps.ts';
import { type ContractStanding, contractVersionSteps, type ProductStanding, type Remainder } from './version-plan.ts';

export interface ContractWayInput {
  readonly standing: ContractStanding;
  readonly product: ProductStanding | undefined;
  /** The first day on which something may end: YYYY-MM-DD. */
  readonly endDate: string;
}

/** The ways out of one break that leave the contract where it is, the best first. */
export function contractWays(item: Judged, input: ContractWayInput): WayOut[] {
  const { rule } = item.change;
  if (/^(?:field|schema)-removed/u.test(rule)) return [deprecation(item, input)].flatMap((way) => way ?? []);
  if (rule === 'field-renamed' || rule === 'schema-renamed') {
    const way = alias(item, input);
    if (way !== undefined) return [way];
  }
  return [keepWay(item.change, { old: input.standing.contracts.old.document, new: input.standing.contracts.new.document }, versions(item, input, 'none')) ?? []].flat();
}

function versions(item: Judged, { standing, product }: ContractWayInput, adds: Remainder['adds']): MigrationStep[] {
  return contractVersionSteps(standing, product, { without: item, adds });
}

/** Keeps what was taken away, deprecated and with a last day. */
function deprecation(item: Judged, input: ContractWayInput): WayOut | undefined {
  const { change } = item;
  const { contracts } = input.standing;
  const { file } = contracts.new.document;
  const old = valueAt(contracts.old.document.data, change.was ?? '');
  if (!isRecord(old)) return undefined;
  const element = elementOf(change, change.at, input);
  return {
    kind: 'deprecate',
    title: `Keep ${nameOf(old)}, deprecated, until its last day`,
    steps: [appendStep(file, change.at, [deprecated(old, input)]), ...ending(element, input), ...versions(item, input, 'minor')],
  };
}

/** Offers the old name beside the new one, deprecated and with a last day. */
function alias(item: Judged, input: ContractWayInput): WayOut | undefined {
  const { change } = item;
  const { contracts } = input.standing;
  const { file } = contracts.new.document;
  const [oldAt, newAt] = [parentPointer(change.was ?? ''), parentPointer(change.at)];
  const [old, successor] = [valueAt(contracts.old.document.data, oldAt), valueAt(contracts.new.document.data, newAt)];
  if (!isRecord(old) || !isRecord(successor)) return undefined;
  const isOneThing = (old['physicalName'] ?? old['name']) === (successor['physicalName'] ?? successor['name']);
  // The same physical object under two names would be two tables to every tool.
  if (isOneThing && (old['id'] === undefined || successor['id'] !== old['id'])) return undefined;
  const shared = ['id', 'primaryKey', 'primaryKeyPosition'].filter((key) => successor[key] !== undefined && (key !== 'id' || successor[key] === old[key]) && (key === 'id' || old['primaryKey'] === true));
  const list = parentPointer(newAt);
  return {
    kind: 'alias',
    title: `Offer ${nameOf(old)} beside ${nameOf(successor)} until its last day`,
    steps: [
      ...shared.map((key): MigrationStep => ({ action: 'remove', file, pointer: `${newAt}/${key}` })),
      appendStep(file, list, [deprecated(old, input)]),
      ...ending(elementOf(change, list, input), input),
      ...versions(item, input, 'minor'),
    ],
  };
}

function nameOf(element: Readonly<Record<string, unknown>>): string {
  return typeof element['name'] === 'string' ? element['name'] : 'it';
}

// `deprecated` came with ODCS 3.2.0.
function deprecated(old: Readonly<Record<string, unknown>>, { standing }: ContractWayInput): Readonly<Record<string, unknown>> {
  const version = parseVersion(standing.contracts.new.apiVersion.replace(/^v/u, ''));
  const isKnown = version !== undefined && (version.major > 3 || (version.major === 3 && version.minor >= 2));
  return isKnown ? { ...old, deprecated: true } : old;
}

/** `orders.legacy_code`, with the table's present name. */
function elementOf({ touches }: Change, list: string, { standing }: ContractWayInput): string {
  const [, ...path] = (touches ?? '').split('.');
  const table = valueAt(standing.contracts.new.document.data, splitPointer(list).slice(0, 2).reduce((at, token) => `${at}/${token}`, ''));
  const name = isRecord(table) && typeof table['name'] === 'string' ? table['name'] : (touches ?? '').split('.')[0];
  return [name, ...path].join('.');
}

/** An SLA endOfLife of the element, where the contract names no end of it yet. */
function ending(element: string, { standing, endDate }: ContractWayInput): MigrationStep[] {
  const { old, new: successor } = standing.contracts;
  const isEnd = (sla: { readonly property: string; readonly element: string | undefined }): boolean => /^(?:el|es|endoflife|endofsupport)$/iu.test(sla.property) && sla.element === element;
  if (successor.slaProperties.some(isEnd)) return [];
  const known = old.slaProperties.filter(isEnd).sort((a, b) => compareText(a.at, b.at)).flatMap((sla) => [valueAt(old.document.data, sla.at)]);
  return [appendStep(successor.document.file, '/slaProperties', known.length > 0 ? known : [{ property: 'endOfLife', value: endDate, element }])];
}
