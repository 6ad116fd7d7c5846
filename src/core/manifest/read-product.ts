import type { CustomProperty } from '../model/common.ts';
import type { DataProduct, InputPort, ManagementPort, OutputPort } from '../model/product.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { dpVendor } from './dp-property.ts';
import { readNode, type NodeReader } from './node-reader.ts';
import { readCustomProperties, readLinks, readProse, readSupport, readSynonyms, readTeam } from './read-common.ts';

/**
 * Reads an ODPS document of any version into the canonical product.
 * `defaultDomain` is the workspace's, for a manifest that names none.
 */
export function readProduct(document: SourceDocument, options: { readonly defaultDomain?: string | undefined } = {}): DataProduct {
  const node = readNode(document.data, '') ?? emptyNode();
  return {
    at: '',
    document,
    apiVersion: node.string('apiVersion') ?? '',
    id: node.string('id'),
    name: node.string('name'),
    version: node.string('version'),
    status: node.string('status'),
    domain: node.string('domain') ?? options.defaultDomain,
    tenant: node.string('tenant'),
    type: node.string('type'),
    deprecated: node.boolean('deprecated', false),
    productCreatedTs: node.string('productCreatedTs'),
    description: readProse(node),
    tags: node.strings('tags'),
    synonyms: readSynonyms(node),
    links: readLinks(node),
    context: node.raw['context'],
    inputPorts: node.children('inputPorts').map(readPort),
    outputPorts: node.children('outputPorts').map(readOutputPort),
    managementPorts: node.children('managementPorts').map(readManagementPort),
    support: readSupport(node),
    team: readTeam(node),
    customProperties: readCustomProperties(node),
  };
}

/** The value of one of dp's own properties on a product, contract, column or port, with its place. */
export function dpValue(owner: { readonly customProperties: readonly CustomProperty[] }, name: string): { readonly at: string; readonly value: unknown } | undefined {
  const found = owner.customProperties.find((candidate) => candidate.vendor === dpVendor && candidate.property === name);
  return found === undefined ? undefined : { at: `${found.at}/value`, value: found.value };
}

export function emptyNode(): NodeReader {
  const node = readNode({}, '');
  if (node === undefined) throw new Error('an empty mapping is a mapping');
  return node;
}

function readPort(node: NodeReader): InputPort {
  return {
    at: node.at,
    id: node.string('id'),
    name: node.string('name') ?? '',
    version: node.string('version'),
    contractId: node.string('contractId'),
    deprecated: node.boolean('deprecated', false),
    tags: node.strings('tags'),
    links: readLinks(node),
    customProperties: readCustomProperties(node),
  };
}

function readOutputPort(node: NodeReader): OutputPort {
  return {
    ...readPort(node),
    description: node.string('description'),
    type: node.string('type'),
    sbom: node.children('sbom').map((item) => ({ at: item.at, type: item.string('type') ?? 'external', url: item.string('url') })),
    inputContracts: node.children('inputContracts').map((item) => ({ at: item.at, id: item.string('id') ?? '', version: item.string('version') ?? '' })),
    synonyms: readSynonyms(node),
    context: node.raw['context'],
  };
}

function readManagementPort(node: NodeReader): ManagementPort {
  return {
    at: node.at,
    id: node.string('id'),
    name: node.string('name') ?? '',
    content: node.string('content'),
    type: node.string('type') ?? 'rest',
    url: node.string('url'),
    channel: node.string('channel'),
    description: node.string('description'),
    deprecated: node.boolean('deprecated', false),
    tags: node.strings('tags'),
  };
}
