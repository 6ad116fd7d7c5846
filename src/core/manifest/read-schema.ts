import { type Column, type EnumValue, qualityOperators, type QualityRule, type Relationship, type Table } from '../model/contract.ts';
import type { NodeReader } from './node-reader.ts';
import { readCustomProperties, readLinks, readSynonyms } from './read-common.ts';

/** Reads one schema object (table, view, topic, file). */
export function readTable(node: NodeReader): Table {
  return {
    ...readElement(node),
    logicalType: node.string('logicalType') ?? 'object',
    granularity: node.string('dataGranularityDescription'),
    context: node.raw['context'],
    columns: node.children('properties').map(readColumn),
    relationships: readRelationships(node),
    origins: { columns: `${node.at}/properties`, granularity: `${node.at}/dataGranularityDescription` },
  };
}

/** Reads a column with the standard's defaults applied; nested fields, items and map values recurse. */
export function readColumn(node: NodeReader): Column {
  const map = node.child('map');
  const key = map?.child('key');
  const value = map?.child('value');
  const items = node.child('items');
  return {
    logicalType: node.string('logicalType'),
    options: node.record('logicalTypeOptions'),
    required: node.boolean('required', false),
    unique: node.boolean('unique', false),
    primaryKey: node.boolean('primaryKey', false),
    primaryKeyPosition: node.number('primaryKeyPosition') ?? -1,
    partitioned: node.boolean('partitioned', false),
    partitionKeyPosition: node.number('partitionKeyPosition') ?? -1,
    classification: node.string('classification'),
    encryptedName: node.string('encryptedName'),
    transformSourceObjects: node.strings('transformSourceObjects'),
    transformLogic: node.string('transformLogic'),
    transformDescription: node.string('transformDescription'),
    examples: Array.isArray(node.raw['examples']) ? node.raw['examples'] : [],
    enum: Array.isArray(node.raw['enum']) ? node.children('enum').map(readEnumValue) : undefined,
    criticalDataElement: node.boolean('criticalDataElement', false),
    semanticType: node.string('semanticType') ?? 'column',
    relationships: readRelationships(node),
    columns: node.children('properties').map(readColumn),
    items: items === undefined ? undefined : readColumn(items),
    map: map === undefined ? undefined : { key: key && readColumn(key), value: value && readColumn(value) },
    origins: { columns: `${node.at}/properties`, options: `${node.at}/logicalTypeOptions` },
    // Last: V8 builds an object that begins with a spread and goes on for long ten times slower, and reads it slower too.
    ...readElement(node),
  };
}

function readElement(node: NodeReader) {
  return {
    at: node.at,
    id: node.string('id'),
    name: node.string('name') ?? '',
    physicalName: node.string('physicalName'),
    physicalType: node.string('physicalType'),
    description: node.string('description'),
    businessName: node.string('businessName'),
    deprecated: node.boolean('deprecated', false),
    tags: node.strings('tags'),
    synonyms: readSynonyms(node),
    links: readLinks(node),
    customProperties: readCustomProperties(node),
    quality: node.children('quality').map(readQuality),
  };
}

function readEnumValue(node: NodeReader): EnumValue {
  return { at: node.at, id: node.string('id'), value: node.raw['value'], label: node.string('label'), description: node.string('description') };
}

function readRelationships(node: NodeReader): Relationship[] {
  return node.children('relationships').map((item) => ({
    at: item.at,
    type: item.string('type') ?? 'foreignKey',
    from: readEnds(item, 'from'),
    to: readEnds(item, 'to'),
  }));
}

function readEnds(node: NodeReader, key: string): string[] {
  const single = node.string(key);
  return single === undefined ? node.strings(key) : [single];
}

/** Reads one data quality rule; ODCS 3.0's `rule` is read into `metric`, defaults of 3.2 are applied. */
export function readQuality(node: NodeReader): QualityRule {
  const operators = qualityOperators.filter((name) => Object.hasOwn(node.raw, name)).map((name) => [name, node.raw[name]] as const);
  const metric = node.string('metric');
  return {
    at: node.at,
    id: node.string('id'),
    name: node.string('name'),
    type: node.string('type') ?? 'library',
    metric: metric ?? node.string('rule'),
    arguments: node.record('arguments'),
    operators: Object.fromEntries(operators),
    unit: node.string('unit') ?? 'rows',
    query: node.string('query'),
    engine: node.string('engine'),
    implementation: node.raw['implementation'],
    dimension: node.string('dimension'),
    severity: node.string('severity'),
    description: node.string('description'),
    businessImpact: node.string('businessImpact'),
    method: node.string('method'),
    schedule: node.string('schedule'),
    scheduler: node.string('scheduler'),
    tags: node.strings('tags'),
    customProperties: readCustomProperties(node),
    ...(metric === undefined ? { origins: { metric: `${node.at}/rule` } } : {}),
  };
}
