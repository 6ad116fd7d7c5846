import { columnsOf } from '../../lineage/column-refs.ts';
import type { Column, DataContract, Table } from '../../model/contract.ts';
import { keyedPath } from '../../model/keyed-path.ts';
import { change, type Change, type Spot } from '../change.ts';
import { recordAt } from '../raw.ts';
import { foldSpace, sameValue } from '../value.ts';
import { compareConstraints } from './compare-constraints.ts';
import { compareEnum } from './compare-enum.ts';
import { compareKey } from './compare-key.ts';
import { comparePartitions, compareProtection, hasFileLayout, isProtectionTag } from './compare-protection.ts';
import { compareType } from './compare-type.ts';
import { type CompareContext, sunsetOf } from './context.ts';
import { enumSourceOf } from './enum-source.ts';
import type { ColumnMatch, ColumnPair } from './match-tree.ts';
import { physicalNameOf } from './match-tree.ts';
import { compareDpProperties, compareRest, compareUnknown, type RestSpec } from './rest.ts';

/** Where a list of columns stands: its owner's spot, the old table, and the old columns on the way down. */
export interface ColumnScope {
  readonly spot: Spot;
  readonly table: Table;
  readonly ancestors: readonly Column[];
}

/** DIFF, sections 4 to 6: the columns of two matched tables or nested objects. */
export function compareColumns(match: ColumnMatch, scope: ColumnScope, context: CompareContext): Change[] {
  const key = compareKey(match, scope.spot);
  return [
    ...key.changes,
    ...comparePartitions(match, scope.spot, hasFileLayout(context.contracts.old.servers)),
    ...match.pairs.flatMap((pair) => compareNamedColumn(pair, scope, context)),
    ...match.removed.flatMap((column) => (context.moves.departed.has(column) ? [] : [removedColumn(column, scope, context)])),
    ...match.added.flatMap((column) => (key.tells.has(column) ? [] : [addedColumn(column, scope, context)])),
    ...(match.isReordered ? [reordered(scope, context)] : []),
  ];
}

function columnStep(column: Column): { name: string; keys: { name: string } } {
  return { name: 'properties', keys: { name: column.name } };
}

function columnSpot(scope: ColumnScope, column: Column, sides: { readonly at: string; readonly was: string }): Spot {
  const touches = [scope.table.name, ...scope.ancestors.map((ancestor) => ancestor.name), column.name].filter((name) => name !== '').join('.');
  return { path: keyedPath(scope.spot.path, columnStep(column)), ...sides, touches };
}

function compareNamedColumn(pair: ColumnPair, scope: ColumnScope, context: CompareContext): Change[] {
  if (context.hasOneReading && sameValue(recordAt(context.documents.old, pair.old.at), recordAt(context.documents.new, pair.new.at))) return [];
  const spot = { ...columnSpot(scope, pair.old, { at: pair.new.at, was: pair.old.at }), path: keyedPath(scope.spot.path, columnStep(pair.new)) };
  return [...compareIdentity(pair, spot), ...compareBody(pair, { spot, table: scope.table, ancestors: [...scope.ancestors, pair.old] }, context)];
}

function compareIdentity(pair: ColumnPair, spot: Spot): Change[] {
  const found: Change[] = [];
  const isRenamed = pair.old.name !== pair.new.name;
  const [from, to] = [physicalNameOf(pair.old), physicalNameOf(pair.new)];
  if (isRenamed) {
    const isLogicalOnly = from === to;
    const what = `${pair.isProbable ? 'Probable rename' : 'Renamed'}: ${pair.old.name} → ${pair.new.name}`;
    found.push(change(isLogicalOnly ? 'field-renamed-logical-only' : 'field-renamed', spot, { from: pair.old.name, to: pair.new.name, what, at: `${pair.new.at}/name`, was: `${pair.old.at}/name` }));
  } else if (from !== to) {
    found.push(change('field-physical-name-changed', spot, { field: 'physicalName', from, to }));
  }
  if (pair.old.id !== pair.new.id) {
    const rule = pair.old.id === undefined ? 'field-id-added' : pair.new.id === undefined ? 'field-id-removed' : 'field-id-changed';
    found.push(change(rule, spot, { field: 'id', from: pair.old.id, to: pair.new.id }));
  }
  return found;
}

