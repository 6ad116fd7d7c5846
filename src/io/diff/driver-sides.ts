import { basename } from 'node:path';
import { parseYaml } from '../../core/manifest/parse-yaml.ts';
import { readContract } from '../../core/manifest/read-contract.ts';
import { readProduct } from '../../core/manifest/read-product.ts';
import { isRecord } from '../../core/manifest/node-reader.ts';
import type { DataContract } from '../../core/model/contract.ts';
import { maxFileBytes } from '../../core/model/limits.ts';
import type { DataProduct } from '../../core/model/product.ts';
import { roleOfName, roleOfText } from '../../core/workspace/identify.ts';
import { readBytes, statPath } from '../files.ts';

/** One side of what git hands to a diff driver: a file on disk, or nothing. */
export interface DriverFile {
  /** `undefined`: the file is not there on this side. */
  readonly path: string | undefined;
  /** How messages name it. */
  readonly label: string;
}

/** A file of a git diff as dp understands it. */
export type DriverSide =
  | { readonly kind: 'product'; readonly product: DataProduct }
  | { readonly kind: 'contract'; readonly contract: DataContract }
  | { readonly kind: 'absent' }
  /** Neither a manifest nor a contract, or no YAML mapping. */
  | { readonly kind: 'other' };

interface DriverPlace {
  /** The file's name in the repository: git's own may be a temporary one. */
  readonly name: string;
  readonly defaultDomain: string | undefined;
}

/** Reads one side of a git diff. */
export function readDriverSide({ path, label }: DriverFile, { name, defaultDomain }: DriverPlace): DriverSide {
  if (path === undefined) return { kind: 'absent' };
  if ((statPath(path)?.size ?? 0) > maxFileBytes) return { kind: 'other' };
  const bytes = readBytes(path);
  const role = roleOfName(basename(name)) ?? roleOfText(new TextDecoder().decode(bytes));
  const { document } = parseYaml(label, bytes);
  if (role === undefined || !isRecord(document.data)) return { kind: 'other' };
  return role === 'contract' ? { kind: 'contract', contract: readContract(document) } : { kind: 'product', product: readProduct(document, { defaultDomain }) };
}
