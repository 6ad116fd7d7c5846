import type { Prose } from '../../model/common.ts';
import type { DataProduct, InputPort, ManagementPort, OutputPort } from '../../model/product.ts';
import { productKey } from '../../model/product.ts';
import { derived, type Field, type FieldTable, fieldsOf, itemsField } from './field.ts';
import type { DocumentView, Node } from './node.ts';
import { firstText, type ListedTarget, nodesOf, type Target } from './target.ts';

/** The five states of a document's life (ODPS and ODCS, "status"). */
export const statuses = ['proposed', 'draft', 'active', 'deprecated', 'retired'] as const;

const product = fieldsOf<DataProduct>();
const inputPort = fieldsOf<InputPort>();
const outputPort = fieldsOf<OutputPort>();
const managementPort = fieldsOf<ManagementPort>();

/** Fields of `description`, on products and contracts. */
export function proseFields(): FieldTable {
  const prose = (node: Node): Prose => (node.model as { readonly description: Prose }).description;
  const text = (key: 'purpose' | 'usage' | 'limitations'): Field => derived('text', (node) => prose(node)[key], { pointer: (node) => `${prose(node).at}/${key}` });
  return {
    description: derived('object', (node) => (isFilled(prose(node)) ? prose(node) : undefined), { pointer: (node) => prose(node).at }),
    'description.purpose': text('purpose'),
    'description.usage': text('usage'),
    'description.limitations': text('limitations'),
    'description.authoritativeDefinitions': itemsField((node) => prose(node).links, 'links', (node) => `${prose(node).at}/authoritativeDefinitions`),
  };
}

function isFilled({ purpose, usage, limitations, links, customProperties }: Prose): boolean {
  return purpose !== undefined || usage !== undefined || limitations !== undefined || links.length > 0 || customProperties.length > 0;
}

/** Whether the contract that a port names is there; an input port's is not known where no registry was asked. */
const contractResolves: NonNullable<Field['resolves']> = (node, { world }) => {
  if (world.contractOf(node.view.unit, node.model as InputPort) !== undefined) return true;
  return node.kind === 'inputPorts' && !world.knowsPublished ? undefined : false;
};

const portFields = {
  id: inputPort.text('id'),
  name: inputPort.text('name'),
  version: inputPort.text('version'),
  contractId: inputPort.text('contractId', { resolves: contractResolves }),
  deprecated: inputPort.flag('deprecated'),
  tags: inputPort.values('tags'),
  authoritativeDefinitions: inputPort.items('links', 'links', 'authoritativeDefinitions'),
};

function productOf(view: DocumentView): DataProduct | undefined {
  return view.kind === 'product' ? view.unit.unit.product : undefined;
}

const productTarget: ListedTarget = {
  name: 'product',
  noun: 'product',
  documents: ['product'],
  isSingle: true,
  fields: {
    apiVersion: product.text('apiVersion'),
    key: derived('text', ({ model }) => productKey(model as DataProduct), { pointer: () => '/name' }),
    id: product.text('id'),
    name: product.text('name'),
    version: product.text('version'),
    status: product.text('status', { values: statuses, isOpen: true }),
    domain: product.text('domain'),
    tenant: product.text('tenant'),
    type: product.text('type'),
    deprecated: product.flag('deprecated'),
    productCreatedTs: product.text('productCreatedTs'),
    ...proseFields(),
    tags: product.values('tags'),
    synonyms: product.items('synonyms', 'synonyms'),
    authoritativeDefinitions: product.items('links', 'links', 'authoritativeDefinitions'),
    context: product.any('context'),
  },
  label: ({ model }) => firstText((model as DataProduct).name, (model as DataProduct).id),
  nodes: (view) => nodesOf('product', [productOf(view) ?? []].flat(), { view }),
};

const portTargets: readonly ListedTarget[] = [
  {
    name: 'inputPorts',
    noun: 'input port',
    documents: ['product'],
    isSingle: false,
    fields: portFields,
    label: ({ model }) => firstText((model as InputPort).name),
    nodes: (view) => nodesOf('inputPorts', productOf(view)?.inputPorts ?? [], { view }),
  },
  {
    name: 'outputPorts',
    noun: 'output port',
    documents: ['product'],
    isSingle: false,
    fields: {
      ...portFields,
      description: outputPort.text('description'),
      type: outputPort.text('type'),
      sbom: outputPort.items('sbom', 'sboms'),
      inputContracts: outputPort.items('inputContracts', 'inputContracts'),
      synonyms: outputPort.items('synonyms', 'synonyms'),
      context: outputPort.any('context'),
    },
    label: ({ model }) => firstText((model as OutputPort).name),
    nodes: (view) => nodesOf('outputPorts', productOf(view)?.outputPorts ?? [], { view }),
  },
  {
    name: 'managementPorts',
    noun: 'management port',
    documents: ['product'],
    isSingle: false,
    fields: {
      id: managementPort.text('id'),
      name: managementPort.text('name'),
      content: managementPort.text('content'),
      type: { ...managementPort.text('type'), hasDefault: true },
      url: managementPort.text('url'),
      channel: managementPort.text('channel'),
      description: managementPort.text('description'),
      deprecated: managementPort.flag('deprecated'),
      tags: managementPort.values('tags'),
    },
    label: ({ model }) => firstText((model as ManagementPort).name),
    nodes: (view) => nodesOf('managementPorts', productOf(view)?.managementPorts ?? [], { view }),
  },
];

/** The product and its ports. */
export const productTargets: readonly ListedTarget[] = [productTarget, ...portTargets];

type Sbom = OutputPort['sbom'][number];
type InputContract = OutputPort['inputContracts'][number];

/** Items of an output port's lists. */
export const portItemTargets: readonly Target[] = [
  {
    name: 'sboms',
    noun: 'bill of materials',
    documents: ['product'],
    isSingle: false,
    fields: { type: { ...fieldsOf<Sbom>().text('type'), hasDefault: true }, url: fieldsOf<Sbom>().text('url') },
    label: ({ model }) => firstText((model as Sbom).url),
  },
  {
    name: 'inputContracts',
    noun: 'input contract',
    documents: ['product'],
    isSingle: false,
    fields: {
      id: fieldsOf<InputContract>().text('id', { resolves: ({ model, view }, { world }) => world.contractOf(view.unit, { contractId: (model as InputContract).id, version: (model as InputContract).version }) !== undefined }),
      version: fieldsOf<InputContract>().text('version'),
    },
    label: ({ model }) => firstText((model as InputContract).id),
  },
];
