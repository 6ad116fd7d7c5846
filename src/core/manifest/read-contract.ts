import type { DataContract, Price, Role, Server, SlaProperty } from '../model/contract.ts';
import type { SourceDocument } from '../model/source-document.ts';
import { readNode, type NodeReader } from './node-reader.ts';
import { readCustomProperties, readLinks, readProse, readSupport, readTeam } from './read-common.ts';
import { emptyNode } from './read-product.ts';
import { readTable } from './read-schema.ts';

/** Reads an ODCS document of any version (3.0 to 3.2) into the canonical contract. */
export function readContract(document: SourceDocument): DataContract {
  const node = readNode(document.data, '') ?? emptyNode();
  const defaultElement = node.string('slaDefaultElement');
  return {
    at: '',
    document,
    apiVersion: node.string('apiVersion') ?? '',
    id: node.string('id'),
    version: node.string('version'),
    name: node.string('name'),
    status: node.string('status'),
    domain: node.string('domain'),
    tenant: node.string('tenant'),
    dataProduct: node.string('dataProduct'),
    contractCreatedTs: node.string('contractCreatedTs'),
    description: readProse(node),
    tags: node.strings('tags'),
    links: readLinks(node),
    context: node.raw['context'],
    tables: node.children('schema').map(readTable),
    servers: node.children('servers').map(readServer),
    slaProperties: node.children('slaProperties').map((item) => readSla(item, defaultElement)),
    support: readSupport(node),
    team: readTeam(node),
    roles: node.children('roles').map(readRole),
    price: readPrice(node.child('price')),
    customProperties: readCustomProperties(node),
  };
}

function readRole(node: NodeReader): Role {
  return {
    at: node.at,
    id: node.string('id'),
    role: node.string('role') ?? '',
    description: node.string('description'),
    access: node.string('access'),
    firstLevelApprovers: node.string('firstLevelApprovers'),
    secondLevelApprovers: node.string('secondLevelApprovers'),
  };
}

const serverFields = new Set(['id', 'server', 'type', 'description', 'environment', 'roles', 'customProperties']);

function readServer(node: NodeReader): Server {
  return {
    at: node.at,
    id: node.string('id'),
    server: node.string('server') ?? '',
    type: node.string('type') ?? '',
    description: node.string('description'),
    environment: node.string('environment'),
    roles: node.children('roles').map(readRole),
    customProperties: readCustomProperties(node),
    settings: Object.fromEntries(Object.entries(node.raw).filter(([key]) => !serverFields.has(key))),
  };
}

function readSla(node: NodeReader, defaultElement: string | undefined): SlaProperty {
  const element = node.string('element');
  return {
    at: node.at,
    id: node.string('id'),
    property: node.string('property') ?? '',
    value: node.raw['value'],
    valueExt: node.raw['valueExt'],
    unit: node.string('unit'),
    element: element ?? defaultElement,
    driver: node.string('driver'),
    description: node.string('description'),
    schedule: node.string('schedule'),
    scheduler: node.string('scheduler'),
    ...(element === undefined && defaultElement !== undefined ? { origins: { element: '/slaDefaultElement' } } : {}),
  };
}

function readPrice(node: NodeReader | undefined): Price | undefined {
  if (node === undefined) return undefined;
  return {
    at: node.at,
    amount: node.number('priceAmount'),
    currency: node.string('priceCurrency'),
    unit: node.string('priceUnit'),
    origins: { amount: `${node.at}/priceAmount`, currency: `${node.at}/priceCurrency`, unit: `${node.at}/priceUnit` },
  };
}
