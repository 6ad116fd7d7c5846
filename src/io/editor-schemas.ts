import { join } from 'node:path';
import type { RenderedFile } from '../core/template/render-tree.ts';
import { readBytes } from './files.ts';
import { packageRoot } from './package-root.ts';

const names = ['odcs-v3.2.0', 'odps-v1.1.0', 'workspace'] as const;

/** The schemas that a new product's modelines point to, so that editors complete and check without a network. */
export function editorSchemaFiles(): RenderedFile[] {
  return names.map((name) => {
    const text = new TextDecoder().decode(readBytes(join(packageRoot, 'dist', 'schemas', 'editor', `${name}.json`)));
    return { path: `.dp/schemas/${name}.json`, content: `${JSON.stringify(JSON.parse(text))}\n` };
  });
}
