import { type DpPlace, dpProperties, dpVendor, readDpProperty } from '../manifest/dp-property.ts';
import { isRecord } from '../manifest/node-reader.ts';
import { joinPointer } from '../model/pointer.ts';
import type { Judged } from './judged.ts';

/** A mapping that may have customProperties, and which of dp's places it is; most are none. */
export interface PropertyOwner {
  readonly pointer: string;
  readonly place: DpPlace | undefined;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Every mapping of the standard's own in a document. What custom properties hold is not looked into. */
export function propertyOwners({ kind, document }: Judged): PropertyOwner[] {
  const owners: PropertyOwner[] = [];
  const add = (value: unknown, at: { pointer: string; key: string; place: DpPlace | undefined }): void => {
    if (!isRecord(value)) return;
    owners.push({ pointer: at.pointer, place: at.place, raw: value });
    for (const [key, child] of Object.entries(value)) {
      if (typeof child !== 'object' || child === null || foreign.has(key)) continue;
      const pointer = joinPointer(at.pointer, key);
      const place = placeBelow(kind, at, key);
      if (!Array.isArray(child)) add(child, { pointer, key, place });
      else for (const [index, item] of child.entries()) add(item, { pointer: `${pointer}/${String(index)}`, key, place });
    }
  };
  add(document.data, { pointer: '', key: '', place: kind === 'DataProduct' ? 'product' : 'contract' });
  return owners;
}

const foreign = new Set(['customProperties', 'implementation', 'arguments', 'logicalTypeOptions']);

/** The place of what stands under a key, or of each item of the list there. */
function placeBelow(kind: Judged['kind'], parent: { readonly pointer: string; readonly key: string; readonly place: DpPlace | undefined }, key: string): DpPlace | undefined {
  if (kind === 'DataProduct') return parent.pointer === '' && key === 'inputPorts' ? 'inputPort' : undefined;
  const isTable = parent.key === 'schema' && parent.pointer.lastIndexOf('/schema/') === 0;
  const isColumn = parent.place === 'column';
  if (key === 'properties') return isTable || isColumn ? 'column' : undefined;
  if (key === 'items') return isColumn ? 'column' : undefined;
  return parent.key === 'map' && (key === 'key' || key === 'value') ? 'column' : undefined;
}

const nameByFold = new Map(Object.keys(dpProperties).map((name) => [foldName(name), name]));

/** dp's property of a name, whatever its letter case and separators: `ML-Model` and `ml_model` are `mlModel`. */
export function dpNameLike(name: string): string | undefined {
  return nameByFold.get(foldName(name));
}

/** A name without letter case and separators. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/gu, '');
}

/** Where one of dp's properties may stand. */
export function placesOf(name: string): readonly DpPlace[] {
  return Object.hasOwn(dpProperties, name) ? (dpProperties[name] ?? []) : [];
}

/** The name of one of dp's own properties, spelled in one of the two ways. */
export function properName(item: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof item['property'] !== 'string') return undefined;
  const vendor = typeof item['vendor'] === 'string' ? item['vendor'] : undefined;
  const { property, vendor: own } = readDpProperty(item['property'], vendor);
  return own === dpVendor && placesOf(property).length > 0 ? property : undefined;
}

/** dp's own properties that stand properly in a list of customProperties. */
export function properNamesIn(customProperties: unknown): string[] {
  return Array.isArray(customProperties) ? customProperties.filter(isRecord).flatMap((item) => properName(item) ?? []) : [];
}

const placeWords: Readonly<Record<DpPlace, string>> = {
  product: 'the product\'s manifest',
  contract: 'the contract',
  column: 'a column of the contract',
  inputPort: 'an input port of the manifest',
};

/** `the contract or a column of the contract`, for messages. */
export function placesInWords(name: string): string {
  return placesOf(name).map((place) => placeWords[place]).join(' or ');
}
