/** The vendor under which dp keeps what the standards have no home for (INTERFACE, "One home"). */
export const dpVendor = 'dp';

export type DpPlace = 'product' | 'contract' | 'column' | 'inputPort';

/** Each of dp's own properties and where it may stand. */
export const dpProperties: Readonly<Record<string, readonly DpPlace[]>> = {
  canvas: ['product'],
  pipeline: ['product'],
  mlModel: ['product'],
  examples: ['product'],
  sourceSystem: ['inputPort'],
  exposures: ['product'],
  publish: ['product'],
  stream: ['contract'],
  errorHandling: ['contract'],
  personalData: ['contract', 'column'],
  masking: ['contract', 'column'],
  lawfulBasis: ['contract', 'column'],
  dataResidency: ['contract', 'column'],
};

/** Reads both spellings, `{property: canvas, vendor: dp}` and `{property: dp.canvas}`, into the first. */
export function readDpProperty(property: string, vendor: string | undefined): { property: string; vendor: string | undefined } {
  if (vendor === undefined && property.startsWith('dp.')) return { property: property.slice(3), vendor: dpVendor };
  return { property, vendor };
}

/** Whether a version of a standard knows `vendor` on a customProperty (ODPS from 1.1.0, ODCS from 3.2.0 on). */
export function knowsVendor(kind: 'DataProduct' | 'DataContract', apiVersion: string): boolean {
  const first = kind === 'DataProduct' ? [1, 1] : [3, 2];
  const match = /^v(\d+)\.(\d+)\./u.exec(apiVersion);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > (first[0] ?? 0) || (major === first[0] && minor >= (first[1] ?? 0));
}

/** How a dp property is written in a document of this kind and version. */
export function spellDpProperty(name: string, kind: 'DataProduct' | 'DataContract', apiVersion: string): { property: string; vendor?: string } {
  return knowsVendor(kind, apiVersion) ? { property: name, vendor: dpVendor } : { property: `dp.${name}` };
}
