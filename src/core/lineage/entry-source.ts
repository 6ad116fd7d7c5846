import type { CustomProperty } from '../model/common.ts';
import type { DataProduct, InputPort, OutputPort } from '../model/product.ts';
import type { IndexEntry, IndexedPort } from '../registry/index-entry.ts';
import { documentOfData } from '../registry/data-document.ts';
import { parseKey } from '../registry/grammar.ts';
import type { LineageSource } from './graph.ts';

const nothing = {
  at: '',
  tenant: undefined,
  deprecated: false,
  productCreatedTs: undefined,
  synonyms: [],
  links: [],
  context: undefined,
  managementPorts: [],
  support: [],
} as const;

const bare = { at: '', id: undefined, deprecated: false, tags: [], links: [] } as const;

/** A published version as far as the index knows it: its ports and who stands at its ends, no contracts. */
export function sourceOfEntry(entry: IndexEntry): LineageSource {
  const key = parseKey(entry.product);
  const product: DataProduct = {
    ...nothing,
    document: documentOfData(`registry:${entry.product}@${entry.version}`, {}),
    apiVersion: '',
    id: entry.id,
    name: key?.name,
    version: entry.version,
    status: entry.status,
    domain: key?.domain,
    type: entry.type,
    description: { at: '', purpose: entry.purpose, usage: undefined, limitations: undefined, links: [], customProperties: [] },
    tags: entry.tags,
    inputPorts: entry.inputPorts.map(inputPort),
    outputPorts: entry.outputPorts.map(outputPort),
    team: entry.owners[0] === undefined ? undefined : { at: '', name: entry.owners[0], description: undefined, members: [] },
    customProperties: entry.exposures === undefined ? [] : [own('exposures', entry.exposures)],
  };
  return { product, contracts: [] };
}

function own(property: string, value: unknown): CustomProperty {
  return { at: '', id: undefined, property, vendor: 'dp', value, description: undefined };
}

function inputPort({ name, version, contractId, source }: IndexedPort): InputPort {
  return { ...bare, name, version, contractId, customProperties: source === undefined ? [] : [own('sourceSystem', source)] };
}

function outputPort(port: IndexedPort): OutputPort {
  const inputContracts = (port.inputContracts ?? []).map((contract) => ({ at: '', ...contract }));
  return { ...inputPort(port), description: undefined, type: port.type, sbom: [], inputContracts, synonyms: [], context: undefined };
}
