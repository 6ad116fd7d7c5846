import type { NodeReader } from '../manifest/node-reader.ts';
import { didYouMean } from '../model/nearest.ts';
import type { JudgedProduct } from './judged.ts';
import type { ReferenceIssue } from './reference-rule.ts';

/** An issue where a mapping names a file that is not in the product's folder; none where it names no file. */
export function* missingFileIssues({ loaded }: JudgedProduct, { node, key, what }: { readonly node: NodeReader; readonly key: string; readonly what: string }): Generator<ReferenceIssue> {
  const path = node.string(key);
  if (path === undefined || path === '' || loaded.files.includes(normalised(path))) return;
  // An address, a variable, or a way out of the folder: the schema's affair, or nobody's.
  if (/^[a-z][a-z0-9+.-]+:|^\/|\$\{/iu.test(path) || normalised(path).startsWith('../')) return;
  yield {
    message: `${what} names the file ${path}, which is not in the product's folder.${didYouMean(path, loaded.files)}`,
    pointer: `${node.at}/${key}`,
    part: 'value',
    discriminator: path,
  };
}

/** A relative path without `.`, `..` and double slashes, as the lists of files have it. */
export function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