const columnRest: RestSpec = {
  known: {
    name: 'text', physicalName: 'text', physicalType: 'text', logicalType: 'text', logicalTypeOptions: 'record',
    required: 'flag', unique: 'flag', primaryKey: 'flag', primaryKeyPosition: 'number', deprecated: 'flag',
    transformLogic: 'text', transformSourceObjects: 'list', criticalDataElement: 'flag', semanticType: 'text',
    properties: 'list', items: 'record', map: 'record', relationships: 'list', quality: 'list', enum: 'list',
    partitioned: 'flag', partitionKeyPosition: 'number', classification: 'text', encryptedName: 'text',
  },
  prose: ['description', 'businessName', 'tags', 'synonyms', 'examples', 'authoritativeDefinitions', 'transformDescription'],
  rule: 'field-description-changed',
  skipsId: true,
  skipsDpProperties: true,
};

/** Everything of a matched column but its name; items and the parts of a map have nothing else. */
function compareBody(pair: ColumnPair, scope: ColumnScope, context: CompareContext): Change[] {
  const { spot } = scope;
  const type = compareType(pair, spot, context);
  const protection = compareProtection(pair, spot, context.classificationOrder);
  return [
    ...type.changes,
    ...compareFlags(pair, spot),
    ...compareMeaning(pair, spot),
    ...(type.isReplaced ? [] : [...compareConstraints(pair, spot, context), ...compareEnum(pair, spot, context.documents)]),
    ...protection,
    ...compareRest(context.documents, spot, { ...columnRest, ignores: ignoredProse(pair, protection) }),
    ...compareDpProperties({ old: pair.old.customProperties, new: pair.new.customProperties }, spot, ownProperties(protection)),
    ...(type.isReplaced ? [] : compareParts(pair, scope, context)),
  ];
}

// What the rules for protection and enumerations have told is not told again as prose.
function ignoredProse(pair: ColumnPair, protection: readonly Change[]): NonNullable<RestSpec['ignores']> {
  const isMarked = protection.some((item) => item.rule.startsWith('pii-tag-'));
  const isListed = [pair.old, pair.new].some((column) => enumSourceOf(column)?.at.includes('/customProperties/') === true);
  const properties = ['masking', 'maskingPolicy', ...(isMarked ? ['pii', 'personalData'] : []), ...(isListed ? ['enum'] : [])];
  return { properties, isTag: (name) => isMarked && isProtectionTag(name) };
}

function ownProperties(protection: readonly Change[]): string[] {
  return ['masking', ...(protection.some((item) => item.rule.startsWith('pii-tag-')) ? ['personalData'] : [])];
}

function compareFlags(pair: ColumnPair, spot: Spot): Change[] {
  const flag = (field: 'required' | 'unique' | 'deprecated', rules: { readonly on: Change['rule']; readonly off: Change['rule'] }): Change[] =>
    pair.old[field] === pair.new[field] ? [] : [change(pair.new[field] ? rules.on : rules.off, spot, { field, from: pair.old[field], to: pair.new[field] })];
  return [
    ...flag('required', { on: 'field-became-required', off: 'field-became-nullable' }),
    ...flag('unique', { on: 'field-unique-added', off: 'field-unique-removed' }),
    ...flag('deprecated', { on: 'field-deprecated', off: 'field-undeprecated' }),
  ];
}

function compareMeaning(pair: ColumnPair, spot: Spot): Change[] {
  const { old, new: successor } = pair;
  const found: Change[] = [];
  if (old.semanticType !== successor.semanticType) {
    found.push(change('field-semantic-type-changed', spot, { field: 'semanticType', from: old.semanticType, to: successor.semanticType }));
  }
  if (old.criticalDataElement !== successor.criticalDataElement) {
    found.push(change('field-critical-data-element-changed', spot, { field: 'criticalDataElement', from: old.criticalDataElement, to: successor.criticalDataElement }));
  }
  return [...found, ...compareTransform(pair, spot)];
}

function compareTransform({ old, new: successor }: ColumnPair, spot: Spot): Change[] {
  const logic = { from: old.transformLogic, to: successor.transformLogic };
  const isSameLogic = foldSpace(logic.from ?? '') === foldSpace(logic.to ?? '');
  const sources = { from: [...old.transformSourceObjects].sort(), to: [...successor.transformSourceObjects].sort() };
  const isSameSources = sameValue(sources.from, sources.to);
  if (isSameLogic && isSameSources) return [];
  const wasDeclared = old.transformLogic !== undefined || old.transformSourceObjects.length > 0;
  const parts = isSameLogic ? { field: 'transformSourceObjects', ...sources } : { field: 'transformLogic', ...logic };
  return [change('field-transform-logic-changed', spot, { ...parts, traits: wasDeclared ? [] : ['was-undeclared'] })];
}

