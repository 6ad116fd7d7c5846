import { isRecord } from '../manifest/node-reader.ts';
import { readProduct } from '../manifest/read-product.ts';
import type { DataProduct } from '../model/product.ts';
import { documentOfData } from './data-document.ts';
import { parseKey } from './grammar.ts';
import { originOf } from './published-snapshot.ts';
import { versionIssues, type HashContent, type VersionFile } from './version-file.ts';

export interface IndexedPort {
  readonly name: string;
  readonly version: string | undefined;
  readonly contractId: string | undefined;
  readonly type: string | undefined;
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
    outputPorts: product.outputPorts.map(portOf),
    inputPorts: product.inputPorts.map((port) => portOf({ ...port, type: undefined })),
    problems: versionIssues(file, hash, { isShallow: true }).map(({ path, reason }) => (path === '' ? reason : `${path}: ${reason}`)),
  };
}

function portOf(port: IndexedPort): IndexedPort {
  return { name: port.name, version: port.version, contractId: port.contractId, type: port.type };
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
    problems: texts('problems'),
  };
}

function readPorts(value: unknown): IndexedPort[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((port) => ({ name: asText(port['name']) ?? '', version: asText(port['version']), contractId: asText(port['contractId']), type: asText(port['type']) }));
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
