import type { Column, DataContract } from '../../model/contract.ts';
import type { Witness } from '../../model/finding.ts';
import type { Change, Pair } from '../change.ts';
import { dialectOf } from '../types/dialects.ts';
import type { Dialect } from '../types/dialects.ts';
import { familyOf } from './candidates.ts';
import { type ColumnPlace, placeAt, placesOf, type PlaceStep } from './places.ts';
import { judgeRows, judgeValue, keyValue, type Row, type Violation } from './row-judge.ts';
import { objectOf, samplesOf } from './samples.ts';

/** Makes witnesses for changes of one pair of contracts. */
export type WitnessBuilder = (change: Pick<Change, 'rule' | 'at' | 'was'>) => Witness | undefined;

/**
 * A builder of rows that the new contract allows and the old one forbids (DIFF, "Principles" 9). Every row is judged by both
 * before it is shown; where none can be made, there is none.
 */
export function witnessBuilder(contracts: Pair<DataContract>): WitnessBuilder {
  const dialects = { old: dialect(contracts.old), new: dialect(contracts.new) };
  let places: Pair<ReadonlyMap<string, ColumnPlace>> | undefined;
  return (change) => {
    if (!isAboutRows(change.rule)) return undefined;
    places ??= { old: placesOf(contracts.old), new: placesOf(contracts.new) };
    const [from, to] = [placeAt(places.old, change.was), placeAt(places.new, change.at)];
    if (from === undefined || to === undefined) return undefined;
    const context: WitnessContext = { places: { old: from, new: to }, dialects };
    return isKeyRule(change.rule) ? twinRows(change.rule, context) : singleRow(change.rule, context);
  };
}

function dialect({ servers }: DataContract): Dialect {
  return dialectOf(servers.map((server) => server.type));
}

interface WitnessContext {
  readonly places: Pair<ColumnPlace>;
  readonly dialects: Pair<Dialect>;
}

function columnOf({ steps }: ColumnPlace): Column {
  return (steps.at(-1) ?? steps[0]).column;
}

function singleRow(rule: string, { places, dialects }: WitnessContext): Witness | undefined {
  const family = familyOf(rule);
  const columns = { old: columnOf(places.old), new: columnOf(places.new) };
  for (const value of family?.values(columns, dialects) ?? []) {
    if (judgeAt(places.new, value, dialects.new).length > 0) continue;
    const broken = judgeAt(places.old, value, dialects.old);
    if (!broken.some(({ kind }) => family?.breaks.includes(kind) === true)) continue;
    const row = rowAround(places.new, value, dialects.new);
    return row === undefined ? undefined : { table: places.new.table.name, rows: [row] };
  }
  return undefined;
}

// As the row will hold it: the keys of a map are texts.
function judgeAt(place: ColumnPlace, value: unknown, used: Dialect): Violation[] {
  const isKey = place.steps.at(-1)?.kind === 'key';
  const column = columnOf(place);
  return judgeValue(column, isKey ? keyValue(keyText(value), column) : value, { dialect: used, path: '' });
}

/** A row with this value at this place, and whatever else the contract requires. */
function rowAround({ table, steps }: ColumnPlace, value: unknown, used: Dialect): Row | undefined {
  return wrap([{ kind: 'field', column: { ...steps[0].column, columns: table.columns, options: {}, name: '' } }, ...steps], value, used) as Row | undefined;
}

// From the inside out: each step puts the value into the field, list or map that holds it.
function wrap(steps: readonly PlaceStep[], value: unknown, used: Dialect): unknown {
  const [owner, step] = steps.slice(-2);
  if (owner === undefined || step === undefined || steps.length < 2) return value;
  const outer = hold(owner.column, step, { value, used });
  return outer === undefined ? undefined : wrap(steps.slice(0, -1), outer, used);
}

function hold(owner: Column, step: PlaceStep, { value, used }: { readonly value: unknown; readonly used: Dialect }): unknown {
  switch (step.kind) {
    case 'items':
      return [value];
    case 'value': {
      const [key] = owner.map?.key === undefined ? ['a'] : samplesOf(owner.map.key, used, 1);
      return key === undefined ? undefined : { [keyText(key)]: value };
    }
    case 'key': {
      const [entry] = owner.map?.value === undefined ? ['a'] : samplesOf(owner.map.value, used, 1);
      return entry === undefined ? undefined : { [keyText(value)]: entry };
    }
    case 'field': {
      const others = objectOf({ ...owner, columns: owner.columns.filter((column) => column !== step.column) }, used);
      if (others === undefined) return undefined;
      const filled = { ...others, [step.column.name]: value };
      const named = owner.columns.map(({ name }) => name).filter((name) => Object.hasOwn(filled, name));
      return Object.fromEntries([...named, ...Object.keys(filled).filter((name) => !named.includes(name))].map((name) => [name, filled[name]]));
    }
  }
}

function keyText(key: unknown): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

/** Whether a rule is about what rows may hold, so that a row can show its break. */
export function isAboutRows(rule: string): boolean {
  return isKeyRule(rule) || familyOf(rule) !== undefined;
}

function isKeyRule(rule: string): boolean {
  return /^(?:field-unique-removed|primary-key-(?:removed|column-added|column-replaced))$/u.test(rule);
}

/** Two rows that repeat what the old contract says never repeats, and differ in what the new one says must not. */
function twinRows(rule: string, { places, dialects }: WitnessContext): Witness | undefined {
  if (places.new.steps.length > 1 || places.old.steps.length > 1) return undefined;
  const { table } = places.new;
  const first = objectOf({ columns: table.columns, options: {} }, dialects.new);
  if (first === undefined) return undefined;
  const touched = columnOf(places.old);
  const oldKey = places.old.table.columns.filter((column) => (rule === 'field-unique-removed' ? column === touched : column.primaryKey)).map(({ name }) => name);
  const rows: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const column of table.columns) {
    const isSame = oldKey.includes(column.name);
    if (!isSame && !Object.hasOwn(first, column.name)) continue;
    const isDistinct = column.unique || column.primaryKey;
    const [one, other = one] = samplesOf(column, dialects.new, 2);
    rows[0][column.name] = one;
    rows[1][column.name] = isSame || !isDistinct ? one : other;
  }
  const isLegal = judgeRows(table, rows, dialects.new).length === 0;
  const isBroken = judgeRows(places.old.table, rows, dialects.old).some(({ kind }) => kind === 'unique' || kind === 'key');
  return isLegal && isBroken ? { table: table.name, rows } : undefined;
}
