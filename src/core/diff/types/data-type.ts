/** `open`: the engine decides by a setting or the dialect is unknown. */
export type Zone = 'none' | 'zoned' | 'open';

/**
 * A type reduced to what values it can hold. `length`, `precision` of decimals: `undefined` is "no limit".
 * `other` stands for everything the lattice says nothing about (uuid, json, geometry …) and is compared by name.
 */
export type DataType =
  | { readonly family: 'integer'; readonly bits: number; readonly isSigned: boolean }
  | { readonly family: 'float'; readonly bits: number }
  | { readonly family: 'decimal'; readonly precision: number | undefined; readonly scale: number }
  | { readonly family: 'text'; readonly length: number | undefined; readonly isFixed: boolean }
  | { readonly family: 'binary'; readonly length: number | undefined; readonly isFixed: boolean }
  | { readonly family: 'boolean' }
  | { readonly family: 'date' }
  | { readonly family: 'time'; readonly zone: Zone; readonly precision: number }
  | { readonly family: 'timestamp'; readonly zone: Zone; readonly precision: number }
  | { readonly family: 'array'; readonly element: DataType | undefined }
  | { readonly family: 'map'; readonly key: DataType | undefined; readonly value: DataType | undefined }
  | { readonly family: 'struct'; readonly fields: readonly { readonly name: string; readonly type: DataType }[] | undefined }
  | { readonly family: 'void' }
  | { readonly family: 'any' }
  | { readonly family: 'other'; readonly name: string };

export const integer = (bits: number, isSigned = true): DataType => ({ family: 'integer', bits, isSigned });
export const float = (bits: number): DataType => ({ family: 'float', bits });
export const decimal = (precision: number | undefined, scale = 0): DataType => ({ family: 'decimal', precision, scale });
export const text = (length?: number, isFixed = false): DataType => ({ family: 'text', length, isFixed });
export const binary = (length?: number, isFixed = false): DataType => ({ family: 'binary', length, isFixed });
export const timestamp = (zone: Zone, precision: number): DataType => ({ family: 'timestamp', zone, precision });
export const time = (zone: Zone, precision: number): DataType => ({ family: 'time', zone, precision });
export const other = (name: string): DataType => ({ family: 'other', name });
