import { dpProperties } from '../../manifest/dp-property.ts';

/** Where an organisation keeps a fact: a customProperty's key, perhaps its vendor, perhaps a place inside its value. */
export interface Term {
  readonly property: string;
  readonly vendor: string | undefined;
  /** JSON Pointer into the property's value. */
  readonly pointer: string;
}

/** Canonical names and the terms that are read for them, in order. */
export type Vocabulary = ReadonlyMap<string, readonly Term[]>;

/** Names that dp's own rules use without a home of dp's: an organisation maps its own keys to them. */
const catalogueNames = ['anonymization', 'dpia', 'standard', 'reviewedOn', 'replacement'] as const;

/** `custom.<name>` → dp's own property that is read first. */
export const dpHomes: ReadonlyMap<string, string> = new Map([...Object.keys(dpProperties).map((name) => [name, name] as const), ['pii', 'personalData']]);

/** Every name of `custom.<name>` that means something before a pack says so. */
export const canonicalNames: readonly string[] = [...dpHomes.keys(), ...catalogueNames];
