import { isRecord, readNodes } from '../manifest/node-reader.ts';
import { dpValue, readProduct } from '../manifest/read-product.ts';
import type { DataProduct, InputPort, OutputPort } from '../model/product.ts';
import { documentOfData } from './data-document.ts';
import { parseKey } from './grammar.ts';
import { originOf } from './published-snapshot.ts';
import { versionIssues, type HashContent, type VersionFile } from './version-file.ts';

export interface IndexedPort {
  readonly name: string;
  readonly version: string | undefined;
  readonly contractId: string | undefined;
  readonly type: string | undefined;
  /** Output ports: the contracts that it is made from, where it says. */
  readonly inputContracts?: readonly { readonly id: string; readonly version: string }[];
  /** Input ports without a contract: the system outside the mesh. */
  readonly source?: { readonly system: string; readonly acquisition: string | undefined; readonly owner: string | undefined };
}

/** What reads a product outside the mesh. `columns` is `null` where it does not say. */
export interface IndexedExposure {
  readonly name: string;
  readonly type: string | undefined;
  readonly owner: string | undefined;
  readonly port: string | undefined;
  readonly columns: readonly string[] | null;
}

/** What lists, searches and look-ups need of one published version; plain data, kept in a cache. */
export interface IndexEntry {
  readonly product: string;
  readonly version: string;
  /** The git object that holds it. */
  readonly oid: string;
  readonly digest: string;
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly status: string | undefined;
  readonly purpose: string | undefined;
  readonly tags: readonly string[];
  /** The team's name and its owners' user names. */
  readonly owners: readonly string[];
  readonly outputPorts: readonly IndexedPort[];
  readonly inputPorts: readonly IndexedPort[];
  readonly exposures?: readonly IndexedExposure[];
  /** What of the version contradicts itself; empty when all is well. */
  readonly problems: readonly string[];
}

const longestText = 400;

/** The entry of a version, from its parsed manifest. Its files' hashes are checked, the YAML is not parsed again. */
export function indexEntryOf(file: VersionFile, oid: string, hash: HashContent): IndexEntry {
  const product = readProduct(documentOfData(`${originOf(file)}/manifest`, file.manifest), { defaultDomain: parseKey(file.product)?.domain });
  return {
    product: file.product,
    version: file.version,
    oid,
    digest: file.digest,
    id: product.id,
    type: product.type,
    status: product.status,
    purpose: product.description.purpose?.slice(0, longestText),
    tags: product.tags,
    owners: ownersOf(product),
    outputPorts: product.outputPorts.map(outputPortOf),
    inputPorts: product.inputPorts.map(inputPortOf),
    ...exposuresOf(product),
    problems: versionIssues(file, hash, { isShallow: true }).map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`)),
  };
}

function outputPortOf(port: OutputPort): IndexedPort {
  const inputContracts = port.inputContracts.map(({ id, version }) => ({ id, version }));
  return { name: port.name, version: port.version, contractId: port.contractId, type: port.type, ...(inputContracts.length === 0 ? {} : { inputContracts }) };
}

function inputPortOf(port: InputPort): IndexedPort {
  const source = readSource(dpValue(port, 'sourceSystem')?.value);
  return { name: port.name, version: port.version, contractId: port.contractId, type: undefined, ...(source === undefined ? {} : { source }) };
}

function readSource(value: unknown): IndexedPort['source'] {
  const [node] = readNodes([value], '');
  const system = node?.string('system');
  return system === undefined ? undefined : { system, acquisition: node?.string('acquisition'), owner: node?.string('owner') };
}

function exposuresOf(product: DataProduct): { exposures?: IndexedExposure[] } {
  const exposures = readExposures(dpValue(product, 'exposures')?.value);
  return exposures.length === 0 ? {} : { exposures };
}

function readExposures(value: unknown): IndexedExposure[] {
  return readNodes(value, '').flatMap((node) => {
    const name = node.string('name');
    const columns = Array.isArray(node.raw['columns']) ? node.strings('columns') : null;
    return name === undefined ? [] : [{ name, type: node.string('type'), owner: node.string('owner'), port: node.string('port'), columns }];
  });
}

/** The team's name and the members whose role says owner. */
export function ownersOf(product: DataProduct): string[] {
  const { team } = product;
  const members = (team?.members ?? []).filter(({ role, dateOut }) => dateOut === undefined && /owner/iu.test(role ?? '')).flatMap(({ username }) => username ?? []);
  return [...new Set([...(team?.name === undefined ? [] : [team.name]), ...members])];
}

/** An entry read back from the cache; `undefined` for a line that is none. */
export function readIndexEntry(value: unknown): IndexEntry | undefined {
  if (!isRecord(value)) return undefined;
  const text = (key: string): string | undefined => {
    const found = value[key];
    return typeof found === 'string' ? found : undefined;
  };
  const texts = (key: string): string[] => {
    const found = value[key];
    return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : [];
  };
  const [product, version, oid, digest] = [text('product'), text('version'), text('oid'), text('digest')];
  if (product === undefined || version === undefined || oid === undefined || digest === undefined) return undefined;
  return {
    product,
    version,
    oid,
    digest,
    id: text('id'),
    type: text('type'),
    status: text('status'),
    purpose: text('purpose'),
    tags: texts('tags'),
    owners: texts('owners'),
    outputPorts: readPorts(value['outputPorts']),
    inputPorts: readPorts(value['inputPorts']),
    ...(Array.isArray(value['exposures']) ? { exposures: readExposures(value['exposures']) } : {}),
    problems: texts('problems'),
  };
}

function readPorts(value: unknown): IndexedPort[] {
  return readNodes(value, '').map((port) => {
    const source = readSource(port.raw['source']);
    const inputContracts = port.children('inputContracts').map((item) => ({ id: item.string('id') ?? '', version: item.string('version') ?? '' }));
    return {
      name: port.string('name') ?? '',
      version: port.string('version'),
      contractId: port.string('contractId'),
      type: port.string('type'),
      ...(inputContracts.length === 0 ? {} : { inputContracts }),
      ...(source === undefined ? {} : { source }),
    };
  });
}