function compareParts(pair: ColumnPair, scope: ColumnScope, context: CompareContext): Change[] {
  const { spot } = scope;
  const part = (name: string, below: ColumnPair | undefined, sides: { readonly old: Column | undefined; readonly new: Column | undefined }): Change[] => {
    const partSpot: Spot = { path: keyedPath(spot.path, name), at: `${spot.at}/${name.replaceAll('.', '/')}`, was: `${spot.was}/${name.replaceAll('.', '/')}`, touches: spot.touches };
    if (below !== undefined) {
      const changes = compareBody(below, { spot: partSpot, table: scope.table, ancestors: scope.ancestors }, context);
      return name === 'map.key' ? changes.map(asKeyChange) : changes;
    }
    if (sides.old === undefined && sides.new === undefined) return [];
    return [change(sides.old === undefined ? 'field-logical-type-added' : 'field-logical-type-removed', partSpot, { from: sides.old?.logicalType, to: sides.new?.logicalType, what: `The type of its ${name} is ${sides.old === undefined ? 'declared' : 'no longer declared'}` })];
  };
  const maps = { old: recordAt(context.documents.old, `${spot.was}/map`), new: recordAt(context.documents.new, `${spot.at}/map`) };
  return [
    ...compareColumns(pair.columns, scope, context),
    ...compareUnknown(maps, { ...spot, path: `${spot.path}.map`, at: `${spot.at}/map`, was: `${spot.was}/map` }, { key: 'record', value: 'record' }),
    ...part('items', pair.items, { old: pair.old.items, new: pair.new.items }),
    ...part('map.key', pair.mapKey, { old: pair.old.map?.key, new: pair.new.map?.key }),
    ...part('map.value', pair.mapValue, { old: pair.old.map?.value, new: pair.new.map?.value }),
  ];
}

const typeRulePattern = /^field-(?:type|precision|scale|length)-(?!alias)/u;

function asKeyChange(found: Change): Change {
  return typeRulePattern.test(found.rule) ? { ...found, rule: 'field-map-key-type-changed' } : found;
}

function removedColumn(column: Column, scope: ColumnScope, context: CompareContext): Change {
  const spot = columnSpot(scope, column, { at: `${scope.spot.at}/properties`, was: column.at });
  const sunset = sunsetOf(context, { table: scope.table, columns: [...scope.ancestors, column] });
  const rule = !column.deprecated ? 'field-removed' : sunset === 'passed' ? 'field-removed-after-sunset' : sunset === 'ahead' ? 'field-removed-before-sunset' : 'field-removed-deprecated';
  return change(rule, spot, { from: column.name, what: `Column ${describe(column)} is gone`, part: 'key' });
}

function describe(column: Column): string {
  const type = column.physicalType ?? column.logicalType;
  return type === undefined ? column.name : `${column.name} (${type})`;
}

function addedColumn(column: Column, scope: ColumnScope, context: CompareContext): Change {
  const spot: Spot = { ...columnSpot(scope, column, { at: column.at, was: `${scope.spot.was}/properties` }), touches: scope.table.name };
  const moved = context.moves.arrived.get(column);
  if (moved !== undefined) {
    const [from, to] = [placeOf(context.contracts.old, moved), placeOf(context.contracts.new, column)];
    return change('field-moved', { ...spot, touches: from }, { from, to, what: `Moved: ${from} → ${to}`, was: moved.at });
  }
  return change(column.required ? 'field-added-required' : 'field-added-optional', spot, { to: column.name, what: `Column ${describe(column)} is new`, was: undefined });
}

function placeOf(contract: DataContract, column: Column): string {
  return columnsOf(contract).find((placed) => placed.column === column)?.path ?? column.name;
}

function reordered(scope: ColumnScope, context: CompareContext): Change {
  return change('field-reordered', scope.spot, { field: 'properties', what: 'The columns stand in another order', part: 'key', traits: context.hasPositionalFormat ? ['positional-format'] : [] });
}

