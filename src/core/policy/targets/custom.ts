import { dpVendor } from '../../manifest/dp-property.ts';
import { isRecord, readNode } from '../../manifest/node-reader.ts';
import { readCustomProperties } from '../../manifest/read-common.ts';
import { valueAt } from '../../manifest/value-at.ts';
import type { CustomProperty } from '../../model/common.ts';
import { type Field, type FieldKind, placeOf, presentOrUndefined } from './field.ts';
import type { Node } from './node.ts';
import { dpHomes, type Term } from './vocabulary.ts';

const rawProperties = new WeakMap<Node, readonly CustomProperty[]>();
/** Facts of dp's own are values of customProperties: what they know besides stands at their document. */
const factKinds = new Set(['canvas', 'consumers', 'needs', 'examples', 'exposures', 'model', 'modelMetrics', 'stream', 'errorHandling', 'trainingData', 'artifacts', 'featurePipelines']);

/** The customProperties of a node; those that the canonical model does not carry are read from the document. */
export function customPropertiesOf(node: Node): readonly CustomProperty[] {
  if (node.kind === 'sourceSystems') return node.parent === undefined ? [] : customPropertiesOf(node.parent);
  if (factKinds.has(node.kind)) return (node.view.contract ?? node.view.unit.unit.product)?.customProperties ?? [];
  const { customProperties } = node.model as { readonly customProperties?: readonly CustomProperty[] };
  if (customProperties !== undefined) return customProperties;
  const known = rawProperties.get(node) ?? readCustomProperties(readNode(valueAt(node.view.source.data, node.at), node.at));
  rawProperties.set(node, known);
  return known;
}

interface Found {
  readonly value: unknown;
  readonly pointer: string;
}

/** How one of dp's facts reads as a single value: what a rule compares when it says `equals` or `in`. */
const scalarKeys: Readonly<Record<string, string>> = { lawfulBasis: 'basis', masking: 'method' };

/** Parts of dp's facts that rules may name: `custom.personalData.categories`. */
const factParts: Readonly<Record<string, Readonly<Record<string, FieldKind>>>> = {
  personalData: { categories: 'values', subjects: 'values', special: 'boolean', purpose: 'text', description: 'text' },
  lawfulBasis: { basis: 'text', purpose: 'text', reference: 'text' },
  masking: { method: 'text', policy: 'text', exceptRoles: 'values', description: 'text' },
};

/** `custom.<name>`: dp's own home first, then the vocabulary's terms, or the name as the property's own key. */
export function customField(name: string, terms: readonly Term[] | undefined): Field {
  const home = dpHomes.get(name);
  const wanted = terms ?? [{ property: name, vendor: undefined, pointer: '' }];
  const find = (node: Node): Found | undefined => {
    const properties = customPropertiesOf(node);
    return properties.length === 0 ? undefined : (findHome(properties, home) ?? findTerm(properties, wanted));
  };
  const scalarKey = home === undefined ? undefined : scalarKeys[home];
  return {
    kind: 'any',
    read: (node) => find(node)?.value,
    place: (node) => placeOfFound(node, find(node)),
    ...(home === undefined ? {} : { scalar: (value: unknown) => scalarOf(value, { home, scalarKey }) }),
  };
}

/** `custom.personalData.categories` and the like; `undefined` where there is no such part. */
export function customPartField(path: string): Field | undefined {
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const home = dpHomes.get(path.slice(0, dot));
  const part = path.slice(dot + 1);
  const parts = home === undefined ? undefined : factParts[home];
  const kind = parts !== undefined && Object.hasOwn(parts, part) ? parts[part] : undefined;
  if (kind === undefined) return undefined;
  const find = (node: Node): Found | undefined => {
    const found = findHome(customPropertiesOf(node), home);
    const value = isRecord(found?.value) ? presentOrUndefined(found.value[part]) : undefined;
    return found === undefined || value === undefined ? undefined : { value, pointer: `${found.pointer}/${part}` };
  };
  return { kind, read: (node) => find(node)?.value, place: (node) => placeOfFound(node, find(node)) };
}

function placeOfFound(node: Node, found: Found | undefined) {
  return found === undefined ? placeOf(node) : { document: node.view.source, pointer: found.pointer };
}

function findHome(properties: readonly CustomProperty[], home: string | undefined): Found | undefined {
  if (home === undefined) return undefined;
  for (const property of properties) if (property.vendor === dpVendor && property.property === home) return present(property, '');
  return undefined;
}

function findTerm(properties: readonly CustomProperty[], terms: readonly Term[]): Found | undefined {
  for (const term of terms) {
    for (const property of properties) {
      const isMeant = property.property === term.property && (term.vendor === undefined ? property.vendor !== dpVendor : property.vendor === term.vendor);
      const found = isMeant ? present(property, term.pointer) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function present(property: CustomProperty, pointer: string): Found | undefined {
  const value = presentOrUndefined(pointer === '' ? property.value : valueAt(property.value, pointer));
  return value === undefined ? undefined : { value, pointer: `${property.at}/value${pointer}` };
}

// `personalData: {categories: [contact]}` says true at length; `lawfulBasis: {basis: contract}` says contract.
function scalarOf(value: unknown, { home, scalarKey }: { readonly home: string; readonly scalarKey: string | undefined }): unknown {
  if (!isRecord(value)) return value;
  if (home === 'personalData') return true;
  return scalarKey === undefined ? value : value[scalarKey];
}
