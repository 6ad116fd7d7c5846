import type { CustomProperty } from '../model/common.ts';
import type { DataProduct, InputPort, OutputPort } from '../model/product.ts';
import type { IndexEntry, IndexedPort } from '../registry/index-entry.ts';
import type { LineageSource } from './graph.ts';

/** A published version as far as the index knows it: its ports and who stands at its ends, no contracts. */
export function sourceOfEntry(entry: IndexEntry): LineageSource {
  const slash = entry.product.indexOf('/');
  // One literal without spreads: thousands of these are made on every run.
  const product: DataProduct = {
    at: '',
    document: { file: `registry:${entry.product}@${entry.version}`, text: '', data: undefined, locate: startRange, positionAt: startPosition },
    apiVersion: '',
    id: entry.id,
    name: entry.product.slice(slash + 1),
    version: entry.version,
    status: entry.status,
    domain: entry.product.slice(0, slash),
    tenant: undefined,
    type: entry.type,
    deprecated: false,
    productCreatedTs: undefined,
    description: { at: '', purpose: entry.purpose, usage: undefined, limitations: undefined, links: nothing, customProperties: nothing },
    tags: entry.tags,
    synonyms: nothing,
    links: nothing,
    context: undefined,
    inputPorts: entry.inputPorts.map(inputPort),
    outputPorts: entry.outputPorts.map(outputPort),
    managementPorts: nothing,
    support: nothing,
    team: entry.owners[0] === undefined ? undefined : { at: '', name: entry.owners[0], description: undefined, members: nothing },
    customProperties: entry.exposures === undefined ? nothing : [own('exposures', entry.exposures)],
  };
  return { product, contracts: nothing };
}

const nothing: readonly never[] = [];
const startRange = (): { start: number; end: number } => ({ start: 0, end: 0 });
const startPosition = (): { line: number; column: number } => ({ line: 1, column: 1 });

function own(property: string, value: unknown): CustomProperty {
  return { at: '', id: undefined, property, vendor: 'dp', value, description: undefined };
}

function inputPort({ name, version, contractId, source }: IndexedPort): InputPort {
  return { at: '', id: undefined, name, version, contractId, deprecated: false, tags: nothing, links: nothing, customProperties: source === undefined ? nothing : [own('sourceSystem', source)] };
}

function outputPort({ name, version, contractId, type, inputContracts }: IndexedPort): OutputPort {
  return {
    at: '',
    id: undefined,
    name,
    version,
    contractId,
    deprecated: false,
    tags: nothing,
    links: nothing,
    customProperties: nothing,
    description: undefined,
    type,
    sbom: nothing,
    inputContracts: inputContracts === undefined ? nothing : inputContracts.map(({ id, version: wanted }) => ({ at: '', id, version: wanted })),
    synonyms: nothing,
    context: undefined,
  };
}
