import type { Table } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, declaredTraits, type Pair, type Spot } from '../change.ts';
import type { Trait } from '../rule-row.ts';
import { foldSpace } from '../value.ts';
import { compareColumns } from './compare-column.ts';
import { type CompareContext, sunsetOf } from './context.ts';
import { physicalNameOf, type TablePair } from './match-tree.ts';
import { compareDpProperties, compareRest, type RestSpec } from './rest.ts';

/** DIFF, section 3, and below it everything that tables hold. */
export function compareTables(context: CompareContext): Change[] {
  const { tables } = context;
  return [
    ...tables.pairs.flatMap((pair) => compareTable(pair, context)),
    ...tables.removed.map((table) => removedTable(table, context)),
    ...tables.added.map((table) => addedTable(table)),
    ...(tables.isReordered ? [change('schema-reordered', { path: 'schema', at: '/schema', was: '/schema' }, { what: 'The tables stand in another order', part: 'key' })] : []),
  ];
}

/** The keyed path of a table. */
export function tablePath(table: Pick<Table, 'name'>): string {
  return keyedPath('', { name: 'schema', keys: { name: table.name } });
}

function removedTable(table: Table, context: CompareContext): Change {
  const sunset = sunsetOf(context, { table });
  const rule = !table.deprecated ? 'schema-removed' : sunset === 'passed' ? 'schema-removed-after-sunset' : sunset === 'ahead' ? 'schema-removed-before-sunset' : 'schema-removed-deprecated';
  return change(rule, { path: tablePath(table), at: '/schema', was: table.at, touches: table.name }, { from: table.name, what: `Table ${table.name} is gone`, part: 'key' });
}

function addedTable(table: Table): Change {
  const spot: Spot = { path: tablePath(table), at: table.at, was: '/schema', touches: table.name };
  return change('schema-added', spot, { to: table.name, what: `Table ${table.name} is new`, was: undefined });
}

const tableRest: RestSpec = {
  known: { name: 'text', physicalName: 'text', physicalType: 'text', logicalType: 'text', dataGranularityDescription: 'text', deprecated: 'flag', properties: 'list', relationships: 'list', quality: 'list' },
  prose: ['description', 'businessName', 'tags', 'synonyms', 'context', 'authoritativeDefinitions'],
  rule: 'schema-description-changed',
  skipsId: true,
  skipsDpProperties: true,
};

function compareTable(pair: TablePair, context: CompareContext): Change[] {
  const spot: Spot = { path: tablePath(pair.new), at: pair.new.at, was: pair.old.at, touches: pair.old.name };
  return [
    ...compareIdentity(pair, spot),
    ...compareKind(pair, spot),
    ...compareRest(context.documents, spot, tableRest),
    ...compareDpProperties({ old: pair.old.customProperties, new: pair.new.customProperties }, spot, []),
    ...compareColumns(pair.columns, { spot, table: pair.old, ancestors: [] }, context),
  ];
}

function compareIdentity({ old, new: successor }: Pair<Table>, spot: Spot): Change[] {
  const found: Change[] = [];
  if (old.name !== successor.name) {
    found.push(change('schema-renamed', spot, { from: old.name, to: successor.name, what: `Renamed: ${old.name} → ${successor.name}`, at: `${successor.at}/name`, was: `${old.at}/name` }));
  } else if (physicalNameOf(old) !== physicalNameOf(successor)) {
    found.push(change('schema-physical-name-changed', spot, { field: 'physicalName', from: physicalNameOf(old), to: physicalNameOf(successor) }));
  }
  if (old.id !== successor.id) {
    const rule = old.id === undefined ? 'schema-id-added' : successor.id === undefined ? 'schema-id-removed' : 'schema-id-changed';
    found.push(change(rule, spot, { field: 'id', from: old.id, to: successor.id }));
  }
  if (old.deprecated !== successor.deprecated) {
    found.push(change(successor.deprecated ? 'schema-deprecated' : 'schema-undeprecated', spot, { field: 'deprecated', from: old.deprecated, to: successor.deprecated }));
  }
  return found;
}

function compareKind({ old, new: successor }: Pair<Table>, spot: Spot): Change[] {
  const found: Change[] = [];
  const [from, to] = [old.physicalType, successor.physicalType];
  if (kindOf(from) !== kindOf(to)) {
    found.push(change('schema-physical-type-changed', spot, { field: 'physicalType', from, to, traits: [...declaredTraits(from, to), ...paradigmTraits(from, to)] }));
  }
  if (old.logicalType !== successor.logicalType) {
    found.push(change('schema-logical-type-changed', spot, { field: 'logicalType', from: old.logicalType, to: successor.logicalType }));
  }
  const grain = { from: old.granularity, to: successor.granularity };
  if (foldSpace(grain.from ?? '') !== foldSpace(grain.to ?? '')) {
    found.push(change('schema-granularity-changed', spot, { field: 'dataGranularityDescription', ...grain, traits: grain.from === undefined ? ['was-undeclared'] : [] }));
  }
  return found;
}

function kindOf(physicalType: string | undefined): string {
  return (physicalType ?? '').toLowerCase().replaceAll(/[\s_-]+/gu, '');
}

const queried = new Set(['table', 'basetable', 'externaltable', 'dynamictable', 'icebergtable', 'deltatable', 'view', 'materializedview', 'materialisedview']);

// Whatever is queried by SQL under its name stays readable when it becomes another such thing.
function paradigmTraits(from: string | undefined, to: string | undefined): Trait[] {
  return queried.has(kindOf(from)) && queried.has(kindOf(to)) ? ['same-paradigm'] : [];
}
