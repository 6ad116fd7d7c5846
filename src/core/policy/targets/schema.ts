import type { Column, EnumValue, QualityRule, Relationship, Table } from '../../model/contract.ts';
import { derived, type Field, type FieldTable, fieldsOf } from './field.ts';
import type { DocumentView, Node } from './node.ts';
import { qualityFields } from './quality.ts';
import { firstText, type ListedTarget, nodesOf, type Target } from './target.ts';

const table = fieldsOf<Table>();
const column = fieldsOf<Column>();

const logicalTypes = ['string', 'date', 'timestamp', 'time', 'number', 'integer', 'object', 'array', 'boolean', 'map', 'vector'];

const elementFields = {
  id: column.text('id'),
  name: column.text('name'),
  physicalName: column.text('physicalName'),
  physicalType: column.text('physicalType'),
  description: column.text('description'),
  businessName: column.text('businessName'),
  deprecated: column.flag('deprecated'),
  tags: column.values('tags'),
  synonyms: column.items('synonyms', 'synonyms'),
  authoritativeDefinitions: column.items('links', 'links', 'authoritativeDefinitions'),
  relationships: column.items('relationships', 'relationships'),
} satisfies FieldTable;

const tableTarget: ListedTarget = {
  name: 'tables',
  noun: 'table',
  documents: ['contract'],
  isSingle: false,
  fields: {
    ...elementFields,
    logicalType: { ...table.text('logicalType', { values: ['object', 'blob'] }), hasDefault: true },
    dataGranularityDescription: table.text('granularity'),
    context: table.any('context'),
  },
  label: ({ model }) => firstText((model as Table).name),
  nodes: (view) => nodesOf('tables', view.contract?.tables ?? [], { view }),
};

/** Every key of `logicalTypeOptions` in any version of ODCS. */
const optionNames = [
  'defaultTimezone', 'dimensions', 'distanceMetric', 'elementType', 'embeddingModel', 'embeddingModelVersion', 'exclusiveMaximum', 'exclusiveMinimum', 'format', 'maximum',
  'maxItems', 'maxLength', 'maxProperties', 'minimum', 'minItems', 'minLength', 'minProperties', 'multipleOf', 'normalized', 'pattern', 'required', 'timezone', 'uniqueItems',
] as const;

function optionField(key: string): Field {
  return derived('any', ({ model }) => (Object.hasOwn((model as Column).options, key) ? (model as Column).options[key] : undefined), {
    pointer: ({ at }) => `${at}/logicalTypeOptions/${key}`,
  });
}

function positionField(key: 'primaryKeyPosition' | 'partitionKeyPosition'): Field {
  return derived('number', ({ model }) => ((model as Column)[key] < 0 ? undefined : (model as Column)[key]), { pointer: ({ at }) => `${at}/${key}` });
}

const columnTarget: ListedTarget = {
  name: 'columns',
  noun: 'column',
  documents: ['contract'],
  isSingle: false,
  fields: {
    ...elementFields,
    logicalType: column.text('logicalType', { values: logicalTypes }),
    logicalTypeOptions: derived('object', ({ model }) => (Object.keys((model as Column).options).length === 0 ? undefined : (model as Column).options), { pointer: ({ at }) => `${at}/logicalTypeOptions` }),
    ...Object.fromEntries(optionNames.map((key) => [`logicalTypeOptions.${key}`, optionField(key)])),
    required: column.flag('required'),
    unique: column.flag('unique'),
    primaryKey: column.flag('primaryKey'),
    primaryKeyPosition: positionField('primaryKeyPosition'),
    partitioned: column.flag('partitioned'),
    partitionKeyPosition: positionField('partitionKeyPosition'),
    classification: column.text('classification'),
    encryptedName: column.text('encryptedName'),
    transformSourceObjects: column.values('transformSourceObjects'),
    transformLogic: column.text('transformLogic'),
    transformDescription: column.text('transformDescription'),
    examples: column.values('examples'),
    enum: column.items('enum', 'enumValues'),
    criticalDataElement: column.flag('criticalDataElement'),
    isNested: { ...derived('boolean', ({ parent }) => parent?.kind !== 'tables'), hasDefault: true },
    semanticType: { ...column.text('semanticType', { values: ['column', 'measure', 'dimension'] }), hasDefault: true },
  },
  label: (node) => columnName(node),
  nodes: (view) => view.nodes('tables').flatMap((parent) => (parent.model as Table).columns.flatMap((model) => columnNodes(model, parent, view))),
};

/** A column and its nested fields; the nameless items of a list and values of a map are no columns, what is below them is. */
function columnNodes(model: Column, parent: Node, view: DocumentView): Node[] {
  const isNamed = model.name !== '';
  const node: Node = { kind: 'columns', model, at: model.at, view, parent };
  const below = [...model.columns, model.items, model.map?.key, model.map?.value].filter((child) => child !== undefined);
  return [...(isNamed ? [node] : []), ...below.flatMap((child) => columnNodes(child, isNamed ? node : parent, view))];
}

/** `orders.address.zip`. */
export function columnName(node: Node): string {
  const name = firstText((node.model as Column | Table).name);
  return node.parent === undefined ? name : `${columnName(node.parent)}.${name}`;
}

/** The table that a node stands in. */
export function tableOf(node: Node): Node | undefined {
  let current: Node | undefined = node;
  while (current !== undefined && current.kind !== 'tables') current = current.parent;
  return current;
}

const qualityTarget: ListedTarget = {
  name: 'quality',
  noun: 'quality rule',
  documents: ['contract'],
  isSingle: false,
  fields: qualityFields,
  label: ({ model }) => firstText((model as QualityRule).name, (model as QualityRule).id, (model as QualityRule).metric, (model as QualityRule).type),
  nodes: (view) => [...view.nodes('tables'), ...view.nodes('columns')].flatMap(qualityAt),
};

function qualityAt(parent: Node): Node[] {
  return nodesOf('quality', (parent.model as Table | Column).quality, { view: parent.view, parent });
}

/** The schema of a contract and its quality rules. */
export const schemaTargets: readonly ListedTarget[] = [tableTarget, columnTarget, qualityTarget];

const relationshipSide = (side: 'from' | 'to'): Field => derived('values', ({ model }) => (model as Relationship)[side], { pointer: ({ at }) => `${at}/${side}` });

/** Items of a column's lists. */
export const schemaItemTargets: readonly Target[] = [
  {
    name: 'enumValues',
    noun: 'enum value',
    documents: ['contract'],
    isSingle: false,
    fields: {
      id: fieldsOf<EnumValue>().text('id'),
      value: fieldsOf<EnumValue>().any('value'),
      label: fieldsOf<EnumValue>().text('label'),
      description: fieldsOf<EnumValue>().text('description'),
    },
    label: ({ model }) => String((model as EnumValue).value),
  },
  {
    name: 'relationships',
    noun: 'relationship',
    documents: ['contract'],
    isSingle: false,
    fields: { type: { ...fieldsOf<Relationship>().text('type'), hasDefault: true }, from: relationshipSide('from'), to: relationshipSide('to') },
    label: ({ model }) => firstText((model as Relationship).to.join(', ')),
  },
];
