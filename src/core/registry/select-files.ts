import { isRecord } from '../manifest/node-reader.ts';
import { dpValue } from '../manifest/read-product.ts';
import type { DataProduct } from '../model/product.ts';

/** Keys of a manifest whose text may name a file of the product. */
const fileKeys = new Set(['file', 'files', 'url', 'path', 'href', 'readme']);

/**
 * Which of a product's files are published besides manifest and contracts: its README, and whatever the manifest refers
 * to by a path (usage examples, pipeline steps, an OpenAPI document). Model artifacts stay out: the manifest has their
 * hash, and they belong in storage. `files` are relative to the product's folder.
 */
export function referredFiles(product: DataProduct, files: readonly string[]): string[] {
  const artifacts = artifactPaths(product);
  const named = new Set(pathsIn(product.document.data).map(normalised));
  return files.filter((file) => /^readme\.md$/iu.test(file) || (named.has(file) && !artifacts.has(file)));
}

/** The globs of the manifest's customProperty `publish`. */
export function publishGlobs(product: DataProduct): { readonly at: string; readonly globs: readonly string[] } {
  const found = dpValue(product, 'publish');
  const globs = Array.isArray(found?.value) ? found.value.filter((item) => typeof item === 'string') : [];
  return { at: found?.at ?? '', globs };
}

function artifactPaths(product: DataProduct): Set<string> {
  const model = dpValue(product, 'mlModel')?.value;
  const artifacts = isRecord(model) && Array.isArray(model['artifacts']) ? model['artifacts'] : [];
  return new Set(pathsIn(artifacts).map(normalised));
}

// Without recursion, and each value once: aliases may make one value stand in very many places.
function pathsIn(data: unknown): string[] {
  const paths: string[] = [];
  const seen = new Set<unknown>();
  const pending: unknown[] = [data];
  for (let value = pending.pop(); value !== undefined || pending.length > 0; value = pending.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value as unknown[]) pending.push(item);
    else if (isRecord(value)) {
      for (const [key, child] of Object.entries(value)) {
        if (fileKeys.has(key)) paths.push(...(Array.isArray(child) ? child : [child]).filter((item) => typeof item === 'string'));
        pending.push(child);
      }
    }
  }
  return paths;
}

function normalised(path: string): string {
  return path.replace(/[#?].*$/u, '').replace(/^(?:\.\/)+/u, '');
}
