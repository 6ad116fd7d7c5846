import { nameIssue, versionIssue } from './grammar.ts';

/** Says that a repository is a registry, and of which layout. */
export const markerPath = 'dp-registry.json';
/** The newest layout that this dp writes. */
export const registryFormat = 1;

/** What a path in the registry's tree is. */
export type RegistryPath =
  | { readonly kind: 'version'; readonly product: string; readonly version: string }
  | { readonly kind: 'event'; readonly product: string; readonly version: string; readonly action: string; readonly id: string }
  | { readonly kind: 'marker' }
  /** Beside the layout: a README, owners.yaml, a host's CI files. Readers leave it alone. */
  | { readonly kind: 'other' }
  /** Inside the layout's folders, and not of its grammar. */
  | { readonly kind: 'stray'; readonly reason: string };

/** Where a version is published. Both arguments fit the grammar. */
export function versionPath(product: string, version: string): string {
  return `products/${product}/${version}.json`;
}

/** The folders that hold all there is on one product. */
export function productFolders(product: string): { readonly versions: string; readonly events: string } {
  return { versions: `products/${product}`, events: `status/${product}` };
}

/** Reads a path of the tip's tree by the grammar of REGISTRY, "Layout". */
export function readRegistryPath(path: string): RegistryPath {
  if (path === markerPath) return { kind: 'marker' };
  const [top, domain, name, file, ...more] = path.split('/');
  if (top !== 'products' && top !== 'status') return { kind: 'other' };
  if (domain === undefined || name === undefined || file === undefined || more.length > 0) return stray('it is not at <domain>/<name>/<file>');
  const badName = nameIssue(domain) ?? nameIssue(name);
  if (badName !== undefined) return stray(`its domain or name does not fit the grammar: ${badName}`);
  const product = `${domain}/${name}`;
  if (!file.endsWith('.json')) return stray('its name does not end in .json');
  const stem = file.slice(0, -'.json'.length);
  return top === 'products' ? readVersionName(product, stem) : readEventName(product, stem);
}

function readVersionName(product: string, stem: string): RegistryPath {
  const issue = versionIssue(stem);
  return issue === undefined ? { kind: 'version', product, version: stem } : stray(`its name is no version: ${issue}`);
}

// From the right: a pre-release may hold dots, an action and an id may not.
function readEventName(product: string, stem: string): RegistryPath {
  const match = /^(.+)\.([a-z][a-z0-9-]*)\.([0-9A-Za-z]{1,64})$/u.exec(stem);
  const [, version, action, id] = match ?? [];
  if (version === undefined || action === undefined || id === undefined) return stray('its name is not <version>.<action>.<id>.json');
  const issue = versionIssue(version);
  return issue === undefined ? { kind: 'event', product, version, action, id } : stray(`its name holds no version: ${issue}`);
}

function stray(reason: string): RegistryPath {
  return { kind: 'stray', reason };
}

/** What `dp-registry.json` says; `undefined` where it says nothing that makes a registry. */
export interface RegistryMarker {
  readonly format: number;
  readonly name: string;
}

/** Reads dp-registry.json. */
export function readMarker(text: string): RegistryMarker | undefined {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || !('format' in data) || typeof data.format !== 'number' || !Number.isInteger(data.format)) return undefined;
  return { format: data.format, name: 'name' in data && typeof data.name === 'string' ? data.name : '' };
}

/** The bytes of a new registry's dp-registry.json. */
export function writeMarker(name: string): string {
  return `${JSON.stringify({ format: registryFormat, name }, null, 2)}\n`;
}

/** JSON's value, or `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A product argument such as `sales/orders@1.2.0` in its parts; the version is absent where none is asked for. */
export function parseProductArgument(text: string): { readonly product: string; readonly version: string | undefined } {
  const at = text.lastIndexOf('@');
  return at <= 0 ? { product: text, version: undefined } : { product: text.slice(0, at), version: text.slice(at + 1) };
}

