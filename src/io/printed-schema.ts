import { join } from 'node:path';
import { readBytes } from './files.ts';
import { packageRoot } from './package-root.ts';

/** The text of a schema as it is published: the one dp judges by, or its draft-07 copy for editors. */
export function readPrintedSchema(name: string, options: { readonly isForEditors: boolean }): string {
  const folder = join(packageRoot, 'dist', 'schemas', ...(options.isForEditors ? ['editor'] : []));
  return new TextDecoder().decode(readBytes(join(folder, `${name}.json`)));
}
