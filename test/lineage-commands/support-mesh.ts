import { parseYaml } from '../../src/core/manifest/parse-yaml.ts';
import { readContract } from '../../src/core/manifest/read-contract.ts';
import { readProduct } from '../../src/core/manifest/read-product.ts';
import type { LineageSource } from '../../src/core/lineage/graph.ts';
import { buildMesh, type Mesh } from '../../src/core/lineage/mesh.ts';

export interface ColumnText {
  readonly from?: readonly string[];
  readonly isPersonal?: boolean;
  readonly classification?: string;
  readonly tags?: readonly string[];
}

export interface SourceText {
  readonly key: string;
  readonly version?: string;
  /** Contract ids that it reads; each is `<key with - for />` of the product that offers it. */
  readonly reads?: readonly string[];
  readonly columns?: Readonly<Record<string, ColumnText>>;
  /** What the contract as a whole says of personal data. */
  readonly personalData?: boolean;
  readonly exposures?: readonly object[];
  readonly system?: string;
}

/** A product with one output port `out`, one table `t`, and a contract named like its key. */
export function sourceOfText({ key, version = '1.0.0', reads = [], columns = {}, personalData, exposures, system }: SourceText): LineageSource {
  const [domain = '', name = ''] = key.split('/');
  const id = key.replace('/', '-');
  const own = (property: string, value: unknown): object => ({ property, vendor: 'dp', value });
  const inputs = [...reads.map((contractId) => ({ name: contractId, version: '1.0.0', contractId })), ...(system === undefined ? [] : [{ name: 'system', customProperties: [own('sourceSystem', { system, acquisition: 'batch' })] }])];
  const manifest = { apiVersion: 'v1.1.0', kind: 'DataProduct', id: `urn:${id}`, name, domain, version, status: 'active', inputPorts: inputs, outputPorts: [{ name: 'out', version: '1.0.0', contractId: id }], ...(exposures === undefined ? {} : { customProperties: [own('exposures', exposures)] }) };
  const properties = Object.entries(columns).map(([column, { from = [], isPersonal, classification, tags }]) => ({
    name: column,
    logicalType: 'string',
    ...(from.length === 0 ? {} : { transformSourceObjects: from }),
    ...(classification === undefined ? {} : { classification }),
    ...(tags === undefined ? {} : { tags }),
    ...(isPersonal === undefined ? {} : { customProperties: [own('personalData', isPersonal)] }),
  }));
  const contract = { apiVersion: 'v3.2.0', kind: 'DataContract', id, version: '1.0.0', status: 'active', schema: [{ name: 't', logicalType: 'object', properties }], ...(personalData === undefined ? {} : { customProperties: [own('personalData', personalData)] }) };
  return {
    product: readProduct(parseYaml(`/work/${key}/dataproduct.yaml`, JSON.stringify(manifest)).document),
    contracts: [readContract(parseYaml(`/work/${key}/contract.odcs.yaml`, JSON.stringify(contract)).document)],
  };
}

export function meshOf(texts: readonly SourceText[]): Mesh {
  return buildMesh({ workspace: texts.map(sourceOfText), published: undefined });
}
